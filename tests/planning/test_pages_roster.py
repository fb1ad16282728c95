"""Sending, answering, ticking and the calendar, in a browser without scripts."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from stagemap.placements.models import Placement
from stagemap.planning import services
from stagemap.planning.models import (
    Answer,
    Block,
    CalendarFeed,
    Plan,
    RosterVersion,
)
from tests import factories as make
from tests.planning.conftest import Browser
from tests.planning.pages import sent, text, to, went
from tests.planning.samples import add, fields

pytestmark = pytest.mark.django_db
IN_THE_WEEK = dt.datetime(2027, 4, 19, 14, tzinfo=dt.UTC)


def test_sending_asks_once_with_what_is_open(plan: Plan, who: make.Viewers, student: Client) -> None:
    add(plan, who.student)
    page = text(student.get(to(plan, "send")))
    refused = student.post(to(plan, "send"), {"reason": ""})
    answer = student.post(to(plan, "send"), {"reason": "Els is ziek"})

    assert ("Zo bezorgen?" in page, "Karim Haddad" in page, "ging nog niet akkoord" in page) == (True, True, True)
    assert (refused.status_code, went(answer)) == (422, (303, to(plan, "version", 1)))
    assert "Er veranderde niets sinds versie 1." in text(student.get(to(plan, "send")))


def test_what_stops_sending_is_said_first(plan: Plan, student: Client) -> None:
    page = student.get(to(plan, "send"))
    answer = student.post(to(plan, "send"), {"reason": "toch"})

    assert ("Nog niet" in text(page), answer.status_code, RosterVersion.objects.count()) == (True, 422, 0)


def test_without_supervisors_the_version_waits(plan: Plan, who: make.Viewers, student: Client) -> None:
    add(plan, who.student)
    plan.placement.supervisions.all().delete()

    assert "nog geen stagebegeleider" in text(student.get(to(plan, "send")))


def test_the_student_asks_the_mentor_to_agree(plan: Plan, who: make.Viewers, student: Client) -> None:
    empty = student.post(to(plan, "approval_request"))
    add(plan, who.student)
    page = text(student.get(to(plan, "approval_request")))
    asked = student.post(to(plan, "approval_request"))
    services.approve(plan=plan, revision=1, by=who.mentor, at=make.AT)

    assert (empty.status_code, "Els Peeters" in page, went(asked)) == (422, True, (303, to(plan, "planner")))
    assert "gaat akkoord met de planning" in text(student.get(to(plan, "approval_request")))


def test_without_a_mentor_the_page_says_who_fills_it_in(plan: Plan, student: Client) -> None:
    Placement.objects.update(mentor=None)

    assert "nog geen mentor" in text(student.get(to(plan, "approval_request")))


def test_a_supervisor_acknowledges(plan: Plan, who: make.Viewers, student: Client, supervisor: Client) -> None:
    add(plan, who.student)
    sent(plan, who)
    page = text(supervisor.get(to(plan, "version", 1)))

    answer = supervisor.post(to(plan, "answer", 1), {"kind": "acknowledged", "comment": ""})

    assert ("Els is ziek" in page, "Klasbezoek in L2" in page, went(answer)) == (
        True,
        True,
        (303, to(plan, "version", 1)),
    )
    assert "bevestigd Karim Haddad" in text(student.get(to(plan, "versions")))


def test_a_supervisor_asks_for_a_change_and_reads_the_next_version(
    plan: Plan, who: make.Viewers, student: Client, supervisor: Client
) -> None:
    row = add(plan, who.student)
    gone = add(plan, who.student, start=560, title="Weg ermee")
    sent(plan, who)
    empty = supervisor.post(to(plan, "answer", 1), {"kind": "change_asked", "comment": ""})
    asked = supervisor.post(to(plan, "answer", 1), {"kind": "change_asked", "comment": "Meer op schoolniveau"})
    moved = fields(start=625, title="Anders", role="active", level="school", minutes=25, package="project")
    services.change_block(block=row, revision=1, fields=moved, by=who.student, at=make.AT)
    services.remove_block(block=gone, revision=1, by=who.student, at=make.AT)
    add(plan, who.student, slot="home", kind="reflection", role="", title="Nieuw")
    services.set_aims(plan=plan, revision=0, questions=("Wat?", "Hoe?"), goals=(), by=who.student, at=make.AT)
    sent(plan, who)

    late = supervisor.post(to(plan, "answer", 1), {"kind": "acknowledged"})
    page = text(supervisor.get(to(plan, "version", 2)))

    assert (empty.status_code, asked.status_code, late.status_code, Answer.objects.count()) == (422, 303, 409, 1)
    assert "Meer op schoolniveau" in text(student.get(to(plan, "versions")))
    told = ["begint om: 8.30 nu 10.25", "duurt: 50 min nu 25 min", "rol: observerend nu actief", "Wat?; Hoe?"]
    told += ["niveau: Leerling nu School", "hoort bij: Verkenning nu Project", "Weg ermee", "Nieuw"]
    assert [each for each in told if each not in page] == []
    assert "Er is een nieuwere versie bezorgd." in text(supervisor.get(to(plan, "version", 1)))


def test_before_anything_is_sent_the_list_says_so(plan: Plan, supervisor: Client) -> None:
    assert "nog geen rooster bezorgd" in text(supervisor.get(to(plan, "versions")))


def test_blocks_are_ticked_in_the_week(plan: Plan, who: make.Viewers, browser: Browser) -> None:
    done, changed, later = add(plan, who.student), add(plan, who.student, start=560), add(plan, who.student, start=610)
    add(plan, who.student, slot="behind", title="Reflectie schrijven")
    with time_machine.travel(IN_THE_WEEK, tick=False):
        student = browser(who.student)
        answers = [
            student.post(to(plan, "tick", row.pk), typed)
            for row, typed in (
                (done, {"outcome": "done"}),
                (changed, {"outcome": "changed", "minutes": "35 min", "reason": "vroeger klaar"}),
                (later, {"outcome": "dropped", "reason": ""}),
            )
        ]
        page = text(student.get(to(plan, "ticks")))

    assert [answer.status_code for answer in answers] == [303, 303, 422]
    assert ("1 u 25" in page, "vroeger klaar" in page, "Reflectie schrijven" in page) == (True, True, True)
    assert sorted(Block.objects.values_list("outcome", flat=True)) == ["changed", "done", "planned", "planned"]


def test_a_block_to_come_is_refused_in_words(plan: Plan, who: make.Viewers, student: Client) -> None:
    row = add(plan, who.student)

    answer = student.post(to(plan, "tick", row.pk), {"outcome": "done"})

    assert (answer.status_code, "Dit blok komt nog." in text(answer)) == (422, True)


def test_an_address_is_told_once_and_ended(plan: Plan, student: Client) -> None:
    made = student.post(to(plan, "calendar"))
    address = re.search(r"/calendar/([\w-]{43})\.ics", made.content.decode())
    later = student.get(to(plan, "calendar"))
    ended = student.post(to(plan, "calendar_end"))

    assert (address is not None, ".ics" in later.content.decode()) == (True, False)
    assert (went(ended), CalendarFeed.objects.get().revoked_at) == ((303, to(plan, "calendar")), make.AT)
