from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, replace

from stagemap.core.roster import Block, ExtraClass, Plan, Rhythm, Slot
from stagemap.documents.files.roster_sheet import lay_out
from stagemap.documents.files.sheet import Box, Cell, DayHead, Entry, Field, Outside, RosterSheet, Sign
from tests.documents.samples import BLOCKS, DRAFT, EDITION, FACTS, MONDAY, PLAN, TODAY, block, crowded


def sheet_of(plan: Plan = PLAN, language: str = "nl", *, draft: bool = False) -> RosterSheet:
    return lay_out(EDITION, plan, DRAFT if draft else FACTS, language, today=TODAY)


def column(sheet: RosterSheet, number: int) -> list[Cell | None]:
    return [row.cells[number] for row in sheet.rows]


def only(*blocks: Block) -> Plan:
    return replace(PLAN, blocks=blocks)


def test_the_head_names_college_edition_version_and_owner() -> None:
    sheet = sheet_of()
    assert (sheet.name, sheet.edition, sheet.state, sheet.draft) == (
        "Stagerooster",
        "Zorgstage 2026–2027",
        "versie 3 · bezorgd op 25 maart 2027",
        "",
    )
    assert sheet.title == "Stagerooster van Noor Verhaegen, versie 3"
    assert sheet.owner == "Noor Verhaegen · Basisschool De Wegwijzer · 5A"
    assert sheet.college == EDITION.college.nl


def test_the_fields_are_those_of_the_guides_form() -> None:
    assert sheet_of().fields == (
        (Field("Naam student", "Noor Verhaegen"), Field("Naam stageschool", "Basisschool De Wegwijzer")),
        (Field("Klas student", "3BALO A"), Field("Volledig adres stageschool", "Wegwijzerstraat 12, 1000 Brussel")),
        (
            Field("Contactgegevens student", "noor.verhaegen@student.example · 0470 00 00 00"),
            Field("Telefoonnummer stageschool", "02 000 00 00"),
        ),
        (
            Field("Leerjaar + klas", "5A"),
            Field("Naam/mail klasmentor", "Tom Claes, tom.claes@dewegwijzer.example"),
        ),
        (Field("Stageweek", "19–23 april 2027"), Field("Naam mentor", "Els Peeters")),
    )


def test_the_days_have_dates_and_the_hours_at_school() -> None:
    assert sheet_of().days == (
        DayHead("MAANDAG", "19 april 2027", "8.00–16.15"),
        DayHead("DINSDAG", "20 april 2027", "8.30–16.15"),
        DayHead("WOENSDAG", "21 april 2027", "8.30–12.05"),
        DayHead("DONDERDAG", "22 april 2027", "8.30–16.30"),
        DayHead("VRIJDAG", "23 april 2027", "8.30–15.10"),
    )


def test_the_rows_are_the_ten_of_the_form() -> None:
    assert [row.label for row in sheet_of().rows] == [
        *("voor school", "8.30–9.20", "9.20–10.10", "10.25–11.15", "11.15–12.05", "middag"),
        *("13.15–14.05", "14.20–15.10", "na school", "thuis"),
    ]


def test_a_cell_says_what_which_level_which_role_where_and_at_what() -> None:
    assert column(sheet_of(), 0)[1] == Cell(
        2,
        (
            Entry(
                title="Co-teaching rekenen in 5A",
                time="",
                shape="meso",
                tags=("meso", "A", "project"),
                place="5A: stappenplan bij deelsommen",
            ),
        ),
    )


def test_a_cell_says_its_time_where_the_row_does_not() -> None:
    sheet = sheet_of()
    assert [column(sheet, 0)[row].entries[0].time for row in (0, 8, 9)] == ["8.00–8.25", "15.15–16.15", "1 u"]  # type: ignore[union-attr]  # these rows are filled
    prepared = column(sheet, 0)[8]
    assert prepared is not None
    assert prepared.entries[0].tags == ("meso", "A", "project", "voorbereiding")


def test_wednesday_afternoon_is_hatched_and_says_so() -> None:
    wednesday = column(sheet_of(), 2)
    assert wednesday[6] == Cell(3, hatched=True, note="namiddag vrij")
    assert wednesday[7:9] == [None, None]


def test_a_closed_day_says_why_and_keeps_its_blocks() -> None:
    plan = replace(only(block()), closures={MONDAY: "Paasmaandag", MONDAY + dt.timedelta(days=1): "Brugdag"})
    sheet = sheet_of(plan)
    assert column(sheet, 1)[1] == Cell(8, hatched=True, note="Brugdag")
    monday = column(sheet, 0)
    assert monday[1] is not None
    assert [entry.title for entry in monday[1].entries] == ["Taak"]
    assert monday[2] == Cell(7, hatched=True, note="Paasmaandag")


def test_every_column_fills_every_row_once() -> None:
    for sheet in (sheet_of(), sheet_of(crowded()), sheet_of(only())):
        for number in range(5):
            cells = column(sheet, number)
            assert sum(cell.rows for cell in cells if cell) == len(sheet.rows)


def test_the_legend_explains_letters_and_shapes() -> None:
    sheet = sheet_of()
    assert sheet.roles == (Sign("", "O observerend"), Sign("", "P participerend"), Sign("", "A actief"))
    assert sheet.levels == (
        Sign("micro", "micro (leerling)"),
        Sign("meso", "meso (leerkracht)"),
        Sign("macro", "macro (school)"),
    )


