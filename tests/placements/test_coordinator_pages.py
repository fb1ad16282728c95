"""Pages of the coordinator: schools, internships, supervisors, invitations."""

from __future__ import annotations

import html
from typing import Any

import pytest
import time_machine
from django.test import Client

from stagemap.activity.models import Entry
from stagemap.core.roles import Relation
from stagemap.people.models import User
from stagemap.placements.models import (
    Link,
    Placement,
    School,
)
from stagemap.post.models import Mail
from stagemap.programmes.models import Edition
from tests import factories as make
from tests.placements.reading import STORY, as_, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day_of_the_story() -> Any:
    with time_machine.travel(STORY, tick=False):
        yield


BRON = {
    "name": "De Bron",
    "institution_number": "012345",
    "street": "Dorp 1",
    "postcode": "1140",
    "city": "Evere",
    "monday": "8.30-9.20",
}


def test_a_coordinator_adds_a_school_with_its_people(client: Client) -> None:
    client.force_login(make.coordinator(make.programme()))
    made = client.post(url("school_new", "zorgstage"), BRON)
    school = School.objects.get(name="De Bron")
    assert (made.status_code, made["Location"]) == (303, url("school", school.pk))
    person = {"name": "An Willems", "email": "an@school.example", "function": "care_coordinator", "language": "nl"}
    assert client.post(url("person_new", school.pk), person).status_code == 303
    assert school.people.get().name == "An Willems"


def lars(edition: Edition) -> dict[str, Any]:
    school = make.school(edition.programme, name="De Bron")
    make.person(school, "An Willems")
    return {
        "student_name": "Lars Peeters",
        "student_email": "lars@student.example",
        "student_group": "3BALO B",
        "school": school.pk,
        "grades": ["L1", "L2"],
        "supervisor": make.supervision(make.placement(edition)).supervisor_id,
    }


def test_the_people_of_a_chosen_school_are_shown_before_anything_is_saved(client: Client) -> None:
    edition = make.edition()
    client.force_login(make.coordinator(edition.programme))
    shown = client.post(url("create", edition.pk), {**lars(edition), "show_people": "1"})
    assert shown.status_code == 200
    assert "An Willems (zorgcoördinator)" in words(shown)
    assert 'value="lars@student.example"' in shown.content.decode()
    assert Placement.objects.count() == 1


def test_a_new_internship_keeps_what_was_typed_until_it_is_right(client: Client) -> None:
    edition = make.edition()
    client.force_login(make.coordinator(edition.programme))
    typed = lars(edition)
    wrong = client.post(url("create", edition.pk), {**typed, "student_email": "lars@student"})
    assert wrong.status_code == 422
    assert 'value="Lars Peeters"' in wrong.content.decode()
    mentor = School.objects.get(pk=typed["school"]).people.get()
    done = client.post(url("create", edition.pk), {**typed, "mentor": mentor.pk})
    placement = Placement.objects.get(student__email="lars@student.example")
    assert (done.status_code, done["Location"]) == (303, url("invitations", placement.pk))
    assert (placement.mentor, placement.grades, placement.school) == (mentor, ["L1", "L2"], mentor.school)
    assert Mail.objects.get().recipient == "lars@student.example"


def test_the_mentor_s_link_is_sent_seen_and_stopped(client: Client) -> None:
    placement = make.placement()
    client.force_login(make.coordinator(placement.edition.programme))
    where = url("invitations", placement.pk)
    assert "nog geen link" in words(client.get(where))
    assert client.post(url("invitation_mentor", placement.pk)).status_code == 303
    assert "link verstuurd vandaag, 10.00 · nog niet geopend" in words(client.get(where))
    assert client.post(url("link_revocation", placement.pk, Link.objects.get().pk)).status_code == 303
    assert "nog geen link" in words(client.get(where))
    assert client.post(url("invitation_student", placement.pk)).status_code == 303


def test_without_a_mentor_there_is_nobody_to_send_a_link(client: Client) -> None:
    placement = make.placement(school=None)
    client.force_login(make.coordinator(placement.edition.programme))
    assert "Er is nog geen mentor." in words(client.get(url("invitations", placement.pk)))
    assert client.post(url("invitation_mentor", placement.pk)).status_code == 404


def test_another_mentor_takes_over_and_the_former_one_is_out(client: Client) -> None:
    placement = make.placement()
    known = make.viewers(placement)
    assert placement.school is not None
    new = make.person(placement.school, "An Willems")
    as_(client, known, Relation.COORDINATOR, placement)
    where = url("change", placement.pk)
    typed = {"student_group": "3BALO A", "school": placement.school.pk, "mentor": new.pk}
    shown = client.post(where, {**typed, "show_people": "1"})
    assert f'<option value="{new.pk}" selected>' in shown.content.decode()
    assert client.post(where, typed).status_code == 303
    as_(client, known, Relation.MENTOR, placement)
    assert client.get(url("placement", placement.pk)).status_code == 302
    assert Entry.objects.filter(kind="placement", verb="changed").get().fields == [
        "class_label",
        "grades",
        "mentor",
        "class_mentor",
    ]


