"""Every page that somebody can reach: axe in light and dark, on a desk, on a phone and enlarged; one language."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from http import HTTPStatus

import pytest

from tests.journeys import checks
from tests.journeys.people import Mentor
from tests.journeys.site import Site
from tests.journeys.walk import Walker

SKIPPED = re.compile(r"\.(pdf|docx|ics)$|/(pdf|docx|ics|zip)$|/attachments/|^/static/|^/demo/")
NUMBERS = re.compile(r"[0-9a-f-]{36}|\d+|(?<=/link/)[\w-]+|\?.*")
PERSONAS = ("student", "new", "2021", "mentor", "class-mentor", "supervisor", "coordinator")
AFTER_THE_WEEK = dt.date(2027, 4, 29)
MOST = 2
"""How many pages of one pattern are opened: Noor's and one more."""

LINKS = """() => [...document.querySelectorAll("a[href]")].filter(e => e.origin === location.origin)
  .map(e => e.pathname + e.search)"""


def swept(walker: Walker) -> list[str]:
    """What is wrong on the pages to which links lead from here; of a pattern at most ``MOST`` pages."""
    waiting, known, count, wrong = walker.page.evaluate(LINKS), set[str](), Counter[str](), list[str]()
    while waiting:
        path = waiting.pop(0)
        pattern = NUMBERS.sub("#", path)
        if path in known or SKIPPED.search(path) or count[pattern] >= MOST:
            continue
        known.add(path)
        count[pattern] += 1
        wrong += [f"{path}: {each}" for each in looked_at(walker, path)]
        waiting += walker.page.evaluate(LINKS)
    return wrong


def looked_at(walker: Walker, path: str) -> list[str]:
    """What is wrong on one page; where it has a new part, each of its stops is focused too."""
    before = len(walker.looked_at)
    walker.page.goto(walker.address + path)
    wrong = walker.finds_wrong()
    if walker.page.evaluate("!location.hash && scrollY > 0"):
        wrong.append("does not begin at its top")
    return wrong if len(walker.looked_at) == before else wrong + checks.faint_focus(walker.page)


def enters(site: Site, persona: str) -> Walker:
    """Somebody of the cast at the own home."""
    return site.as_persona(persona, Mentor if "mentor" in persona else Walker)


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_that_a_persona_can_reach_is_open_to_everybody(site: Site, persona: str) -> None:
    assert swept(enters(site, persona)) == []


def test_every_page_of_a_student_is_open_to_everybody_once_the_week_is_over(site: Site) -> None:
    site.turns_clock_to(AFTER_THE_WEEK)
    assert swept(enters(site, "student")) == []


def test_every_page_of_a_student_is_english_for_who_asked_for_it(site: Site) -> None:
    noor = enters(site, "student")
    noor.page.locator("button[lang=en]").click()
    noor.language = "en"
    assert swept(noor.sees("My internship")) == []


def test_the_pages_for_whom_nobody_knows_are_open_to_everybody(site: Site) -> None:
    stranger = site.visitor(Walker).goes_to("/")
    assert swept(stranger) == []
    with stranger.expecting(HTTPStatus.NOT_FOUND):
        stranger.goes_to("/nowhere/").sees("This sheet does not exist, or is not for you.")