def test_the_four_fields_of_the_project_follow() -> None:
    description, goals, result, aims = sheet_of().boxes
    assert description.heading == "Omschrijving"
    assert len(description.paragraphs) == 1
    assert goals == Box("Doelen", (), PLAN.project.goals)
    assert result.heading == "Gewenst resultaat"
    assert aims == Box(
        "Persoonlijke leervragen en leerdoelen van de student", (), PLAN.learning_questions + PLAN.learning_goals
    )


def test_work_without_a_day_and_on_other_days_stands_below_the_week() -> None:
    saturday = block("Inhaaldag", id="z", day=MONDAY + dt.timedelta(days=5), where="5A", at_what="Inhaaldag")
    home = block("Lezen", id="h", day=MONDAY - dt.timedelta(days=1), start=None, slot=Slot.HOME, minutes=90)
    sheet = sheet_of(replace(PLAN, blocks=(*BLOCKS, saturday, home)))
    assert sheet.outside == (
        Outside("Schoolwerkplan en zorgvisie lezen", "vóór de week", "3 u", "verkenning"),
        Outside("Co-teachinglessen voorbereiden met Tom", "vóór de week", "3 u", "project"),
        Outside("Bronnen over aandacht en zelfstandig werk", "vóór de week", "4 u", "project"),
        Outside("Lezen", "zo 18 april", "1 u 30", "verkenning"),
        Outside("Inhaaldag · 5A", "za 24 april, 8.30–9.20", "50 min", "verkenning"),
        Outside("Reflectie schrijven", "na de week", "3 u", "verkenning"),
    )


def test_the_totals_are_told_in_words() -> None:
    assert sheet_of().totals == "Samen 48 u 35: verkenning 23 u 25, project 25 u 10"


def test_an_agreement_that_holds_is_told_and_else_there_is_a_line_to_fill_in() -> None:
    assert sheet_of().discussed == "Besproken met Els Peeters (mentor) op 24 maart 2027"
    ended = sheet_of(replace(PLAN, approved=False))
    assert ended.discussed == "Besproken met _________________________ (mentor) op _______________"


def test_a_draft_says_that_it_is_one() -> None:
    sheet = sheet_of(draft=True)
    assert (sheet.draft, sheet.state) == ("klad", "klad van 24 maart 2027, niet bezorgd")
    assert sheet.title == "Stagerooster van Noor Verhaegen, klad"


def test_english_is_english_from_head_to_foot() -> None:
    sheet = sheet_of(language="en")
    assert (sheet.name, sheet.edition) == ("Internship roster", "Care internship 2026–2027")
    assert sheet.days[0] == DayHead("MONDAY", "19 April 2027", "8:00–16:15")
    assert [row.label for row in sheet.rows][:2] == ["before school", "8:30–9:20"]
    assert sheet.totals == "Together 48 h 35: exploration 23 h 25, project 25 h 10"
    assert sheet.page == "Page {page} of {pages}"


def test_no_pupil_code_reaches_the_paper() -> None:
    everywhere = replace(
        PLAN,
        blocks=tuple(replace(item, where="hoek van #7", at_what="werk met #8 en #9") for item in BLOCKS),
        project=replace(PLAN.project, description="Over #3", goals=("Met #4",), desired_result="Voor #5"),
        learning_questions=("Wat heeft #6 nodig?",),
    )
    text = json.dumps(asdict(sheet_of(everywhere)), ensure_ascii=False)
    assert "#" not in text
    assert column(sheet_of(), 0)[3] == Cell(
        1,
        (Entry("ABC-observatie, zelfstandig werk", "", "micro", ("micro", "O", "project"), "5A"),),
    )


def test_neither_findings_nor_outcomes_are_printed() -> None:
    dropped = block(outcome="dropped", outcome_reason="juf was ziek")
    assert "ziek" not in json.dumps(asdict(sheet_of(only(dropped))))


def test_a_plan_without_a_week_takes_that_of_its_first_block() -> None:
    sheet = sheet_of(replace(only(block(day=MONDAY + dt.timedelta(days=2))), week=None))
    assert sheet.days[0].date == "19 april 2027"


def test_a_plan_without_any_day_has_an_empty_form() -> None:
    sheet = sheet_of(replace(only(), week=None, rhythm=Rhythm(())), draft=True)
    assert sheet.days[0] == DayHead("MAANDAG", "", "")
    assert sheet.fields[4][0] == Field("Stageweek", "")
    assert {cell for row in sheet.rows for cell in row.cells} == {Cell(1)}


def test_other_classes_stand_beside_that_of_the_project() -> None:
    project = replace(PLAN.project, extra_classes=(ExtraClass("4B", "zelfde aanpak"),))
    assert sheet_of(replace(PLAN, project=project)).fields[3][0].value == "5A, 4B"


def test_what_repeats_the_title_is_left_out() -> None:
    cell = column(sheet_of(only(block("Toets afnemen", at_what="Toets afnemen"))), 0)[1]
    assert cell is not None
    assert cell.entries[0].place == ""


def test_a_level_role_or_kind_that_the_edition_does_not_know_is_left_out() -> None:
    strange = block(level="galaxy", role="singing", kind="sleep")
    cell = column(sheet_of(only(strange)), 0)[1]
    assert cell is not None
    assert (cell.entries[0].shape, cell.entries[0].tags) == ("", ())
