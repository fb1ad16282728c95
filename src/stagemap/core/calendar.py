"""School days, weeks and deadlines: which days a school is open, and the moment at which something is due.

A moment is an aware datetime in UTC; a day and a time of day are local, in Brussels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from stagemap.core.programme import END_OF_DAY, Anchor, Closure, Edition, Period, RelativeDate, Text

BRUSSELS = ZoneInfo("Europe/Brussels")
SCHOOL_WEEK = 5
"""Monday to Friday."""

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)
_SATURDAY = 5
_SUNDAY = 6
_LATE_EASTER = (4, 15)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm that Meeus prints)."""
    cycle, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, odd_centuries = divmod(century, 4)
    moon = (19 * cycle + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leap_years, odd_years = divmod(rest, 4)
    weekday = (32 + 2 * odd_centuries + 2 * leap_years - moon - odd_years) % 7
    shift = (cycle + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week in which ``day`` lies."""
    return day - dt.timedelta(days=day.weekday())


def week_days(monday: dt.date) -> tuple[dt.date, ...]:
    """Monday to Friday of the week in which ``monday`` lies."""
    first = monday_of(monday)
    return tuple(first + dt.timedelta(days=number) for number in range(SCHOOL_WEEK))


def flemish_holidays(first_year: int) -> tuple[Closure, ...]:
    """Holidays of the Dutch-language schools from 1 September of ``first_year`` to 31 August of the next year.

    By the fixed rule of the government decision of 17 April 1991; what a government decides for one year alone
    (autumn 2020) is an exception of the edition.
    """
    spring = first_year + 1
    sunday = easter(spring)
    return (
        _autumn(first_year),
        _day(dt.date(first_year, 11, 11), Text("Wapenstilstand", "Armistice Day")),
        _christmas(first_year),
        _weeks(sunday - 7 * _WEEK + _DAY, 1, Text("Krokusvakantie", "Carnival holiday")),
        _weeks(_easter_holiday(sunday), 2, Text("Paasvakantie", "Easter holiday")),
        _day(sunday + _DAY, Text("Paasmaandag", "Easter Monday")),
        _day(dt.date(spring, 5, 1), Text("Dag van de Arbeid", "Labour Day")),
        _day(sunday + 39 * _DAY, Text("O.L.H. Hemelvaart", "Ascension Day")),
        _day(sunday + 40 * _DAY, Text("Brugdag na Hemelvaart", "Day after Ascension")),
        _day(sunday + 50 * _DAY, Text("Pinkstermaandag", "Whit Monday")),
        Closure(dt.date(spring, 7, 1), dt.date(spring, 8, 31), Text("Zomervakantie", "Summer holiday")),
    )


def _autumn(year: int) -> Closure:
    """The week of 1 November; when that is a Sunday, the week after it."""
    all_saints = dt.date(year, 11, 1)
    first = all_saints + _DAY if all_saints.weekday() == _SUNDAY else monday_of(all_saints)
    return _weeks(first, 1, Text("Herfstvakantie", "Autumn holiday"))


def _christmas(year: int) -> Closure:
    """Two weeks from the Monday of Christmas week; from the next Monday when Christmas falls in a weekend."""
    christmas = dt.date(year, 12, 25)
    first = monday_of(christmas) + (_WEEK if christmas.weekday() >= _SATURDAY else dt.timedelta(0))
    return _weeks(first, 2, Text("Kerstvakantie", "Christmas holiday"))


def _easter_holiday(sunday: dt.date) -> dt.date:
    """First day of the two weeks: the first Monday of April unless Easter is early (March) or late (after 15 April)."""
    if sunday < dt.date(sunday.year, 4, 1):
        return sunday + _DAY
    if (sunday.month, sunday.day) > _LATE_EASTER:
        return sunday - 2 * _WEEK + _DAY
    return monday_of(dt.date(sunday.year, 4, 7))


def _day(day: dt.date, reason: Text) -> Closure:
    return Closure(day, day, reason)


def _weeks(first: dt.date, weeks: int, reason: Text) -> Closure:
    return Closure(first, first + weeks * _WEEK - _DAY, reason)


def no_holidays(_first_year: int) -> tuple[Closure, ...]:
    """The calendar of an edition that lists every closure itself."""
    return ()


CALENDARS: Mapping[str, Callable[[int], tuple[Closure, ...]]] = {"flemish": flemish_holidays, "none": no_holidays}
"""The calendars that an edition may name; each answers the closures of the school year that begins in a year."""


def closed_on(
    edition: Edition, school_closures: Iterable[Closure] = (), *, language: str = "nl"
) -> Mapping[dt.date, str]:
    """The weekdays on which a school is closed, with the reason in ``language``: the edition's days, then its own.

    Saturdays and Sundays are left out: they are never school days.
    """
    closed = {day: reason.in_(language) for day, reason in edition.closed.items() if day.weekday() < _SATURDAY}
    for closure in school_closures:
        for day in closure.days:
            if day.weekday() < _SATURDAY:
                closed.setdefault(day, closure.reason.in_(language))
    return closed


def school_days(first_day: dt.date, last_day: dt.date, closed: Mapping[dt.date, str]) -> tuple[dt.date, ...]:
    """The weekdays from ``first_day`` to ``last_day``, both included, that are not ``closed``."""
    every = (first_day + dt.timedelta(days=number) for number in range((last_day - first_day).days + 1))
    return tuple(day for day in every if day.weekday() < _SATURDAY and day not in closed)


@dataclass(frozen=True, slots=True)
class Week:
    """A week in which the active days may lie: its Monday, its school days inside the period, the closed weekdays."""

    monday: dt.date
    days: tuple[dt.date, ...]
    closed: tuple[tuple[dt.date, str], ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether the school is open on all five days, inside the period."""
        return len(self.days) == SCHOOL_WEEK


def possible_weeks(period: Period, closed: Mapping[dt.date, str]) -> tuple[Week, ...]:
    """The weeks of the period with at least one school day left, in order (G08)."""
    weeks = []
    monday = monday_of(period.first_day)
    while monday <= period.last_day:
        inside = [day for day in week_days(monday) if period.holds(day)]
        left = tuple(day for day in inside if day not in closed)
        if left:
            weeks.append(Week(monday, left, tuple((day, closed[day]) for day in inside if day in closed)))
        monday += _WEEK
    return tuple(weeks)


def moment_of(day: dt.date, at: dt.time = END_OF_DAY) -> dt.datetime:
    """The moment, in UTC, at which clocks in Brussels show ``at`` on ``day``.

    An hour that the clocks show twice means the later one, so that nobody loses time; an hour that they skip is
    counted on from the moment of the skip.
    """
    readings = (dt.datetime.combine(day, at.replace(fold=fold), tzinfo=BRUSSELS) for fold in (0, 1))
    return max(reading.astimezone(dt.UTC) for reading in readings)


def local_day(moment: dt.datetime) -> dt.date:
    """The calendar day in Brussels at ``moment``."""
    return moment.astimezone(BRUSSELS).date()


def due_moment(due: RelativeDate, anchors: Mapping[Anchor, dt.date]) -> dt.datetime | None:
    """The moment of a relative deadline, in UTC, or None while its anchor's day is not known yet."""
    day = due.on(anchors)
    return None if day is None else moment_of(day, due.at)


def has_passed(deadline: dt.datetime, now: dt.datetime) -> bool:
    """Whether ``deadline`` is over at ``now``: a deadline of 23.59 lasts through that minute (G20)."""
    return now >= deadline + dt.timedelta(minutes=1)


ANCHOR_NAMES: Mapping[Anchor, Text] = {
    Anchor.PERIOD_FIRST_DAY: Text("de eerste dag van de periode", "the first day of the period"),
    Anchor.PERIOD_LAST_DAY: Text("de laatste dag van de periode", "the last day of the period"),
    Anchor.FIRST_OBSERVATION: Text("het eerste observatiemoment", "the first observation moment"),
    Anchor.LAST_OBSERVATION: Text("het laatste observatiemoment", "the last observation moment"),
    Anchor.ACTIVE_FIRST_DAY: Text("de eerste actieve dag", "the first active day"),
    Anchor.ACTIVE_LAST_DAY: Text("de laatste actieve dag", "the last active day"),
}


def in_words(due: RelativeDate) -> Text:
    """A relative deadline for people: "7 dagen vóór de eerste actieve dag", with the time unless it ends the day."""
    anchor, days = ANCHOR_NAMES[due.anchor], abs(due.days)
    at_nl = "" if due.at == END_OF_DAY else f", {due.at.hour}.{due.at:%M} uur"
    at_en = "" if due.at == END_OF_DAY else f", {due.at.hour}:{due.at:%M}"
    if not days:
        return Text(f"op {anchor.nl}{at_nl}", f"on {anchor.en}{at_en}")
    count = Text(f"{days} {'dag' if days == 1 else 'dagen'}", f"{days} {'day' if days == 1 else 'days'}")
    side = Text("vóór", "before") if due.days < 0 else Text("na", "after")
    return Text(f"{count.nl} {side.nl} {anchor.nl}{at_nl}", f"{count.en} {side.en} {anchor.en}{at_en}")
