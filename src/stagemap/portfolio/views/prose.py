"""Answers as people read them: a text, a list, a table, in the language of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from stagemap.core.sheets import Field, FieldType, SheetKind
from stagemap.kit import formats
from stagemap.portfolio.forms import clean

WIDEST = 5
"""A table of more columns is read as cards."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: ``text``, ``html``, or a table (``name``, ``head``, ``rows``), or ``links`` as words and address.

    A table that is too wide to be read as one is read as ``cards``: for each row the answers that it holds, by name.
    """

    text: str = ""
    html: str = ""
    name: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Said, ...], ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def named_rows(self) -> tuple[tuple[tuple[str, Said], ...], ...]:
        """The rows of a table, each answer with the name of its column."""
        return tuple(tuple(zip(self.head, row, strict=True)) for row in self.rows)

    @property
    def cards(self) -> tuple[tuple[tuple[str, Said], ...], ...]:
        """The rows of a wide table, without what was not filled in; none for a table that fits."""
        if len(self.head) <= WIDEST:
            return ()
        return tuple(tuple(pair for pair in row if pair[1]) for row in self.named_rows)

    def __bool__(self) -> bool:
        return bool(self.text or self.html or self.rows or self.links)


NOTHING = Said()


class Speaker:
    """Puts the answers of one kind of sheet in words; ``named`` are words for what answers name by an id."""

    def __init__(self, kind: SheetKind, language: str, named: Mapping[str, tuple[str, str]] | None = None) -> None:
        self.kind, self.language, self.named = kind, language, named or {}
        self.scales = {scale.key: scale for scale in kind.scales}

    def said(self, field: Field, answer: Any) -> Said:
        """One answer; what was not filled in is nothing."""
        if answer in (None, "", [], {}):
            return NOTHING
        if field.type is FieldType.LONG_TEXT:
            return Said(html=mark_safe(clean(str(answer))))
        if field.type is FieldType.TABLE:
            return self._table(field, answer)
        if field.type in {FieldType.SHEET, FieldType.BLOCK, FieldType.ATTACHMENT}:
            return self._named(answer)
        return Said(text=self._text(field, answer))

    def _table(self, field: Field, answer: Sequence[Mapping[str, Any]]) -> Said:
        head = tuple(column.name.in_(self.language) for column in field.columns)
        rows = tuple(tuple(self.said(column, row.get(column.key)) for column in field.columns) for row in answer)
        return Said(name=field.name.in_(self.language), head=head, rows=rows)

    def _named(self, answer: Any) -> Said:
        keys = answer if isinstance(answer, list) else [answer]
        return Said(links=tuple(self.named[str(key)] for key in keys if str(key) in self.named))

    def _text(self, field: Field, answer: Any) -> str:
        said = _PLAIN.get(field.type)
        if said is not None:
            return said(answer, self.language)
        if field.type is FieldType.SCALE:
            return self._scale(field, answer)
        if field.type is FieldType.CONSENT:
            return self._consent(field, answer)
        names = {option.key: option.name.in_(self.language) for option in field.options}
        keys = answer if isinstance(answer, list) else [answer]
        return ", ".join(names.get(str(key), str(key)) for key in keys)

    def _scale(self, field: Field, answer: Mapping[str, Any]) -> str:
        steps = {step.key: step.name.in_(self.language) for step in self.scales[field.scale].steps}
        step, comment = steps.get(answer.get("step", ""), ""), answer.get("comment", "")
        return ": ".join(part for part in (step, comment) if part)

    def _consent(self, field: Field, answer: Mapping[str, Any]) -> str:
        names = {option.key: option.name.in_(self.language) for option in field.options}
        by, on = names.get(answer.get("by", ""), ""), answer.get("on")
        return ", ".join(part for part in (by, "" if on is None else _day(on, self.language)) if part)


def _day(answer: Any, language: str) -> str:
    return formats.day_year(dt.date.fromisoformat(answer), lang=language)


_PLAIN: Mapping[FieldType, Callable[[Any, str], str]] = {
    FieldType.NUMBER: lambda answer, _language: str(answer),
    FieldType.DURATION: lambda answer, language: formats.duration(answer, lang=language),
    FieldType.YES_NO: lambda answer, _language: _("yes") if answer else _("no"),
    FieldType.DATE: _day,
    FieldType.TIME: lambda answer, language: formats.clock_text(answer, lang=language),
}
