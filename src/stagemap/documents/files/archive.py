"""A portfolio in one ZIP: what was written as JSON, the files beside it, a page to begin with, and a list of hashes.

It reads back without loss: ``unpack(pack(archive)) == archive``. Every name in it is ours, so that no file of somebody
can lie outside the folder into which it is unpacked.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any

FORMAT = 1
DATA, MANIFEST, PAGE, FILES = "portfolio.json", "manifest.json", "index.html", "files/"
_MOMENT = (2000, 1, 1, 0, 0, 0)
"""Of every entry: the same portfolio gives the same bytes."""
_MOST = 200 * 2**20


class BrokenArchive(ValueError):
    """A ZIP that is none of ours, or that was changed; the message says where."""


@dataclass(frozen=True, slots=True)
class Archive:
    """``data`` is what was written, ``page`` the HTML to begin with, ``files`` the bytes of files by their name."""

    data: Mapping[str, Any]
    page: str
    files: Mapping[str, bytes]


def pack(data: Mapping[str, Any], page: str, files: Mapping[str, Callable[[], bytes]], to: IO[bytes]) -> None:
    """Write a ZIP into ``to``; ``files`` are read one by one, by their name."""
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as made:

        def put(name: str, body: bytes) -> None:
            hashes[name] = hashlib.sha256(body).hexdigest()
            made.writestr(zipfile.ZipInfo(name, _MOMENT), body, zipfile.ZIP_DEFLATED)

        put(DATA, _json({"format": FORMAT, **data}))
        put(PAGE, page.encode())
        for name, read in files.items():
            put(f"{FILES}{name}", read())
        made.writestr(zipfile.ZipInfo(MANIFEST, _MOMENT), _json(hashes), zipfile.ZIP_DEFLATED)


def unpack(archive: IO[bytes]) -> Archive:
    """Read a ZIP back, each entry held against its hash; raises ``BrokenArchive``."""
    try:
        with zipfile.ZipFile(archive) as opened:
            if sum(each.file_size for each in opened.infolist()) > _MOST:
                raise BrokenArchive(f"it unfolds to more than {_MOST} bytes.")
            bodies = {each.filename: opened.read(each) for each in opened.infolist()}
        hashes = json.loads(bodies.pop(MANIFEST))
        _held(hashes, bodies)
        data = json.loads(bodies[DATA])
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BrokenArchive(f"it is no portfolio: {error}") from error
    if data.pop("format", None) != FORMAT:
        raise BrokenArchive(f"{DATA}: expected format {FORMAT}.")
    files = {name.removeprefix(FILES): body for name, body in bodies.items() if name.startswith(FILES)}
    return Archive(data, bodies[PAGE].decode(), files)


def _held(hashes: Mapping[str, str], bodies: Mapping[str, bytes]) -> None:
    """Hold every entry against the manifest."""
    for name in sorted(set(hashes) ^ set(bodies)):
        raise BrokenArchive(f"{name}: expected in the list and in the ZIP, found in one of both.")
    for name, body in bodies.items():
        if hashlib.sha256(body).hexdigest() != hashes[name]:
            raise BrokenArchive(f"{name}: this is not what was packed.")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
