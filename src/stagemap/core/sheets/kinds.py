"""The kinds of sheets as data: what a sheet asks, of whom, and in which layers of the portfolio it may lie (G17).

A kind is frozen and has a version. A filled sheet keeps the version of its kind, so that an edition can gain a new one
without touching what was begun. Nothing here reads a file or knows a form: pages, phone forms, paper and layers all
follow from these records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stagemap.core.dates import Text
from stagemap.core.programme import Tab as Tab


class FieldType(StrEnum):
    """What a field holds; ``answers`` says how each is written."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DURATION = "duration"
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    TABLE = "table"
    PUPIL = "pupil"
    PERSON = "person"
    BLOCK = "block"
    SHEET = "sheet"
    ATTACHMENT = "attachment"
    CONSENT = "consent"


class Layer(StrEnum):
    """Who may read a sheet: open in the class, the closed annex (mentor, care team), the student alone (G17)."""

    OPEN = "open"
    ANNEX = "annex"
    PRIVATE = "private"


class Filler(StrEnum):
    """Who writes a sheet or a field."""

    STUDENT = "student"
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"


class College(StrEnum):
    """What the supervisor reads of a sheet in the annex: all but the codes, its summary alone, or nothing (G17)."""

    WITHOUT_CODES = "without_codes"
    SUMMARY = "summary"
    NOTHING = "nothing"


class School(StrEnum):
    """Who of the school reads a sheet: the mentor alone, or in their layers also whoever the mentor invited (G17)."""

    INVITED = "invited"
    MENTOR = "mentor"


class Source(StrEnum):
    """A fact of the placement or the roster block that a field begins with."""

    TASK = "task"
    PACKAGE = "package"
    LEVEL = "level"
    ROLE = "role"
    DATE = "date"
    START = "start"
    END = "end"
    PLACE = "place"
    AT_WHAT = "at_what"
    CLASS_LABEL = "class_label"
    PUPILS = "pupils"
    PROJECT = "project"
    TODAY = "today"


class Count(StrEnum):
    """The kind of time to which a duration counts back in the roster (G09)."""

    CONTACT = "contact"
    PREPARATION = "preparation"
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that a choice offers."""

    key: str
    name: Text
    about: Text | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps in words, the lowest first; never a figure (G20).

    ``comment_at`` names the steps that ask for a comment of at least ``comment_least`` characters; ``way_out`` is the
    step that says that it did not come up, and counts as neither good nor bad.
    """

    key: str
    name: Text
    steps: tuple[Option, ...]
    way_out: str = ""
    comment_at: tuple[str, ...] = ()
    comment_least: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds while ``field`` has one of the values ``any_of``, or is filled in at all where none is named.

    A consent counts as filled in once the mentor confirmed it; yes and no are written as ``yes`` and ``no``. Inside a
    table ``field`` is a column of the same row, elsewhere a field of the sheet.
    """

    field: str
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    ``least`` and ``most`` bound the characters of a text, the value of a number, the minutes of a duration, the rows of
    a table, and how many options, codes, sheets or attachments may be named. ``options`` are those of a choice, a
    person or a consent, ``columns`` the fields of a table's row (never a table), ``of_kind`` the kind of sheets that
    may be cited. ``layers`` are those in which the answer may be read; empty for all of the sheet's. ``camera`` asks
    for what was seen and heard: words of judgement get a hint there. ``begins_with`` fills it in from the roster,
    ``counts_as`` lets a duration count back to it.
    """

    key: str
    name: Text
    type: FieldType
    help: Text | None = None
    required: bool = False
    required_when: Condition | None = None
    shown_when: Condition | None = None
    least: int | None = None
    most: int | None = None
    options: tuple[Option, ...] = ()
    scale: str = ""
    columns: tuple[Field, ...] = ()
    of_kind: str = ""
    layers: tuple[Layer, ...] = ()
    by: Filler = Filler.STUDENT
    camera: bool = False
    begins_with: Source | None = None
    counts_as: Count | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sheet under one heading.

    ``opens_when`` locks it until its condition holds, with ``locked`` as the sentence that says what is waited for.
    ``after_closing`` keeps it shut until the observation before it is closed: explaining comes after seeing.
    """

    key: str
    name: Text
    fields: tuple[Field, ...]
    about: Text | None = None
    shown_when: Condition | None = None
    opens_when: Condition | None = None
    locked: Text | None = None
    after_closing: bool = False


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of sheet, whole: its parts, those it shares with others among them.

    ``layers`` are those it may lie in, the first the one it begins in. ``title_from`` names the fields whose answers
    make its title, the first that is filled in; else it is called as its kind. ``once`` allows one in a portfolio.
    ``judges`` are words that describe nobody; a ``camera`` field warns of them.
    """

    key: str
    name: Text
    version: int
    tab: str
    layers: tuple[Layer, ...]
    parts: tuple[Part, ...]
    about: Text | None = None
    by: Filler = Filler.STUDENT
    college: College = College.WITHOUT_CODES
    school: School = School.INVITED
    title_from: tuple[str, ...] = ()
    once: bool = False
    scales: tuple[Scale, ...] = ()
    judges: Mapping[str, tuple[str, ...]] | None = None

    @property
    def fields(self) -> Iterator[Field]:
        """Every field outside tables, in the order of the sheet."""
        return (field for part in self.parts for field in part.fields)

    @property
    def closes(self) -> bool:
        """Whether it is closed before it is explained."""
        return any(part.after_closing for part in self.parts)
