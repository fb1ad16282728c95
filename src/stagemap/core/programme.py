"""A programme as data: what one edition of an internship asks, in frozen records.

Nothing here reads a file: ``programmes.files`` turns YAML into these records and reports every error with
its file, line and field. A record knows only what follows from itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from stagemap.core.dates import END_OF_DAY as END_OF_DAY
from stagemap.core.dates import Anchor as Anchor
from stagemap.core.dates import Closure as Closure
from stagemap.core.dates import Period as Period
from stagemap.core.dates import RelativeDate as RelativeDate
from stagemap.core.dates import Text as Text

Minutes = Annotated[int, "minutes"]
"""Whole minutes; in a programme's files they are written as ``50 h`` or ``45 h 30``."""


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
class Tab:
    """One tab of the portfolio (G17)."""

    key: str
    name: Text
    about: Text


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
    ``sheets`` are the keys of its kinds of sheets, which are pinned apart, and ``tabs`` those of the portfolio.
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
    tabs: tuple[Tab, ...] = ()

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
