"""Every page that somebody can reach: axe in light and dark, on a desk, on a phone and enlarged; one language."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest

from tests.journeys.site import Site
from tests.journeys.walk import Walker

SKIPPED = re.compile(r"\.(pdf|docx|ics)$|/(pdf|docx|ics)$|^/static/|^/demo/")
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
        walker.page.goto(walker.address + path)
        wrong += [f"{path}: {each}" for each in walker.finds_wrong()]
        waiting += walker.page.evaluate(LINKS)
    return wrong


def enters(site: Site, persona: str, language: str = "nl") -> Walker:
    """Somebody of the cast at the own home."""
    walker = site.visitor(Walker, language=language)
    walker.goes_to("/demo/")
    walker.page.locator(f'form[action="/demo/shoes/{persona}/"] button').click()
    walker.settles()
    if "mentor" in persona:
        walker.presses("Open my page")
    return walker


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_that_a_persona_can_reach_is_open_to_everybody(site: Site, persona: str) -> None:
    assert swept(enters(site, persona)) == []
