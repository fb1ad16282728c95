from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document
from docx.table import Table

from stagemap.core.roster import Plan
from stagemap.documents.files.docx import PARTS, roster_docx
from stagemap.documents.files.roster_sheet import lay_out
from tests.documents.samples import DRAFT, EDITION, FACTS, PLAN, TODAY, block, crowded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(plan: Plan = PLAN, language: str = "nl", *, draft: bool = False) -> bytes:
    return roster_docx(lay_out(EDITION, plan, DRAFT if draft else FACTS, language, today=TODAY))


def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def roster() -> Document:
    return opened(written())


def test_every_part_is_there_and_well_formed() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert archive.namelist() == list(PARTS)
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own XML


def test_it_has_a_title_an_author_and_a_language(roster: Document) -> None:
    properties = roster.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Stagerooster van Noor Verhaegen, versie 3",
        "Noor Verhaegen",
        "nl-BE",
    )
    assert roster.styles.element.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == "nl-BE"


def test_english_says_so() -> None:
    assert opened(written(language="en")).core_properties.language == "en-GB"


def test_the_page_is_a4_on_its_side(roster: Document) -> None:
    section = roster.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)  # type: ignore[union-attr]  # set in the template


def test_its_headings_are_headings(roster: Document) -> None:
    heads = [(each.style.name, each.text) for each in roster.paragraphs if each.style and "eading" in each.style.name]
    assert heads == [
        ("Heading 1", "Stagerooster\tversie 3 · bezorgd op 25 maart 2027"),
        ("Heading 1", "Specifieke stageopdracht: project\tongeveer 25 u"),
    ]


def test_the_fields_of_the_form_are_filled_in(roster: Document) -> None:
    assert texts(roster.tables[0])[0] == [
        "Naam student",
        "Noor Verhaegen",
        "Naam stageschool",
        "Basisschool De Wegwijzer",
    ]
    assert [row[1] for row in texts(roster.tables[0])][3:] == ["5A", "19–23 april 2027"]


def test_the_week_has_three_head_rows_that_repeat_and_ten_rows(roster: Document) -> None:
    week = roster.tables[1]
    assert [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in week.rows] == [True] * 3 + [False] * 10
    assert texts(week)[:3] == [
        ["Dag", "MAANDAG", "DINSDAG", "WOENSDAG", "DONDERDAG", "VRIJDAG"],
        ["Data", "19 april 2027", "20 april 2027", "21 april 2027", "22 april 2027", "23 april 2027"],
        ["Uren", "8.00–16.15", "8.30–16.15", "8.30–12.05", "8.30–16.30", "8.30–15.10"],
    ]
    assert texts(week)[3][:2] == ["voor school", "Onthaal aan de poort\n8.00–8.25 · ● micro · P"]


def test_a_double_lesson_and_a_free_afternoon_span_their_rows(roster: Document) -> None:
    rows = texts(roster.tables[1])
    assert (
        rows[4][1] == rows[5][1] == "Co-teaching rekenen in 5A\n●● meso · A · project · 5A: stappenplan bij deelsommen"
    )
    assert rows[9][3] == rows[10][3] == rows[11][3] == "namiddag vrij"
    hatched = roster.tables[1].cell(10, 3)._tc.find(f"{W}tcPr/{W}shd")
    assert hatched.get(f"{W}val") == "thinReverseDiagStripe"


def test_the_project_the_work_outside_the_week_and_the_totals_follow(roster: Document) -> None:
    assert roster.tables[2].cell(0, 1).text.startswith("Doelen\nDe vraag van de klasleerkracht")
    assert texts(roster.tables[3])[:2] == [
        ["Vóór en na de week", "Wanneer", "Tijd", "Hoort bij"],
        ["Schoolwerkplan en zorgvisie lezen", "vóór de week", "3 u", "verkenning"],
    ]
    assert roster.paragraphs[-1].text == (
        "Samen 48 u 35: verkenning 23 u 25, project 25 u 10\tBesproken met Els Peeters (mentor) op 24 maart 2027"
    )


def test_the_foot_counts_pages_with_words_own_fields(roster: Document) -> None:
    foot = roster.sections[0].footer._element
    assert [field.get(f"{W}instr") for field in foot.iter(f"{W}fldSimple")] == [" PAGE ", " NUMPAGES "]
    assert "".join(text.text or "" for text in foot.iter(f"{W}t")) == (
        "Noor Verhaegen · Basisschool De Wegwijzer · 5ABladzijde 1 van 1"
    )


def test_a_draft_is_marked() -> None:
    assert opened(written(draft=True)).paragraphs[1].text == "Stagerooster · KLAD\tklad van 24 maart 2027, niet bezorgd"


def test_a_crowded_week_and_an_empty_plan_can_be_read_back() -> None:
    week = opened(written(crowded(), "en")).tables[1]
    monday = week.cell(4, 1).text
    assert [line for line in monday.split("\n") if "·" not in line] == [
        "Co-teaching rekenen in 5A",
        "Klassenraad van de derde graad bijwonen en verslag nemen",
        "Toezicht op de speelplaats",
    ]
    empty = opened(written(Plan(week=None, school="", rhythm=PLAN.rhythm, closures={}, blocks=()), draft=True))
    assert len(empty.tables) == 3


def test_markup_and_control_characters_are_only_text() -> None:
    plan = replace(PLAN, blocks=(block("<w:p> & \"aan\" 'uit' {{ sheet }}\x00 😀"),))
    assert opened(written(plan)).tables[1].cell(4, 1).text.split("\n")[0] == "<w:p> & \"aan\" 'uit' {{ sheet }} 😀"


def test_no_pupil_code_is_written() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert [name for name in archive.namelist() if b"#1" in archive.read(name)] == []


def test_the_same_roster_gives_the_same_bytes() -> None:
    assert written() == written()
