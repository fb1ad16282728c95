"""The door of the portfolio: drafts are the writer's alone, everybody else reads their layers and nothing beyond."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Callable
from functools import partial

import pytest
from django.http import Http404

from stagemap.core.refusals import WrongPhase
from stagemap.core.roles import Action, Grant, Relation, Viewer
from stagemap.core.sheets import College, Layer, School
from stagemap.placements.models import Placement
from stagemap.portfolio import access
from stagemap.portfolio.models import Attachment, Sheet
from stagemap.programmes.files import shipped
from tests import factories as make
from tests.portfolio.conftest import Door

pytestmark = pytest.mark.django_db

READ = Action.READ_PORTFOLIO
LATER = make.AT + dt.timedelta(hours=1)


def opens(load: Callable[[], object]) -> bool:
    """Whether a door opens; 404 is no."""
    try:
        load()
    except Http404:
        return False
    return True


def readers(who: make.Viewers, door: Door, sheet: Sheet, action: Action = READ) -> str:
    """The relations to whom a sheet opens."""
    return " ".join(
        relation.value for relation, viewer in who.all().items() if opens(partial(door, viewer, sheet, action))
    )


@pytest.mark.parametrize(
    ("layer", "wanted"),
    [
        ("open", "student mentor class_mentor care_team supervisor"),
        ("annex", "student mentor care_team supervisor"),
        ("private", "student"),
    ],
)
def test_what_is_ready_opens_to_who_reads_its_layer(
    layer: str, wanted: str, placement: Placement, who: make.Viewers, door: Door
) -> None:
    assert readers(who, door, make.sheet(placement, layer=layer)) == wanted


@pytest.mark.parametrize("layer", Layer)
def test_a_draft_opens_to_its_writer_alone(layer: Layer, placement: Placement, who: make.Viewers, door: Door) -> None:
    assert readers(who, door, make.sheet(placement, layer=layer, is_ready=False)) == "student"


def test_a_draft_of_the_supervisor_is_nobody_elses_either(placement: Placement, who: make.Viewers, door: Door) -> None:
    visit = make.sheet(placement, begun_by=who.supervisor.actor, is_ready=False)
    assert readers(who, door, visit) == "supervisor"


def test_only_who_began_a_sheet_writes_it(placement: Placement, who: make.Viewers, door: Door) -> None:
    mine, visit = make.sheet(placement), make.sheet(placement, begun_by=who.supervisor.actor)
    assert readers(who, door, mine, Action.WRITE_SHEET) == "student"
    assert readers(who, door, visit, Action.WRITE_SHEET) == "supervisor"


def test_the_mentor_alone_reviews(placement: Placement, who: make.Viewers, door: Door) -> None:
    assert readers(who, door, make.sheet(placement), Action.REVIEW_SHEET) == "mentor"


@pytest.mark.parametrize(("college", "reads"), [("nothing", False), ("summary", True), ("without_codes", True)])
def test_the_college_reads_no_kind_that_is_not_for_it(
    college: str, reads: bool, placement: Placement, who: make.Viewers, door: Door
) -> None:
    sheet = make.sheet(placement, make.sheet_kind(college=College(college)))
    assert opens(partial(door, who.supervisor, sheet, READ)) is reads
    assert opens(partial(door, who.care_team, sheet, READ))


@pytest.mark.parametrize(
    ("school", "layer", "wanted"),
    [
        ("invited", "annex", "student mentor care_team supervisor"),
        ("mentor", "annex", "student mentor supervisor"),
        ("mentor", "open", "student mentor supervisor"),
    ],
)
def test_of_the_school_the_mentor_alone_reads_a_kind_that_says_so(
    school: str, layer: str, wanted: str, placement: Placement, who: make.Viewers, door: Door
) -> None:
    kind = make.sheet_kind(school=School(school))
    visit = make.sheet(placement, kind, layer=layer, begun_by=who.supervisor.actor)
    assert readers(who, door, visit) == wanted
    assert file_readers(who, placement, make.attachment(visit)) == wanted


@pytest.mark.parametrize("key", ["mentor_feedback", "visit_record"])
def test_what_is_said_of_the_student_is_not_for_the_care_team(
    key: str, placement: Placement, who: make.Viewers, door: Door
) -> None:
    kind = shipped()["zorgstage"].kinds[placement.edition.year][key]
    sheet = make.sheet(placement, kind, answers={}, begun_by=who.supervisor.actor)
    assert readers(who, door, sheet) == "student mentor supervisor"


def test_the_college_reads_of_some_kinds_the_summary_alone(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheets = [make.sheet(placement, make.sheet_kind(each.value, college=each)) for each in College]
    visit = make.sheet(placement, make.sheet_kind("summary"), begun_by=who.supervisor.actor)

    read = {
        relation: [access.reads_summary(door(viewer, sheet, READ)) for sheet in (*sheets[:2], visit)]
        for relation, viewer in ((Relation.SUPERVISOR, who.supervisor), (Relation.CARE_TEAM, who.care_team))
    }

    assert [each.value for each in College] == ["without_codes", "summary", "nothing"]
    assert read == {Relation.SUPERVISOR: [False, True, False], Relation.CARE_TEAM: [False, False, False]}


def test_a_sheet_comes_with_its_placement_and_who_reads_it(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)

    mine, theirs = door(who.student, sheet, READ), door(who.mentor, sheet, READ)

    assert (mine.is_mine, mine.relation, mine.placement.relation) == (True, Relation.STUDENT, Relation.STUDENT)
    assert (theirs.is_mine, theirs.relation, theirs.shown) == (False, Relation.MENTOR, sheet.shown)


def test_a_closed_placement_is_read_and_says_why_nothing_changes(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    sheet = make.sheet(placement)
    placement.closed_at = make.AT
    placement.save(update_fields=["closed_at"])

    assert door(who.mentor, sheet, READ).pk == sheet.pk
    for viewer, action in ((who.student, Action.WRITE_SHEET), (who.mentor, Action.REVIEW_SHEET)):
        with pytest.raises(WrongPhase):
            door(viewer, sheet, action)


def test_a_sheet_of_another_placement_does_not_exist_here(placement: Placement, who: make.Viewers) -> None:
    other = make.sheet(make.placement(student=make.user("Jonas Wouters")), layer="open")

    for sheet_id in (other.pk, uuid.uuid4()):
        with pytest.raises(Http404):
            access.sheet_for(who.student, placement.pk, sheet_id, READ)


def test_a_stranger_finds_no_portfolio(placement: Placement, who: make.Viewers) -> None:
    for viewer in (who.stranger, who.coordinator, Viewer()):
        with pytest.raises(Http404):
            access.portfolio_for(viewer, placement.pk, READ)


def test_a_permission_is_confirmed_on_drafts_too_but_on_nothing_private(
    placement: Placement, who: make.Viewers
) -> None:
    drafts = {layer: make.sheet(placement, layer=layer, is_ready=False) for layer in Layer}

    found = {
        layer: opens(partial(access.permission_for, who.mentor, placement.pk, draft.pk, Action.REVIEW_SHEET))
        for layer, draft in drafts.items()
    }

    assert found == {Layer.OPEN: True, Layer.ANNEX: True, Layer.PRIVATE: False}


def test_nobody_else_confirms_a_permission(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement)
    others = [viewer for relation, viewer in who.all().items() if relation is not Relation.MENTOR]
    assert not any(
        opens(partial(access.permission_for, viewer, placement.pk, sheet.pk, Action.REVIEW_SHEET)) for viewer in others
    )


def file_readers(who: make.Viewers, placement: Placement, attachment: Attachment) -> str:
    """The relations to whom a file opens."""
    return " ".join(
        relation.value
        for relation, viewer in who.all().items()
        if opens(partial(access.attachment_for, viewer, placement.pk, attachment.pk, READ))
    )


def test_a_file_opens_to_who_reads_its_sheet(placement: Placement, who: make.Viewers) -> None:
    shut, opened = make.attachment(make.sheet(placement)), make.attachment(make.sheet(placement, layer="open"))
    assert file_readers(who, placement, shut) == "student mentor care_team supervisor"
    assert file_readers(who, placement, opened) == "student mentor class_mentor care_team supervisor"


def test_a_file_beside_a_sheet_about_a_pupil_stays_in_the_school(placement: Placement, who: make.Viewers) -> None:
    about_one = make.attachment(make.sheet(placement, pupils="#1"))
    summed_up = make.attachment(make.sheet(placement, make.sheet_kind("abc", college=College.SUMMARY)))
    assert file_readers(who, placement, about_one) == "student mentor care_team"
    assert file_readers(who, placement, summed_up) == "student mentor care_team"


def test_a_file_that_was_added_since_is_the_writers_alone(placement: Placement, who: make.Viewers) -> None:
    draft = make.attachment(make.sheet(placement, is_ready=False))
    later = make.attachment(make.sheet(placement), added_at=LATER)
    assert file_readers(who, placement, later) == "student"
    assert file_readers(who, placement, draft) == "student"


def test_a_file_of_another_placement_does_not_exist_here(placement: Placement, who: make.Viewers) -> None:
    other = make.attachment(make.sheet(make.placement(student=make.user("Jonas Wouters")), layer="open"))

    for attachment_id in (other.pk, uuid.uuid4()):
        with pytest.raises(Http404):
            access.attachment_for(who.student, placement.pk, attachment_id, READ)


def test_a_card_opens_by_its_address_until_its_last_day_is_over_or_it_is_stopped(placement: Placement) -> None:
    card = make.class_card(placement, valid_until=make.TODAY)

    assert access.card_by(card.public_id, today=make.TODAY).pk == card.pk
    for public_id, today in (("onbekend", make.TODAY), (card.public_id, make.TODAY + dt.timedelta(days=1))):
        with pytest.raises(Http404):
            access.card_by(public_id, today=today)
    card.stopped_at = make.AT
    card.save()
    with pytest.raises(Http404):
        access.card_by(card.public_id, today=make.TODAY)


def test_the_filter_of_the_lists_is_the_rule_of_the_door(placement: Placement, who: make.Viewers, door: Door) -> None:
    other = make.placement(student=make.user("Jonas Wouters"))
    writers = (who.student.actor, who.supervisor.actor)
    kinds = [
        make.sheet_kind(f"{college.value}_{school.value}", college=college, school=school)
        for college, school in itertools.product(College, School)
    ]
    table = itertools.product(Layer, (True, False), kinds, writers)
    sheets = [make.sheet(placement, kind, layer=layer, is_ready=ready, begun_by=by) for layer, ready, kind, by in table]
    make.sheet(other, layer="open")

    for viewer in who.all().values():
        through_the_door = {sheet.pk for sheet in sheets if opens(partial(door, viewer, sheet, READ))}
        assert set(access.visible_to(viewer).values_list("pk", flat=True)) == through_the_door


def test_a_list_of_one_placement_is_that_of_all_its_part(placement: Placement, who: make.Viewers) -> None:
    sheets = [make.sheet(placement, layer=layer) for layer in Layer]
    make.sheet(make.placement(student=make.user("Jonas Wouters")))

    here = access.portfolio_for(who.supervisor, placement.pk, READ)

    assert set(access.sheets_for(who.supervisor, here)) == set(access.visible_to(who.supervisor)) == set(sheets[:2])


def test_of_two_links_to_one_placement_the_first_speaks(placement: Placement, who: make.Viewers) -> None:
    sheets = [make.sheet(placement, layer=layer) for layer in (Layer.OPEN, Layer.ANNEX)]
    first, second = who.class_mentor.grants[0], who.mentor.grants[0]
    elsewhere = Grant(placement_id=placement.pk + 1, person_id=first.person_id, link_id=0, relation=Relation.MENTOR)

    both = Viewer(grants=(elsewhere, first, second))

    assert set(access.visible_to(both)) == {sheets[0]}
    assert access.writer_of(both, placement.pk) == f"person:{first.person_id}"
    assert access.writer_of(both, placement.pk + 2) == both.actor


def test_nobody_sees_nothing(placement: Placement) -> None:
    make.sheet(placement, layer="open")
    assert list(access.visible_to(Viewer())) == []
