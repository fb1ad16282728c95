"""Pages of the placements as people use them: what they show, keep, refuse, and whose turn they tell."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from stagemap.core.roles import Relation
from stagemap.people.models import User
from stagemap.placements.models import Placement, Reading
from tests import factories as make
from tests.placements.reading import STORY, as_, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day_of_the_story() -> Any:
    with time_machine.travel(STORY, tick=False):
        yield


def test_an_empty_placement_says_what_is_missing_and_whose_turn_it_is(client: Client) -> None:
    placement = make.placement(school=None, class_label="", grades=[], week=None)
    client.force_login(placement.student)
    text = words(client.get(url("placement", placement.pk)))
    for sentence in (
        "Breng je stageovereenkomst in orde",
        "nog niet gepland: je spreekt het af met je mentor",
        "Nog geen afspraken. Noor en de mentor noteren hier wie wat doet, en tegen wanneer.",
        "Nog geen berichten. Hier schrijven student, mentor en stagebegeleiders elkaar.",
        "Er is nog geen mentor. De coördinator kiest die.",
        "Er is nog geen stagebegeleider. De coördinator kiest die.",
        "De school is nog niet gekozen. Dat doet de coördinator.",
    ):
        assert sentence in text
    with_school = make.placement(
        make.edition(year="2020-2021"), student=placement.student, class_label="", school=make.school(lessons=[])
    )
    text = words(client.get(url("placement", with_school.pk)))
    assert "Nog niet gekozen. Student en mentor kiezen die samen." in text
    assert "De lesuren zijn nog niet bekend. De planner heeft ze nodig." in text


def a_full_placement() -> Placement:
    placement = make.placement()
    make.viewers(placement)
    assert placement.school is not None
    make.standing_moment(placement.school)
    make.closure(placement.school, dt.date(2027, 4, 21))
    make.paper(placement)
    make.moment(placement, 1, held_at=make.AT)
    make.moment(placement, 2, day=dt.date(2027, 4, 21), look_for="Hoe werkt #1 samen?")
    make.agreement(placement, "Toetskalender", who="mentor", by_day=dt.date(2027, 3, 20))
    make.agreement(placement, "Sleutel", who="class_mentor", by_day=None, done_at=make.AT)
    return placement


def test_a_full_placement_shows_people_school_and_what_was_agreed(client: Client) -> None:
    placement = a_full_placement()
    client.force_login(placement.student)
    text = words(client.get(url("placement", placement.pk)))
    assert "Mijn stageplaats" in text
    for sentence in (
        "project in 5A · stageweek 19–23 april 2027",
        "Els Peeters mentor, zorgcoördinator",
        "Tom Claes klasmentor",
        "Karim Haddad eerste stagebegeleider",
        "Wegwijzerstraat 12, 1000 Brussel",
        "maandag 8.30–12.05 · 13.15–15.10",
        "zorgoverleg donderdag 13.15–14.05",
        "Dicht in de stageweek: wo 21 april, pedagogische studiedag.",
        "di 2 maart, 8.30–12.05 · geweest",
        "Toetskalender Els · za 20 maart · te laat",
        "Sleutel Tom · gedaan op wo 24 maart",
    ):
        assert sentence in text
    moments = words(client.get(url("moments", placement.pk)))
    assert "De school is die dag dicht: pedagogische studiedag." in moments
    assert "Deze dag ligt niet vóór de stageweek." in moments


@pytest.mark.parametrize(
    ("relation", "sees_notes", "look_for"),
    [
        (Relation.STUDENT, True, "Hoe werkt #1 samen?"),
        (Relation.MENTOR, True, "Hoe werkt #1 samen?"),
        (Relation.SUPERVISOR, False, "Hoe werkt een leerling samen?"),
        (Relation.COORDINATOR, False, "Hoe werkt een leerling samen?"),
    ],
)
def test_notes_and_codes_stay_with_student_and_mentor(
    client: Client,
    relation: Relation,
    sees_notes: bool,
    look_for: str,
) -> None:
    placement = make.placement()
    known = make.viewers(placement)
    make.moment(placement, look_for="Hoe werkt #1 samen?", notes="Kanarie: #1 bouwt een toren")
    as_(client, known, relation, placement)
    for name in ("moments", "placement"):
        text = words(client.get(url(name, placement.pk)))
        assert ("Kanarie" in text) == (sees_notes and name == "moments")
    assert look_for in words(client.get(url("moments", placement.pk)))


def board(client: Client) -> str:
    """What the board asks of whoever looks at the only placement; empty when it asks nothing."""
    text = client.get(url("placement", Placement.objects.get().pk)).content.decode()
    found = re.search(r'<h2 id="now">(.*?)</h2>', text)
    return html.unescape(found[1]) if found else ""


def test_the_student_s_next_step(client: Client) -> None:
    placement = make.placement()
    client.force_login(placement.student)
    assert board(client) == "Breng je stageovereenkomst in orde"
    make.paper(placement)
    assert board(client) == "Plan observatiemoment 1"
    first = make.moment(placement, 1)
    assert board(client) == "Vond observatiemoment 1 plaats?"
    first.held_at = make.AT
    first.save()
    assert board(client) == "Plan observatiemoment 2"
    make.moment(placement, 2, day=dt.date(2027, 3, 30))
    assert board(client) == ""


def test_the_next_step_of_mentor_supervisor_and_coordinator(client: Client) -> None:
    placement = make.placement()
    known = make.viewers(placement)
    assert board(as_(client, known, Relation.MENTOR, placement)) == ""
    Reading.objects.filter(person=placement.class_mentor).delete()
    assert board(as_(client, known, Relation.MENTOR, placement)) == "Laat Tom meelezen"
    assert board(as_(client, known, Relation.SUPERVISOR, placement)) == ""
    assert board(as_(client, known, Relation.COORDINATOR, placement)) == ""
    placement.supervisions.all().delete()
    assert board(client) == "Kies een stagebegeleider"
    placement.mentor = None
    placement.save()
    assert board(client) == "Kies de mentor"
    placement.school = None
    placement.save()
    assert board(client) == "Kies de school"


def test_english_is_whole(client: Client) -> None:
    placement = make.placement()
    User.objects.filter(pk=placement.student_id).update(language="en")
    client.force_login(User.objects.get(pk=placement.student_id))
    text = words(client.get(url("placement", placement.pk), headers={"accept-language": "en"}))
    assert "See to your internship agreement" in text
