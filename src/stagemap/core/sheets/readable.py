"""What may be read of a sheet: in one layer, and with or without the codes of pupils (G17)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

from stagemap.core.privacy import without_codes
from stagemap.core.sheets.kinds import Field, FieldType, Layer, SheetKind

_TAG = re.compile(r"(<[^>]*>)")


def readable(
    kind: SheetKind, answers: Mapping[str, Any], *, layer: Layer | None, codes: bool, language: str
) -> dict[str, Any]:
    """The answers that may be read.

    In a ``layer`` those fields and columns are left out that may not appear in it; None reads them all. Without
    ``codes`` fields of pupils are left out, and a code in a text is put in words of ``language``.
    """
    read = _Reading(layer, language, codes=codes)
    return read.all_of(kind.fields, answers)


class _Reading:
    """One way of reading: a layer, a language, and whether codes are seen."""

    def __init__(self, layer: Layer | None, language: str, *, codes: bool) -> None:
        self.layer, self.language, self.codes = layer, language, codes

    def all_of(self, fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers to ``fields`` that may be read, in their order."""
        return {
            field.key: self._one(field, answers[field.key])
            for field in fields
            if field.key in answers and self._may(field)
        }

    def _may(self, field: Field) -> bool:
        if field.type is FieldType.PUPIL and not self.codes:
            return False
        return self.layer is None or not field.layers or self.layer in field.layers

    def _one(self, field: Field, answer: Any) -> Any:
        if field.type is FieldType.TABLE:
            return [self.all_of(field.columns, row) for row in answer]
        if self.codes:
            return answer
        if field.type is FieldType.LONG_TEXT:
            return "".join(map(self._piece, _TAG.split(answer)))
        if field.type is FieldType.SHORT_TEXT:
            return without_codes(answer, self.language)
        if field.type is FieldType.SCALE and "comment" in answer:
            return {**answer, "comment": without_codes(answer["comment"], self.language)}
        return answer

    def _piece(self, piece: str) -> str:
        """A tag as it is; text between tags without codes, which an entity such as ``&#39;`` only looks like."""
        if _TAG.fullmatch(piece):
            return piece
        return escape(without_codes(unescape(piece), self.language), quote=False)
