"""What student and mentor write: each one verb, one transaction, one line in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from stagemap.placements import queries, services
from stagemap.placements.models import (
    ObservationMoment,
    Paper,
    Reading,
    SchoolPerson,
    Seen,
)
from stagemap.post.models import Mail
from tests import factories as make
from tests.placements.writing import BY, lines, refused

pytestmark = pytest.mark.django_db

SCHOOL = services.SchoolFields("De Bron", "012345", "Dorp 1", "1140", "Evere", "", make.LESSONS)
ELS = services.PersonFields("Els Peeters", "els@school.example", "care_coordinator")


def test_a_paper_keeps_how_it_stands_and_since_when() -> None:
    placement = make.placement()
    day = dt.date(2027, 2, 22)
    assert not queries.agreement_ready(placement)
    for status, on in (("on_its_way", None), ("in_order", day)):
        services.set_paper(placement=placement, kind="internship_agreement", status=status, on=on, **BY)
    assert queries.agreement_ready(placement)
    assert Paper.objects.values_list("kind", "status", "on").get() == ("internship_agreement", "in_order", day)
    assert [line[1:3] for line in lines()] == [("changed", "paper")] * 2


def test_a_moment_is_planned_before_the_agreement_but_held_only_after() -> None:
    placement = make.placement()
    first = dt.date(2027, 3, 24)

    def hold() -> None:
        services.hold_moment(placement=placement, number=1, **BY)

    not_ready = "The internship agreement is not in order yet. It has to be before the first observation moment."
    services.plan_moment(placement=placement, number=1, fields=services.MomentFields(first, 510, 725), **BY)
    assert refused(hold) == not_ready
    make.paper(placement)
    services.plan_moment(placement=placement, number=1, fields=services.MomentFields(), **BY)
    assert refused(hold) == "This observation moment has no day yet. Plan it first."
    tomorrow = first + dt.timedelta(days=1)
    services.plan_moment(placement=placement, number=1, fields=services.MomentFields(tomorrow), **BY)
    assert refused(hold) == "This observation moment is still to come. Mark it as held afterwards."
    services.plan_moment(placement=placement, number=1, fields=services.MomentFields(first, notes="zag"), **BY)
    hold()
    hold()
    moment = ObservationMoment.objects.get()
    assert (moment.held_at, moment.notes) == (make.AT, "zag")
    without_a_day = services.MomentFields()
    assert (
        refused(lambda: services.plan_moment(placement=placement, number=1, fields=without_a_day, **BY))
        == "This observation moment has no day yet. Plan it first."
    )
    services.reopen_moment(placement=placement, number=1, **BY)
    services.reopen_moment(placement=placement, number=1, **BY)
    verbs = [line[1] for line in lines()]
    assert verbs == ["planned", "planned", "planned", "planned", "held", "reopened"]


def test_an_agreement_is_made_finished_and_opened_again() -> None:
    placement = make.placement()
    agreement = services.make_agreement(
        placement=placement, what="Toetskalender doorgeven", who="mentor", by_day=None, **BY
    )
    for write in (services.finish_agreement, services.reopen_agreement):
        write(agreement=agreement, **BY)
        write(agreement=agreement, **BY)
    agreement.refresh_from_db()
    assert agreement.done_at is None
    assert [line[1] for line in lines()] == ["made", "finished", "reopened"]


def test_a_message_is_signed_by_the_account_or_by_the_person_of_the_link() -> None:
    placement = make.placement()
    known = make.viewers(placement)
    at = make.AT
    first = services.write_message(placement=placement, text="Dag Els", by=known.student, at=at)
    second = services.write_message(placement=placement, text="Dag Noor", by=known.mentor, at=at)
    assert (first.author_user, first.author_person) == (placement.student, None)
    assert (second.author_user, second.author_person) == (None, placement.mentor)
    services.mark_seen(placement=placement, message_id=second.pk, by=known.student, at=at)
    services.mark_seen(placement=placement, message_id=first.pk, by=known.student, at=at)
    assert list(Seen.objects.order_by("id").values_list("message_id", flat=True)) == [second.pk, second.pk]
    assert [line[:3] for line in lines()] == [
        (known.student.actor, "wrote", "message"),
        (known.mentor.actor, "wrote", "message"),
        (known.student.actor, "read", "message"),
    ]
    reason = "Only somebody of this internship can do this."
    other = make.person_viewer(make.person(make.school()), make.placement())
    assert refused(lambda: services.write_message(placement=placement, text="x", by=other, at=at)) == reason


def test_a_colleague_is_invited_once_and_can_be_withdrawn() -> None:
    placement = make.placement(class_mentor=None)
    known = make.viewers(make.placement())
    assert placement.school is not None
    tom = services.PersonFields("Tom Claes", "tom@school.example", "class_teacher")
    by: dict[str, Any] = {"by": known.coordinator, "at": make.AT}
    reading = services.invite_reader(placement=placement, person=tom, part="class_mentor", **by)
    placement.refresh_from_db()
    assert placement.class_mentor == reading.person
    again = services.invite_reader(placement=placement, person=tom, part="care_team", **by)
    assert (again.pk, again.part, SchoolPerson.objects.filter(name="Tom Claes", school=placement.school).count()) == (
        reading.pk,
        "care_team",
        1,
    )
    assert Mail.objects.filter(recipient="tom@school.example").count() == 2
    services.withdraw_reader(reading=again, **by)
    assert Reading.objects.filter(placement=placement).count() == 0
    assert [line[1:3] for line in lines()] == [
        ("invited", "reading"),
        ("issued", "link"),
        ("invited", "reading"),
        ("issued", "link"),
        ("revoked", "link"),
        ("withdrew", "reading"),
    ]


def test_mentor_and_schoolless_placement_invite_nobody() -> None:
    placement, empty = make.placement(), make.placement(make.edition(year="2020-2021"), school=None)
    assert placement.mentor is not None
    mentor = placement.mentor
    assert (
        refused(lambda: services.invite_reader(placement=placement, person=mentor, part="care_team", **BY))
        == "This is the mentor's own address: the mentor has a link already."
    )
    assert (
        refused(lambda: services.invite_reader(placement=empty, person=ELS, part="care_team", **BY))
        == "This internship has no school yet: the coordinator chooses it first."
    )
    reading = make.reading(placement, make.person(mentor.school, "Griet Maes"), "care_team")
    services.withdraw_reader(reading=reading, **BY)
    assert [line[1:3] for line in lines()] == [("withdrew", "reading")]
