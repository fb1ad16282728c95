"""Beginning a sheet and writing in it: nothing typed is lost, nothing saved by half."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Action, Viewer
from stagemap.core.sheets import Condition, Filler, Layer, Part, SheetKind
from stagemap.placements.models import Placement
from stagemap.planning.access import block_for
from stagemap.planning.models import Block
from stagemap.portfolio import services
from stagemap.portfolio.models import Sheet, SheetVersion
from stagemap.portfolio.services import FaultySheet, StaleSheet, sheets
from tests import factories as make
from tests.portfolio.conftest import Door, Portfolio

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
SAID = {"subject": "Zorgoverleg", "story": "<p>We spraken.</p>"}


@pytest.fixture
def kind(placement: Placement) -> SheetKind:
    """A kind of sheets that the edition has."""
    made = make.sheet_kind()
    make.kind_version(placement.edition, made)
    return made


@pytest.fixture
def block(placement: Placement, who: make.Viewers) -> Block:
    """A care meeting about a pupil, as the student's door gives it."""
    row = make.block(make.plan(placement), title="Zorgoverleg over #1", pupils="#1", task="E1", package="exploration")
    return block_for(who.student, placement.pk, row.pk, Action.PLAN)


def begin(portfolio: Portfolio, by: Viewer, **said: Any) -> Sheet:
    """A sheet that somebody begins."""
    here = portfolio(by, Action.WRITE_SHEET)
    return services.begin_sheet(placement=here, by=by, at=make.AT, **({"kind": "report"} | said))


def save(sheet: Sheet, by: Viewer, answers: dict[str, Any], *, revision: int = 0, at: dt.datetime = make.AT) -> Sheet:
    """The same sheet with these answers."""
    return services.save_draft(sheet=sheet, revision=revision or sheet.revision, answers=answers, by=by, at=at)


@pytest.mark.usefixtures("kind")
def test_a_sheet_begins_with_what_its_block_knows(
    placement: Placement, who: make.Viewers, portfolio: Portfolio, block: Block
) -> None:
    sheet = begin(portfolio, who.student, block=block)

    assert sheet.answers == {
        "subject": "Zorgoverleg over #1",
        "day": "2027-04-19",
        "pupils": ["#1"],
    }
    assert (sheet.title, sheet.day, sheet.pupils, sheet.layer) == ("Zorgoverleg over #1", block.day, "#1", "annex")
    assert (sheet.begun_by, sheet.is_mine, sheet.placement) == (f"user:{placement.student_id}", True, placement)
    assert list(SheetVersion.objects.values_list("revision", "by", "ready_at")) == [(1, sheet.begun_by, None)]
    assert list(Entry.objects.filter(kind="sheet").values_list("verb", flat=True)) == ["began"]


def test_the_kind_of_a_sheet_is_that_of_the_task_of_its_block(
    who: make.Viewers, portfolio: Portfolio, block: Block
) -> None:
    assert begin(portfolio, who.student, kind="", block=block).kind == "consultation_report"


def test_a_kind_that_begins_open_begins_shut_with_a_pupil_in_it(
    placement: Placement, who: make.Viewers, portfolio: Portfolio, block: Block
) -> None:
    make.kind_version(placement.edition, make.sheet_kind("public", layers=(Layer.OPEN, Layer.ANNEX)))

    assert begin(portfolio, who.student, kind="public").layer == "open"
    assert begin(portfolio, who.student, kind="public", block=block).layer == "annex"


@pytest.mark.usefixtures("kind")
def test_the_same_form_sent_twice_makes_one_sheet(who: make.Viewers, portfolio: Portfolio) -> None:
    key = uuid.uuid4()

    first, second = (begin(portfolio, who.student, sheet_id=key) for _ in range(2))

    assert (first.pk, second.pk, Sheet.objects.count()) == (key, key, 1)


