"""The week roster as frozen records: blocks, the school's rhythm, the plan that the rules judge.

Times of day are whole minutes after midnight, local time; durations are whole minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one day, from ``start`` up to but not including ``end``, in minutes after midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StandingMoment:
    """A moment that returns every week, such as the care meeting on Thursday at 13.15; Monday is 0."""

    weekday: int
    span: Span
    title: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The week of a school: the lesson hours of Monday to Friday, and its standing moments.

    ``lessons`` holds five tuples of spans in order of time; an afternoon without lessons simply has none.
    """

    lessons: tuple[tuple[Span, ...], ...]
    standing: tuple[StandingMoment, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """The small project (G13, G14). ``class_label`` is the one class that it is tied to."""

    description: str = ""
    goals: tuple[str, ...] = ()
    desired_result: str = ""
    class_label: str = ""
    grades: tuple[str, ...] = ()
    extra_classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation moment (G03): planned on ``day``, ``held`` once it took place."""

    number: int
    day: dt.date | None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the rules need to know of one plan.

    ``week`` is the Monday of the active week, None while not chosen. ``closures`` are the days on which this
    school is closed (the edition's calendar and its own), day -> reason in Dutch and English.
    ``approved`` is whether the mentor's agreement holds for the plan as it stands.
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
    sent_on: dt.date | None = None
