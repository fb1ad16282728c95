"""What can be done to a block: shift, split, resize. Each answers a new block, or none where it cannot be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from stagemap.core.refusals import Impossible
from stagemap.core.roster.places import inside_lessons
from stagemap.core.roster.records import Block, Outcome, Plan, Slot, Span

GRAIN = 5
"""Minutes in which the length of a block is counted."""
STEP = 25
"""Minutes by which the keyboard moves a block: half a lesson."""
DAY = 24 * 60
"""Minutes in a day: no block lasts longer."""

SPLIT_OUTSIDE = "A block can only be split between its beginning and its end."


def shifted(block: Block, plan: Plan, *, minutes: int = 0, days: int = 0) -> Block | None:
    """``block`` moved earlier or later, or to the previous or next school days; None where it cannot go.

    ``minutes`` moves a clock block inside the school's hours: at the end of a stretch it stops flush, from there it
    jumps to the next one. ``days`` keeps the time and counts school days of the active week. A block that comes to
    lie inside the school's hours loses its mark of lying outside.
    """
    moved = _on_another_day(block, plan, days) if days else block
    if minutes and moved is not None:
        moved = _at_another_time(moved, plan, minutes)
    if moved is not None and moved.outside_hours and inside_lessons(moved, plan.rhythm):
        return replace(moved, outside_hours=False)
    return moved


def _at_another_time(block: Block, plan: Plan, minutes: int) -> Block | None:
    """The nearest start in the direction of ``minutes``, at most that far inside a stretch."""
    if block.day is None or block.start is None:
        return None
    places = [
        Span(stretch.start, stretch.end - block.minutes)
        for stretch in plan.rhythm.stretches_on(block.day)
        if stretch.minutes >= block.minutes
    ]
    wanted = block.start + minutes
    starts = [min(max(wanted, place.start), place.end) for place in places]
    if minutes > 0:
        start = next((start for start in starts if start > block.start), None)
    else:
        start = next((start for start in reversed(starts) if start < block.start), None)
    return None if start is None else replace(block, start=start)


def _on_another_day(block: Block, plan: Plan, days: int) -> Block | None:
    """The same time ``days`` school days further in the active week."""
    day = block.day
    if day is None:
        return None
    if days > 0:
        reachable = [other for other in plan.school_days if other > day]
    else:
        reachable = [other for other in reversed(plan.school_days) if other < day]
    return replace(block, day=reachable[abs(days) - 1]) if len(reachable) >= abs(days) else None


def placed(block: Block, plan: Plan, day: dt.date, start: int) -> Block:
    """``block`` at a clock time, marked as outside the school's hours only if it was and still is so."""
    moved = replace(block, slot=Slot.CLOCK, day=day, start=start)
    return replace(moved, outside_hours=moved.outside_hours and not inside_lessons(moved, plan.rhythm))


def split(block: Block, at_minutes: int, new_id: str) -> tuple[Block, Block]:
    """Two blocks that together are ``block``: the first ``at_minutes`` of it, and the rest as ``new_id``.

    Both keep what became of the block, except true minutes, which cannot be told apart: those are asked anew.
    Raises ``Impossible`` when ``at_minutes`` does not lie between its beginning and its end.
    """
    if not 0 < at_minutes < block.minutes:
        raise Impossible(SPLIT_OUTSIDE)
    whole = replace(block, true_minutes=None, outcome=Outcome.PLANNED) if block.true_minutes is not None else block
    rest_start = None if block.start is None else block.start + at_minutes
    first = replace(whole, minutes=at_minutes)
    return first, replace(whole, id=new_id, minutes=block.minutes - at_minutes, start=rest_start)


def clamped(minutes: int, *, start: int | None = None) -> int:
    """The nearest length that a block may have: a multiple of five minutes, at least five, ending by midnight."""
    most = (DAY - (start or 0)) // GRAIN * GRAIN
    return min(max(round(minutes / GRAIN) * GRAIN, GRAIN), max(most, GRAIN))


def resized(block: Block, minutes: int) -> Block:
    """``block`` with another length, kept within what a block may last."""
    return replace(block, minutes=clamped(minutes, start=block.start))


def can_be_ticked(block: Block, today: dt.date, first_day: dt.date | None) -> bool:
    """Whether it may be said what became of ``block``: its day has come.

    Work ahead of the week may be ticked any time, work after it from ``first_day``, the first active day.
    """
    if block.day is not None:
        return block.day <= today
    return block.slot is Slot.AHEAD or (first_day is not None and first_day <= today)
