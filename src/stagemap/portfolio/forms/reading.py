"""What was filled in, as ``core.sheets`` writes answers: nothing empty, every value in its own shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stagemap.core.sheets import Field, FieldType, html_of, plain_of

from .rich import clean

HTML = "-html"
"""What follows the name of a long text that an editor wrote; without it the text is plain."""
MOST_FIGURES = 9


@dataclass(frozen=True, slots=True)
class Values:
    """What a form read (``cleaned``), what was sent, and the numbers of the rows of its tables.

    ``filled`` keeps the numbers of the rows in which something stands: those that became answers, in their order.
    """

    cleaned: Mapping[str, Any]
    sent: Mapping[str, Any]
    rows: Mapping[str, tuple[int, ...]]
    filled: dict[str, list[int]]


def number_in(text: str) -> int:
    """A number of at most nine figures that a button or a hidden control says; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= MOST_FIGURES else 0


def read(name: str, asked: Field, values: Values, known: Any = None) -> Any:
    """The answer of one field, or None where nothing was filled in; ``known`` is what stood there."""
    if asked.type is FieldType.TABLE:
        return _table(name, asked, values, known or [])
    if asked.type is FieldType.SCALE:
        return _together(values, name, ("step", "comment"))
    if asked.type is FieldType.CONSENT:
        return _together(values, name, ("by", "on"))
    if asked.type is FieldType.LONG_TEXT:
        return _long(name, values, known or "")
    value = values.cleaned.get(name)
    if asked.type is FieldType.YES_NO:
        return {"yes": True, "no": False}.get(str(value))
    return None if value in (None, "", []) else value


def _together(values: Values, name: str, parts: tuple[str, ...]) -> dict[str, Any] | None:
    found = {part: values.cleaned.get(f"{name}-{part}") for part in parts}
    answer = {
        part: value.isoformat() if isinstance(value, dt.date) else value for part, value in found.items() if value
    }
    return answer or None


def _long(name: str, values: Values, known: str) -> str | None:
    """A text as an editor wrote it; or plain, which leaves what stood there when nobody changed a word of it."""
    if name + HTML in values.sent:
        return clean(values.sent[name + HTML]) or None
    plain = str(values.cleaned.get(name) or "").replace("\r\n", "\n")
    if not plain.strip():
        return None
    return known if plain.strip() == plain_of(known).strip() else html_of(plain)


def _table(name: str, asked: Field, values: Values, known: list[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
    """The rows in which anything was filled in."""
    rows: list[dict[str, Any]] = []
    values.filled[name] = []
    for number in values.rows.get(name, ()):
        stood = known[number] if number < len(known) else {}
        row = {
            column.key: answer
            for column in asked.columns
            if (answer := read(f"{name}-{number}-{column.key}", column, values, stood.get(column.key))) is not None
        }
        if row:
            rows.append(row)
            values.filled[name].append(number)
    return rows or None
