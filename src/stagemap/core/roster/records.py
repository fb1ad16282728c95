"""The nouns of the week roster, frozen: blocks, the school's rhythm, the plan that the rules judge.

Times of day are whole minutes after midnight, local time; durations are whole minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from stagemap.core.calendar import SCHOOL_WEEK, week_days


class Package(StrEnum):
    """The two halves of the internship (G10, G13)."""

    EXPLORATION = "exploration"
    PROJECT = "project"


class Slot(StrEnum):
    """Where in time a block lies.

    ``CLOCK`` has a day and a clock time; ``BEFORE`` and ``AFTER`` (school) and ``HOME`` have a day and only a
    duration; ``AHEAD`` (before the week) and ``BEHIND`` (after it) have no day.
    """

    CLOCK = "clock"
    BEFORE = "before"
    AFTER = "after"
    HOME = "home"
    AHEAD = "ahead"
    BEHIND = "behind"


class Outcome(StrEnum):
    """What became of a planned block during the week."""

    PLANNED = "planned"
    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one day, from ``start`` up to but not including ``end``, in minutes after midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


NOON = Span(11 * 60, 14 * 60)
"""Where a gap between lessons must lie, at least in part, to be the noon of the day."""
NOON_LEAST = 30
"""Minutes that a gap must last to part the morning from the afternoon."""
MIDDAY = 12 * 60 + 30
"""The only stretch of a day is an afternoon when it begins from here on."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the roster (G11, G15): what, when, where, at what, in which role.

    ``task`` is a code of the catalogue, ``own_task`` the id of a task of the school itself; both empty for a
    project block or free text. ``start`` is set only in the clock slot, ``day`` in all but AHEAD and BEHIND.
    ``outside_hours`` marks a clock block that lies outside the school's hours on purpose.
    """

    id: str
    package: Package
    kind: str
    title: str
    minutes: int
    slot: Slot = Slot.CLOCK
    day: dt.date | None = None
    start: int | None = None
    level: str | None = None
    role: str | None = None
    task: str = ""
    own_task: str = ""
    group: str = ""
    where: str = ""
    at_what: str = ""
    outside_hours: bool = False
    outcome: Outcome = Outcome.PLANNED
    true_minutes: int | None = None
    outcome_reason: str = ""

    @property
    def end(self) -> int | None:
        """Minutes after midnight at which a clock block ends."""
        return None if self.start is None else self.start + self.minutes

    @property
    def span(self) -> Span | None:
        """The stretch of its day that a clock block takes; None for a block with only a duration."""
        return None if self.start is None else Span(self.start, self.start + self.minutes)

    @property
    def done_minutes(self) -> int:
        """Minutes really worked: as planned when done, the true ones when changed, none when dropped or still ahead."""
        if self.outcome is Outcome.DONE:
            return self.minutes
        return (self.true_minutes or 0) if self.outcome is Outcome.CHANGED else 0


@dataclass(frozen=True, slots=True)
class StandingMoment:
    """A moment that returns every week, such as the care meeting on Thursday at 13.15; Monday is 0."""

    weekday: int
    span: Span
    title: str


@dataclass(frozen=True)
class Rhythm:
    """The week of a school: the lesson hours of Monday to Friday, and its standing moments.

    ``lessons`` holds five tuples of spans in order of time; an afternoon without lessons simply has none.
    """

    lessons: tuple[tuple[Span, ...], ...]
    standing: tuple[StandingMoment, ...] = ()

    @cached_property
    def stretches(self) -> tuple[tuple[Span, ...], ...]:
        """Of each weekday, the school's hours: the morning and the afternoon, parted by the longest gap around noon.

        Short breaks belong to the school's hours. A day without such a gap is one stretch, a day without lessons none.
        """
        return tuple(_stretches(lessons) for lessons in self.lessons)

    @cached_property
    def bands(self) -> tuple[Span | None, Span | None]:
        """The morning and the afternoon of the whole week, each as wide as its widest day; None where there is none."""
        days = [day for day in self.stretches if day]
        mornings = [day[0] for day in days if len(day) > 1 or day[0].start < MIDDAY]
        afternoons = [day[-1] for day in days if len(day) > 1 or day[0].start >= MIDDAY]
        return _hull(mornings), _hull(afternoons)

    def lessons_on(self, day: dt.date) -> tuple[Span, ...]:
        """The lessons of the weekday of ``day``; none on a weekend."""
        weekday = day.weekday()
        return self.lessons[weekday] if weekday < len(self.lessons) else ()

    def stretches_on(self, day: dt.date) -> tuple[Span, ...]:
        """The school's hours on the weekday of ``day``; none on a weekend."""
        weekday = day.weekday()
        return self.stretches[weekday] if weekday < len(self.stretches) else ()

    def standing_on(self, day: dt.date) -> tuple[StandingMoment, ...]:
        """The moments that return on the weekday of ``day``."""
        return tuple(moment for moment in self.standing if moment.weekday == day.weekday())