@pytest.mark.usefixtures("kind")
def test_the_id_of_somebody_elses_sheet_is_taken(placement: Placement, who: make.Viewers, portfolio: Portfolio) -> None:
    other = make.sheet(make.placement(student=make.user("Jonas Wouters")))
    visit = make.sheet(placement, begun_by=who.supervisor.actor)

    for key in (other.pk, visit.pk):
        with pytest.raises(Impossible):
            begin(portfolio, who.student, sheet_id=key)


@pytest.mark.usefixtures("kind")
def test_the_sheet_of_a_block_is_found_again(who: make.Viewers, portfolio: Portfolio, block: Block) -> None:
    first = begin(portfolio, who.student, block=block)
    assert begin(portfolio, who.student, block=block, sheet_id=uuid.uuid4()).pk == first.pk
    assert begin(portfolio, who.student).pk != first.pk


def test_the_sheet_of_a_block_is_one_persons(
    placement: Placement, who: make.Viewers, portfolio: Portfolio, block: Block
) -> None:
    other = Viewer(user_id=make.supervision(placement, is_lead=False).supervisor_id)
    begin(portfolio, who.supervisor, kind="visit_record", block=block)
    with pytest.raises(Impossible, match="exists already"):
        begin(portfolio, other, kind="visit_record", block=block)
    assert Sheet.objects.get().begun_by == who.supervisor.actor


def test_of_some_kinds_there_is_one(placement: Placement, who: make.Viewers, portfolio: Portfolio) -> None:
    make.kind_version(placement.edition, make.sheet_kind("sketch", once=True))
    first, second = (begin(portfolio, who.student, kind="sketch", sheet_id=uuid.uuid4()) for _ in range(2))
    assert first.pk == second.pk


@pytest.mark.parametrize("kind", ["", "onbekend", "visit"])
def test_only_a_kind_of_ones_own_is_begun(
    kind: str, placement: Placement, who: make.Viewers, portfolio: Portfolio
) -> None:
    make.kind_version(placement.edition, make.sheet_kind("visit", by=Filler.SUPERVISOR))

    with pytest.raises(Impossible):
        begin(portfolio, who.student, kind=kind)
    assert begin(portfolio, who.supervisor, kind="visit").begun_by == who.supervisor.actor


