"""Files as people hand them in: pictures with a place in them, PDFs and documents with a maker, all made here."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pillow_heif
from docx import Document
from PIL import Image, ImageDraw

CANARY = "Kanarie Vermaker"
"""Who made the files, and where: no cleaned file may hold it."""
MAKER, MODEL, ORIENTATION, PLACE = 0x010F, 0x0110, 0x0112, 0x8825
SIZE = (60, 40)
RED, BLUE = (200, 30, 40), (30, 60, 200)


def drawing(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Red, with the upper left quarter blue."""
    made = Image.new("RGB", size, RED)
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill=BLUE)
    return made.convert(mode)


def traces(orientation: int = 1) -> Image.Exif:
    """What a telephone writes beside a picture: itself, how it was held, and where."""
    told = Image.Exif()
    told[MAKER], told[MODEL], told[ORIENTATION] = CANARY, CANARY, orientation
    told[PLACE] = {1: "N", 2: (51.0, 3.0, 0.0), 3: "E", 4: (3.0, 43.0, 0.0), 29: CANARY}
    return told


def picture(form: str = "JPEG", size: tuple[int, int] = SIZE, mode: str = "RGB", **saved: Any) -> bytes:
    """A picture file with traces in it."""
    file = BytesIO()
    drawing(size, mode).save(file, form, **{"exif": traces()} | saved)
    return file.getvalue()


def heic(size: tuple[int, int] = SIZE, orientation: int = 1) -> bytes:
    """A picture as a newer telephone makes it."""
    file = BytesIO()
    pillow_heif.from_pillow(drawing(size)).save(file, quality=90, exif=traces(orientation).tobytes())
    return file.getvalue()


@cache
def pdf(pages: int = 2) -> bytes:
    """A PDF with a maker and a photo."""
    made = pikepdf.new()
    photo = made.make_stream(
        picture(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=SIZE[0], Height=SIZE[1],
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    for _each in range(pages):
        page = made.add_blank_page(page_size=(300, 200))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(JS=photo))
        page.Contents = made.make_stream(b"q 60 0 0 40 20 20 cm /JS Do Q")
    made.trailer.Info = made.make_indirect(pikepdf.Dictionary(Author=CANARY, Creator=CANARY))
    with made.open_metadata() as told:
        told["dc:creator"] = [CANARY]
    return saved(made)


def saved(made: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of a PDF."""
    file = BytesIO()
    made.save(file, **options)
    return file.getvalue()


@cache
def docx() -> bytes:
    """A Word document with a maker, a heading, a picture and a link."""
    made = Document()
    made.core_properties.author = made.core_properties.last_modified_by = CANARY
    made.add_heading("Stappenplan rekenen", 1)
    made.add_paragraph("Eerst kijken, dan doen.")
    made.add_picture(BytesIO(picture()))
    link = made.part.relate_to("https://stage.example/plan", f"{RELATION}/hyperlink", is_external=True)
    paragraph = made.add_paragraph()
    paragraph._p.append(_element(f'<w:hyperlink {SPACES} r:id="{link}"><w:r><w:t>Plan</w:t></w:r></w:hyperlink>'))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATION}"'


def _element(text: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(text)


def docx_with(body: str = "", relations: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """The Word document with more in its text, among its relations and as parts of its own."""

    def changed(name: str, data: bytes) -> bytes:
        if name == "word/document.xml":
            return data.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
        if name == "word/_rels/document.xml.rels":
            return data.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
        return data

    return zipped({name: changed(name, data) for name, data in unzipped(docx()).items()} | dict(parts or {}))


ODT_TYPE = "application/vnd.oasis.opendocument.text"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
ODT_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{_ODF.format(name)}"' for name in ("office", "text", "draw", "table", "script", "form")),
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def odt(body: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text with a maker, a paragraph, a picture and a link."""
    text = (
        '<text:p>Eerst kijken, dan doen.<draw:frame><draw:image xlink:href="Pictures/plan.jpg"/></draw:frame></text:p>'
        '<text:p><text:a xlink:href="https://stage.example/plan">Plan</text:a></text:p>'
    )
    content = (
        f"<office:document-content {ODT_SPACES}><office:body><office:text>{text}{body}</office:text></office:body>"
        "</office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{_ODF.format("manifest")}"><m:file-entry m:full-path="/"/></m:manifest>'
    maker = f"<office:meta><dc:creator>{CANARY}</dc:creator></office:meta>"
    meta = f"<office:document-meta {ODT_SPACES}>{maker}</office:document-meta>"
    return zipped(
        {"mimetype": ODT_TYPE, "content.xml": content, "meta.xml": meta, "settings.xml": meta}
        | {"Pictures/plan.jpg": picture(), "META-INF/manifest.xml": manifest, **(parts or {})}
    )


def noise(size: int) -> bytes:
    """Bytes that no ZIP makes smaller, the same ones every time."""
    return Random(size).randbytes(size)  # noqa: S311 - nothing secret


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """A ZIP in this order; one called ``mimetype`` is not folded."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def unzipped(data: bytes | Path) -> dict[str, bytes]:
    """Every entry of a ZIP."""
    with zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as package:
        return {name: package.read(name) for name in package.namelist()}


def tells(path: Path) -> bool:
    """Whether the canary can still be found in a file, however deep one looks."""
    return CANARY.encode() in _opened(path)


def _opened(path: Path) -> bytes:
    """All that a file holds, unfolded as far as a reader could."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return b"\n".join(name.encode() + b"\n" + part for name, part in unzipped(data).items())
    if data.startswith(b"%PDF"):
        with pikepdf.open(path) as found:
            plain = saved(found, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return data + plain
    return data
