"""Writes of the placements: each one verb, one transaction, one line in the log."""

from __future__ import annotations

import datetime as dt

import pytest

from stagemap.placements import queries, services
from stagemap.placements.models import (
    Placement,
    Supervision,
)
from stagemap.post.models import Mail
from tests import factories as make
from tests.placements.writing import BY, lines, refused

pytestmark = pytest.mark.django_db

SCHOOL = services.SchoolFields("De Bron", "012345", "Dorp 1", "1140", "Evere", "", make.LESSONS)
ELS = services.PersonFields("Els Peeters", "els@school.example", "care_coordinator")


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


def test_a_student_can_be_placed_before_anybody_supervises() -> None:
    fields = services.PlacementFields("3BALO A")
    placement = services.place_student(
        edition=make.edition(), name="Noor", email="noor@student.example", fields=fields, supervisor=None, **BY
    )
    assert queries.supervisors_of(placement) == []


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
