"""Where in a sheet something stands: in words, and as the name under which a form asks it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from stagemap.core.sheets import SheetKind, place_of


def told_place(kind: SheetKind, path: Sequence[str | int], language: str) -> str:
    """Part, question, and in a table row and column; empty for the sheet as a whole."""
    place = place_of(kind, tuple(path))
    if place is None:
        return ""
    part, field = place.part.in_(language), place.field.in_(language)
    where = [field if part == field else f"{part}: {field}"]
    where += [] if place.row is None else [_("row %(row)s") % {"row": place.row}]
    where += [] if place.column is None else [place.column.in_(language)]
    return ", ".join(where)


def path_in(name: str) -> tuple[str | int, ...]:
    """The path of what a form asks under ``name``: a key, with row, column or end behind it."""
    return tuple(int(part) if part.isdecimal() else part for part in name.split("-"))


def question_of(kind: SheetKind, path: Sequence[str | int]) -> str:
    """The name under which a form asks what stands at ``path``: a key, or key, row and column of a table."""
    place = place_of(kind, tuple(path))
    if place is None:
        return ""
    return "-".join(map(str, path[:1] if place.row is None else path[:3]))
