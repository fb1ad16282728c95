"""How the answers of a sheet are written: one shape for each type of field, nothing that is empty, nothing unknown.

A sheet's answers are one JSON object by the keys of its fields; a key that is absent is not filled in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from stagemap.core.privacy import is_code
from stagemap.core.sheets.kinds import Field, FieldType, SheetKind
from stagemap.core.sheets.richtext import html_of, is_clean, plain_of, text_in

Answers = Mapping[str, Any]
"""What a sheet says, by the keys of its fields."""

HIGHEST = 999_999
"""The largest whole number and the most minutes that an answer may be."""
_MIDNIGHT = 24 * 60
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def tidy(kind: SheetKind, answers: object) -> Answers:
    """``answers`` as a sheet keeps them: known fields in their shapes, without what is empty. Never raises.

    What has another shape is left out; ``faults_of`` says so first.
    """
    return _row(kind.fields, answers)


def shaped(field: Field, value: object) -> Any:
    """An answer to ``field`` in its own shape; None for one that says nothing or has another."""
    return _SHAPES[field.type](field, value)


def texts_of(kind: SheetKind, answers: Answers) -> Iterator[str]:
    """Every text and pupil code that tidy answers hold, as plain text, in the order of the sheet."""
    return _texts(kind.fields, answers)


def _texts(fields: Iterable[Field], answers: Answers) -> Iterator[str]:
    for field in fields:
        value = answers.get(field.key)
        if value is None:
            continue
        if field.type is FieldType.TABLE:
            for row in value:
                yield from _texts(field.columns, row)
        elif field.type in _PLAIN:
            yield from _PLAIN[field.type](value)


def _row(fields: Iterable[Field], answers: object) -> dict[str, Any]:
    if not isinstance(answers, Mapping):
        return {}
    made = ((field.key, shaped(field, answers.get(field.key))) for field in fields)
    return {key: value for key, value in made if value is not None}


def _seen(value: object) -> str:
    """A text without the characters that nobody sees and no database keeps; nothing for anything else."""
    return _UNSEEN.sub("", value).strip() if isinstance(value, str) else ""


def _line(_field: Field, value: object) -> str | None:
    return " ".join(_seen(value).split()) or None


def _long(_field: Field, value: object) -> str | None:
    html = _seen(value)
    if not is_clean(html):
        html = _seen(html_of(plain_of(html)))
    return html if text_in(html) else None


def _whole(most: int) -> Callable[[Field, object], int | None]:
    def shape(_field: Field, value: object) -> int | None:
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None

    return shape


def _truth(_field: Field, value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(_field: Field, value: object) -> str | None:
    try:
        return dt.date.fromisoformat(value).isoformat() if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _key(_field: Field, value: object) -> str | None:
    return _seen(value) or None


def _id(_field: Field, value: object) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def _several(_field: Field, value: object) -> list[str] | None:
    keys = dict.fromkeys(_seen(each) for each in value) if isinstance(value, list) else {}
    return [key for key in keys if key] or None


def _codes(field: Field, value: object) -> list[str] | None:
    return [each for each in _several(field, value) or () if is_code(each)] or None


def _ids(field: Field, value: object) -> list[str] | None:
    return [each for each in _several(field, value) or () if _ID.fullmatch(each)] or None


def _scale(_field: Field, value: object) -> dict[str, str] | None:
    return _pair(value, step=_seen, comment=_seen)


def _consent(field: Field, value: object) -> dict[str, str] | None:
    return _pair(value, by=_seen, on=lambda day: _day(field, day))


def _pair(value: object, **parts: Callable[[object], str | None]) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        return None
    made = {name: shape(value.get(name)) for name, shape in parts.items()}
    return {name: each for name, each in made.items() if each} or None


def _table(field: Field, value: object) -> list[dict[str, Any]] | None:
    rows = [_row(field.columns, row) for row in value] if isinstance(value, list) else []
    return [row for row in rows if row] or None


_PLAIN: Mapping[FieldType, Callable[[Any], Iterable[str]]] = {
    FieldType.SHORT_TEXT: lambda text: (text,),
    FieldType.LONG_TEXT: lambda html: (text_in(html),),
    FieldType.PUPIL: tuple,
    FieldType.SCALE: lambda said: (said["comment"],) if "comment" in said else (),
}
_SHAPES: Mapping[FieldType, Callable[[Field, object], Any]] = {
    FieldType.SHORT_TEXT: _line,
    FieldType.LONG_TEXT: _long,
    FieldType.NUMBER: _whole(HIGHEST),
    FieldType.DURATION: _whole(HIGHEST),
    FieldType.YES_NO: _truth,
    FieldType.DATE: _day,
    FieldType.TIME: _whole(_MIDNIGHT - 1),
    FieldType.CHOICE: _key,
    FieldType.CHOICES: _several,
    FieldType.SCALE: _scale,
    FieldType.TABLE: _table,
    FieldType.PUPIL: _codes,
    FieldType.PERSON: _key,
    FieldType.BLOCK: _id,
    FieldType.SHEET: _ids,
    FieldType.ATTACHMENT: _ids,
    FieldType.CONSENT: _consent,
}
