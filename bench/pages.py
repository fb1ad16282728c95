"""CPU, queries and bytes of the pages: the least of seven in-process requests, with the median beside it."""

from __future__ import annotations

import itertools
import resource
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from stagemap.placements.models import Placement

from .site import RUNS, Cost, client, cost, crowd, play

NOOR = "noor.verhaegen@student.example"
JONAS = "jonas.wouters@student.example"
LIES = "lies.goossens@hogeschool.example"
LIST_PAGES = 50


def main() -> None:
    """Print the table."""
    play()
    crowd(200, supervisor=LIES, name="a")
    jonas = Placement.objects.get(student__email=JONAS)
    print(f"Pages: least CPU of {RUNS} in-process requests, after two to warm up")
    line("sign-in page", 1.5, page("", "/sign-in/"))
    line("student home", 8, page(NOOR, "/"))
    planner = page(JONAS, reverse("planning:planner", args=[jonas.pk]))
    line(f"planner with {jonas.plan.blocks.count()} blocks", 12, planner)
    line("adding a block, with fresh balance", 12, adding(jonas))
    line("supervisor's list of 200 students", 16, page(LIES, "/students/"))
    browser = client(LIES)
    for _ in range(LIST_PAGES):
        browser.get("/students/", secure=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\nPeak memory after {LIST_PAGES} list pages, of a process that also made the rows: {peak} MB (at most 80)")
    print("\nThe same pages beside 1,000 and 10,000 other placements (at most 1.3 times)")
    beside(jonas)


def page(email: str, path: str) -> Callable[[], Any]:
    """One request for a page."""
    browser = client(email)
    return lambda: browser.get(path, secure=True)


def adding(placement: Placement) -> Callable[[], Any]:
    """One press on "put in my week", as the planner sends it; the block is taken out again, uncounted."""
    browser = client(placement.student.email)
    number = itertools.count()
    address = reverse("planning:add_block", args=[placement.pk])

    def add() -> Any:
        placement.plan.blocks.filter(title="Meting").delete()
        form = {
            "title": "Meting",
            "package": "exploration",
            "kind": "contact",
            "slot": "clock",
            "day": "2027-04-19",
            "start": "16:30",
            "minutes": f"{30 + next(number) % 2 * 5}",
            "role": "active",
            "level": "school",
            "where": "zorgklas",
            "at_what": "een meting",
        }
        return browser.post(address, form, secure=True, headers={"HX-Request": "true", "HX-Target": "week"})

    return add


def line(name: str, limit: float, ask: Callable[[], Any]) -> Cost:
    """Measure and print one page."""
    found = cost(ask)
    print(
        f"  {name:38} {found.least:6.1f} ms (median {found.median:5.1f}, at most {limit:g})"
        f"  {found.queries:2} queries  {found.size / 1000:6.1f} kB, {found.packed / 1000:5.1f} kB compressed"
    )
    return found


def beside(placement: Placement) -> None:
    """How the cost of a page grows with the placements that have nothing to do with it."""
    asked = {
        "student home": page(NOOR, "/"),
        "planner": page(JONAS, reverse("planning:planner", args=[placement.pk])),
        "list of 200": page(LIES, "/students/"),
    }
    first = {name: cost(ask) for name, ask in asked.items()}
    for number in (1_000, 10_000):
        crowd(number - Placement.objects.count(), supervisor="somebody.else@hogeschool.example", name=str(number))
        for name, ask in asked.items():
            now = cost(ask)
            print(
                f"  {name:14} beside {number:6}: {now.least:5.1f} ms, {now.least / first[name].least:.2f} times,"
                f" {now.queries} queries"
            )
