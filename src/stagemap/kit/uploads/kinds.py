"""What may be handed in, recognised by its first bytes and never by its name; and why something may not."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

HEAD_BYTES = 1024
"""How much of a file ``media_of`` wants to see."""

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE
"""The largest file, as it comes."""


class Media(StrEnum):
    """The kinds of files that are taken; the value is the media type. A HEIC becomes a JPEG."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"


PICTURES = frozenset({Media.JPEG, Media.PNG, Media.WEBP, Media.HEIC})
ENDINGS = {
    Media.JPEG: "jpg",
    Media.PNG: "png",
    Media.WEBP: "webp",
    Media.PDF: "pdf",
    Media.DOCX: "docx",
    Media.ODT: "odt",
}


def small_beside(path: Path) -> Path:
    """Where the small copy of a picture lies that is cleaned as ``path``; a JPEG, and of pictures alone."""
    return path.with_suffix(".small")


class Why(StrEnum):
    """Why a file is not taken; ``cleaning`` has the sentences."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"
    OLD_WORD = "old_word"
    NO_TEXT = "no_text"
    MACROS = "macros"
    LOCKED = "locked"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_DENSE = "too_dense"
    TOO_HEAVY = "too_heavy"
    PICTURE_INSIDE = "picture_inside"
    DISK_FULL = "disk_full"


class Unclean(Exception):
    """A file that cannot be taken; ``values`` are whole numbers that fill the sentence."""

    def __init__(self, why: Why, **values: int) -> None:
        super().__init__(why)
        self.why = why
        self.values = values


_SIGNS = {
    b"\xff\xd8\xff": Media.JPEG,
    b"\x89PNG\r\n\x1a\n": Media.PNG,
    b"%PDF-": Media.PDF,
}
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_ODT_FIRST = b"mimetype" + Media.ODT.encode()


def media_of(head: bytes) -> Media:
    """The kind of file that begins with ``head``; a ZIP that is no ODT is taken for a DOCX until it is opened.

    Raises ``Unclean`` for an empty file and for every other kind.
    """
    if not head:
        raise Unclean(Why.EMPTY)
    for sign, media in _SIGNS.items():
        if head.startswith(sign):
            return media
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Media.WEBP
    if head[4:8] == b"ftyp" and _HEIC_BRANDS & _brands(head):
        return Media.HEIC
    if head.startswith(_ZIP):
        return Media.ODT if head[30:].startswith(_ODT_FIRST) else Media.DOCX
    raise Unclean(Why.OLD_WORD if head.startswith(_COMPOUND) else Why.UNKNOWN)


def _brands(head: bytes) -> set[bytes]:
    """The brands that the first box of an ISO media file names: what it is, and what it may be read as."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12]} | {head[at : at + 4] for at in range(16, end, 4)}
