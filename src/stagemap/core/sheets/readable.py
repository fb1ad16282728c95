"""What may be read of a sheet: in one layer, and with or without the codes of pupils (G17)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stagemap.core.privacy import codes_in, without_codes
from stagemap.core.sheets.answers import Answers
from stagemap.core.sheets.kinds import Field, FieldType, Layer, SheetKind
from stagemap.core.sheets.richtext import html_of, text_in, with_words


def readable(kind: SheetKind, answers: Answers, *, layer: Layer | None, codes: bool, language: str) -> dict[str, Any]:
    """The answers that may be read.

    In a ``layer`` those fields and columns are left out that may not appear in it; None reads them all. Without
    ``codes`` fields of pupils are left out, and a code in a text is put in words of ``language``.
    """
    return _Reading(layer, language, codes=codes).all_of(kind.fields, answers)


class _Reading:
    """One way of reading: a layer, a language, and whether codes are seen."""

    def __init__(self, layer: Layer | None, language: str, *, codes: bool) -> None:
        self.layer, self.language, self.codes = layer, language, codes

    def all_of(self, fields: Iterable[Field], answers: Answers) -> dict[str, Any]:
        """The answers to ``fields`` that may be read, in their order; a table of which no row is left is none."""
        asked = (field for field in fields if field.key in answers and self._may(field))
        read = ((field.key, self._one(field, answers[field.key])) for field in asked)
        return {key: answer for key, answer in read if answer != []}

    def _may(self, field: Field) -> bool:
        if field.type is FieldType.PUPIL and not self.codes:
            return False
        return self.layer is None or not field.layers or self.layer in field.layers

    def _one(self, field: Field, answer: Any) -> Any:
        if field.type is FieldType.TABLE:
            return [row for each in answer if (row := self.all_of(field.columns, each))]
        if self.codes:
            return answer
        return self._veiled_html(answer) if field.type is FieldType.LONG_TEXT else self._veiled(answer)

    def _veiled(self, answer: Any) -> Any:
        """An answer without codes, whatever its shape."""
        if isinstance(answer, str):
            return without_codes(answer, self.language)
        if isinstance(answer, list):
            return [self._veiled(each) for each in answer]
        return {name: self._veiled(each) for name, each in answer.items()} if isinstance(answer, dict) else answer

    def _veiled_html(self, html: str) -> str:
        """A long text without codes; one that is half bold and half plain costs the text its bold and italic."""
        veiled = with_words(html, self._veiled)
        return html_of(self._veiled(text_in(html))) if codes_in(text_in(veiled)) else veiled
