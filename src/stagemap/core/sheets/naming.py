"""Names in the texts of a sheet: where they stand, and the sheet with a code or a function in their place (G17).

Words of judgement are told in the same way, in the fields that ask for what was seen and heard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from stagemap.core.privacy import Hint, folded, replaced
from stagemap.core.sheets.kinds import Field, FieldType, SheetKind
from stagemap.core.sheets.words import judging

Look = Callable[[str], tuple[Hint, ...]]
"""What finds the hints in a plain text: ``core.privacy.hints_in`` for one internship."""

_BLOCK = re.compile(r"</?(?:p|ul|ol|li|br)\b[^>]*>")
_OTHER = re.compile(r"<[^>]*>|&[a-z#0-9]+;")


@dataclass(frozen=True, slots=True)
class Named:
    """A hint, and the way to the text in which it stands: a field, or a row of a table and a column."""

    path: tuple[str | int, ...]
    hint: Hint


@dataclass(frozen=True, slots=True)
class Judged:
    """The words of judgement in one text, and the way to it."""

    path: tuple[str | int, ...]
    words: tuple[str, ...]


def names_in(kind: SheetKind, answers: Mapping[str, Any], look: Look) -> tuple[Named, ...]:
    """Every hint in the texts of a sheet, in its order."""
    found = partial(_hints, look=look)
    return tuple(
        Named(path, hint) for path, field, text in _texts(kind.fields, answers, ()) for hint in found(field, text)
    )


def judged_in(kind: SheetKind, answers: Mapping[str, Any], language: str) -> tuple[Judged, ...]:
    """The words of judgement in the fields that ask for what a camera would see."""
    texts = ((path, text) for path, field, text in _texts(kind.fields, answers, ()) if field.camera)
    return tuple(Judged(path, words) for path, text in texts if (words := judging(kind, text, language)))


def without_name(
    kind: SheetKind, answers: Mapping[str, Any], look: Look, *, word: str, by: str, language: str
) -> dict[str, Any]:
    """The answers with ``by``, a pupil code or a function in words, wherever the name ``word`` is hinted at."""

    def change(field: Field, text: str) -> str:
        hints = [hint for hint in _hints(field, text, look) if folded(hint.word) == folded(word)]
        rich = field.type is FieldType.LONG_TEXT
        return replaced(
            text, hints, escape(by, quote=False) if rich else by, language, bare=_bare(text) if rich else text
        )

    return _changed(kind.fields, answers, change)


def _hints(field: Field, text: str, look: Look) -> tuple[Hint, ...]:
    return look(_bare(text) if field.type is FieldType.LONG_TEXT else text)


def _bare(html: str) -> str:
    """A stored text with blanks in the place of its tags: each word stays where it was, and paragraphs stay apart."""
    lines = _BLOCK.sub(lambda tag: "\n" * len(tag[0]), html)
    return _OTHER.sub(lambda tag: " " * len(tag[0]), lines)


def _texts(
    fields: Iterable[Field], answers: Mapping[str, Any], before: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Field, str]]:
    for field in fields:
        answer, path = answers.get(field.key), (*before, field.key)
        if answer is None:
            continue
        if field.type is FieldType.TABLE:
            for number, row in enumerate(answer):
                yield from _texts(field.columns, row, (*path, number))
        elif field.type is FieldType.SCALE:
            yield (*path, "comment"), field, answer.get("comment", "")
        elif field.type in {FieldType.SHORT_TEXT, FieldType.LONG_TEXT}:
            yield path, field, answer


def _changed(
    fields: Iterable[Field], answers: Mapping[str, Any], change: Callable[[Field, str], str]
) -> dict[str, Any]:
    made = dict(answers)
    for field in fields:
        answer = answers.get(field.key)
        if answer is None:
            continue
        if field.type is FieldType.TABLE:
            made[field.key] = [_changed(field.columns, row, change) for row in answer]
        elif field.type is FieldType.SCALE and "comment" in answer:
            made[field.key] = {**answer, "comment": change(field, answer["comment"])}
        elif field.type in {FieldType.SHORT_TEXT, FieldType.LONG_TEXT}:
            made[field.key] = change(field, answer)
    return made
