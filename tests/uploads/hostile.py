"""Bad uploads by the thousand, the same ones for the same seed: each is a name, the bytes, and what must come of them.

``REFUSED`` and ``CLEANED`` are exact; ``EITHER`` is for damage at random, of which some can be read all the same.
Whatever is cleaned holds no canary. The names are those that a browser would send, and they count for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from tests.uploads import hostile_papers as papers
from tests.uploads import hostile_pictures as pictures
from tests.uploads import samples
from tests.uploads.samples import CANARY

REFUSED, CLEANED, EITHER = "refused", "cleaned", "either"
WHOLE = 1_200
NAMES = (
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/shadow",
    "C:\\autoexec.bat",
    "foto.jpg\0.exe",
    "x" * 5_000,
    "\u202egpj.exe",
    "con.pdf",
    ".htaccess",
    "",
    " ",
    "a/b/c.docx",
    "foto.jpg",
    "plan.pdf",
    "<script>.png",
    "%2e%2e%2f",
)


@dataclass(frozen=True, slots=True)
class Bad:
    """One upload: where it comes from, what it is called, how it is made, and what must come of it."""

    family: str
    name: str
    make: Callable[[], bytes]
    outcome: str


def uploads(seed: int, how_many: int = WHOLE) -> Iterator[Bad]:
    """``how_many`` bad uploads, each family in turn, each time another one of it."""
    rolls = Random(seed)  # noqa: S311 - bad luck, not a secret
    turns = cycle(_FAMILIES.items())
    for family, (draw, outcome) in islice(turns, how_many):
        yield Bad(family, rolls.choice(NAMES), _drawn(draw, rolls.randrange(2**32)), outcome)


def _drawn(draw: Callable[[Random], bytes], seed: int) -> Callable[[], bytes]:
    return lambda: draw(Random(seed))  # noqa: S311 - bad luck, not a secret


STRANGE = (
    *(
        b"MZ\x90\0",
        b"\x7fELF\x02\x01",
        b"#!/bin/sh\nrm -rf /\n",
        b"<html><script>alert(1)</script>",
        b"<?php system($x);",
    ),
    *(
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a",
        b"BM\x36\0",
        b"II*\0",
        b"MM\0*",
        b"8BPS",
    ),
    *(
        b"\0\0\0\x20ftypisom\0\0\0\0isomiso2",
        b"\0\0\0\x20ftypavif\0\0\0\0avifmiaf",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07",
    ),
    *(b"\xca\xfe\xba\xbe", b"\x1f\x8b\x08", b"ID3\x03", b"OggS", b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0AVI ", b"{\\rtf1"),
    *(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"naam;punten\n",
        b'{"a": 1}',
        b"\xef\xbb\xbf%PDF-1.4",
        b" \x89PNG\r\n\x1a\n",
    ),
)


def _strange(rolls: Random) -> bytes:
    return rolls.choice(STRANGE) + rolls.randbytes(rolls.randrange(2_000))


def _empty(_rolls: Random) -> bytes:
    return b""


def _too_long(rolls: Random) -> bytes:
    return rolls.choice(_good())().ljust(20_000_001 + rolls.randrange(500_000), b"\0")


def _sign_alone(rolls: Random) -> bytes:
    """The first bytes of a good file and nothing, or nonsense, behind them."""
    good = rolls.choice(_good())()
    return good[: rolls.randrange(1, 40)] + rolls.randbytes(rolls.choice([0, 1, 30, 3_000]))


# Good files that were damaged


def _good() -> tuple[Callable[[], bytes], ...]:
    return (
        samples.picture, lambda: samples.picture("PNG"), lambda: samples.picture("WEBP"), samples.heic, samples.pdf,
        samples.docx, samples.odt,
    )  # fmt: skip


def _cut_short(rolls: Random) -> bytes:
    good = rolls.choice(_good())()
    return good[: rolls.randrange(1, len(good))]


def _scratched(rolls: Random) -> bytes:
    """A few bytes changed anywhere."""
    good = bytearray(rolls.choice(_good())())
    for _each in range(rolls.choice([1, 3, 20, 200])):
        good[rolls.randrange(len(good))] = rolls.randrange(256)
    return bytes(good)


def _spliced(rolls: Random) -> bytes:
    """The beginning of one file and the end of another."""
    first, second = rolls.choice(_good())(), rolls.choice(_good())()
    return first[: rolls.randrange(8, len(first))] + second[rolls.randrange(len(second)) :]


def _polyglot(rolls: Random) -> bytes:
    """A picture or PDF with a program, a page or an archive behind it."""
    first = rolls.choice([samples.picture(), samples.picture("PNG"), samples.pdf()])
    tail = rolls.choice([b"<script>%s</script>", b"<?php %s ?>", b"#!/bin/sh\n%s", b"PK\x03\x04%s"]) % CANARY.encode()
    return first + tail


_FAMILIES: dict[str, tuple[Callable[[Random], bytes], str]] = {
    "strange": (_strange, REFUSED),
    "empty": (_empty, REFUSED),
    "too long": (_too_long, REFUSED),
    "sign alone": (_sign_alone, REFUSED),
    "cut short": (_cut_short, EITHER),
    "scratched": (_scratched, EITHER),
    "spliced": (_spliced, EITHER),
    "huge png": (pictures.huge_png, REFUSED),
    "huge jpeg": (pictures.huge_jpeg, REFUSED),
    "huge webp": (pictures.huge_webp, REFUSED),
    "huge heic": (pictures.huge_heic, REFUSED),
    "bomb in png": (pictures.bomb_in_png, EITHER),
    "largest png": (pictures.largest_png, CLEANED),
    "many frames": (pictures.many_frames, CLEANED),
    "polyglot": (_polyglot, CLEANED),
    "acting pdf": (papers.acting_pdf, CLEANED),
    "locked pdf": (papers.locked_pdf, REFUSED),
    "turning pdf": (papers.turning_pdf, REFUSED),
    "long pdf": (papers.long_pdf, CLEANED),
    "bomb in zip": (papers.bomb_in_zip, REFUSED),
    "lying zip": (papers.lying_zip, REFUSED),
    "bomb in xml": (papers.bomb_in_xml, REFUSED),
    "acting docx": (papers.acting_docx, CLEANED),
    "acting odt": (papers.acting_odt, CLEANED),
    "other office": (papers.other_office, REFUSED),
    "strange picture inside": (papers.strange_picture_inside, REFUSED),
}
