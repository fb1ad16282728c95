"""What each file of a programme's folder holds, as records for the reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from stagemap.core.programme import (
    Closure,
    FindingText,
    Group,
    Hours,
    Kind,
    Level,
    Milestone,
    Period,
    ProjectExample,
    Retention,
    Role,
    Tab,
    Task,
    Text,
)
from stagemap.core.rules import KEYS
from stagemap.core.sheets import College, Field, Filler, Layer, Option, Part, Scale, School
from stagemap.core.tree import Tree

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """``programme.yaml``: the rules that every edition shares."""

    programme: str
    name: Text
    college: Text
    observation_moments: int
    hours: Hours
    packages: Mapping[str, Text]
    roles: tuple[Role, ...]
    kinds: tuple[Kind, ...]
    stages: Mapping[str, Text]
    parties: Mapping[str, Text]
    retention: tuple[Retention, ...]
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A task in ``catalogue.yaml``; its group and level are those that it stands under."""

    code: str
    name: Text
    sheet: str = "activity"


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group of tasks in ``catalogue.yaml``."""

    code: str
    level: str
    name: Text
    tasks: tuple[TaskEntry, ...]

    def group(self) -> Group:
        """The group with its tasks, each knowing group and level."""
        tasks = (Task(each.code, each.name, self.code, self.level, each.sheet) for each in self.tasks)
        return Group(self.code, self.level, self.name, tuple(tasks))


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """``catalogue.yaml``: levels, groups and the inspiration list."""

    version: int
    levels: tuple[Level, ...]
    groups: tuple[GroupEntry, ...]


@dataclass(frozen=True, slots=True)
class FieldEntry(Field):
    """A field of a sheet; ``list`` names a shared list of options in their stead.

    Whoever writes the sheet fills it in, unless it says ``by`` whom.
    """

    columns: tuple[FieldEntry, ...] = ()
    by: Filler | None = None  # type: ignore[assignment]  # the kind knows it, and gives it in the assembly
    list: str = ""


@dataclass(frozen=True, slots=True)
class PartEntry(Part):
    """A part of a sheet."""

    fields: tuple[FieldEntry, ...]


@dataclass(frozen=True, slots=True)
class SheetsFile:
    """``sheets.yaml``: the tabs of the portfolio, and what the kinds of sheets share.

    ``parts`` are those that kinds share; ``judges`` are words of judgement by language.
    """

    tabs: tuple[Tab, ...]
    lists: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    scales: tuple[Scale, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    judges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindFile:
    """``sheets/<key>.yaml``: one kind of sheets.

    ``head`` and ``tail`` name the shared parts with which it begins and ends. A question that it asks itself is left
    out of those: it knows better how to word it, and where.
    """

    key: str
    name: Text
    version: int
    tab: str
    layers: tuple[Layer, ...]
    parts: tuple[PartEntry, ...] = ()
    about: Text | None = None
    by: Filler = Filler.STUDENT
    college: College = College.WITHOUT_CODES
    school: School = School.INVITED
    title_from: tuple[str, ...] = ()
    once: bool = False
    scales: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestonesFile:
    """``milestones.yaml``: the road, in its order."""

    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class FindingsFile:
    """``findings.yaml``: the wording of every finding of the rules."""

    findings: Mapping[str, FindingText]


@dataclass(frozen=True, slots=True)
class ExamplesFile:
    """``project_examples.yaml``: the ready-made starts of a project."""

    project_examples: tuple[ProjectExample, ...]


@dataclass(frozen=True, slots=True)
class TextsFile:
    """``texts.yaml``: what the programme says of itself."""

    texts: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class EditionFile:
    """``editions/<year>.yaml``: period, calendar with its exceptions, and the terms of that year's law."""

    year: str
    period: Period
    calendar: str
    terms: Mapping[str, Text]
    closures: tuple[Closure, ...] = ()


SHARED: Mapping[str, type] = {
    "programme.yaml": ProgrammeFile,
    "catalogue.yaml": CatalogueFile,
    "sheets.yaml": SheetsFile,
    "milestones.yaml": MilestonesFile,
    "findings.yaml": FindingsFile,
    "project_examples.yaml": ExamplesFile,
    "texts.yaml": TextsFile,
}
"""The files that every edition of a programme shares, and what each holds."""


def filling(terms: Tree) -> Callable[[str, str], str]:
    """How the texts of an edition get its terms: ``{lms}`` becomes the term's word in the language of the text.

    In the wording of a finding the finding's own values stay, for the page to fill; a finding that no rule knows is
    left alone. The answer raises ValueError with a sentence for any other brace.
    """

    def fill(path: str, text: str) -> str:
        values = KEYS.get(path.split(".")[1]) if path.startswith("findings.") else ()
        if values is None:
            return text
        language = path.rsplit(".", 1)[-1]

        def word(match: re.Match[str]) -> str:
            if match[1] in values:
                return match[0]
            if match[1] not in terms.entries:
                known = [*terms.entries, *values]
                raise ValueError(f'expected in braces {_one_of(known)}, found "{match[1]}".')
            return terms.at(match[1], language).text

        if set(_BRACES.sub("", text)) & set("{}"):
            raise ValueError("expected braces in pairs, around the name of a term.")
        return _BRACES.sub(word, text)

    return fill


def _one_of(known: list[str]) -> str:
    return f"one of {', '.join(known)}" if known else "nothing, as no term is known here"
