"""The demo's story as data: one week of blocks as the guide means it. All persons and all work are invented."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Line:
    """One block: weekday (Monday is 0, None outside the week), start ("8.30", "home", "ahead", "behind"), minutes.

    ``early`` tells whether it stands in the week already when that is only half planned.
    """

    weekday: int | None
    start: str
    minutes: int
    title: str
    level: str
    role: str
    where: str
    at_what: str
    task: str
    project: bool
    kind: str
    pupils: str
    early: bool


def week() -> tuple[Line, ...]:
    """The blocks of ``story/week.csv``, in its order."""
    with files("stagemap.demo").joinpath("story/week.csv").open(encoding="utf-8") as story:
        return tuple(_line(row) for row in csv.DictReader(story))


def _line(row: dict[str, str]) -> Line:
    plain = ("start", "title", "level", "role", "where", "at_what", "task", "kind", "pupils")
    return Line(
        **{name: row[name] for name in plain},
        weekday=int(row["weekday"]) if row["weekday"] else None,
        minutes=int(row["minutes"]),
        project=row["project"] == "yes",
        early=row["early"] == "yes",
    )
