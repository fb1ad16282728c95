"""What passes between a sheet and the roster block that it is for: facts it begins with, minutes it counts back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stagemap.core.sheets.answers import Answers, tidy
from stagemap.core.sheets.faults import faults_of
from stagemap.core.sheets.kinds import Count, Field, FieldType, SheetKind, Source
from stagemap.core.sheets.richtext import html_of

_CUT = "…"


def begun(kind: SheetKind, facts: Mapping[Source, Any]) -> Answers:
    """The answers with which a sheet begins: what placement and block know already (G11, G17).

    ``facts`` are in the shapes of answers, a long text as plain text. A text that is too long is cut off, of too many
    pupils the first are taken, and what does not fit a field is left to the student.
    """
    known = {
        field.key: _fitting(field, facts[field.begins_with])
        for field in kind.fields
        if field.begins_with is not None and field.begins_with in facts
    }
    said = tidy(kind, known)
    unfit = {fault.path[0] for fault in faults_of(kind, said, whole=False)}
    return {key: value for key, value in said.items() if key not in unfit}


def _fitting(field: Field, fact: Any) -> Any:
    if field.type is FieldType.LONG_TEXT and isinstance(fact, str):
        return html_of(_cut(fact, field.most))
    if isinstance(fact, str):
        return _cut(fact, field.most)
    return fact[: field.most] if isinstance(fact, list) else fact


def _cut(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else text[: most - 1].rstrip() + _CUT


def minutes_of(kind: SheetKind, answers: Answers) -> Mapping[Count, int]:
    """The minutes that a sheet says for each kind of time that it names, its tables too (G09)."""
    minutes: dict[Count, int] = {}
    for field in kind.fields:
        rows = answers.get(field.key, ()) if field.type is FieldType.TABLE else (answers,)
        for counting in field.columns or (field,):
            said = [row[counting.key] for row in rows if counting.key in row]
            if counting.counts_as is not None and said:
                minutes[counting.counts_as] = minutes.get(counting.counts_as, 0) + sum(said)
    return minutes
