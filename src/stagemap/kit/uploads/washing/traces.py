"""What pictures inside a document carry besides what they show: taken out without drawing them anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stagemap.kit.uploads.kinds import Unclean, Why

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START_OF_SCAN, _END = 0xDA, 0xD9
_JFIF, _PROFILE, _ADOBE, _COMMENT = 0xE0, 0xE2, 0xEE, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_PNG_HEAD = 8
_PNG_KEPT = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"),
    }
)


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG with its size and colour data alone, up to its end or to where it breaks off."""
    return b"\xff\xd8" + b"".join(_segments(data)) + b"\xff\xd9"


def _segments(data: bytes) -> Iterator[bytes]:
    """The segments to keep, each scan with what follows it."""
    at = 2
    while found := _NEXT_MARKER.search(data, at):
        at, marker = found.start(), found.group()[1]
        if marker == _END:
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            after = _NEXT_MARKER.search(data, end)
            end = after.start() if after else len(data)
        if _is_kept(marker, data[at + 4 : at + 16]):
            yield data[at:end]
        at = end


def _is_kept(marker: int, begins: bytes) -> bool:
    if marker == _PROFILE:
        return begins.startswith(b"ICC_PROFILE")
    return marker in {_JFIF, _ADOBE} or (marker not in _APPLICATIONS and marker != _COMMENT)


def bare_png(data: bytes) -> bytes:
    """A PNG with what it shows alone, up to its end; raises ``Unclean`` for one without an end."""
    kept, at = [data[:_PNG_HEAD]], _PNG_HEAD
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    raise Unclean(Why.BROKEN)