def test_supervisors_are_added_one_leads_and_one_leaves(client: Client) -> None:
    placement = make.placement()
    known = make.viewers(placement)
    as_(client, known, Relation.COORDINATOR, placement)
    where = url("supervisors", placement.pk)
    assert client.post(where, {"name": "Lies Maes", "email": "lies@college.example"}).status_code == 303
    lies = User.objects.get(email="lies@college.example")
    assert client.post(where, {"known": lies.pk}).status_code == 422
    other = make.supervision(make.placement(placement.edition), make.supervisor("An Wouters")).supervisor
    assert client.post(where, {"known": other.pk}).status_code == 303
    assert client.post(url("release", placement.pk, other.pk)).status_code == 303
    assert client.post(url("lead", placement.pk, lies.pk)).status_code == 303
    assert "Lies Maes eerste" in words(client.get(where))
    assert client.post(url("release", placement.pk, lies.pk)).status_code == 303
    assert "Lies Maes" not in words(client.get(where)).split("Voeg een stagebegeleider toe")[0]


def test_a_refusal_of_the_service_stays_on_the_form(client: Client) -> None:
    placement = make.placement()
    known = make.viewers(placement)
    assert placement.school is not None
    as_(client, known, Relation.COORDINATOR, placement)
    mentor = placement.mentor
    assert mentor is not None
    answer = client.post(url("person_removal", placement.school.pk, mentor.pk))
    assert answer.status_code == 409
    assert "Deze persoon hoort nog bij een stage en blijft daarom staan." in html.unescape(answer.content.decode())


def test_what_only_the_service_can_refuse_is_told_on_the_form(client: Client) -> None:
    school = make.school()
    placement = make.placement(school=None, mentor=make.person(school))
    viewer = make.person_viewer(school.people.get(), placement)
    make.sign_in(client, viewer, placement)
    typed = {"part": "care_team", "name": "Griet Maes", "email": "griet@school.example", "function": "head"}
    answer = client.post(url("readers", placement.pk), typed)
    assert answer.status_code == 422
    assert "Deze stage heeft nog geen school: de coördinator kiest die eerst." in words(answer)
    assert 'value="Griet Maes"' in answer.content.decode()


def a_school(client: Client) -> School:
    school = make.placement().school
    assert school is not None
    client.force_login(make.coordinator(school.programme))
    return school


def test_a_school_page_says_what_is_not_there(client: Client) -> None:
    school = a_school(client)
    text = words(client.get(url("school", school.pk)))
    for sentence in (
        "Geen eigen dagen.",
        "Alleen het adres van de school zelf.",
        "Nog geen, zoals het zorgoverleg.",
        "Els Peeters zorgcoördinator",
        "Noor Verhaegen 2026-2027 · 3BALO A · 5A",
    ):
        assert sentence in text


def test_a_school_page_gathers_what_hangs_on_it(client: Client) -> None:
    school = a_school(client)
    closing = {"first_day": "2027-04-21", "last_day": "2027-04-22", "reason": "studiedag"}
    assert client.post(url("closure_new", school.pk), closing).status_code == 303
    site = {"name": "Noord", "street": "Laan 1", "postcode": "1020", "city": "Laken"}
    assert client.post(url("site_new", school.pk), site).status_code == 303
    standing = {"title": "zorgoverleg", "weekday": "3", "start": "13.15", "end": "14.05"}
    assert client.post(url("standing_new", school.pk), standing).status_code == 303
    text = words(client.get(url("school", school.pk)))
    for sentence in (
        "zorgoverleg donderdag 13.15–14.05",
        "21–22 april 2027 studiedag",
        "Noord Laan 1, 1020 Laken",
    ):
        assert sentence in text
    parts = (
        ("site", school.sites.get().pk),
        ("closure", school.closures.get().pk),
        ("standing", school.standing_moments.get().pk),
    )
    for kind, key in parts:
        assert client.post(url("part_removal", school.pk, kind, key)).status_code == 303
    assert client.post(url("part_removal", school.pk, "mentor", 1)).status_code == 404


def test_a_school_and_its_people_are_changed(client: Client) -> None:
    school = a_school(client)
    els = school.people.get(name="Els Peeters")
    assert client.post(url("person", school.pk, els.pk), {"name": ""}).status_code == 422
    person = {"name": "Els Peeters", "email": "els@school.example", "function": "head", "language": "en"}
    assert client.post(url("person", school.pk, els.pk), person).status_code == 303
    shown = client.get(url("school_change", school.pk)).content.decode()
    assert 'value="8.30-9.20, 9.20-10.10, 10.25-11.15, 11.15-12.05"' in shown
    wrong = client.post(url("school_change", school.pk), {**BRON, "institution_number": "1"})
    assert (wrong.status_code, 'value="De Bron"' in wrong.content.decode()) == (422, True)
    assert client.post(url("school_change", school.pk), BRON).status_code == 303
    els.refresh_from_db()
    school.refresh_from_db()
    assert (els.function, school.name, school.lessons) == ("head", "De Bron", [[[510, 560]], [], [], [], []])


def test_schools_are_found_by_name_place_and_number(client: Client) -> None:
    programme = make.programme()
    client.force_login(make.coordinator(programme))
    assert "Hier komen de scholen die je studenten ontvangen" in words(client.get(url("schools")))
    make.school(programme, name="De Bron", city="Evere", institution_number="012345")
    make.school(programme, name="De Muze", city="Jette")
    for search, found in (
        ("bron evere", ["De Bron"]),
        ("0123", ["De Bron"]),
        ("de", ["De Bron", "De Muze"]),
        ("x", []),
    ):
        text = words(client.get(url("schools"), {"q": search}))
        assert [name for name in ("De Bron", "De Muze") if name in text] == found
    for number in range(26):
        make.school(programme, name=f"School {number:02}")
    first, second = (words(client.get(url("schools"), {"page": page})) for page in (1, 99))
    assert ("pagina 1 van 2" in first, "pagina 2 van 2" in second) == (True, True)
