"""The permissions that the mentor confirmed, by the consent fields that speak of them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from stagemap.core.sheets import FieldType, SheetKind
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Permission, Sheet


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A permission that stands: who of the school confirmed it, and when."""

    by: str
    at: dt.datetime


def permissions_of(sheet: Sheet) -> Mapping[str, Confirmed]:
    """The permissions of a sheet that stand, by the key of their field; one query."""
    standing = Permission.objects.filter(sheet=sheet, withdrawn_at=None).select_related("person")
    return {each.field: Confirmed(each.person.name, each.at) for each in standing}


def confirmed_of(sheet: Sheet, kind: SheetKind) -> frozenset[str]:
    """The keys of the consent fields whose permission stands; no query for a kind without one."""
    if not any(field.type is FieldType.CONSENT for field in kind.fields):
        return frozenset()
    return frozenset(field for (field,) in _STANDING.rows(sheet=sheet.pk))


class Standing:
    """The permissions that stand on the sheets of one placement; one query, once a kind with a consent is met."""

    def __init__(self, placement: Placement) -> None:
        self.placement = placement

    def of(self, sheet: Sheet, kind: SheetKind) -> frozenset[str]:
        """The keys of the consent fields of a sheet whose permission stands."""
        if not any(field.type is FieldType.CONSENT for field in kind.fields):
            return frozenset()
        return frozenset(field for sheet_id, field in self._known if sheet_id == sheet.pk)

    @cached_property
    def _known(self) -> tuple[tuple[uuid.UUID, str], ...]:
        rows = Permission.objects.filter(sheet__placement=self.placement, withdrawn_at=None).order_by()
        return tuple(rows.values_list("sheet_id", "field"))


_STANDING = Prepared(
    lambda sheet: Permission.objects.filter(sheet_id=sheet, withdrawn_at=None).order_by().values_list("field"),
    uuids=("sheet",),
)
