"""CPU, queries and bytes of the pages: the least of seven in-process requests, with the median beside it."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from stagemap.placements.models import Placement
from stagemap.planning.models import Block

from .site import RUNS, Cost, client, cost, crowd, sheets

NOOR = "noor.verhaegen@student.example"
JONAS = "jonas.wouters@student.example"
LINA = "lina.haddou@student.example"
KARIM = "karim.haddad@hogeschool.example"
HILDE = "hilde.wouters@hogeschool.example"
LIES = "lies.goossens@hogeschool.example"
BLOCKS, STUDENTS = 40, 200
SHEETED = 1_000
"""From how many placements on every portfolio holds ten sheets."""
MEASURED = "Meting"
ENCODED = "application/x-www-form-urlencoded"
Ask = Callable[[], Any]


def fill(placement: Placement) -> None:
    """Bring the plan to the number of blocks that is measured."""
    plan, week = placement.plan, placement.week
    for number in range(BLOCKS - plan.blocks.count()):
        Block.objects.create(
            plan=plan, package="project", kind="contact", slot="clock", day=week, start=960 + 20 * number, minutes=15,
            title=f"Nabespreking {number}", role="active", level="teacher", where="5A", at_what="de dag",
            outside_hours=True,
        )  # fmt: skip


def main() -> None:
    """Print the table."""
    crowd(STUDENTS, supervisor=LIES, name="a")
    jonas = Placement.objects.select_related("plan").get(student__email=JONAS)
    fill(jonas)
    print(f"Pages: least CPU of {RUNS} in-process requests, after two to warm up")
    line("a page without anybody (yardstick)", 0, page("", "/privacy/"))
    line("sign-in page", 1.5, page("", "/sign-in/"))
    line("student home", 8, page(NOOR, "/"))
    line(f"planner with {jonas.plan.blocks.count()} blocks", 12, page(JONAS, planner_of(jonas)))
    line("adding a block, with fresh balance", 12, adding(jonas), prepare=removing(jonas))
    line(f"supervisor's list of {STUDENTS} students", 16, page(LIES, "/students/"))
    line("supervisor's list of 10 students", 0, page(KARIM, "/students/"))


def planner_of(placement: Placement) -> str:
    """The address of somebody's planner."""
    return reverse("planning:planner", args=[placement.pk])


def folder_of(placement: Placement) -> str:
    """The address of somebody's portfolio."""
    return reverse("portfolio:folder", args=[placement.pk])


def page(email: str, path: str) -> Ask:
    """One request for a page."""
    browser = client(email)
    return lambda: browser.get(path, secure=True)


def adding(placement: Placement) -> Ask:
    """One press on "put in my week", as the planner sends it."""
    browser = client(placement.student.email)
    number = itertools.count()
    address = reverse("planning:add_block", args=[placement.pk])

    def add() -> Any:
        form = {
            "block_id": uuid.uuid4(),
            "title": MEASURED,
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
        headers = {"HX-Request": "true", "HX-Target": "week"}
        answer = browser.post(address, urlencode(form), content_type=ENCODED, secure=True, headers=headers)
        assert MEASURED in answer.content.decode()
        return answer

    return add


def removing(placement: Placement) -> Callable[[], object]:
    """Take out what the last press put in."""
    return lambda: placement.plan.blocks.filter(title=MEASURED).delete()


def line(name: str, limit: float, ask: Ask, *, prepare: Callable[[], object] | None = None) -> Cost:
    """Measure and print one page."""
    found = cost(ask) if prepare is None else cost(ask, prepare)
    wanted = f", at most {limit:g}" if limit else ""
    print(
        f"  {name:38} {found.least:6.1f} ms (median {found.median:5.1f}{wanted})"
        f"  {found.queries:2} queries  {found.size / 1000:6.1f} kB, {found.packed / 1000:5.1f} kB compressed"
    )
    return found


def growing() -> Callable[[], None]:
    """Measure beside the cast alone; what is answered prints how the cost grows with placements of others."""
    jonas = Placement.objects.get(student__email=JONAS)
    lina = Placement.objects.get(student__email=LINA)
    edition = reverse("placements:list", args=[jonas.edition_id])
    asked: Mapping[str, Ask] = {
        "sign-in page": page("", "/sign-in/"),
        "student home": page(NOOR, "/"),
        "planner": page(JONAS, planner_of(jonas)),
        "supervisor's list of 10": page(KARIM, "/students/"),
        "coordinator's list, 50 a page": page(HILDE, edition),
        "folder": page(LINA, folder_of(lina)),
        "search in the folder": page(LINA, f"{folder_of(lina)}?q=kaart"),
    }
    first = {name: cost(ask) for name, ask in asked.items()}
    return lambda: grown(asked, first)


def grown(asked: Mapping[str, Ask], first: Mapping[str, Cost]) -> None:
    """Print the same pages with more and more placements on the site."""
    print("The same pages with 1,000 and 10,000 placements on the site, against 10 (at most 1.3 times)")
    for number in (1_000, 10_000):
        crowd(number - Placement.objects.count(), supervisor="somebody.else@hogeschool.example", name=str(number))
        if number == SHEETED:
            print(f"  {sheets(10):,} sheets lie in their portfolios")
        for name, ask in asked.items():
            now = cost(ask)
            print(
                f"  {name:30} of {Placement.objects.count():6}: {now.least:5.1f} ms (was {first[name].least:5.1f}),"
                f" {now.least / first[name].least:.2f} times, {now.queries} queries"
            )
