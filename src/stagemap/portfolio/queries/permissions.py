"""The permissions that the mentor confirmed, by the consent fields that speak of them."""

from __future__ import annotations

from stagemap.core.sheets import FieldType, SheetKind
from stagemap.portfolio.models import Permission, Sheet


def confirmed_of(sheet: Sheet, kind: SheetKind) -> frozenset[str]:
    """The keys of the consent fields whose permission stands; no query for a kind without one."""
    if not any(field.type is FieldType.CONSENT for field in kind.fields):
        return frozenset()
    standing = Permission.objects.filter(sheet_id=sheet.pk, withdrawn_at=None)
    return frozenset(standing.values_list("field", flat=True))
