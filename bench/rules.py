"""The ground floor: balance and findings of a whole week, the road of one placement."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from stagemap.core.hours import balance
from stagemap.core.journey import journey_of
from stagemap.core.rules import check
from stagemap.kit.clock import today_for_site
from stagemap.placements.models import Placement
from stagemap.planning.queries import plan_record
from stagemap.programmes.queries import record_of
from stagemap.web.queries import facts_of

RUNS = 200


def main() -> None:
    """Print one line each."""
    placement = Placement.objects.select_related("plan", "edition", "school").get(
        student__email="jonas.wouters@student.example"
    )
    today = today_for_site()
    edition = record_of(placement.edition)
    placement.plan.placement = placement
    plan = plan_record(placement.plan, today=today)
    facts = facts_of([placement.pk], today)[placement.pk].facts
    print(f"Rules: median (and least) of {RUNS}, a week of {len(plan.blocks)} blocks")
    line("balance", 1, lambda: balance(edition, plan))
    line("balance and findings", 1, lambda: check(edition, plan, today))
    line("road of one placement", 0.2, lambda: journey_of(edition, facts, today))


def line(name: str, limit: float, run: Callable[[], object]) -> None:
    """Measure and print one of them."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        times.append((time.perf_counter() - began) * 1000)
    print(f"  {name:22} {statistics.median(times):6.3f} ms (least {min(times):.3f}, at most {limit:g})")