def _stretches(lessons: tuple[Span, ...]) -> tuple[Span, ...]:
    """The lessons of one day as one or two stretches, parted at noon."""
    if not lessons:
        return ()
    gaps = [Span(before.end, after.start) for before, after in pairwise(lessons)]
    noons = [gap for gap in gaps if gap.minutes >= NOON_LEAST and gap.start < NOON.end and gap.end > NOON.start]
    if not noons:
        return (Span(lessons[0].start, lessons[-1].end),)
    noon = max(noons, key=lambda gap: gap.minutes)
    return (Span(lessons[0].start, noon.start), Span(noon.end, lessons[-1].end))


def _hull(spans: list[Span]) -> Span | None:
    """The smallest span that holds all of ``spans``."""
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None


@dataclass(frozen=True, slots=True)
class ExtraClass:
    """Another class than the one of the project, with the reason why it takes part (G13)."""

    label: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """The small project (G13, G14). ``class_label`` is the one class that it is tied to."""

    description: str = ""
    goals: tuple[str, ...] = ()
    desired_result: str = ""
    class_label: str = ""
    grades: tuple[str, ...] = ()
    extra_classes: tuple[ExtraClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation moment (G03): planned on ``day``, ``held`` once it took place, for ``minutes`` when known."""

    number: int
    day: dt.date | None
    held: bool = False
    minutes: int = 0


@dataclass(frozen=True)
class Plan:
    """All that the rules need to know of one plan.

    ``week`` is the Monday of the active week, None while not chosen. ``closures`` are the days on which this
    school is closed (the edition's calendar and its own), day -> reason in the reader's language.
    ``approved`` is whether the mentor's agreement holds for the plan as it stands; ``agreed_on`` is the day of the
    latest agreement, also of one that a later change ended.
    ``sent_on`` is the day on which the first version was sent, None while none was.
    """

    week: dt.date | None
    school: str
    rhythm: Rhythm
    closures: Mapping[dt.date, str]
    blocks: tuple[Block, ...]
    project: Project = field(default_factory=Project)
    learning_questions: tuple[str, ...] = ()
    learning_goals: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    approved: bool = False
    agreed_on: dt.date | None = None
    sent_on: dt.date | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Block]:
        """The blocks by id."""
        return {block.id: block for block in self.blocks}

    @cached_property
    def taken(self) -> Mapping[dt.date, tuple[tuple[int, int, str], ...]]:
        """Of each day, the clock times that blocks take, in order: start, end, id. A dropped block takes none."""
        days: dict[dt.date, list[tuple[int, int, str]]] = {}
        for block in self.blocks:
            if block.day is not None and block.start is not None and block.outcome is not Outcome.DROPPED:
                days.setdefault(block.day, []).append((block.start, block.start + block.minutes, block.id))
        return {day: tuple(sorted(times)) for day, times in days.items()}

    @property
    def weekdays(self) -> tuple[dt.date, ...]:
        """Monday to Friday of the active week; none while it is not chosen."""
        return () if self.week is None else week_days(self.week)

    @cached_property
    def school_days(self) -> tuple[dt.date, ...]:
        """The days of the active week on which the school is open."""
        return tuple(day for day in self.weekdays if day not in self.closures)

    def is_school_day(self, day: dt.date) -> bool:
        """Whether the school is open on ``day``: a weekday without a closure."""
        return day.weekday() < SCHOOL_WEEK and day not in self.closures
