"""One sheet as its page shows it, to each who reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.core.roles import Action, Viewer
from stagemap.core.sheets import College, Condition, Layer, Part, SheetKind
from stagemap.placements.models import Placement
from stagemap.portfolio import queries
from stagemap.portfolio.models import ReadRequest, Sheet, SheetComment
from stagemap.portfolio.queries import Asked, Confirmed, SheetPage, State
from tests import factories as make
from tests.portfolio.conftest import Door

pytestmark = pytest.mark.django_db

LATER = make.AT + dt.timedelta(hours=1)
READ = Action.READ_PORTFOLIO
STORY = {"subject": "Over #97", "story": "<p>#97 was <strong>blij</strong>.</p>", "pupils": ["#97"]}


@pytest.fixture
def sheet(placement: Placement) -> Sheet:
    """A report about a pupil, on which its writer wrote on since it was ready."""
    made = make.sheet(placement, title="Over #97", answers=STORY, pupils="#97")
    made.answers, made.title, made.revision = {**STORY, "subject": "Nieuw"}, "Nieuw", 2
    made.save(update_fields=["answers", "title", "revision"])
    return made


def page(sheet: Sheet, viewer: Viewer, door: Door) -> SheetPage:
    return queries.page_of(door(viewer, sheet, READ), viewer)


def say(sheet: Sheet, text: str, field: str = "", **author: Any) -> SheetComment:
    return SheetComment.objects.create(sheet=sheet, text=text, field=field, at=make.AT, **author)


def asked(shown: SheetPage) -> list[list[str]]:
    """The keys of the fields that a page shows, part by part."""
    return [[field.key for field in part.fields] for part in shown.parts]


def test_its_writer_reads_it_as_it_stands(sheet: Sheet, who: make.Viewers, door: Door) -> None:
    mine = page(sheet, who.student, door)

    assert (mine.title, mine.answers, mine.state, mine.rewritten) == ("Nieuw", sheet.answers, State.READY, True)
    assert mine.layers == {
        Layer.OPEN: "A pupil code stands in this sheet, so it cannot lie open in the class.",
        Layer.ANNEX: None,
        Layer.PRIVATE: None,
    }


def test_others_read_what_was_ready(sheet: Sheet, who: make.Viewers, door: Door) -> None:
    theirs = page(sheet, who.mentor, door)
    assert (theirs.title, theirs.answers, theirs.rewritten, theirs.layers) == ("Over #97", STORY, False, {})


def test_the_college_reads_no_code(sheet: Sheet, who: make.Viewers, door: Door) -> None:
    say(sheet, "Wat zei #97?", author_person=sheet.placement.mentor)
    ReadRequest.objects.create(sheet=sheet, note="Klopt het van #97?", at=make.AT)
    make.review(sheet, remark="#97 lachte", at=make.AT - dt.timedelta(hours=1))

    theirs = page(sheet, who.supervisor, door)

    assert theirs.title == "Over een leerling"
    assert theirs.answers == {"subject": "Over een leerling", "story": "<p>Een leerling was <strong>blij</strong>.</p>"}
    assert [line.text for line in theirs.comments] == ["Wat zei een leerling?"]
    assert [line.remark for line in theirs.reviews] == ["Een leerling lachte"]
    assert theirs.asked == Asked(make.AT, None, "Klopt het van een leerling?")


def test_of_some_kinds_the_college_reads_the_summary_alone(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, make.sheet_kind("abc", college=College.SUMMARY))
    say(sheet, "Op de vraag", field="story", author_user=placement.student)
    say(sheet, "Op het blad", author_user=placement.student)

    theirs, school = page(sheet, who.supervisor, door), page(sheet, who.care_team, door)

    assert (theirs.is_summary, theirs.answers, theirs.parts) == (True, {}, ())
    assert [line.text for line in theirs.comments] == ["Op het blad"]
    assert (school.is_summary, [line.text for line in school.comments]) == (False, ["Op de vraag", "Op het blad"])


def test_the_layer_of_a_question_is_kept(placement: Placement, who: make.Viewers, door: Door) -> None:
    fields = (make.sheet_field("open"), make.sheet_field("inside", layers=(Layer.ANNEX,)))
    kind = make.sheet_kind(parts=(Part("part", make.text("Deel"), fields),))
    sheet = make.sheet(placement, kind, answers={"open": "Dit", "inside": "Dat"}, layer="open")
    say(sheet, "Over dat", field="inside", author_user=placement.student)

    mine, theirs = page(sheet, who.student, door), page(sheet, who.class_mentor, door)

    assert (asked(mine), len(mine.comments)) == ([["open", "inside"]], 1)
    assert (asked(theirs), theirs.answers, theirs.comments) == ([["open"]], {"open": "Dit"}, ())


def locked() -> SheetKind:
    """A kind whose second part waits for a permission."""
    return make.sheet_kind(
        parts=(
            Part("first", make.text("Eerst"), (make.sheet_field("permission", "consent"),)),
            Part("next", make.text("Dan"), (make.sheet_field("step"),), opens_when=Condition("permission")),
        )
    )


def test_a_permission_that_stands_opens_its_part(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, locked(), answers={"permission": {"on": "2027-03-22"}})
    before = page(sheet, who.student, door)
    make.permission(sheet)
    after = page(sheet, who.student, door)

    assert (asked(before), asked(after)) == ([["permission"], []], [["permission"], ["step"]])
    assert after.permissions == {"permission": Confirmed("Els Peeters", make.AT)}
    assert (before.confirmed, after.confirmed) == (frozenset(), frozenset({"permission"}))


def test_remarks_say_who_and_whether_it_was_me(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)
    say(sheet, "Een", author_person=placement.mentor)
    say(sheet, "Twee", field="story", author_user=placement.student)

    shown = page(sheet, who.mentor, door)

    assert [(line.text, line.by, line.is_mine) for line in shown.comments] == [
        ("Een", "Els Peeters", True),
        ("Twee", placement.student.name, False),
    ]
    assert ([line.text for line in shown.comments_on("story")], len(shown.comments_on(""))) == (["Twee"], 1)
    assert [line.is_mine for line in page(sheet, who.student, door).comments] == [False, True]


def test_a_sheet_is_read_until_a_newer_version_is_shown(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)
    ReadRequest.objects.create(sheet=sheet, at=make.AT)
    make.review(sheet, at=LATER)
    read = page(sheet, who.student, door)
    sheet.revision, sheet.shown = 2, make.sheet_version(sheet, revision=2, is_ready=True)
    sheet.save(update_fields=["revision", "shown"])
    anew = page(sheet, who.student, door)

    assert (read.state, read.asked, anew.state) == (State.READ, None, State.READY)
    assert page(make.sheet(placement, is_ready=False), who.student, door).state is State.DRAFT


def test_files_are_those_that_the_viewer_may_open(sheet: Sheet, who: make.Viewers, door: Door) -> None:
    first, later = make.attachment(sheet), make.attachment(sheet, added_at=LATER)
    files = {viewer.name: page(sheet, viewer, door).attachments for viewer in (who.student, who.mentor, who.supervisor)}
    assert files == {who.student.name: (first, later), who.mentor.name: (first,), who.supervisor.name: ()}


def test_a_cited_sheet_is_named_to_who_reads_it(placement: Placement, who: make.Viewers, door: Door) -> None:
    shut = make.sheet(placement, layer="private", title="Van mij")
    known, nameless = make.sheet(placement, title="Over #97"), make.sheet(placement, answers={})
    kind = make.sheet_kind("citing", parts=(Part("part", make.text("Deel"), (make.sheet_field("cites", "sheet"),)),))
    ids = [str(each.pk) for each in (shut, known, nameless)]
    sheet = make.sheet(placement, kind, answers={"cites": ids})

    told = {viewer.name: page(sheet, viewer, door).cited for viewer in (who.student, who.supervisor)}

    assert told == {
        who.student.name: dict(zip(ids, ["Van mij", "Over #97", "Report"], strict=True)),
        who.supervisor.name: dict(zip(ids[1:], ["Over een leerling", "Report"], strict=True)),
    }


@pytest.mark.parametrize("count", [1, 9])
def test_a_page_costs_five_queries(
    count: int, sheet: Sheet, who: make.Viewers, door: Door, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        say(sheet, f"Opmerking {number}", author_user=sheet.placement.student)
        make.attachment(sheet)
    page(sheet, who.student, door)
    for viewer in (who.student, who.mentor):
        loaded = door(viewer, sheet, READ)
        with django_assert_num_queries(5):
            queries.page_of(loaded, viewer)
