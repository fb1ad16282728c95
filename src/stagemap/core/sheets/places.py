"""Where in a sheet something stands: its part, its question, and in a table the row and the column."""

from __future__ import annotations

from dataclasses import dataclass

from stagemap.core.dates import Text
from stagemap.core.sheets.faults import Path
from stagemap.core.sheets.kinds import SheetKind


@dataclass(frozen=True, slots=True)
class Place:
    """A question of a sheet in its part; ``row`` counts from 1."""

    part: Text
    field: Text
    row: int | None = None
    column: Text | None = None


def place_of(kind: SheetKind, path: Path) -> Place | None:
    """The place that the path of a fault or of a hint speaks of; None for one of the sheet as a whole."""
    key, *rest = path or ("",)
    found = next(((part, field) for part in kind.parts for field in part.fields if field.key == key), None)
    if found is None:
        return None
    part, field = found
    if not (rest and field.columns):
        return Place(part.name, field.name)
    names = {column.key: column.name for column in field.columns}
    return Place(part.name, field.name, int(rest[0]) + 1, names.get(str(rest[1])) if len(rest) > 1 else None)
