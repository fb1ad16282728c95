"""An edition as the page shows it: words of one language, nothing left to look up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from stagemap.core.calendar import SCHOOL_WEEK, closed_on, in_words, possible_weeks
from stagemap.core.programme import Edition, Hours, Period, Stage

_TO_FRIDAY = dt.timedelta(days=SCHOOL_WEEK - 1)


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in which the active days may lie."""

    monday: dt.date
    friday: dt.date
    school_days: int
    closed: tuple[tuple[dt.date, str], ...]


@dataclass(frozen=True, slots=True)
class StopLine:
    """A milestone: its name, who is awaited, when it is due."""

    name: str
    owners: str
    due: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stretch of the road with its milestones."""

    name: str
    stops: tuple[StopLine, ...]


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level of the inspiration list with its groups and how many tasks each holds."""

    size: str
    name: str
    about: str
    tasks: int
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page of an edition shows."""

    name: str
    college: str
    aim: str
    period: Period
    hours: Hours
    observation_moments: int
    weeks: tuple[WeekLine, ...]
    school_days: int
    stages: tuple[StageLine, ...]
    levels: tuple[LevelLine, ...]
    tasks: int
    holidays: tuple[tuple[dt.date, dt.date, str], ...]
    terms: tuple[str, ...]
    retention: tuple[tuple[str, int], ...]


def sheet_of(edition: Edition, language: str) -> Sheet:
    """The sheet of an edition in ``language``."""
    weeks = possible_weeks(edition.period, closed_on(edition, language=language))
    aim = edition.texts.get("aim")
    return Sheet(
        name=edition.name.in_(language),
        college=edition.college.in_(language),
        aim=aim.in_(language) if aim else "",
        period=edition.period,
        hours=edition.hours,
        observation_moments=edition.observation_moments,
        weeks=tuple(WeekLine(each.monday, each.monday + _TO_FRIDAY, len(each.days), each.closed) for each in weeks),
        school_days=sum(len(each.days) for each in weeks),
        stages=tuple(_stage(edition, stage, language) for stage in Stage),
        levels=_levels(edition, language),
        tasks=len(edition.tasks),
        holidays=tuple((each.first_day, each.last_day, each.reason.in_(language)) for each in edition.closures),
        terms=tuple(each.in_(language) for each in edition.terms.values()),
        retention=tuple((each.name.in_(language), each.days) for each in edition.retention),
    )


def _stage(edition: Edition, stage: Stage, language: str) -> StageLine:
    stops = tuple(
        StopLine(
            each.name.in_(language),
            ", ".join(edition.parties[owner].in_(language) for owner in each.owners),
            in_words(each.due).in_(language) if each.due else "",
        )
        for each in edition.milestones
        if each.stage is stage
    )
    return StageLine(edition.stages[stage].in_(language), stops)


def _levels(edition: Edition, language: str) -> tuple[LevelLine, ...]:
    lines = []
    for level in edition.levels:
        groups = tuple((g.name.in_(language), len(g.tasks)) for g in edition.groups if g.level == level.key)
        tasks = sum(count for _, count in groups)
        lines.append(LevelLine(level.size, level.name.in_(language), level.about.in_(language), tasks, groups))
    return tuple(lines)
