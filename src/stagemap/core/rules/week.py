"""When the week lies and where its blocks stand: period, school days, school's hours, clashes (G03, G08, G11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from stagemap.core.calendar import SCHOOL_WEEK, monday_of
from stagemap.core.roster import Block, inside_lessons, overlaps
from stagemap.core.rules.case import Case, Hit
from stagemap.core.rules.findings import Mend, MendKind, Values


def overlapping(case: Case) -> Iterator[Hit]:
    """Two blocks at the same time; the later one moves, or the earlier one when it has no place to go (G11)."""
    for first, second in overlaps(case.standing):
        mend = case.shift(second)
        if mend.kind is not MendKind.SHIFT_BLOCK:
            earlier = case.shift(first)
            mend = earlier if earlier.kind is MendKind.SHIFT_BLOCK else mend
        values: Values = {
            "day": str(second.day),
            "start": second.start or 0,
            "end": min(first.end or 0, second.end or 0),
            "title": first.title,
            "other": second.title,
        }
        yield Hit(values, (first, second), second.day, mend)


def _on(day: dt.date, blocks: tuple[Block, ...], mend: Mend, **values: str | int) -> Hit:
    """A hit about all contact of one day."""
    about: dict[str, str | int] = {"day": day.isoformat(), "title": blocks[0].title, "count": len(blocks)}
    return Hit(about | values, blocks, day, mend)


def on_closed_day(case: Case) -> Iterator[Hit]:
    """Contact on a holiday, or on another day on which this school is closed."""
    for day, blocks in case.contact_by_day.items():
        if day in case.plan.closures and day.weekday() < SCHOOL_WEEK:
            yield _on(day, blocks, case.shift(blocks[0]), reason=case.plan.closures[day])


def on_weekend(case: Case) -> Iterator[Hit]:
    """Contact on a Saturday or a Sunday."""
    for day, blocks in case.contact_by_day.items():
        if day.weekday() >= SCHOOL_WEEK:
            yield _on(day, blocks, case.shift(blocks[0]))


def outside_period(case: Case) -> Iterator[Hit]:
    """Contact before the first or after the last day of the period."""
    period = case.edition.period
    for day, blocks in case.contact_by_day.items():
        if not period.holds(day):
            ends = {"first_day": period.first_day.isoformat(), "last_day": period.last_day.isoformat()}
            yield _on(day, blocks, case.shift(blocks[0], elsewhere=True), **ends)


def split_week(case: Case) -> Iterator[Hit]:
    """Contact in more than one calendar week, or in another one than was chosen; the supervisor approves it (G08)."""
    weeks = {monday_of(day) for day in case.contact_by_day}
    chosen = case.plan.week or min(weeks, default=None)
    if chosen is None or weeks <= {chosen}:
        return
    astray = tuple(block for day, blocks in case.contact_by_day.items() if monday_of(day) != chosen for block in blocks)
    days = sorted({chosen, *case.contact_by_day})
    values: Values = {
        "count": len(weeks | {chosen}),
        "first_day": days[0].isoformat(),
        "last_day": days[-1].isoformat(),
    }
    yield Hit(values, astray, astray[0].day, case.shift(astray[0], elsewhere=True))


def _outside_hours(case: Case) -> Iterator[tuple[Block, int, dt.date]]:
    """Contact with a clock time on a school day, outside the school's hours and not marked so."""
    rhythm = case.plan.rhythm
    if not any(rhythm.lessons):
        return
    for day, blocks in case.contact_by_day.items():
        if case.plan.is_school_day(day):
            for block in blocks:
                if block.start is not None and not block.outside_hours and not inside_lessons(block, rhythm):
                    yield block, block.start, day


def _afternoon_is_free(case: Case, start: int, day: dt.date) -> bool:
    """Whether ``start`` lies in the week's afternoon, on a day that unlike others has none."""
    stretches, afternoon = case.plan.rhythm.stretches_on(day), case.plan.rhythm.bands[1]
    if not stretches or afternoon is None:
        return False
    return stretches[-1].end < afternoon.start <= start < afternoon.end


def in_free_afternoon(case: Case) -> Iterator[Hit]:
    """Contact in an afternoon on which the school is closed, such as Wednesday's."""
    for block, start, day in _outside_hours(case):
        if _afternoon_is_free(case, start, day):
            values: Values = {"day": day.isoformat(), "start": start, "title": block.title}
            yield Hit(values, (block,), day, case.shift(block))


def outside_hours_unmarked(case: Case) -> Iterator[Hit]:
    """Contact outside the lessons that nobody marked as such: marking it is enough."""
    for block, start, day in _outside_hours(case):
        if not _afternoon_is_free(case, start, day):
            values: Values = {
                "day": day.isoformat(),
                "start": start,
                "end": start + block.minutes,
                "title": block.title,
            }
            yield Hit(values, (block,), day, Mend(MendKind.MARK_OUTSIDE, block_id=block.id))


def empty_days(case: Case) -> Iterator[Hit]:
    """A school day of the week without contact, once there is contact at all: the internship fills a week."""
    if case.contact_by_day:
        for day in case.plan.school_days:
            if day not in case.contact_by_day and case.edition.period.holds(day):
                yield Hit({"day": day.isoformat()}, (), day, Mend(MendKind.PLAN_DAY, day=day))


def short_week(case: Case) -> Iterator[Hit]:
    """A chosen week in which the school is closed on one or more days: how many are left."""
    closed = [day for day in case.plan.weekdays if day in case.plan.closures]
    if closed:
        values: Values = {
            "day": closed[0].isoformat(),
            "left": len(case.plan.school_days),
            "reason": case.plan.closures[closed[0]],
        }
        yield Hit(values, (), closed[0], Mend(MendKind.CHOOSE_WEEK))


def observations_missing(case: Case) -> Iterator[Hit]:
    """An observation moment of which the day is not known (G03)."""
    known = {moment.number for moment in case.plan.observations if moment.day is not None}
    for number in range(1, case.edition.observation_moments + 1):
        if number not in known:
            yield Hit({"number": number}, mend=Mend(MendKind.EDIT_OBSERVATION, number=number))


def observations_after_week(case: Case) -> Iterator[Hit]:
    """An observation moment that does not come before the active days (G03)."""
    first = min((day for day in (case.plan.week, *case.contact_by_day) if day is not None), default=None)
    for moment in case.plan.observations:
        if first is not None and moment.day is not None and moment.day >= first:
            values: Values = {"number": moment.number, "day": moment.day.isoformat()}
            yield Hit(values, (), moment.day, Mend(MendKind.EDIT_OBSERVATION, number=moment.number))
