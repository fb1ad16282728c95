"""The door of the placements: one rule, as an answer for one placement and as a filter of all."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest
from django.http import Http404

from stagemap.core.refusals import WrongPhase
from stagemap.core.roles import SYSTEM, Action, Phase, Reason, Relation, Viewer, actions_of, relations_for
from stagemap.placements import access
from tests import factories as make

pytestmark = pytest.mark.django_db

BEFORE, DURING, AFTER = dt.date(2027, 4, 18), dt.date(2027, 4, 23), dt.date(2027, 4, 24)
OF_PLACEMENTS = sorted(set(Action) - {Action.PUBLIC, Action.SIGNED_IN})


def test_every_standing_person_is_what_the_placement_says() -> None:
    placement = make.placement()
    known = make.viewers(placement).all()
    assert {relation: access.relation_of(viewer, placement) for relation, viewer in known.items()} == {
        relation: relation for relation in Relation
    }


@pytest.mark.parametrize("relation", sorted(Relation))
def test_the_filter_and_the_answer_are_one_rule(relation: Relation) -> None:
    mine, other = make.placement(), make.placement(make.edition(make.programme("other")))
    viewer = make.viewers(mine).all()[relation]
    make.viewers(other)
    expected = [] if relation is Relation.STRANGER else [mine]
    assert list(access.visible_to(viewer)) == expected
    assert access.relation_of(viewer, other) is Relation.STRANGER


@pytest.mark.parametrize(("relation", "action"), list(product(sorted(Relation), OF_PLACEMENTS)))
def test_the_door_opens_for_those_who_have_the_right(relation: Relation, action: Action) -> None:
    placement = make.placement()
    viewer = make.viewers(placement).all()[relation]
    try:
        found = access.get_for(viewer, placement.pk, action, today=BEFORE)
        opened = found.relation is relation
    except Http404:
        opened = False
    assert opened == (action in actions_of(relation) and relation is not Relation.STRANGER)


def test_unknown_anonymous_and_system_find_nothing() -> None:
    placement = make.placement()
    for viewer in (Viewer(), SYSTEM):
        assert list(access.visible_to(viewer)) == []
        assert access.relation_of(viewer, placement) is Relation.STRANGER
        with pytest.raises(Http404):
            access.get_for(viewer, placement.pk, Action.READ_PLACEMENT, today=BEFORE)
    with pytest.raises(Http404):
        access.get_for(make.viewers(placement).student, placement.pk + 999, Action.READ_PLACEMENT, today=BEFORE)


def test_a_replaced_mentor_has_no_door_any_more() -> None:
    placement = make.placement()
    former = make.viewers(placement).mentor
    assert placement.school is not None
    placement.mentor = make.person(placement.school, "An Willems")
    placement.save()
    assert list(access.visible_to(former)) == []
    assert access.relation_of(former, placement) is Relation.STRANGER


def test_a_link_to_one_placement_opens_no_other_of_the_same_mentor() -> None:
    first = make.placement()
    second = make.placement(school=first.school, mentor=first.mentor)
    viewer = make.viewers(first).mentor
    assert list(access.visible_to(viewer)) == [first]
    assert access.relation_of(viewer, second) is Relation.STRANGER


def test_a_named_class_mentor_whom_nobody_invited_has_no_door() -> None:
    placement = make.placement()
    assert placement.class_mentor is not None
    viewer = make.person_viewer(placement.class_mentor, placement, Relation.CLASS_MENTOR)
    assert list(access.visible_to(viewer)) == []
    assert access.relation_of(viewer, placement) is Relation.STRANGER


def test_who_supervises_and_coordinates_has_the_rights_of_both() -> None:
    placement = make.placement()
    lecturer = make.coordinator(placement.edition.programme)
    make.supervision(placement, lecturer)
    viewer = make.account(lecturer)
    assert access.relations_of(viewer, placement) == (Relation.SUPERVISOR, Relation.COORDINATOR)
    relations = {
        action: access.get_for(viewer, placement.pk, action, today=BEFORE).relation
        for action in (Action.READ_PLACEMENT, Action.EDIT_PLACEMENT, Action.WRITE_MESSAGE)
    }
    assert relations == {
        Action.READ_PLACEMENT: Relation.SUPERVISOR,
        Action.EDIT_PLACEMENT: Relation.COORDINATOR,
        Action.WRITE_MESSAGE: Relation.SUPERVISOR,
    }


@pytest.mark.parametrize(
    ("week", "closed_at", "today", "phase"),
    [
        (None, None, DURING, Phase.PREPARING),
        (dt.date(2027, 4, 19), None, BEFORE, Phase.PREPARING),
        (dt.date(2027, 4, 19), None, dt.date(2027, 4, 19), Phase.ACTIVE),
        (dt.date(2027, 4, 19), None, DURING, Phase.ACTIVE),
        (dt.date(2027, 4, 19), None, AFTER, Phase.AFTER),
        (dt.date(2027, 4, 19), make.AT, BEFORE, Phase.CLOSED),
    ],
)
def test_the_phase_follows_from_week_and_closing(
    week: dt.date | None, closed_at: dt.datetime | None, today: dt.date, phase: Phase
) -> None:
    placement = make.placement(week=week, closed_at=closed_at)
    assert access.phase_of(placement, today) is phase


def test_a_right_that_rests_is_refused_with_its_reason() -> None:
    placement = make.placement(closed_at=make.AT)
    known = make.viewers(placement)
    with pytest.raises(WrongPhase) as refusal:
        access.get_for(known.student, placement.pk, Action.KEEP_OBSERVATIONS, today=BEFORE)
    assert refusal.value.reason == Reason.CLOSED
    with pytest.raises(Http404):
        access.get_for(known.supervisor, placement.pk, Action.KEEP_OBSERVATIONS, today=BEFORE)
    read = access.get_for(known.student, placement.pk, Action.READ_PLACEMENT, today=BEFORE)
    offered = (Action.READ_MESSAGES, Action.WRITE_MESSAGE)
    assert {action: access.may(read, action, BEFORE) for action in offered} == {
        Action.READ_MESSAGES: True,
        Action.WRITE_MESSAGE: False,
    }


def test_without_a_day_the_site_s_own_is_taken() -> None:
    placement = make.placement(week=None)
    viewer = make.viewers(placement).student
    assert access.get_for(viewer, placement.pk, Action.PLAN) == placement


@pytest.mark.parametrize(
    ("relation", "queries"),
    [
        (Relation.STUDENT, 1),
        (Relation.MENTOR, 1),
        (Relation.CLASS_MENTOR, 2),
        (Relation.SUPERVISOR, 2),
        (Relation.COORDINATOR, 2),
    ],
)
def test_the_door_costs_two_queries_at_most(relation: Relation, queries: int, django_assert_num_queries: Any) -> None:
    placement = make.placement()
    make.placement(placement.edition)
    viewer = make.viewers(placement).all()[relation]
    with django_assert_num_queries(queries):
        found = access.get_for(viewer, placement.pk, Action.READ_ROSTER, today=BEFORE)
        people = (found.student, found.school, found.mentor, found.class_mentor, found.edition.programme)
    assert all(people)


def test_schools_are_for_the_coordinators_of_their_programme() -> None:
    placement = make.placement()
    known = make.viewers(placement)
    other = make.account(make.coordinator(make.programme("other")))
    assert placement.school is not None
    found = access.school_for(known.coordinator, placement.school.pk, Action.COORDINATE)
    assert (found, list(access.schools_for(known.coordinator))) == (placement.school, [placement.school])
    assert list(access.schools_for(other)) == []
    for viewer in (known.student, known.supervisor, known.mentor, other, Viewer()):
        with pytest.raises(Http404):
            access.school_for(viewer, placement.school.pk, Action.COORDINATE)
    with pytest.raises(Http404):
        access.school_for(known.coordinator, placement.school.pk, Action.WRITE_MESSAGE)


def test_nobody_but_readers_has_any_right() -> None:
    rights = {action: relations_for(action) for action in OF_PLACEMENTS}
    assert [action for action, relations in rights.items() if Relation.STRANGER in relations] == []
