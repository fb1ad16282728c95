"""Bad pictures: those that unfold to more than there is memory."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from random import Random

from tests.uploads import samples


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IEND", b"")


def huge_png(rolls: Random) -> bytes:
    """900 megapixels in its head, a few bytes behind it."""
    width = rolls.choice([30_000, 65_000, 2**31 - 1, 900_000_000])
    return _png(width, rolls.choice([30_000, 2**31 - 1]), _chunk(b"IDAT", zlib.compress(bytes(1_000))))


def huge_jpeg(rolls: Random) -> bytes:
    good = bytearray(samples.picture())
    at = good.index(b"\xff\xc0") + 5
    good[at : at + 4] = struct.pack(">HH", rolls.randrange(40_000, 65_500), rolls.randrange(40_000, 65_500))
    return bytes(good)


def huge_webp(rolls: Random) -> bytes:
    size = struct.pack("<I", 16_383)[:3]
    head = b"VP8X" + struct.pack("<I", 10) + bytes(4) + size + size
    body = b"WEBP" + head + rolls.randbytes(rolls.randrange(200))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def huge_heic(rolls: Random) -> bytes:
    good = samples.heic()
    head, *rest = good.split(b"ispe" + bytes(4))
    size = struct.pack(">II", rolls.randrange(30_000, 2**31), rolls.randrange(30_000, 2**31))
    return head + b"".join(b"ispe" + bytes(4) + size + each[8:] for each in rest)


def bomb_in_png(rolls: Random) -> bytes:
    """A text, a profile or a row that unfolds a thousand times, in a picture of one pixel."""
    bomb = zlib.compress(bytes(rolls.choice([10, 100]) * 1_000_000), 9)
    pixel = _chunk(b"IDAT", zlib.compress(b"\0\1\2\3"))
    extra = rolls.choice(
        [_chunk(b"zTXt", b"a\0\0" + bomb), _chunk(b"iCCP", b"a\0\0" + bomb), _chunk(b"iTXt", b"a\0\1\0\0\0" + bomb)]
    )
    return _png(1, 1, *rolls.choice([[extra, pixel], [pixel, extra], [_chunk(b"IDAT", bomb)]]))


def largest_png(rolls: Random) -> bytes:
    """Forty megapixels of one colour, a few kilobytes: they are read, within bounds."""
    colour, depth, wide = rolls.choice([(2, 8, 3), (6, 8, 4), (0, 8, 1), (0, 16, 2), (4, 8, 2)])
    width = rolls.choice([8_000, 40_000])
    height = 40_000_000 // width
    packer = zlib.compressobj(1)
    row = bytes(1 + width * wide)
    rows = b"".join(packer.compress(row) for _each in range(height)) + packer.flush()
    return _png(width, height, _chunk(b"IDAT", rows), depth=depth, colour=colour)


def many_frames(rolls: Random) -> bytes:
    file = BytesIO()
    frames = [samples.drawing((400, 400))] * rolls.randrange(20, 60)
    frames[0].save(file, rolls.choice(["PNG", "WEBP"]), save_all=True, append_images=frames[1:])
    return file.getvalue()
