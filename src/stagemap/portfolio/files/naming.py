"""Names in a sheet, by the lists that ship with the portfolio."""

from __future__ import annotations

import datetime as dt
from functools import partial

from stagemap.core.privacy import hints_in
from stagemap.core.sheets import Look, Named, SheetKind, names_in
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.queries.circle import circle_of

from .wordlists import lists


def look_for(sheet: Sheet, today: dt.date, language: str) -> Look:
    """What finds the names in a text of ``sheet``, all but those of its adults and what was answered to be none."""
    known = circle_of(sheet.placement) | frozenset(sheet.cleared)
    return partial(hints_in, lists=lists(), known=known, today=today, language=language)


def names_of(sheet: Sheet, kind: SheetKind, today: dt.date, language: str) -> tuple[Named, ...]:
    """Every name that still waits for an answer, in the order of the sheet."""
    return names_in(kind, sheet.answers, look_for(sheet, today, language))
