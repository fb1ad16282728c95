"""Names in a sheet, by the lists that ship with the portfolio."""

from __future__ import annotations

import datetime as dt
from functools import partial

from stagemap.core.privacy import hints_in
from stagemap.core.sheets import Look
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.queries.circle import circle_of

from .wordlists import lists


def look_for(sheet: Sheet, today: dt.date, language: str, circle: frozenset[str] | None = None) -> Look:
    """What finds the names in a text of ``sheet``, all but those of its ``circle`` and what was answered to be none.

    The circle is asked for, in one query, where it is not given.
    """
    known = (circle_of(sheet.placement) if circle is None else circle) | frozenset(sheet.cleared)
    return partial(hints_in, lists=lists(), known=known, today=today, language=language)
