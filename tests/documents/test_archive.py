"""The ZIP of a portfolio reads back without loss, and tells what was changed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.documents.files.archive import DATA, MANIFEST, PAGE, Archive, BrokenArchive, pack, unpack

DATA_OF = st.dictionaries(
    st.text("abc", min_size=1, max_size=5), st.lists(st.text(max_size=8) | st.integers()), max_size=4
)


def packed(data: Mapping[str, object], page: str = "<p>Stagemap</p>", files: tuple[bytes, ...] = ()) -> bytes:
    """The bytes of a ZIP."""
    made = io.BytesIO()
    pack(data, page, {hashlib.sha256(body).hexdigest(): io.BytesIO(body).getvalue for body in files}, made)
    return made.getvalue()


def changed(archive: bytes, entries: Mapping[str, bytes | None]) -> io.BytesIO:
    """A ZIP with other entries; None takes one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        kept: dict[str, bytes | None] = {each: old.read(each) for each in old.namelist()}
        kept |= entries
        for name, body in kept.items():
            if body is not None:
                new.writestr(name, body)
    made.seek(0)
    return made


@given(DATA_OF, st.lists(st.binary(max_size=20), max_size=3, unique=True))
def test_what_was_packed_reads_back(data: dict[str, object], bodies: list[bytes]) -> None:
    read = unpack(io.BytesIO(packed(data, files=tuple(bodies))))
    assert read == Archive(data, "<p>Stagemap</p>", {hashlib.sha256(body).hexdigest(): body for body in bodies})


def test_the_same_portfolio_gives_the_same_bytes() -> None:
    assert packed({"sheets": [1, 2]}, files=(b"een",)) == packed({"sheets": [1, 2]}, files=(b"een",))


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({PAGE: b"<p>Anders</p>"}, "index.html: this is not what was packed."),
        ({PAGE: None}, "index.html: expected in the list and in the ZIP, found in one of both."),
        ({"../../weg": b""}, "../../weg: expected in the list and in the ZIP, found in one of both."),
        ({MANIFEST: None}, "it is no portfolio: 'manifest.json'"),
        ({MANIFEST: b"geen json"}, "it is no portfolio: Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_a_zip_that_was_changed_says_where(entries: dict[str, bytes | None], says: str) -> None:
    with pytest.raises(BrokenArchive) as broken:
        unpack(changed(packed({"sheets": []}), entries))
    assert str(broken.value) == says


def test_another_format_is_refused() -> None:
    body = json.dumps({"format": 9}).encode()
    page = b"<p>Stagemap</p>"
    hashes = {DATA: hashlib.sha256(body).hexdigest(), PAGE: hashlib.sha256(page).hexdigest()}
    with pytest.raises(BrokenArchive) as broken:
        unpack(changed(packed({}), {DATA: body, MANIFEST: json.dumps(hashes).encode()}))
    assert str(broken.value) == "portfolio.json: expected format 1."


def test_a_zip_that_unfolds_too_far_is_not_unfolded() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr(DATA, b"0" * (201 * 2**20))
    with pytest.raises(BrokenArchive) as broken:
        unpack(made)
    assert str(broken.value) == "it unfolds to more than 209715200 bytes."


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(BrokenArchive) as broken:
        unpack(io.BytesIO(b"hallo"))
    assert str(broken.value) == "it is no portfolio: File is not a zip file"
