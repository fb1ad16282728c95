"""The rows of the printed week: derived from the school's own hours, with every block in its place (G11, G15).

The form has ten rows: before school, the lessons with noon between them, after school, at home. A block stands in
every row of which it takes at least a quarter of an hour; blocks that meet in a row share one cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from stagemap.core.roster import NOON, NOON_LEAST, Block, Rhythm, Slot, Span

LEAST_ROWS = 10
EVENING = 18 * 60
MIDNIGHT = 24 * 60
_COUNTS = 15
_UNKNOWN_HOURS = tuple(Span(hour * 60, hour * 60 + 60) for hour in (8, 9, 10, 11, 13, 14, 15))


class Band(StrEnum):
    """What a row is: part of the day, a lesson hour, work at home, or an empty line to write on."""

    BEFORE = "before"
    LESSON = "lesson"
    NOON = "noon"
    AFTER = "after"
    EVENING = "evening"
    HOME = "home"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Frame:
    """One row before anything stands in it; ``span`` is None where no clock time belongs to it."""

    band: Band
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Blocks that share one cell, from row ``first`` to row ``last`` (both included), in order of time."""

    first: int
    last: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Hatch:
    """Rows of one day without school, from ``first`` to ``last``; ``afternoon`` when it is the whole afternoon."""

    first: int
    last: int
    afternoon: bool


def frames(rhythm: Rhythm, blocks: Iterable[Block]) -> tuple[Frame, ...]:
    """The rows for a school with this rhythm: at least ten, more where the school has more lessons.

    A school whose hours are not known gets rows of an hour. An evening row is there when a block needs it or when
    the form would have fewer than ten rows.
    """
    lessons = lesson_rows(rhythm) or _UNKNOWN_HOURS
    late = any(block.start is not None and block.start >= EVENING for block in blocks)
    day = [Frame(Band.BEFORE, Span(0, lessons[0].start)), *_lessons_and_noon(lessons)]
    evening = late or len(day) + 2 < LEAST_ROWS
    day.append(Frame(Band.AFTER, Span(lessons[-1].end, EVENING if evening else MIDNIGHT)))
    if evening:
        day.append(Frame(Band.EVENING, Span(EVENING, MIDNIGHT)))
    day.append(Frame(Band.HOME))
    return tuple(day + [Frame(Band.BLANK)] * (LEAST_ROWS - len(day)))


def lesson_rows(rhythm: Rhythm) -> tuple[Span, ...]:
    """Lesson hours that never overlap, in order of time: those of the fullest day, and what other days add."""
    rows: list[Span] = []
    for lessons in sorted(rhythm.lessons, key=len, reverse=True):
        rows += [span for span in lessons if not any(_shared(span, row) for row in rows)]
    return tuple(sorted(rows, key=lambda span: span.start))


def place(day: dt.date, rows: Sequence[Frame], blocks: Iterable[Block]) -> list[Placed]:
    """The blocks of one day in cells that never overlap, from the top row down."""
    found = sorted(
        ((*_reach(block, rows), block) for block in blocks if block.day == day),
        key=lambda item: (item[0], item[2].start or 0, item[1]),
    )
    cells: list[Placed] = []
    for first, last, block in found:
        if cells and first <= cells[-1].last:
            above = cells.pop()
            cells.append(Placed(above.first, max(last, above.last), (*above.blocks, block)))
        else:
            cells.append(Placed(first, last, (block,)))
    return cells


def hatches(rows: Sequence[Frame], lessons: Sequence[Span], taken: Iterable[Placed], *, closed: bool) -> list[Hatch]:
    """The rows of one day in which the school is empty: no lesson there, a free afternoon, or a closed day."""
    free = _free_rows(rows, lessons, closed=closed)
    for cell in taken:
        free -= set(range(cell.first, cell.last + 1))
    last_lesson = max(index for index, row in enumerate(rows) if row.band is Band.LESSON)
    runs: list[list[int]] = []
    for index in sorted(free):
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [Hatch(run[0], run[-1], afternoon=bool(lessons) and last_lesson in run) for run in runs]


def fills(block: Block, rows: Sequence[Frame], cell: Placed) -> bool:
    """Whether the rows of the cell say already when the block is: a block alone that fills its lesson hours."""
    first, last = rows[cell.first], rows[cell.last]
    return (
        len(cell.blocks) == 1
        and first.band is last.band is Band.LESSON
        and first.span is not None
        and last.span is not None
        and block.span == Span(first.span.start, last.span.end)
    )


def _lessons_and_noon(lessons: Sequence[Span]) -> list[Frame]:
    rows = [Frame(Band.LESSON, lessons[0])]
    noon = _noon(lessons)
    for before, after in pairwise(lessons):
        if noon == Span(before.end, after.start):
            rows.append(Frame(Band.NOON, noon))
        rows.append(Frame(Band.LESSON, after))
    return rows


def _noon(lessons: Sequence[Span]) -> Span | None:
    gaps = [Span(before.end, after.start) for before, after in pairwise(lessons)]
    noons = [gap for gap in gaps if gap.minutes >= NOON_LEAST and gap.start < NOON.end and gap.end > NOON.start]
    return max(noons, key=lambda gap: gap.minutes, default=None)


def _free_rows(rows: Sequence[Frame], lessons: Sequence[Span], *, closed: bool) -> set[int]:
    inside = [index for index, row in enumerate(rows) if row.band is Band.LESSON]
    if closed:
        return set(range(inside[0], inside[-1] + 2))
    free = {index for index in inside if not any(_shared(rows[index].span, lesson) for lesson in lessons)}
    return free | ({inside[-1] + 1} if inside[-1] in free else set())


def _reach(block: Block, rows: Sequence[Frame]) -> tuple[int, int]:
    """First and last row of a block; one in a break stands in the row above the break."""
    span = block.span
    if span is None:
        band = {Slot.BEFORE: Band.BEFORE, Slot.AFTER: Band.AFTER}.get(block.slot, Band.HOME)
        index = next(index for index, row in enumerate(rows) if row.band is band)
        return index, index
    shared = [_shared(span, row.span) for row in rows]
    reached = [index for index, minutes in enumerate(shared) if minutes >= _COUNTS]
    if reached:
        return reached[0], reached[-1]
    if max(shared) > 0:
        index = shared.index(max(shared))
    else:
        index = max(index for index, row in enumerate(rows) if row.span and row.span.start <= span.start)
    return index, index


def _shared(one: Span | None, other: Span | None) -> int:
    if one is None or other is None:
        return 0
    return max(0, min(one.end, other.end) - max(one.start, other.start))
