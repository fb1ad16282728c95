"""Pages of student and mentor: what they keep, refuse and show again."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from stagemap.core.roles import Relation
from stagemap.placements.models import (
    Agreement,
    Link,
    Message,
    ObservationMoment,
    Paper,
    Reading,
    Seen,
)
from stagemap.post.models import Mail
from tests import factories as make
from tests.placements.reading import STORY, as_, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day_of_the_story() -> Any:
    with time_machine.travel(STORY, tick=False):
        yield


def test_papers_are_saved_one_by_one_and_keep_what_was_typed(client: Client) -> None:
    placement = make.placement()
    client.force_login(placement.student)
    where = url("papers", placement.pk)
    data = {
        "kind": "internship_agreement",
        "internship_agreement-status": "in_order",
        "internship_agreement-on": "2027-04-01",
    }
    wrong = client.post(where, data)
    assert wrong.status_code == 422
    assert "Deze dag komt nog." in words(wrong)
    assert 'value="2027-04-01"' in wrong.content.decode()
    assert Paper.objects.count() == 0
    right = client.post(where, {**data, "internship_agreement-on": "2027-02-22"})
    assert (right.status_code, right["Location"]) == (303, where)
    assert Paper.objects.values_list("kind", "status").get() == ("internship_agreement", "in_order")


def test_a_moment_is_planned_noted_and_held(client: Client) -> None:
    placement = make.placement()
    client.force_login(placement.student)
    where = url("moment", placement.pk, 1)
    typed = {"day": "2027-03-06", "start": "8.30", "end": "12.05", "look_for": "zorgoverleg", "notes": ""}
    wrong = client.post(where, typed)
    assert wrong.status_code == 422
    assert 'value="2027-03-06"' in wrong.content.decode()
    assert ObservationMoment.objects.count() == 0
    assert client.post(where, {**typed, "day": "2027-03-02"}).status_code == 303
    holding = url("moment_holding", placement.pk, 1)
    refusal = client.post(holding)
    assert refusal.status_code == 409
    assert "De stageovereenkomst is nog niet in orde." in html.unescape(refusal.content.decode())
    make.paper(placement)
    assert client.post(holding).status_code == 303
    assert ObservationMoment.objects.get().held_at == STORY
    assert client.post(url("moment_reopening", placement.pk, 1)).status_code == 303
    assert ObservationMoment.objects.get().held_at is None


def test_two_devices_lose_no_notes(client: Client) -> None:
    placement = make.placement()
    moment = make.moment(placement, notes="eerst")
    client.force_login(placement.student)
    where = url("moment", placement.pk, 1)
    stamp = re.search(r'name="stamp" value="(\w+)"', client.get(where).content.decode())
    assert stamp is not None
    moment.notes = "op de telefoon"
    moment.save()
    typed = {"day": "2027-03-02", "start": "8.30", "end": "12.05", "notes": "op de laptop", "stamp": stamp[1]}
    answer = client.post(where, typed)
    assert answer.status_code == 422
    assert "Notities: op de telefoon" in words(answer)
    assert ">\nop de laptop</textarea>" in answer.content.decode()
    assert ObservationMoment.objects.get().notes == "op de telefoon"


def test_agreements_are_made_and_ticked_off_by_student_and_mentor(client: Client) -> None:
    placement = make.placement()
    known = make.viewers(placement)
    as_(client, known, Relation.MENTOR, placement)
    empty = client.post(url("agreement_new", placement.pk), {"who": "mentor", "by_day": "2027-03-26"})
    assert empty.status_code == 422
    assert 'value="2027-03-26"' in empty.content.decode()
    made = client.post(url("agreement_new", placement.pk), {"what": "Toetskalender", "who": "mentor"})
    assert made.status_code == 303
    agreement = Agreement.objects.get()
    assert "Toetskalender u" in words(client.get(url("agreements", placement.pk)))
    as_(client, known, Relation.STUDENT, placement)
    assert client.post(url("agreement_completion", placement.pk, agreement.pk)).status_code == 303
    assert Agreement.objects.get().done_at == STORY
    assert client.post(url("agreement_reopening", placement.pk, agreement.pk)).status_code == 303
    assert Agreement.objects.get().done_at is None
    as_(client, known, Relation.SUPERVISOR, placement)
    assert "Nieuwe afspraak" not in words(client.get(url("agreements", placement.pk)))


def test_a_conversation_marks_what_is_new_and_then_no_longer(client: Client) -> None:
    placement = make.placement()
    known = make.viewers(placement)
    as_(client, known, Relation.MENTOR, placement)
    assert client.post(url("message_new", placement.pk), {"text": "  "}).status_code == 422
    assert client.post(url("message_new", placement.pk), {"text": "Over #1:\n\nwanneer?"}).status_code == 303
    assert "nieuw" not in words(client.get(url("messages", placement.pk)))
    as_(client, known, Relation.SUPERVISOR, placement)
    assert client.head(url("messages", placement.pk)).status_code == 200
    first, second = (words(client.get(url("messages", placement.pk))) for _ in range(2))
    assert ("Over een leerling: wanneer?" in first, "nieuw" in first) == (True, True)
    assert ("Over een leerling: wanneer?" in second, "nieuw" in second) == (True, False)
    as_(client, known, Relation.STUDENT, placement)
    assert "Over #1: wanneer?" in words(client.get(url("messages", placement.pk)))
    assert (Message.objects.count(), Seen.objects.count()) == (1, 3)


def test_a_closed_placement_can_be_read_but_not_changed(client: Client) -> None:
    placement = make.placement(closed_at=make.AT)
    make.message(placement, text="Tot ziens")
    client.force_login(placement.student)
    assert "Tot ziens" in words(client.get(url("messages", placement.pk)))
    answer = client.post(url("message_new", placement.pk), {"text": "nog iets"})
    assert answer.status_code == 409
    assert "Deze stage is afgesloten: lezen kan nog, veranderen niet meer." in html.unescape(answer.content.decode())
    assert Message.objects.count() == 1


def test_the_mentor_invites_a_colleague_and_stops_the_link(client: Client) -> None:
    placement = make.placement(class_mentor=None)
    known = make.viewers(placement)
    Reading.objects.all().delete()
    as_(client, known, Relation.MENTOR, placement)
    where = url("readers", placement.pk)
    typed = {"part": "care_team", "name": "Griet Maes", "email": "griet@school", "function": "care_teacher"}
    wrong = client.post(where, typed)
    assert wrong.status_code == 422
    assert 'value="griet@school"' in wrong.content.decode()
    assert client.post(where, {**typed, "email": "griet@school.example"}).status_code == 303
    assert Mail.objects.get().recipient == "griet@school.example"
    assert "Griet Maes zorgteam · uitgenodigd op wo 24 maart" in words(client.get(where))
    reading = Reading.objects.get()
    assert client.post(url("reader_withdrawal", placement.pk, reading.pk)).status_code == 303
    assert (Reading.objects.count(), Link.objects.filter(person=reading.person, revoked_at=None).count()) == (0, 0)
