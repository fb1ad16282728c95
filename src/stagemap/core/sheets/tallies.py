"""A sheet counted: what the college reads of an observation, and what its writer sees on closing it (G17).

Nothing in a tally tells of a pupil, and none judges anybody (G20): it holds names that the kind itself words, and how
often each occurs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from stagemap.core.sheets.answers import Answers
from stagemap.core.sheets.kinds import Field, FieldType, SheetKind, Source

_HOUR = 60
_CHOSEN = (FieldType.CHOICE, FieldType.PERSON)
_AN_HOUR = {"nl": "{} per uur", "en": "{} an hour"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something stands in a sheet: ``count``, out of ``of`` where that is known.

    ``parts`` says of what it is made, ``rate`` how often an hour that was, in words; either may be empty.
    """

    name: str
    count: int
    of: int | None = None
    parts: tuple[tuple[str, int], ...] = ()
    rate: str = ""

    def __str__(self) -> str:
        name = self.name if self.name.endswith("?") else f"{self.name}:"
        if self.parts:
            return f"{name} {', '.join(f'{part} {count}' for part, count in self.parts)}"
        amount = f"{self.count}" if self.of is None else f"{self.count}/{self.of}"
        return f"{name} {amount} ({self.rate})" if self.rate else f"{name} {amount}"


def summary_of(kind: SheetKind, answers: Answers, language: str) -> tuple[Tally, ...]:
    """The steps that were done, and each table: its rows, and how often each choice was made in them.

    A step is a part that opens by a consent, or the one that asks for that; it is done once it has its day. Rows are
    also counted by the hour where it is known how long it lasted.
    """
    tables = (field for field in kind.fields if field.type is FieldType.TABLE and field.key in answers)
    minutes = _minutes(kind, answers)
    counted = (tally for table in tables for tally in _table(table, answers[table.key], minutes, language))
    return (*_steps(kind, answers, language), *counted)


def _steps(kind: SheetKind, answers: Answers, language: str) -> Iterator[Tally]:
    opening = {part.opens_when.field for part in kind.parts if part.opens_when is not None}
    steps = [part for part in kind.parts if part.opens_when or any(field.key in opening for field in part.fields)]
    days = [next((field.key for field in part.fields if field.type is FieldType.DATE), "") for part in steps]
    if steps:
        yield Tally(kind.name.in_(language), sum(day in answers for day in days), of=len(steps))


def _minutes(kind: SheetKind, answers: Answers) -> int:
    """How long it lasted, by the fields that begin with start and end of the roster's block; 0 where nobody knows."""
    times = {field.begins_with: answers.get(field.key) for field in kind.fields if field.type is FieldType.TIME}
    start, end = times.get(Source.START), times.get(Source.END)
    return 0 if start is None or end is None else max(end - start, 0)


def _table(table: Field, rows: list[Answers], minutes: int, language: str) -> Iterator[Tally]:
    timed = minutes and any(column.type is FieldType.TIME for column in table.columns)
    pace = _AN_HOUR["en" if language == "en" else "nl"].format(round(len(rows) * _HOUR / minutes)) if timed else ""
    yield Tally(table.name.in_(language), len(rows), rate=pace)
    for column in table.columns:
        chosen = Counter(row[column.key] for row in rows if column.type in _CHOSEN and column.key in row)
        parts = tuple((each.name.in_(language), chosen[each.key]) for each in column.options if chosen[each.key])
        if parts:
            yield Tally(column.name.in_(language), sum(count for _, count in parts), parts=parts)
