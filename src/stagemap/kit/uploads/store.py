"""Where files lie: outside the web root, each under its SHA-256, whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PRIVATE = 0o700
_DIGEST_LETTERS = 64


def arriving(name: str) -> Path:
    """The file in which ``name`` (an id of ours) is gathered until it is whole and clean."""
    return _folder("arriving") / name


def write_piece(path: Path, offset: int, data: bytes) -> None:
    """Put ``data`` at ``offset`` of a file that arrives, on the disk; what lay behind it goes."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.ftruncate(handle, offset)
        view = memoryview(data)
        while view:
            written = os.pwrite(handle, view, offset)
            view, offset = view[written:], offset + written
        os.fsync(handle)
    finally:
        os.close(handle)


def keep(path: Path) -> str:
    """Move a file that is clean to its place, on the disk for good, and say under which digest it lies."""
    digest = digest_of(path)
    place = kept(digest)
    place.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.chmod(0o600)
    path.replace(place)
    for folder in (place.parent, place.parent.parent):
        _sync(folder)
    return digest


def folder() -> Path:
    """Below which all files lie that are kept, and nothing else."""
    return _folder("kept")


def kept(digest: str) -> Path:
    """Where the file with this digest lies."""
    return folder() / digest[:2] / digest


def forget(digest: str) -> None:
    """Remove a kept file; one that is gone already is well."""
    kept(digest).unlink(missing_ok=True)


def digests() -> Iterator[str]:
    """Every file that is kept, by its digest."""
    for path in sorted(_folder("kept").glob("??/*")):
        if len(path.name) == _DIGEST_LETTERS:
            yield path.name


def names_arriving() -> list[str]:
    """Everything that is being gathered."""
    return sorted(path.name for path in _folder("arriving").iterdir())


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """Keep every other process from naming or removing kept files meanwhile.

    Between a file that is kept and the row that names it nobody may find the file without a row. Taken before a
    transaction begins, never inside one.
    """
    with (_folder("kept") / "lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _folder(name: str) -> Path:
    folder = Path(settings.MEDIA_ROOT) / name
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return folder


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
