"""A programme as data: what one edition of an internship asks, in frozen records.

Nothing here reads a file: ``programmes.files`` turns YAML into these records and reports every error with
its file, line and field. A record knows only what follows from itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated

END_OF_DAY = dt.time(23, 59)
"""The local time of a deadline that names none (G20)."""

Minutes = Annotated[int, "minutes"]
"""Whole minutes; in a programme's files they are written as ``50 h`` or ``45 h 30``."""

_RELATIVE = re.compile(
    r"(?P<anchor>[a-z_]+)(?: (?P<sign>[+-]) (?P<days>[0-9]{1,3}) days?)?(?: (?P<at>[0-9]{2}:[0-9]{2}))?"
)


class Party(StrEnum):
    """Who is awaited for a milestone."""

    STUDENT = "student"
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"


class Stage(StrEnum):
    """The four stretches of the road."""

    EXPLORE = "explore"
    PLAN = "plan"
    DO = "do"
    LOOK_BACK = "look_back"


class Anchor(StrEnum):
    """A day in the life of a placement from which deadlines are counted."""

    PERIOD_FIRST_DAY = "period_first_day"
    PERIOD_LAST_DAY = "period_last_day"
    FIRST_OBSERVATION = "first_observation"
    LAST_OBSERVATION = "last_observation"
    ACTIVE_FIRST_DAY = "active_first_day"
    ACTIVE_LAST_DAY = "active_last_day"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages of the product."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """The text in ``language`` ("nl" or "en"); anything else reads Dutch, the source language."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date told by an anchor: ``active_first_day - 7 days``.

    ``days`` may be negative; ``at`` is the local time of day (Europe/Brussels) at which a deadline falls.
    """

    anchor: Anchor
    days: int = 0
    at: dt.time = END_OF_DAY

    @classmethod
    def parse(cls, written: str) -> RelativeDate:
        """Read ``active_last_day + 7 days 23:59``; the days and the time may be left out.

        Raises ValueError for any other wording, an anchor that does not exist or a time that no clock shows.
        """
        match = _RELATIVE.fullmatch(written)
        if match is None:
            raise ValueError(written)
        days = int(match["days"] or 0)
        at = dt.time.fromisoformat(match["at"]) if match["at"] else END_OF_DAY
        return cls(Anchor(match["anchor"]), -days if match["sign"] == "-" else days, at)

    @property
    def written(self) -> str:
        """The wording that ``parse`` reads back."""
        days = f" {'-' if self.days < 0 else '+'} {abs(self.days)} {'day' if abs(self.days) == 1 else 'days'}"
        at = "" if self.at == END_OF_DAY else f" {self.at:%H:%M}"
        return f"{self.anchor}{days if self.days else ''}{at}"

    def on(self, anchors: Mapping[Anchor, dt.date]) -> dt.date | None:
        """The calendar day, or None while the anchor's own day is not known yet."""
        day = anchors.get(self.anchor)
        return None if day is None else day + dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day on which active days may lie, both included (G08)."""

    first_day: dt.date
    last_day: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether ``day`` lies in the period."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Hours:
    """The load of the student, in whole minutes (G09, G10, G13)."""

    target: Minutes
    least: Minutes
    most: Minutes
    half_least_percent: int
    half_most_percent: int
    observation_counts: bool

    @property
    def half(self) -> int:
        """Minutes meant for each package: half of the target."""
        return self.target // 2


@dataclass(frozen=True, slots=True)
class Level:
    """One of the levels of care: pupil, teacher, school (G10)."""

    key: str
    size: str
    name: Text
    about: Text


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the inspiration list (G12); ``code`` is stable and is what a plan stores."""

    code: str
    name: Text
    group: str
    level: str
    sheet: str = "activity"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of tasks on one level (G12)."""

    code: str
    level: str
    name: Text
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the student in a task: observing, participating, active (G11)."""

    key: str
    letter_nl: str
    letter_en: str
    name: Text
    about: Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of time: contact, preparation, reporting, reflection (G09).

    ``needs_role`` is false where the role may stay empty (G11); ``bound`` is true where the time is bound to
    the period, the school days and the school's hours (G08).
    """

    key: str
    name: Text
    needs_role: bool
    bound: bool


@dataclass(frozen=True, slots=True)
class ProjectExample:
    """An illustration of a project (G13): an editable start, never a limit."""

    key: str
    name: Text
    description: Text
    goals: tuple[Text, ...]
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One stop on the road: who is awaited, when it is due, and which milestones must be done before it.

    ``soon_days`` is how many days before the deadline it counts as near. ``due`` is None where no date binds.
    """

    key: str
    name: Text
    stage: Stage
    owners: tuple[Party, ...]
    due: RelativeDate | None
    after: tuple[str, ...] = ()
    soon_days: int = 7


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a school is closed, both ends included."""

    first_day: dt.date
    last_day: dt.date
    reason: Text

    def holds(self, day: dt.date) -> bool:
        """Whether the closure covers ``day``."""
        return self.first_day <= day <= self.last_day

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days that it covers, in order."""
        return tuple(self.first_day + dt.timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1))


