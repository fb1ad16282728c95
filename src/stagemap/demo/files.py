"""The demo's story as data: weeks of blocks as the guide means them, and portfolios. All of it is invented."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml


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


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of student, mentor or supervisor on a sheet, or on its field with this key."""

    by: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of a portfolio as it stands in the story, written on ``day``.

    ``by`` is who writes it, ``block`` the title of the block that it is for, ``name`` how other sheets cite it.
    ``state`` is ``draft``, ``ready`` or ``read``; ``permit`` names the consents that the mentor confirms, ``closed`` an
    observation that is over, ``pictures`` what each picture of the story shows. It is put up for reading when it has a
    ``note`` or a day, and read with ``remark``.
    """

    kind: str
    day: dt.date
    answers: Mapping[str, Any]
    by: str = "student"
    name: str = ""
    block: str = ""
    layer: str = ""
    state: str = "draft"
    permit: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    note: str = ""
    by_day: dt.date | None = None
    remark: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """A portfolio: how many pupil codes it has, what the mentor noted of which day, and its sheets in their order.

    ``printed`` is since when its open layer lies printed in the class.
    """

    codes: int
    notes: Mapping[dt.date, str]
    leaves: tuple[Leaf, ...]
    printed: dt.date | None = None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def week(name: str = "week") -> tuple[Line, ...]:
    """The blocks of a week of the story, in its order."""
    with _story(f"{name}.csv").open(encoding="utf-8") as story:
        return tuple(_line(row) for row in csv.DictReader(story))


def folder(name: str) -> Folder:
    """A portfolio of the story."""
    text = _story(f"portfolios/{name}.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    leaves = (
        leaf
        | {
            "permit": tuple(leaf.get("permit", ())),
            "remarks": tuple(Remark(**each) for each in leaf.get("remarks", ())),
        }
        for leaf in written["sheets"]
    )
    made = tuple(Leaf(**leaf) for leaf in leaves)
    return Folder(written["codes"], written.get("notes", {}), made, written.get("printed"))


def picture(name: str) -> AbstractContextManager[Path]:
    """A picture of the story, as a file on the disk."""
    return as_file(_story(f"pictures/{name}.png"))


def _story(name: str) -> Traversable:
    return files("stagemap.demo").joinpath("story", name)


def _line(row: dict[str, str]) -> Line:
    plain = ("start", "title", "level", "role", "where", "at_what", "task", "kind", "pupils")
    return Line(
        **{name: row[name] for name in plain},
        weekday=int(row["weekday"]) if row["weekday"] else None,
        minutes=int(row["minutes"]),
        project=row["project"] == "yes",
        early=row["early"] == "yes",
    )
