"""What waits for the mentor: sheets to read, and permissions to confirm (G04, G06)."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from stagemap.core.roles import Viewer, layers_for
from stagemap.core.sheets import Field, FieldType, SheetKind
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Permission, Sheet
from stagemap.programmes.queries import kind_for

from .lines import SheetLine, State, lists_of


@dataclass(frozen=True, slots=True)
class PermissionAsked:
    """The student wrote on a sheet whose permission there is, and the mentor did not confirm it yet.

    ``by`` is the key of a function of the school, ``on`` the day that it was given; either may be unknown.
    """

    sheet_id: uuid.UUID
    kind: SheetKind
    field: Field
    by: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class ToRead:
    """What a mentor may do in a portfolio: read what was asked, the nearest day first; read what is new; confirm."""

    asked: tuple[SheetLine, ...]
    unread: tuple[SheetLine, ...]
    permissions: tuple[PermissionAsked, ...]

    def __bool__(self) -> bool:
        return bool(self.asked or self.unread or self.permissions)


def to_read(placement: Placement, viewer: Viewer, *, language: str = "nl") -> ToRead:
    """What waits for the mentor ``viewer`` in the portfolio that access opened for them; four queries at most."""
    lines = [line for line in lists_of(placement, viewer, language=language).sheets if not line.is_mine]
    asked = sorted((line for line in lines if line.asked is not None), key=_by_day)
    unread = (line for line in lines if line.asked is None and line.state is State.READY)
    return ToRead(tuple(asked), tuple(unread), _permissions_asked(placement))


def _by_day(line: SheetLine) -> tuple[dt.date, dt.datetime]:
    """The nearest day first, then what was asked first; without a day last."""
    asked = line.asked
    return (dt.date.max, line.begun_at) if asked is None else (asked.by_day or dt.date.max, asked.at)


def _permissions_asked(placement: Placement) -> tuple[PermissionAsked, ...]:
    """The consents that the student wrote on sheets in the mentor's layers, drafts too, and that nobody confirmed."""
    texts = {
        text
        for text in Sheet.objects.filter(placement=placement).order_by().values_list("text_id", flat=True).distinct()
        if any(field.type is FieldType.CONSENT for field in kind_for(text).fields)
    }
    if not texts:
        return ()
    rows = Sheet.objects.filter(placement=placement, text_id__in=texts, layer__in=layers_for(placement.relation))
    standing = Permission.objects.filter(sheet__in=rows, withdrawn_at=None).values_list("sheet_id", "field")
    confirmed = set(standing)
    return tuple(
        PermissionAsked(row.pk, kind_for(row.text_id), field, said.get("by", ""), _day(said.get("on")))
        for row in rows
        for field in kind_for(row.text_id).fields
        if field.type is FieldType.CONSENT
        and (said := row.answers.get(field.key))
        and (row.pk, field.key) not in confirmed
    )


def _day(text: str | None) -> dt.date | None:
    return None if not text else dt.date.fromisoformat(text)
