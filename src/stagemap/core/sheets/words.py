"""The words of a sheet: all of them for searching, and those that judge where only a camera should look."""

from __future__ import annotations

import re

from stagemap.core.sheets.answers import Answers, texts_of
from stagemap.core.sheets.kinds import SheetKind
from stagemap.core.sheets.richtext import text_in

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def words_of(kind: SheetKind, answers: Answers) -> str:
    """All that was written in a sheet, as one plain text in its order; what was chosen or counted is no word."""
    return "\n".join(texts_of(kind, answers))


def judging(kind: SheetKind, text: str, language: str) -> tuple[str, ...]:
    """The words of ``text``, plain or stored, that describe nobody, as they stand there, each once."""
    words = frozenset((kind.judges or {}).get(language, ()))
    found = (match[0] for match in _WORD.finditer(text_in(text)))
    return tuple(dict.fromkeys(word for word in found if word.casefold() in words))
