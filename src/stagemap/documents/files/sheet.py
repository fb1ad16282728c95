"""What the printed roster shows (G15), all of it in words, before anybody decides how it is drawn.

The writers of PDF and DOCX draw a ``RosterSheet`` and know nothing of plans.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form's head: a label and what is filled in."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class DayHead:
    """The head of one column: the weekday, its date, and from when to when the student is at school."""

    name: str
    date: str
    hours: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One block in a cell. ``time`` is empty where the row says it; ``shape`` is the level's (micro, meso, macro).

    ``tags`` are the words after the shape: level, role letter, project, kind of time. ``place`` says where and at
    what.
    """

    title: str
    time: str
    shape: str
    tags: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the week: ``rows`` it spans, what stands in it, and whether it is hatched (no school)."""

    rows: int
    entries: tuple[Entry, ...] = ()
    hatched: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the week; a cell is None where the cell above reaches into this row."""

    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One of the four fields of the project: paragraphs and then points."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """Work before or after the week: what, when, how long, and to which half it belongs."""

    title: str
    when: str
    time: str
    package: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of the legend: a level's shape, or nothing for a role (its letter stands in the text)."""

    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """The whole roster in words. ``page`` holds ``{page}`` and ``{pages}``, for the writer to fill in."""

    language: str
    name: str
    title: str
    college: str
    edition: str
    state: str
    draft: str
    owner: str
    fields: tuple[tuple[Field, Field], ...]
    corner: str
    dates: str
    hours: str
    days: tuple[DayHead, ...]
    rows: tuple[Row, ...]
    roles_title: str
    roles: tuple[Sign, ...]
    levels_title: str
    levels: tuple[Sign, ...]
    project_title: str
    project_size: str
    boxes: tuple[Box, ...]
    outside_heads: tuple[str, ...]
    outside: tuple[Outside, ...]
    totals: str
    discussed: str
    page: str
