"""Files lie under their hash, whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

from stagemap.kit.uploads import store

WORD = b"stappenplan"
DIGEST = hashlib.sha256(WORD).hexdigest()


def came(data: bytes = WORD, name: str = "een") -> Path:
    """A file that arrived whole."""
    path = store.arriving(name)
    store.write_piece(path, 0, data)
    return path


def test_a_kept_file_lies_under_its_hash_for_the_site_alone() -> None:
    path = came()
    assert store.keep(path) == DIGEST
    place = store.kept(DIGEST)
    assert (place.read_bytes(), oct(place.stat().st_mode)[-3:], path.exists()) == (WORD, "600", False)
    assert (oct(place.parent.stat().st_mode)[-3:], list(store.digests()), store.digest_of(place)) == (
        "700",
        [DIGEST],
        DIGEST,
    )


def test_the_same_file_twice_is_kept_once() -> None:
    assert [store.keep(came()), store.keep(came(name="twee"))] == [DIGEST, DIGEST]
    assert list(store.digests()) == [DIGEST]


def test_a_file_is_forgotten_once_and_for_all() -> None:
    store.keep(came())
    store.forget(DIGEST)
    store.forget(DIGEST)
    assert list(store.digests()) == []


def test_pieces_lie_behind_each_other_and_a_piece_that_comes_again_takes_its_place() -> None:
    path = came(b"stap")
    store.write_piece(path, 4, b"pen...")
    store.write_piece(path, 4, b"penplan")
    assert (path.read_bytes(), store.names_arriving()) == (WORD, ["een"])


def test_only_one_at_a_time_names_and_removes_files() -> None:
    def is_free() -> bool:
        with (store.kept(DIGEST).parent.parent / "lock").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return True

    with store.alone():
        assert is_free() is False
    assert is_free() is True
