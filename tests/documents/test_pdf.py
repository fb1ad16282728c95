from __future__ import annotations

import io
import logging
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from stagemap.core.refusals import Impossible
from stagemap.core.roster import Plan
from stagemap.documents.files import pdf
from stagemap.documents.files.glyphs import COVERED, legible
from stagemap.documents.files.roster_sheet import lay_out
from stagemap.documents.files.typeset import compile_pdf
from tests.documents.samples import DRAFT, EDITION, FACTS, PLAN, TODAY, block, crowded

FONTS = str(pdf.PAPER / "fonts")
PROOF = """#set document(title: "x", date: none)
#set text(lang: "nl", font: "Atkinson Hyperlegible Next")
= x
#sys.inputs.sheet *#sys.inputs.sheet*
"""


def printed(plan: Plan = PLAN, language: str = "nl", *, draft: bool = False) -> PdfReader:
    sheet = lay_out(EDITION, plan, DRAFT if draft else FACTS, language, today=TODAY)
    return PdfReader(io.BytesIO(pdf.roster_pdf(sheet)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def lowest(page: PageObject) -> float:
    """How far the lowest text stands above the lower edge of the paper; below none it would be cut off."""
    heights: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            heights.append(cm[1] * tm[4] + cm[3] * tm[5] + cm[5])

    page.extract_text(visitor_text=note)
    return min(heights)


@pytest.fixture(scope="module")
def roster() -> PdfReader:
    return printed()


def test_a_full_week_takes_two_pages_of_landscape_a4(roster: PdfReader) -> None:
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in roster.pages]
    assert sizes == [(842, 595), (842, 595)]


def test_it_is_tagged_says_its_language_and_claims_pdf_ua(roster: PdfReader) -> None:
    catalogue: Any = roster.root_object
    assert catalogue["/Lang"] == "nl-BE"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert roster.metadata is not None
    assert roster.metadata.title == "Stagerooster van Noor Verhaegen, versie 3"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()


def test_its_tags_are_headings_tables_and_lists(roster: PdfReader) -> None:
    found: list[str] = []
    catalogue: Any = roster.root_object
    open_nodes = [catalogue["/StructTreeRoot"]["/K"]]
    while open_nodes:
        node = open_nodes.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            open_nodes += node
        elif isinstance(node, dict) and "/S" in node:
            found.append(node["/S"])
            open_nodes.append(node.get("/K", []))
    counts = {name: found.count(name) for name in ("/H1", "/H2", "/Table", "/TH", "/LI")}
    assert counts == {"/H1": 2, "/H2": 4, "/Table": 2, "/TH": 22, "/LI": 6}


def test_its_fonts_are_inside(roster: PdfReader) -> None:
    pages: Any = roster.pages
    fonts = {
        (font["/BaseFont"].split("+")[1], "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"])
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {("AtkinsonHyperlegibleNext-Regular", True), ("AtkinsonHyperlegibleNext-Bold", True)}


def test_it_shows_the_head_the_week_the_project_and_the_totals(roster: PdfReader) -> None:
    text = words(roster)
    wanted = (
        *("Stagerooster", "versie 3 · bezorgd op 25 maart 2027", "Noor Verhaegen", "Naam/mail klasmentor"),
        *("WOENSDAG", "21 april 2027", "8.30–12.05", "namiddag vrij", "Inventaris zorgmateriaal aanvullen"),
        *("Specifieke stageopdracht: project", "ongeveer 25 u", "Gewenst resultaat", "Reflectie schrijven"),
        *("Samen 48 u 35: verkenning 23 u 25, project 25 u 10", "Bladzijde 1 van 2", "Bladzijde 2 van 2"),
    )
    assert [each for each in wanted if each not in text] == []


def test_a_draft_is_marked_on_the_page() -> None:
    assert "KLAD" in words(printed(draft=True))


def test_a_crowded_week_goes_on_over_pages_without_losing_a_word() -> None:
    reader = printed(crowded(), "en")
    text = words(reader)
    assert len(reader.pages) == 4
    assert text.count("MONDAY") == 2
    assert text.count("telkens een kwartier") == len(PLAN.blocks)
    assert "Page 4 of 4" in text
    assert "Tue 27 April, 8:30–9:20" in text


def test_the_longest_texts_that_the_forms_allow_still_print() -> None:
    long = tuple(replace(item, title="Observatie " * 18, at_what="woorden " * 50) for item in PLAN.blocks[:8])
    together = tuple(block("Samen " * 30, id=f"t{number}", at_what="tegelijk " * 44) for number in range(9))
    project = replace(PLAN.project, description="Zin. " * 800, goals=("Doel. " * 600,))
    reader = printed(replace(PLAN, blocks=long + together, project=project, learning_questions=("Vraag " * 66,) * 9))
    text = words(reader)
    assert (text.count("tegelijk"), text.count("Zin."), text.count("Vraag")) == (9 * 44, 800, 9 * 66)
    assert min(lowest(page) for page in reader.pages) > 0


def test_an_empty_plan_prints_as_an_empty_form() -> None:
    reader = printed(Plan(week=None, school="", rhythm=PLAN.rhythm, closures={}, blocks=()), draft=True)
    assert len(reader.pages) == 2


def test_text_that_looks_like_code_is_only_text() -> None:
    plan = replace(PLAN, blocks=(block('#panic("x") $ \\ *a* _b_ @c <d> `e`'),))
    assert '#panic("x") $ \\ *a* _b_ @c <d> `e`' in words(printed(plan))


def test_emoji_and_unknown_letters_do_not_refuse_the_roster() -> None:
    assert "Lezen Łukasz Ş □" in words(printed(replace(PLAN, blocks=(block("Lezen 📚 Łukasz Ş 中"),))))


def test_the_same_roster_gives_the_same_bytes() -> None:
    sheet = lay_out(EDITION, PLAN, FACTS, "nl", today=TODAY)
    assert pdf.roster_pdf(sheet) == pdf.roster_pdf(sheet)


def test_legible_keeps_what_the_fonts_draw_and_nothing_else() -> None:
    cases = {
        "Łódź, Şükrü, Ñandú": "Łódź, Şükrü, Ñandú",
        "Ελένη Иван דנה علي": "Ελένη Иван דנה علي",
        "e\u0301n": "én",
        "ﬁjn ㎏": "fijn kg",
        "a\tb\nc": "a b c",
        "👍🏽 goed\u200b\u00ad": " goed",
        "中文": "□□",
    }
    assert {text: legible(text) for text in cases} == cases


def test_every_character_that_counts_as_drawn_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "proof.typ").write_text(PROOF, encoding="utf-8")
    drawn = (chr(code) for codes in COVERED for code in codes)
    text = "".join(character for character in drawn if unicodedata.category(character) not in {"Cn", "Cf"})
    assert compile_pdf(str(tmp_path / "proof.typ"), FONTS, str(tmp_path), text.encode())[:5] == b"%PDF-"