@dataclass(frozen=True, slots=True)
class Retention:
    """How long one kind of data is kept, counted from the closing of a placement."""

    key: str
    days: int
    name: Text


@dataclass(frozen=True, slots=True)
class FindingText:
    """How the programme words one finding of the rules; ``{placeholders}`` are filled from the finding."""

    title: Text
    cite: Text
    mend: Text


@dataclass(frozen=True)
class Edition:
    """One academic year of one programme: all that the rules need to know of it.

    ``closures`` are resolved: the calendar's holidays and the edition's own exceptions, in order of first day.
    ``packages``, ``stages`` and ``parties`` name the members of ``roster.Package``, ``Stage`` and ``Party``;
    ``terms`` are the words of the law in that year, ``texts`` longer ones in which those terms are filled in.
    A field added later has a default, so that the text of an edition opened earlier still reads.
    """

    programme: str
    year: str
    name: Text
    college: Text
    period: Period
    observation_moments: int
    hours: Hours
    levels: tuple[Level, ...]
    groups: tuple[Group, ...]
    roles: tuple[Role, ...]
    kinds: tuple[Kind, ...]
    packages: Mapping[str, Text]
    project_examples: tuple[ProjectExample, ...]
    milestones: tuple[Milestone, ...]
    closures: tuple[Closure, ...]
    retention: tuple[Retention, ...]
    findings: Mapping[str, FindingText]
    terms: Mapping[str, Text]
    sheets: tuple[str, ...]
    grades: tuple[str, ...] = ()
    sheet_names: Mapping[str, Text] = field(default_factory=dict)
    stages: Mapping[str, Text] = field(default_factory=dict)
    parties: Mapping[str, Text] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)

    @cached_property
    def closed(self) -> Mapping[dt.date, Text]:
        """Every day that a closure of the edition covers, weekends too, with its reason; the first closure wins."""
        days: dict[dt.date, Text] = {}
        for closure in self.closures:
            for day in closure.days:
                days.setdefault(day, closure.reason)
        return days

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """Every task of the inspiration list by its code, in the list's order."""
        return {task.code: task for group in self.groups for task in group.tasks}

    @cached_property
    def level(self) -> Mapping[str, Level]:
        """The levels by key."""
        return {level.key: level for level in self.levels}

    @cached_property
    def role(self) -> Mapping[str, Role]:
        """The roles by key."""
        return {role.key: role for role in self.roles}

    @cached_property
    def kind(self) -> Mapping[str, Kind]:
        """The kinds of time by key."""
        return {kind.key: kind for kind in self.kinds}

    @cached_property
    def milestone(self) -> Mapping[str, Milestone]:
        """The milestones by key, in the order of the road."""
        return {milestone.key: milestone for milestone in self.milestones}
