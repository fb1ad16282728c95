"""Who finds which page, and what a page costs."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stagemap.core.roles import Relation
from stagemap.planning import services
from stagemap.planning.models import Block, Plan
from tests import factories as make
from tests.planning.conftest import Browser
from tests.planning.pages import sent, text, to
from tests.planning.samples import CANARY, MONDAY, add

pytestmark = pytest.mark.django_db


OPEN = {
    Relation.STUDENT: {
        *("tasks", "own_task", "project", "week", "ticks", "send", "approval_request", "versions", "calendar"),
        *("mentor", "version", "comments"),
    },
    Relation.MENTOR: {"own_task", "proposal", "mentor", "versions", "calendar", "version", "comments"},
    Relation.CLASS_MENTOR: {"versions", "calendar", "version", "comments"},
    Relation.CARE_TEAM: {"versions", "calendar", "version", "comments"},
    Relation.SUPERVISOR: {"mentor", "versions", "calendar", "version", "comments"},
    Relation.COORDINATOR: {"versions", "calendar", "version"},
    Relation.STRANGER: set(),
}
PAGES = {"tasks", "own_task", "project", "week", "ticks", "send", "approval_request", "versions", "calendar", "mentor"}


@pytest.mark.parametrize("relation", list(Relation))
def test_everybody_finds_the_pages_that_are_theirs(
    relation: Relation, plan: Plan, who: make.Viewers, browser: Browser
) -> None:
    row = add(plan, who.student)
    sent(plan, who)
    client = browser(who.all()[relation])
    urls = {name: to(plan, name) for name in {*PAGES, "proposal"}}
    urls |= {"version": to(plan, "version", 1), "comments": to(plan, "comments", row.pk)}

    found = {name: client.get(url).status_code for name, url in urls.items()}

    assert found == {name: 200 if name in OPEN[relation] else 404 for name in urls}


def test_nobody_gets_in_without_signing_in(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    assert {Client().get(to(plan, name)).status_code for name in PAGES} == {302}


def test_an_empty_plan_has_its_pages(plan: Plan, student: Client) -> None:
    assert {name: student.get(to(plan, name)).status_code for name in PAGES} == dict.fromkeys(PAGES, 200)
    assert Plan.objects.count() == 0


@pytest.mark.parametrize("relation", [Relation.SUPERVISOR, Relation.CLASS_MENTOR, Relation.COORDINATOR])
def test_no_pupil_code_reaches_who_may_not_see_it(
    relation: Relation, plan: Plan, who: make.Viewers, browser: Browser
) -> None:
    row = add(plan, who.student, title=f"Zorg {CANARY}", at_what=CANARY, where=CANARY, pupils=CANARY)
    sheet = services.ProjectFields(description=CANARY, goals=CANARY, questions=(CANARY,))
    services.write_project(plan=plan, revision=0, fields=sheet, by=who.student, at=make.AT)
    services.comment_block(block=row, text=CANARY, by=who.mentor, at=make.AT)
    sent(plan, who)
    client = browser(who.all()[relation])

    urls = [to(plan, name) for name in PAGES] + [to(plan, "version", 1), to(plan, "comments", row.pk)]
    pages = [client.get(url).content.decode() for url in urls]

    assert [url for url, page in zip(urls, pages, strict=True) if CANARY in page] == []


def test_the_mentor_sees_the_code_in_its_own_field(plan: Plan, who: make.Viewers, mentor: Client) -> None:
    add(plan, who.student, pupils=CANARY)

    assert CANARY in text(mentor.get(to(plan, "mentor")))


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("tasks", 7), ("project", 7), ("week", 7), ("ticks", 7), ("send", 7), ("mentor", 7), ("versions", 7)],
)
def test_a_page_costs_the_same_queries_whatever_it_holds(
    name: str, queries: int, count: int, plan: Plan, who: make.Viewers, student: Client, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        add(plan, who.student, day=MONDAY + dt.timedelta(days=number % 5), start=480 + number // 5 * 10, minutes=10)
    sent(plan, who)
    student.get(to(plan, name))

    with django_assert_num_queries(queries):
        student.get(to(plan, name))


@pytest.mark.parametrize("count", [1, 40])
def test_a_block_is_added_in_eleven_queries_its_answer_included(
    count: int, plan: Plan, who: make.Viewers, student: Client
) -> None:
    for number in range(count):
        add(plan, who.student, day=MONDAY + dt.timedelta(days=number % 5), start=480 + number // 5 * 10, minutes=10)
    form = {"title": "Kijken", "package": "exploration", "kind": "contact", "slot": "clock", "day": MONDAY.isoformat()}
    form |= {"task": "task:E1", "start": "15:30", "minutes": "30", "role": "active", "level": "school"}

    def press() -> None:
        student.post(to(plan, "add_block"), form | {"block_id": uuid.uuid4()}, headers={"HX-Request": "true"})

    press()
    with CaptureQueriesContext(connection) as seen:
        press()

    assert len([query for query in seen if "SAVEPOINT" not in query["sql"]]) == 11
    assert Block.objects.filter(title="Kijken").count() == 2