def test_a_template_that_fails_is_a_refusal_and_the_log_holds_no_text(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "bad.typ").write_text("#panic(sys.inputs.sheet)", encoding="utf-8")
    with caplog.at_level(logging.ERROR, "stagemap.documents"), pytest.raises(Impossible) as refusal:
        pdf.typeset(tmp_path / "bad.typ", b"Noor Verhaegen", seconds=20)
    assert refusal.value.reason == pdf.CANNOT_PRINT
    assert "typst failed with status 1" in caplog.text
    assert "Noor" not in caplog.text


@pytest.mark.parametrize("path", ["/etc/hostname", "/../outside.txt", "../outside.txt"])
def test_a_document_reads_nothing_outside_its_folder(path: str, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("Noor", encoding="utf-8")
    (tmp_path / "read.typ").write_text("#set document(title: [x])\n#read(sys.inputs.sheet)", encoding="utf-8")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "known.txt").write_text("Noor", encoding="utf-8")
    assert pdf.typeset(tmp_path / "read.typ", b"/known.txt", seconds=20, root=tmp_path / "inside")[:5] == b"%PDF-"
    with pytest.raises(Impossible):
        pdf.typeset(tmp_path / "read.typ", path.encode(), seconds=20, root=tmp_path / "inside")


def test_a_process_that_takes_too_long_is_ended_and_refused(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Impossible):
        pdf.typeset(pdf.PAPER / "roster.typ", b"{}", seconds=0.001)
    assert "TimeoutExpired" in caplog.text
