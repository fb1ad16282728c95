"""The hours of a sheet in the week: offered where the week says otherwise, and never put there unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from stagemap.placements.models import Placement
from stagemap.planning.models import Block
from stagemap.portfolio.models import Sheet
from tests import factories as make
from tests.portfolio.pages import browser, html, text, to, went

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2027, 4, 19, 16, tzinfo=dt.UTC)
SAID = {"subject": "Zorgoverleg", "story": "<p>We spraken.</p>", "contact": 60}


@pytest.fixture
def block(placement: Placement) -> Block:
    """A lesson of fifty minutes on the Monday of the week."""
    return make.block(make.plan(placement))


@pytest.fixture
def sheet(placement: Placement, block: Block) -> Sheet:
    """A sheet for that lesson, which says an hour."""
    return make.sheet(placement, block=block, answers=SAID)


@pytest.fixture
def _on_monday() -> Iterator[None]:
    """The afternoon of that Monday."""
    with time_machine.travel(MONDAY, tick=False):
        yield


def ticked(block: Block) -> tuple[str, int | None]:
    """What became of a block, as the week says it."""
    block.refresh_from_db()
    return block.outcome, block.true_minutes


@pytest.mark.usefixtures("_on_monday")
@pytest.mark.parametrize(
    ("outcome", "true_minutes", "told"),
    [
        ("planned", None, "Dit blad zegt 1 u. In je week is dit nog niet afgevinkt."),
        ("done", None, "Dit blad zegt 1 u, je week zegt 50 min."),
        ("changed", 40, "Dit blad zegt 1 u, je week zegt 40 min."),
        ("dropped", None, "Dit blad zegt 1 u. In je week staat dat dit niet doorging."),
    ],
)
def test_the_week_takes_over_the_hours_of_a_sheet_when_it_is_asked_to(
    outcome: str, true_minutes: int | None, told: str, sheet: Sheet, block: Block, student: Client
) -> None:
    Block.objects.update(outcome=outcome, true_minutes=true_minutes)
    page = text(student.get(to(sheet, "sheet")))
    assert (told in page, "Zet 1 u in mijn week" in page) == (True, True)
    assert ticked(block) == (outcome, true_minutes)

    for _ in range(2):
        answer = student.post(to(sheet, "hours"))
        assert (went(answer), ticked(block)) == ((303, to(sheet, "sheet")), ("changed", 60))

    page = text(student.get(to(sheet, "sheet")))
    assert "in mijn week" not in page


def test_before_the_day_nothing_is_offered_and_a_press_says_when(sheet: Sheet, block: Block, student: Client) -> None:
    assert "in mijn week" not in text(student.get(to(sheet, "sheet")))

    student.post(to(sheet, "hours"))

    assert ticked(block) == ("planned", None)
    assert "Vanaf de dag zelf zet je de uren van dit blad in je week." in html(student.get(to(sheet, "sheet")))


@pytest.mark.usefixtures("_on_monday")
def test_nobody_else_is_offered_the_hours(sheet: Sheet, placement: Placement, who: make.Viewers, block: Block) -> None:
    for viewer in (who.mentor, who.care_team, who.supervisor):
        client = browser(viewer, placement)
        assert "in mijn week" not in text(client.get(to(sheet, "sheet")))
        assert client.post(to(sheet, "hours")).status_code == 404
    assert ticked(block) == ("planned", None)


@pytest.mark.usefixtures("_on_monday")
def test_what_nobody_read_yet_does_not_count(sheet: Sheet, block: Block, student: Client) -> None:
    Block.objects.update(outcome="changed", true_minutes=60)
    Sheet.objects.update(answers={**SAID, "contact": 90}, revision=2)

    assert "in mijn week" not in text(student.get(to(sheet, "sheet")))
    student.post(to(sheet, "hours"))
    assert ticked(block) == ("changed", 60)
    Sheet.objects.update(shown=None)
    assert student.post(to(sheet, "hours")).status_code == 303
    assert "in mijn week" not in text(student.get(to(sheet, "sheet")))


@pytest.mark.usefixtures("_on_monday")
def test_a_closed_internship_offers_nothing(sheet: Sheet, placement: Placement, student: Client) -> None:
    placement.closed_at = MONDAY
    placement.save(update_fields=["closed_at"])

    assert "in mijn week" not in text(student.get(to(sheet, "sheet")))
    assert student.post(to(sheet, "hours")).status_code == 409


@pytest.mark.usefixtures("_on_monday")
def test_a_block_that_left_the_week_offers_nothing(sheet: Sheet, block: Block, student: Client) -> None:
    block.delete()

    assert "in mijn week" not in text(student.get(to(sheet, "sheet")))
    assert went(student.post(to(sheet, "hours"))) == (303, to(sheet, "sheet"))


@pytest.mark.usefixtures("_on_monday")
def test_the_offer_costs_two_queries_more(
    sheet: Sheet, placement: Placement, student: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = make.sheet(placement, answers=SAID)
    student.get(to(other, "sheet"))
    with django_assert_num_queries(PAGE_QUERIES):
        student.get(to(other, "sheet"))
    with django_assert_num_queries(PAGE_QUERIES + 2):
        student.get(to(sheet, "sheet"))


PAGE_QUERIES = 11
