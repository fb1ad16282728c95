"""The words of a sheet: all of them for searching, and those that judge where only a camera should look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from stagemap.core.sheets.kinds import Field, FieldType, SheetKind
from stagemap.core.sheets.richtext import plain_of

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def words_of(kind: SheetKind, answers: Mapping[str, Any]) -> str:
    """All that was written or chosen by hand, as one text, in the order of the sheet."""
    return "\n".join(filter(None, _texts(kind.fields, answers)))


def judging(kind: SheetKind, text: str, language: str) -> tuple[str, ...]:
    """The words of ``text`` that describe nobody, as they stand there, each once."""
    words = frozenset((kind.judges or {}).get(language, ()))
    found = (match[0] for match in _WORD.finditer(plain_of(text)))
    return tuple(dict.fromkeys(word for word in found if word.casefold() in words))


def _texts(fields: Iterable[Field], answers: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        answer = answers.get(field.key)
        if answer is not None and field.type is FieldType.TABLE:
            for row in answer:
                yield from _texts(field.columns, row)
        elif answer is not None and field.type in _TEXT_OF:
            yield _TEXT_OF[field.type](answer)


_TEXT_OF: Mapping[FieldType, Callable[[Any], str]] = {
    FieldType.SHORT_TEXT: str,
    FieldType.LONG_TEXT: plain_of,
    FieldType.SCALE: lambda answer: str(answer.get("comment", "")),
    FieldType.PUPIL: " ".join,
}
