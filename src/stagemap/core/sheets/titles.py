"""What a sheet is called, in the words of its own answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from stagemap.core.sheets.answers import Answers
from stagemap.core.sheets.kinds import Field, FieldType, SheetKind

_MONTHS = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def title_of(kind: SheetKind, answers: Answers, language: str) -> str:
    """What a sheet is called: the first answer that its kind takes a title from, or else the name of the kind."""
    fields = {field.key: field for field in kind.fields}
    named = (fields[key] for key in kind.title_from if key in answers)
    return next((_WORDS[field.type](field, answers[field.key], language) for field in named), kind.name.in_(language))


def _date(_field: Field, value: Any, language: str) -> str:
    day = dt.date.fromisoformat(value)
    return f"{day.day} {_MONTHS['en' if language == 'en' else 'nl'][day.month - 1]} {day.year}"


def _options(field: Field, value: Any, language: str) -> str:
    names: dict[str, str] = {option.key: option.name.in_(language) for option in field.options}
    keys: list[str] = value if isinstance(value, list) else [value]
    return ", ".join(names.get(key, key) for key in keys)


_WORDS: Mapping[FieldType, Callable[[Field, Any, str], str]] = {
    FieldType.SHORT_TEXT: lambda _field, value, _language: str(value),
    FieldType.DATE: _date,
    FieldType.CHOICE: _options,
    FieldType.CHOICES: _options,
    FieldType.PERSON: _options,
    FieldType.PUPIL: lambda _field, value, _language: ", ".join(value),
}
TITLES = frozenset(_WORDS)
"""The types of field that a title can be made of."""
