"""What the rows of a table add up to, such as the events of an observation: how many, how often, of which kind.

These are counts of what happened. None of them judges anybody (G20).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stagemap.core.sheets.kinds import Field, FieldType, Option, SheetKind, Source

_HOUR = 60
_CHOSEN = (FieldType.CHOICE, FieldType.PERSON)


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows of one table: how many, how many an hour of the time from start to end, and how often each answer.

    ``per_hour`` is None where start and end are not known. ``columns`` holds, for each column in which somebody chose,
    the options that were chosen, in their order, with how often.
    """

    field: Field
    rows: int
    per_hour: float | None
    columns: tuple[tuple[Field, tuple[tuple[Option, int], ...]], ...]


def summary_of(kind: SheetKind, answers: Mapping[str, Any]) -> tuple[Tally, ...]:
    """A tally of each table of which a column offers a choice and that holds rows; other tables are lists to read."""
    minutes = _minutes(kind, answers)
    return tuple(
        Tally(field, len(rows), None if minutes is None else len(rows) * _HOUR / minutes, _columns(field, rows))
        for field in kind.fields
        if field.type is FieldType.TABLE
        and any(column.type in _CHOSEN for column in field.columns)
        and (rows := answers.get(field.key, ()))
    )


def _minutes(kind: SheetKind, answers: Mapping[str, Any]) -> int | None:
    """How long it lasted, by the fields that begin with start and end of the roster's block."""
    known = {field.begins_with: answers.get(field.key) for field in kind.fields if field.type is FieldType.TIME}
    start, end = known.get(Source.START), known.get(Source.END)
    return end - start if start is not None and end is not None and end > start else None


def _columns(field: Field, rows: list[Mapping[str, Any]]) -> tuple[tuple[Field, tuple[tuple[Option, int], ...]], ...]:
    chosen_in = (column for column in field.columns if column.type in _CHOSEN)
    counted = ((column, Counter(row.get(column.key) for row in rows)) for column in chosen_in)
    return tuple(
        (column, chosen)
        for column, counts in counted
        if (chosen := tuple((option, counts[option.key]) for option in column.options if counts[option.key]))
    )
