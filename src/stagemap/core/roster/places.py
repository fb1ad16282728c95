"""Where blocks lie: clashes, the school's hours, the bands of the page, free places.

A day's *stretches* are the school's hours on that weekday: the morning and the afternoon, breaks included.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from stagemap.core.roster.records import Block, Plan, Rhythm, Slot, Span

LESSON = 50
"""Minutes of a lesson where the school's rhythm tells of none."""


class Part(StrEnum):
    """The bands of the roster in which a block can stand, from top to bottom."""

    AHEAD = "ahead"
    BEFORE_SCHOOL = "before_school"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    AFTER_SCHOOL = "after_school"
    HOME = "home"
    BEHIND = "behind"


_PART_OF_SLOT = {
    Slot.AHEAD: Part.AHEAD,
    Slot.BEFORE: Part.BEFORE_SCHOOL,
    Slot.AFTER: Part.AFTER_SCHOOL,
    Slot.HOME: Part.HOME,
    Slot.BEHIND: Part.BEHIND,
}


def part_of_day(block: Block, rhythm: Rhythm) -> Part:
    """The band in which ``block`` stands; a clock block stands where it begins.

    The bands are those of the whole week, so that a free Wednesday afternoon still is the afternoon.
    """
    if block.start is None:
        return _PART_OF_SLOT.get(block.slot, Part.HOME)
    morning, afternoon = rhythm.bands
    first, last = morning or afternoon, afternoon or morning
    if first is None or last is None or first.start <= block.start < first.end:
        return Part.MORNING if first is morning else Part.AFTERNOON
    if block.start < first.start:
        return Part.BEFORE_SCHOOL
    if block.start >= last.end:
        return Part.AFTER_SCHOOL
    return Part.NOON if block.start < last.start else Part.AFTERNOON


def parts_of_day(blocks: Iterable[Block], rhythm: Rhythm) -> dict[Part, tuple[Block, ...]]:
    """The blocks by band, every band present and in the order of the page; inside a band by day and time."""
    parts: dict[Part, list[Block]] = {part: [] for part in Part}
    for block in sorted(blocks, key=in_time):
        parts[part_of_day(block, rhythm)].append(block)
    return {part: tuple(found) for part, found in parts.items()}


def in_time(block: Block) -> tuple[dt.date, int, str]:
    """The key that sorts blocks by day and time; a block with only a duration comes last on its day."""
    start = 24 * 60 if block.start is None else block.start
    return (block.day or dt.date.max, start, block.id)


def overlaps(blocks: Iterable[Block]) -> tuple[tuple[Block, Block], ...]:
    """Every pair of clock blocks that take the same time, the earlier one first; touching is no clash (G11)."""
    days: defaultdict[dt.date, list[tuple[int, int, Block]]] = defaultdict(list)
    for block in blocks:
        if block.day is not None and block.start is not None:
            days[block.day].append((block.start, block.start + block.minutes, block))
    return tuple(pair for day in sorted(days) for pair in _clashes(days[day]))


def _clashes(timed: list[tuple[int, int, Block]]) -> Iterator[tuple[Block, Block]]:
    """The pairs of one day that take the same time, from (start, end, block)."""
    timed.sort(key=lambda entry: (entry[0], entry[2].id))
    for position, (_, end, block) in enumerate(timed, 1):
        for start, _, other in timed[position:]:
            if start >= end:
                break
            yield block, other


def inside_lessons(block: Block, rhythm: Rhythm) -> bool:
    """Whether a clock block lies wholly in one stretch of its day, the school's morning or afternoon (G08)."""
    span = block.span
    return (
        block.day is not None
        and span is not None
        and any(stretch.holds(span) for stretch in rhythm.stretches_on(block.day))
    )


def free_spans(plan: Plan, day: dt.date, *, least: int | None = None, without: str = "") -> tuple[Span, ...]:
    """The gaps in the school's hours on ``day``, in order, of at least ``least`` minutes: a lesson when not given.

    A closed day has none; a dropped block takes no time. ``without`` is the id of a block that is being moved and
    does not count.
    """
    if not plan.is_school_day(day):
        return ()
    lessons = plan.rhythm.lessons_on(day)
    shortest = least if least is not None else min((lesson.minutes for lesson in lessons), default=LESSON)
    taken = [(start, end) for start, end, block_id in plan.taken.get(day, ()) if block_id != without]
    gaps = (gap for stretch in plan.rhythm.stretches_on(day) for gap in _gaps(stretch, taken))
    return tuple(gap for gap in gaps if gap.minutes >= shortest)


def _gaps(stretch: Span, taken: list[tuple[int, int]]) -> Iterator[Span]:
    """What is left of ``stretch`` between the ``taken`` times, which are sorted by their start."""
    free_from = stretch.start
    for start, end in taken:
        if start >= stretch.end:
            break
        if free_from < start:
            yield Span(free_from, start)
        free_from = max(free_from, end)
    if free_from < stretch.end:
        yield Span(free_from, stretch.end)


def free_places(plan: Plan, block: Block, day: dt.date) -> tuple[int, ...]:
    """The clock times on ``day`` at which ``block`` could begin without a clash, in order.

    They are the beginnings of lessons in the free spans; a span without one that fits offers its own beginning.
    """
    lessons = plan.rhythm.lessons_on(day)
    places: list[int] = []
    for span in free_spans(plan, day, least=block.minutes, without=block.id):
        latest = span.end - block.minutes
        places.extend([at.start for at in lessons if span.start <= at.start <= latest] or [span.start])
    return tuple(places)


def first_free_place(plan: Plan, block: Block, *, elsewhere: bool = False) -> tuple[dt.date, int] | None:
    """The first free place of the same length: later that day, earlier that day, then the week's other days.

    The other days come in order, those after the block's day first; ``elsewhere`` looks at them alone. None when
    nothing in the week is free.
    """
    own = [block.day] if block.day is not None and not elsewhere else []
    others = [day for day in plan.school_days if day != block.day]
    after = [day for day in others if block.day is not None and day > block.day]
    for day in (*own, *after, *(day for day in others if day not in after)):
        places = free_places(plan, block, day)
        if places:
            later = (place for place in places if day == block.day and place >= (block.start or 0))
            return day, next(later, places[0])
    return None
