"""The mentor's pages and the remarks, in a browser without scripts."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from stagemap.core.roles import Relation
from stagemap.planning import services
from stagemap.planning.models import (
    Approval,
    BlockComment,
    Plan,
    Proposal,
)
from stagemap.planning.services import ProposalFields, TaskKey
from tests import factories as make
from tests.planning.conftest import Browser
from tests.planning.pages import sent, text, to, went
from tests.planning.samples import add, fields

pytestmark = pytest.mark.django_db


def test_the_mentor_proposes_and_takes_back(plan: Plan, student: Client, mentor: Client) -> None:
    made = mentor.post(
        to(plan, "proposal"),
        {"task": "task:E1", "day": "2027-04-22", "start": "13.15", "minutes": "50", "where": "directielokaal"},
    )
    shown = text(student.get(to(plan, "tasks")))
    page = text(mentor.get(to(plan, "mentor")))
    gone = mentor.post(to(plan, "proposal_withdrawal", Proposal.objects.get().pk))

    moment = "do 22 april, 13.15 uur, 50 min, directielokaal"
    assert (went(made), moment in shown, moment in page) == ((303, to(plan, "mentor")), True, True)
    assert (went(gone), Proposal.objects.filter(declined_at=None).count()) == ((303, to(plan, "mentor")), 0)


def test_the_mentor_proposes_a_task_of_the_own_school(plan: Plan, mentor: Client) -> None:
    mentor.post(to(plan, "proposal"), {"title": "Ochtendcirkel", "level": "pupil"})

    assert "Ochtendcirkel" in text(mentor.get(to(plan, "mentor")))


def test_a_wrong_or_repeated_proposal_keeps_what_was_typed(plan: Plan, mentor: Client) -> None:
    wrong = mentor.post(to(plan, "proposal"), {"note": "Zeker doen"})
    twice = [mentor.post(to(plan, "proposal"), {"task": "task:E1", "note": "Zeker doen"}) for _ in range(2)][-1]

    assert [(page.status_code, "Zeker doen" in text(page)) for page in (wrong, twice)] == [(422, True)] * 2
    assert "Deze taak is al voorgesteld." in text(twice)


def test_the_student_declines_a_proposal(plan: Plan, who: make.Viewers, student: Client) -> None:
    asked = ProposalFields(task=TaskKey(code="E1"))
    made = services.propose(plan=plan, fields=asked, by=who.mentor, at=make.AT)

    answer = student.post(to(plan, "proposal_decline", made.pk))

    assert (went(answer), Proposal.objects.get().declined_at) == ((303, to(plan, "tasks")), make.AT)


def test_after_the_week_nothing_is_proposed_any_more(plan: Plan, who: make.Viewers, browser: Browser) -> None:
    with time_machine.travel(dt.datetime(2027, 4, 26, 10, tzinfo=dt.UTC), tick=False):
        mentor = browser(who.mentor)
        page, answer = mentor.get(to(plan, "mentor")), mentor.post(to(plan, "proposal"), {"task": "task:E1"})

    assert ("Stel een taak voor" in text(page), answer.status_code) == (False, 409)


def test_the_mentor_reads_and_agrees(plan: Plan, who: make.Viewers, mentor: Client) -> None:
    add(plan, who.student)
    page = mentor.get(to(plan, "mentor"))
    asked = {"revision": page.context["form"].initial["revision"], "remark": "Mooi"}

    answer = mentor.post(to(plan, "approval"), asked)

    after = text(mentor.get(to(plan, "mentor")))
    assert ("Leest u de planning van Noor na?" in text(page), went(answer)) == (True, (303, to(plan, "mentor")))
    assert ("U gaat akkoord" in after, Approval.objects.get().remark) == (True, "Mooi")


def test_a_plan_that_changed_is_read_again_before_it_is_agreed_to(
    plan: Plan, who: make.Viewers, mentor: Client
) -> None:
    add(plan, who.student)

    answer = mentor.post(to(plan, "approval"), {"revision": "0", "remark": "Mooi"})

    assert (answer.status_code, "veranderde terwijl u ze las" in text(answer)) == (409, True)
    assert (answer.context["form"].initial, Approval.objects.count()) == ({"revision": 1, "remark": "Mooi"}, 0)


@pytest.mark.parametrize("typed", [{"revision": "0"}, {"revision": "x"}])
def test_an_empty_plan_or_a_broken_press_agrees_to_nothing(typed: dict[str, str], plan: Plan, mentor: Client) -> None:
    assert (mentor.post(to(plan, "approval"), typed).status_code, Approval.objects.count()) == (422, 0)


def test_the_landing_page_says_whose_turn_it_is(plan: Plan, who: make.Viewers, mentor: Client) -> None:
    first = text(mentor.get(to(plan, "mentor")))
    services.propose(plan=plan, fields=ProposalFields(task=TaskKey(code="E1")), by=who.mentor, at=make.AT)
    then = text(mentor.get(to(plan, "mentor")))
    add(plan, who.student, task="E1")

    assert ("Welke taken raadt u Noor aan?" in first, "Noor is aan het plannen" in then) == (True, True)
    assert "in de planning" in text(mentor.get(to(plan, "mentor")))


@pytest.mark.parametrize(
    ("relation", "back"),
    [
        (Relation.STUDENT, "planner"),
        (Relation.MENTOR, "mentor"),
        (Relation.SUPERVISOR, "version"),
        (Relation.CARE_TEAM, "version"),
    ],
)
def test_whoever_reads_along_writes_remarks(
    relation: Relation, back: str, plan: Plan, who: make.Viewers, browser: Browser
) -> None:
    row = add(plan, who.student)
    sent(plan, who)
    client = browser(who.all()[relation])
    place = to(plan, back, 1) if back == "version" else to(plan, back)

    answer = client.post(to(plan, "comments", row.pk), {"text": "Goed idee"})
    empty = client.post(to(plan, "comments", row.pk), {"text": " "})

    assert (went(answer), empty.status_code) == ((303, f"{place}#block-{row.pk}"), 422)
    assert "Goed idee" in text(client.get(to(plan, "comments", row.pk)))


def test_a_reader_of_the_roster_finds_only_what_was_sent(plan: Plan, who: make.Viewers, browser: Browser) -> None:
    early = add(plan, who.student)
    client = browser(who.class_mentor)
    before = client.get(to(plan, "comments", early.pk)).status_code
    sent(plan, who)
    late = add(plan, who.student, start=625)
    services.change_block(block=early, revision=1, fields=fields(title="Klad"), by=who.student, at=make.AT)

    pages = [client.get(to(plan, "comments", row.pk)) for row in (early, late)]

    assert (before, [page.status_code for page in pages], "Klad" in text(pages[0])) == (404, [200, 404], False)


def test_a_supervisor_remarks_before_anything_was_sent(plan: Plan, who: make.Viewers, supervisor: Client) -> None:
    row = add(plan, who.student)

    answer = supervisor.post(to(plan, "comments", row.pk), {"text": "Mooi"})

    assert (went(answer), BlockComment.objects.count()) == ((303, f"{to(plan, 'versions')}#block-{row.pk}"), 1)


def test_too_many_remarks_are_refused_in_words(
    plan: Plan, who: make.Viewers, student: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.agreement, "MOST_COMMENTS", 0)
    row = add(plan, who.student)

    answer = student.post(to(plan, "comments", row.pk), {"text": "Nog iets"})

    assert (answer.status_code, "Nog iets" in text(answer)) == (422, True)
