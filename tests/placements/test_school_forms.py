"""Forms of schools: what they refuse says what was wrong, and what was typed stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from stagemap.placements.forms import (
    ClosureForm,
    PersonForm,
    SchoolForm,
    StandingForm,
)
from stagemap.placements.services import StandingFields
from tests import factories as make
from tests.placements.typing_in import sent

pytestmark = pytest.mark.django_db


SCHOOL = {
    "name": "De Bron",
    "institution_number": "012 345",
    "street": "Dorp 1",
    "postcode": "1140",
    "city": "Evere",
    "monday": "8.30-9.20",
}


@pytest.fixture(autouse=True)
def _in_dutch() -> Any:
    with translation.override("nl"):
        yield


def test_a_school_is_read_with_its_week() -> None:
    form = SchoolForm(sent(**SCHOOL), programme=make.programme())
    assert form.is_valid()
    assert (form.values().institution_number, form.values().lessons) == ("012345", [[[510, 560]], [], [], [], []])


def test_a_new_school_starts_with_a_usual_week_and_a_known_one_with_its_own() -> None:
    programme = make.programme()
    assert SchoolForm(programme=programme)["wednesday"].value() == "8.30-9.20, 9.20-10.10, 10.25-11.15, 11.15-12.05"
    school = make.school(programme, lessons=[])
    assert SchoolForm(programme=programme, school=school)["wednesday"].value() == ""


def test_everything_that_is_wrong_with_a_school_is_told_at_once() -> None:
    wrong = {"institution_number": "12345", "postcode": "0999", "telephone": "bel mij", "tuesday": "8.30"}
    form = SchoolForm(sent(**wrong), programme=make.programme())
    assert form.errors.get_json_data() == {
        "name": [{"message": "Vul de naam van de school in.", "code": "required"}],
        "institution_number": [
            {"message": "Een instellingsnummer heeft zes cijfers, zoals 012345.", "code": ""},
        ],
        "street": [{"message": "Vul straat en nummer in.", "code": "required"}],
        "postcode": [{"message": "Een postcode heeft vier cijfers, zoals 1000.", "code": ""}],
        "city": [{"message": "Vul de gemeente in.", "code": "required"}],
        "telephone": [
            {"message": "‘bel mij’ is geen telefoonnummer. Schrijf bijvoorbeeld 02 123 45 67.", "code": ""},
        ],
        "tuesday": [{"message": "‘8.30’ is geen lesuur. Schrijf bijvoorbeeld 8.30-9.20.", "code": ""}],
    }
    assert form["tuesday"].value() == "8.30"


def test_a_school_stands_in_the_list_once() -> None:
    school = make.school(name="De Bron", institution_number="012345")
    again = SchoolForm(sent(**{**SCHOOL, "name": "de bron"}), programme=school.programme)
    assert again.errors["name"] == ["Deze school staat al in de lijst, met hetzelfde nummer."]
    itself = SchoolForm(sent(**SCHOOL), programme=school.programme, school=school)
    assert itself.is_valid()
    elsewhere = SchoolForm(sent(**SCHOOL), programme=make.programme("other"))
    assert elsewhere.is_valid()


def test_what_somebody_else_changed_meanwhile_is_shown_once() -> None:
    school = make.school(name="De Bron", institution_number="012345")
    opened = SchoolForm(programme=school.programme, school=school)
    typed = {**SCHOOL, "city": "Jette", "stamp": opened["stamp"].value()}
    school.city, school.telephone = "Evere", "02 111 11 11"
    form = SchoolForm(sent(**typed), programme=school.programme, school=school)
    told = str(form.non_field_errors()[0])
    assert told.startswith(
        "Iemand anders veranderde dit intussen. Bewaar opnieuw om te houden wat hieronder staat. Nu staat er: "
    )
    assert "Gemeente: Evere" in told
    assert "Telefoon: 02 111 11 11" in told
    assert form["city"].value() == "Jette"
    again = SchoolForm(sent(**{**typed, "stamp": form["stamp"].value()}), programme=school.programme, school=school)
    assert again.is_valid()


def test_a_stamp_of_other_values_that_came_back_tells_no_fields() -> None:
    school = make.school(name="De Bron", institution_number="012345")
    opened = SchoolForm(programme=school.programme, school=school)
    data = {name: bound.value() for name, bound in ((name, opened[name]) for name in opened.fields)}
    form = SchoolForm(sent(**{**data, "stamp": "0" * 64}), programme=school.programme, school=school)
    assert form.non_field_errors() == [
        "Iemand anders veranderde dit intussen. Bewaar opnieuw om te houden wat hieronder staat."
    ]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"first_day": "2027-04-21", "reason": "studiedag"}, {}),
        (
            {"first_day": "2027-04-21", "last_day": "2027-04-20", "reason": "x"},
            {"last_day": ["De laatste dag ligt voor de eerste."]},
        ),
        (
            {"last_day": "2027-04-20"},
            {
                "first_day": ["Kies de eerste dag waarop de school dicht is."],
                "reason": ["Zeg waarom de school dicht is, zoals ‘pedagogische studiedag’."],
            },
        ),
        (
            {"first_day": "2027-04-21", "last_day": "morgen", "reason": "x"},
            {"last_day": ["Voer een geldige datum in."]},
        ),
    ],
)
def test_closing_days_run_forward(fields: dict[str, str], errors: dict[str, list[str]]) -> None:
    form = ClosureForm(sent(**fields))
    assert dict(form.errors) == errors
    if not errors:
        assert form.cleaned_data["last_day"] == dt.date(2027, 4, 21)


def test_a_standing_moment_ends_after_it_begins() -> None:
    form = StandingForm(sent(title="zorgoverleg", weekday=3, start="13.15", end="14u05"))
    assert form.is_valid()
    assert form.values() == StandingFields(3, 795, 845, "zorgoverleg")
    wrong = StandingForm(sent(title="x", weekday=3, start="13.15", end="13.15"))
    assert dict(wrong.errors) == {"end": ["Het einde ligt niet na het begin."]}
    empty = StandingForm(sent())
    assert list(empty.errors) == ["title", "weekday", "start", "end"]


def test_a_person_has_an_address_of_their_own() -> None:
    school = make.school()
    els = make.person(school, email="els@school.example")
    typed = {"name": "Els", "email": "ELS@school.example", "function": "head", "language": "nl"}
    form = PersonForm(sent(**typed), school=school)
    assert form.errors["email"] == ["Els Peeters van deze school heeft dit e-mailadres al."]
    assert PersonForm(sent(**typed), school=school, person=els).is_valid()
    wrong = PersonForm(sent(**{**typed, "email": "els@school"}), school=school)
    assert wrong.errors["email"] == ["Dit adres is niet volledig. Schrijf bijvoorbeeld els@school.example."]
