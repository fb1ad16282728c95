"""Writes of the placements: each one verb, one transaction, one line in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.placements import queries, services
from stagemap.placements.models import (
    Closure,
    ObservationMoment,
    Paper,
    Placement,
    Reading,
    SchoolPerson,
    Seen,
    Supervision,
)
from stagemap.post.models import Mail
from tests import factories as make

pytestmark = pytest.mark.django_db

SCHOOL = services.SchoolFields("De Bron", "012345", "Dorp 1", "1140", "Evere", "", make.LESSONS)
ELS = services.PersonFields("Els Peeters", "els@school.example", "care_coordinator")
BY: dict[str, Any] = {"by": Viewer(user_id=7, name="Hilde"), "at": make.AT}


def lines() -> list[tuple[str, str, str, int | None, list[str]]]:
    rows = Entry.objects.order_by("id").values_list("actor", "verb", "kind", "placement_id", "fields")
    return [tuple(row) for row in rows]  # type: ignore[misc]  # the shape stands one line above


def refused(write: Callable[[], object]) -> str:
    before = len(lines())
    with pytest.raises(Impossible) as refusal:
        write()
    assert len(lines()) == before
    return str(refusal.value.reason)


def test_a_school_is_made_changed_and_never_twice_the_same() -> None:
    programme = make.programme()
    school = services.create_school(programme=programme, fields=SCHOOL, **BY)
    moved = services.SchoolFields("De Bron", "012345", "Plein 2", "1140", "Evere", "", make.LESSONS)
    services.change_school(school=school, fields=moved, **BY)
    services.change_school(school=school, fields=moved, **BY)
    school.refresh_from_db()
    assert (school.address, school.lessons) == ("Plein 2, 1140 Evere", make.LESSONS)
    assert lines() == [
        ("user:7", "created", "school", None, []),
        ("user:7", "changed", "school", None, ["street"]),
    ]
    other = services.create_school(
        programme=programme, fields=services.SchoolFields("De Bron", "999999", "x", "1000", "y", "", []), **BY
    )
    reason = "A school with this name and number stands in the list already."
    assert refused(lambda: services.create_school(programme=programme, fields=SCHOOL, **BY)) == reason
    assert refused(lambda: services.change_school(school=other, fields=SCHOOL, **BY)) == reason


def test_what_hangs_on_a_school_is_added_and_removed_with_a_line_each() -> None:
    school = make.school()
    day = dt.date(2027, 4, 21)
    parts = [
        services.add_site(school=school, fields=services.SiteFields("Noord", "Laan 1", "1020", "Laken"), **BY),
        services.add_closure(school=school, first_day=day, last_day=day, reason="studiedag", **BY),
        services.add_standing_moment(school=school, fields=services.StandingFields(3, 795, 845, "zorgoverleg"), **BY),
    ]
    for part in parts:
        services.remove_part(part=part, **BY)
    kinds = ["site", "closure", "standing_moment"]
    assert [line[1:3] for line in lines()] == [("added", kind) for kind in kinds] + [
        ("removed", kind) for kind in kinds
    ]
    assert queries.school_facts(school) == queries.SchoolFacts((), (), (), (), ())


def test_people_of_a_school_have_one_address_each() -> None:
    school = make.school()
    els = services.add_person(school=school, fields=ELS, **BY)
    tom = services.add_person(
        school=school, fields=services.PersonFields("Tom Claes", "tom@school.example", "class_teacher"), **BY
    )
    reason = "Somebody of this school has this mail address already."
    assert refused(lambda: services.add_person(school=school, fields=ELS, **BY)) == reason
    assert refused(lambda: services.change_person(person=tom, fields=ELS, **BY)) == reason
    services.change_person(person=els, fields=services.PersonFields("Els Peeters", "els@school.example", "head"), **BY)
    services.change_person(person=els, fields=services.PersonFields("Els Peeters", "els@school.example", "head"), **BY)
    tom.refresh_from_db()
    services.remove_person(person=tom, **BY)
    assert lines()[-2:] == [
        ("user:7", "changed", "person", None, ["function"]),
        ("user:7", "removed", "person", None, []),
    ]


def test_who_belongs_to_an_internship_stays() -> None:
    placement = make.placement()
    mentor = placement.mentor
    assert mentor is not None
    reason = "This person still belongs to an internship, and therefore stays."
    assert refused(lambda: services.remove_person(person=mentor, **BY)) == reason


def test_a_placement_is_made_once_a_student_and_edition() -> None:
    edition, student = make.edition(), make.user()
    fields = services.PlacementFields("3BALO A")
    placement = services.create_placement(edition=edition, student=student, fields=fields, **BY)
    assert (placement.created_at, placement.school, placement.grades) == (make.AT, None, [])
    assert lines() == [("user:7", "created", "placement", placement.pk, [])]
    reason = "This student has an internship in this edition already."
    assert refused(lambda: services.create_placement(edition=edition, student=student, fields=fields, **BY)) == reason


def test_placing_a_student_makes_the_account_invites_and_assigns() -> None:
    edition = make.edition()
    karim = make.supervisor()
    placement = services.place_student(
        edition=edition,
        name="Noor Verhaegen",
        email="Noor@Student.example",
        fields=services.PlacementFields("3BALO A"),
        supervisor=karim,
        **BY,
    )
    assert (placement.student.email, placement.student.name) == ("noor@student.example", "Noor Verhaegen")
    assert [each.supervisor for each in queries.supervisors_of(placement)] == [karim]
    assert Mail.objects.get().recipient == "noor@student.example"
    assert [line[1:3] for line in lines()] == [
        ("invited", "account"),
        ("created", "placement"),
        ("assigned", "supervision"),
    ]


def test_placing_a_student_twice_leaves_nothing_behind() -> None:
    placement = make.placement()
    email = placement.student.email

    def again() -> None:
        services.place_student(
            edition=placement.edition,
            name="x",
            email=email,
            fields=services.PlacementFields("3BALO A"),
            supervisor=None,
            **BY,
        )

    assert refused(again) == "This student has an internship in this edition already."
    assert (Placement.objects.count(), Mail.objects.count()) == (1, 0)


def test_the_people_of_a_placement_belong_to_its_school() -> None:
    placement = make.placement()
    assert placement.school is not None
    stranger = make.person(make.school(), "An Willems")
    fields = services.PlacementFields("3BALO A", school=placement.school, mentor=stranger)
    reason = "Mentor, class mentor, care coordinator and site all belong to the chosen school."
    assert refused(lambda: services.change_placement(placement=placement, fields=fields, **BY)) == reason
    placement.refresh_from_db()
    new = make.person(placement.school, "An Willems")
    wanted = services.PlacementFields("3BALO B", placement.school, None, "5A", ("L5",), new, placement.class_mentor)
    services.change_placement(placement=placement, fields=wanted, **BY)
    services.change_placement(placement=placement, fields=wanted, **BY)
    placement.refresh_from_db()
    assert (placement.mentor, placement.student_group) == (new, "3BALO B")
    assert lines() == [("user:7", "changed", "placement", placement.pk, ["student_group", "mentor"])]


def test_a_week_begins_on_a_monday() -> None:
    placement = make.placement(week=None)
    monday = dt.date(2027, 4, 26)
    reason = "An internship week begins on a Monday."
    assert refused(lambda: services.choose_week(placement=placement, week=dt.date(2027, 4, 27), **BY)) == reason
    services.choose_week(placement=placement, week=monday, **BY)
    services.choose_week(placement=placement, week=monday, **BY)
    services.set_class(placement=placement, label="4B", grades=("L4",), **BY)
    services.choose_week(placement=placement, week=None, **BY)
    placement.refresh_from_db()
    assert (placement.week, placement.class_label, placement.grades) == (None, "4B", ["L4"])
    assert [line[4] for line in lines()] == [["week"], ["class_label", "grades"], ["week"]]


def test_one_supervisor_leads_and_another_inherits() -> None:
    placement = make.placement()
    karim, lies, an = make.supervisor(), make.supervisor("Lies Maes"), make.supervisor("An Wouters")
    for lecturer in (karim, lies):
        services.assign_supervisor(placement=placement, supervisor=lecturer, **BY)
    reason = "This supervisor follows the internship already."
    assert refused(lambda: services.assign_supervisor(placement=placement, supervisor=lies, **BY)) == reason
    gone = "This supervisor does not follow the internship (any more)."
    assert refused(lambda: services.set_lead(placement=placement, supervisor=an, **BY)) == gone
    services.set_lead(placement=placement, supervisor=lies, **BY)
    leads = list(Supervision.objects.filter(is_lead=True).values_list("supervisor__name", flat=True))
    assert leads == ["Lies Maes"]
    services.release_supervisor(placement=placement, supervisor=lies, **BY)
    assert [(each.supervisor, each.is_lead) for each in queries.supervisors_of(placement)] == [(karim, True)]
    services.invite_supervisor(placement=placement, name="Jan Baert", email="jan@college.example", **BY)
    services.release_supervisor(placement=placement, supervisor=karim, **BY)
    services.release_supervisor(placement=placement, supervisor=queries.supervisors_of(placement)[0].supervisor, **BY)
    assert queries.supervisors_of(placement) == []
    verbs = ["assigned", "assigned", "led", "released", "invited", "assigned", "released", "released"]
    assert [line[1] for line in lines()] == verbs


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
    by = {"by": known.coordinator, "at": make.AT}
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


def test_a_closure_runs_from_first_to_last_day() -> None:
    school = make.school()
    make.closure(school, dt.date(2027, 4, 22), dt.date(2027, 4, 23))
    assert Closure.objects.values_list("first_day", "last_day").get() == (dt.date(2027, 4, 22), dt.date(2027, 4, 23))