@pytest.mark.usefixtures("kind")
def test_a_portfolio_holds_only_so_many_sheets(
    placement: Placement, who: make.Viewers, portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_SHEETS", 1)
    make.sheet(placement)

    with pytest.raises(Impossible):
        begin(portfolio, who.student)


@pytest.mark.usefixtures("kind")
def test_what_is_written_is_kept_with_all_that_follows_from_it(who: make.Viewers, portfolio: Portfolio) -> None:
    sheet = begin(portfolio, who.student)

    kept = save(sheet, who.student, {"subject": "MDO", "day": "2027-04-22", "story": "<p>Over #2 en #1, één uur.</p>"})

    row = Sheet.objects.get()
    assert (row.title, row.day, row.pupils, row.revision) == ("MDO", dt.date(2027, 4, 22), "#2 #1", 2)
    assert "over #2 en #1, een uur." in row.words
    assert (kept.answers, kept.revision) == (row.answers, row.revision)


@pytest.mark.usefixtures("kind")
def test_a_sheet_that_names_nothing_is_called_as_its_kind(who: make.Viewers, portfolio: Portfolio) -> None:
    sheet = save(begin(portfolio, who.student), who.student, {"story": "<p>Iets</p>"})
    assert (sheet.title, sheet.day) == ("", make.TODAY)


@pytest.mark.usefixtures("kind")
def test_saving_what_stands_there_changes_nothing(who: make.Viewers, portfolio: Portfolio) -> None:
    sheet = save(begin(portfolio, who.student), who.student, SAID)

    again = save(sheet, who.student, SAID, revision=1)

    assert (again.revision, SheetVersion.objects.count()) == (2, 2)


@pytest.mark.usefixtures("kind")
def test_a_draft_that_cannot_be_kept_is_refused_whole(who: make.Viewers, portfolio: Portfolio) -> None:
    sheet = begin(portfolio, who.student)

    with pytest.raises(FaultySheet) as refused:
        save(sheet, who.student, {**SAID, "subject": "x" * 121, "role": "leading"})

    assert [fault.path for fault in refused.value.faults] == [("subject",), ("role",)]
    assert Sheet.objects.get().answers == {}


@pytest.mark.usefixtures("kind")
def test_of_two_tabs_neither_loses_a_word(who: make.Viewers, portfolio: Portfolio) -> None:
    sheet = begin(portfolio, who.student)
    save(sheet, who.student, {**SAID, "role": "active"})

    with pytest.raises(StaleSheet) as refused:
        save(sheet, who.student, {"subject": "Zorgoverleg", "story": "<p>Anders.</p>", "contact": 50}, revision=1)

    stale = refused.value
    assert (stale.revision, stale.base, stale.theirs) == (2, {}, {**SAID, "role": "active"})
    assert stale.mine == {"subject": "Zorgoverleg", "story": "<p>Anders.</p>", "contact": 50}
    assert stale.merge.clashes == ("story",)
    assert stale.merge.answers == {**stale.mine, "role": "active"}


@pytest.mark.usefixtures("kind")
def test_one_stretch_of_writing_is_one_version(who: make.Viewers, portfolio: Portfolio) -> None:
    sheet = begin(portfolio, who.student)
    for number, minutes in enumerate((0, 10, 29, 30, 45)):
        sheet = save(sheet, who.student, {"subject": f"Keer {number}"}, at=make.AT + minutes * MINUTE)

    versions = SheetVersion.objects.values_list("revision", "title", "begun_at")
    assert list(versions) == [
        (1, "", make.AT),
        (4, "Keer 2", make.AT),
        (6, "Keer 4", make.AT + 30 * MINUTE),
    ]
    assert list(Entry.objects.filter(kind="sheet").values_list("verb", "fields")) == [
        ("began", []),
        ("wrote", ["subject"]),
        ("wrote", ["subject"]),
    ]


def test_what_the_page_did_not_show_keeps_what_it_says(placement: Placement, who: make.Viewers, door: Door) -> None:
    parts = (
        Part("first", make.text("Eerst"), (
            make.sheet_field("asked", "yes_no"),
            make.sheet_field("why", shown_when=Condition("asked", ("yes",))),
            make.sheet_field("by_mentor", by=Filler.MENTOR),
        )),
        Part("later", make.text("Later"), (make.sheet_field("means"),), after_closing=True),
    )  # fmt: skip
    stands = {"asked": True, "why": "Daarom", "by_mentor": "Goed", "means": "Een patroon"}
    sheet = door(who.student, make.sheet(placement, make.sheet_kind(parts=parts), answers=stands), Action.WRITE_SHEET)

    hidden = save(sheet, who.student, {"asked": False, "by_mentor": "Van mij", "means": "Te vroeg"})
    cleared = save(hidden, who.student, {"asked": True, "why": "Nu wel"})
    emptied = save(cleared, who.student, {"asked": True})

    assert hidden.answers == {**stands, "asked": False}
    assert cleared.answers == {**stands, "why": "Nu wel"}
    assert emptied.answers == {key: value for key, value in stands.items() if key != "why"}


def test_a_part_behind_a_permission_is_written_once_it_is_confirmed(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    parts = (
        Part("first", make.text("Stap 1"), (make.sheet_field("permission", "consent"),)),
        Part("next", make.text("Stap 2"), (make.sheet_field("step"),), opens_when=Condition("permission")),
    )
    row = make.sheet(placement, make.sheet_kind(parts=parts), answers={"permission": {"on": "2027-03-22"}})
    sheet = door(who.student, row, Action.WRITE_SHEET)
    wanted = {**sheet.answers, "step": "Gesprek"}

    refused = save(sheet, who.student, wanted)
    make.permission(row)

    assert refused.answers == {"permission": {"on": "2027-03-22"}}
    assert save(sheet, who.student, wanted).answers == wanted


def test_a_removed_sheet_takes_no_more_words(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = door(who.student, make.sheet(placement), Action.WRITE_SHEET)
    Sheet.objects.all().delete()

    with pytest.raises(Impossible):
        save(sheet, who.student, SAID)
