"""Writes of schools: each one verb, one transaction, one line in the log."""

from __future__ import annotations

import datetime as dt

import pytest

from stagemap.placements import queries, services
from stagemap.placements.models import (
    Closure,
    Site,
    StandingMoment,
)
from tests import factories as make
from tests.placements.writing import BY, lines, refused

pytestmark = pytest.mark.django_db

SCHOOL = services.SchoolFields("De Bron", "012345", "Dorp 1", "1140", "Evere", "", make.LESSONS)
ELS = services.PersonFields("Els Peeters", "els@school.example", "care_coordinator")


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
    parts: list[Site | Closure | StandingMoment] = [
        services.add_site(school=school, fields=services.SiteFields("Noord", "Laan 1", "1020", "Laken"), **BY),
        services.add_closure(school=school, first_day=day, last_day=day, reason="studiedag", **BY),
        services.add_standing_moment(school=school, fields=services.StandingFields(3, 795, 845, "zorgoverleg"), **BY),
    ]
    for part in parts:
        services.remove_part(part=part, **BY)
    fields = ["sites", "closures", "standing_moments"]
    assert lines() == [("user:7", "changed", "school", None, [field]) for field in fields * 2]
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


def test_a_closure_runs_from_first_to_last_day() -> None:
    school = make.school()
    make.closure(school, dt.date(2027, 4, 22), dt.date(2027, 4, 23))
    assert Closure.objects.values_list("first_day", "last_day").get() == (dt.date(2027, 4, 22), dt.date(2027, 4, 23))
