"""Forms of the placements: what they refuse says what was wrong, and what was typed stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from stagemap.placements.forms import (
    FindForm,
    MomentForm,
    NewPlacementForm,
    PaperForm,
    PlacementForm,
    ReaderForm,
    SupervisorForm,
)
from stagemap.placements.models import ObservationMoment, Paper
from stagemap.placements.services import MomentFields, PlacementFields
from tests import factories as make
from tests.placements.typing_in import sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_dutch() -> Any:
    with translation.override("nl"):
        yield


def test_the_people_of_a_placement_are_those_of_the_chosen_school() -> None:
    placement = make.placement()
    other = make.school()
    assert placement.school is not None
    typed = {"student_group": "3BALO A", "school": placement.school.pk, "mentor": placement.mentor_id, "grades": ["L5"]}
    form = PlacementForm(sent(**typed), edition=placement.edition, placement=placement)
    assert form.is_valid()
    assert form.values() == PlacementFields("3BALO A", placement.school, grades=("L5",), mentor=placement.mentor)
    moved = PlacementForm(sent(**{**typed, "school": other.pk}), edition=placement.edition, placement=placement)
    sentence = "Dit hoort bij een andere school dan hierboven. Kies opnieuw."
    assert dict(moved.errors) == {"mentor": [sentence]}
    foreign = make.school(make.programme("other"))
    unknown = PlacementForm(sent(**{**typed, "school": foreign.pk}), edition=placement.edition, placement=placement)
    assert sorted(unknown.errors) == ["mentor", "school"]
    nonsense = PlacementForm(sent(**{**typed, "school": "²", "grades": ["L9"]}), edition=placement.edition)
    assert sorted(nonsense.errors) == ["grades", "mentor", "school"]


def test_a_student_has_one_placement_an_edition() -> None:
    placement = make.placement()
    typed = {"student_name": "Noor", "student_group": "A", "student_email": placement.student.email.upper()}
    form = NewPlacementForm(sent(**typed), edition=placement.edition)
    assert dict(form.errors) == {"student_email": ["De student met dit e-mailadres heeft dit jaar al een stage."]}
    assert NewPlacementForm(sent(**typed), edition=make.edition(year="2020-2021")).is_valid()
    empty = NewPlacementForm(sent(), edition=placement.edition)
    assert list(empty.errors) == ["student_name", "student_email", "student_group"]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({}, {"known": ["Kies iemand, of vul een naam en een e-mailadres in."]}),
        ({"name": "Jan"}, {"email": ["Vul het e-mailadres in: daarmee meldt de stagebegeleider zich aan."]}),
        ({"email": "jan@college.example"}, {"name": ["Vul voornaam en naam in."]}),
        (
            {"name": "Jan", "email": "jan@college"},
            {"email": ["Dit adres is niet volledig. Schrijf bijvoorbeeld noor@student.example."]},
        ),
        ({"name": "Jan", "email": "jan@college.example"}, {}),
    ],
)
def test_a_supervisor_is_chosen_or_new(fields: dict[str, str], errors: dict[str, list[str]]) -> None:
    form = SupervisorForm(sent(**fields), placement=make.placement())
    assert dict(form.errors) == errors
    if not errors:
        assert form.known_user() is None


def test_a_known_supervisor_is_one_of_the_programme_who_does_not_follow_yet() -> None:
    placement, other = make.placement(), make.placement(make.edition())
    karim = make.supervision(other).supervisor
    form = SupervisorForm(sent(known=karim.pk), placement=placement)
    assert form.is_valid()
    assert form.known_user() == karim
    assert not SupervisorForm(sent(known=karim.pk), placement=other).is_valid()


@pytest.mark.parametrize(
    ("status", "on", "errors"),
    [
        ("in_order", "2027-02-22", {}),
        ("in_order", "", {"on": ["Vul de dag in sinds wanneer dit in orde is."]}),
        ("in_order", "2027-03-25", {"on": ["Deze dag komt nog."]}),
        ("in_order", "ooit", {"on": ["Voer een geldige datum in."]}),
        ("on_its_way", "2027-02-22", {}),
    ],
)
def test_a_paper_in_order_has_its_day(status: str, on: str, errors: dict[str, list[str]]) -> None:
    paper = Paper(placement=make.placement(), kind="risk_analysis")
    data = sent(**{"risk_analysis-status": status, "risk_analysis-on": on})
    form = PaperForm(data, paper=paper, today=make.TODAY)
    assert dict(form.errors) == errors
    if not errors:
        assert form.cleaned_data["on"] == (dt.date(2027, 2, 22) if status == "in_order" else None)


def test_the_internship_agreement_is_always_needed() -> None:
    paper = Paper(placement=make.placement(), kind="internship_agreement")
    data = sent(**{"internship_agreement-status": "not_needed"})
    assert list(PaperForm(data, paper=paper, today=make.TODAY).errors) == ["status"]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({}, {}),
        ({"day": "2027-03-02", "start": "8.30", "end": "12.05"}, {}),
        ({"day": "2027-03-06"}, {"day": ["Dat is een dag in het weekend. Kies een schooldag."]}),
        ({"start": "8.30", "end": "9.00"}, {"day": ["Kies ook de dag."]}),
        ({"day": "2027-03-02", "start": "8.30"}, {"end": ["Vul beide uren in, of geen van beide."]}),
        ({"day": "2027-03-02", "end": "8.30"}, {"start": ["Vul beide uren in, of geen van beide."]}),
        ({"day": "2027-03-02", "start": "9.00", "end": "8.00"}, {"end": ["Het einde ligt niet na het begin."]}),
        (
            {"day": "2027-03-02", "start": "laat", "end": "8.00"},
            {"start": ["‘laat’ is geen uur. Schrijf het als 8.30."]},
        ),
    ],
)
def test_an_observation_moment_is_a_school_day_with_a_beginning_and_an_end(
    fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    form = MomentForm(sent(**fields), moment=ObservationMoment(placement=make.placement(), number=1))
    assert dict(form.errors) == errors


def test_a_moment_that_took_place_keeps_its_day() -> None:
    moment = make.moment(make.placement(), held_at=make.AT)
    assert dict(MomentForm(sent(), moment=moment).errors) == {"day": ["Dit moment vond plaats: het houdt zijn dag."]}
    form = MomentForm(sent(day="2027-03-02", notes="#1 bouwt"), moment=moment)
    assert form.is_valid()
    assert form.values() == MomentFields(dt.date(2027, 3, 2), notes="#1 bouwt")


def test_the_class_mentor_is_the_first_whom_the_mentor_may_invite() -> None:
    placement = make.placement()
    form = ReaderForm(placement=placement)
    assert (form["name"].value(), form["part"].value()) == ("Tom Claes", "class_mentor")
    assert placement.class_mentor is not None
    make.reading(placement, placement.class_mentor)
    assert ReaderForm(placement=placement)["name"].value() is None
    alone = make.placement(make.edition(year="2020-2021"), school=placement.school, mentor=placement.mentor)
    alone.class_mentor = alone.mentor
    assert ReaderForm(placement=alone)["name"].value() is None
    assert placement.mentor is not None
    typed = {"part": "care_team", "name": "Els", "email": placement.mentor.email.upper(), "function": "head"}
    own = ReaderForm(sent(**typed), placement=placement)
    assert dict(own.errors) == {"email": ["Dat is het adres van de mentor zelf: die heeft al een link."]}


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({}, ("", "", 1)),
        ({"q": " noor ", "lacks": "week", "page": "2"}, ("noor", "week", 2)),
        ({"q": "x" * 99, "lacks": "alles", "page": "-1"}, ("", "", 1)),
        ({"page": "twee", "lacks": "any"}, ("", "any", 1)),
    ],
)
def test_nonsense_in_a_search_is_left_aside(data: dict[str, str], wanted: tuple[str, str, int]) -> None:
    assert FindForm(sent(**data)).wanted() == wanted
