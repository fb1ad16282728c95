"""From a line of the story to what the services of planning take."""

from __future__ import annotations

import datetime as dt

from stagemap.core.roster import Package, Slot
from stagemap.demo.files import Line
from stagemap.planning.services import BlockFields

SCHOOL_DAY = range(8 * 60 + 30, 15 * 60 + 10)
"""Minutes after midnight at which a block of the story lies in the lesson hours."""


def fields_of(line: Line, monday: dt.date) -> BlockFields:
    """The block of ``line`` in the week that begins on ``monday``."""
    slot, start = _moment(line.start)
    return BlockFields(
        package=Package.PROJECT if line.project else Package.EXPLORATION,
        kind=line.kind,
        title=line.title,
        minutes=line.minutes,
        slot=slot,
        day=None if line.weekday is None else monday + dt.timedelta(days=line.weekday),
        start=start,
        task=line.task,
        level=line.level,
        role=line.role,
        where=line.where,
        at_what=line.at_what,
        pupils=line.pupils,
        outside_hours=start is not None and start not in SCHOOL_DAY,
    )


def _moment(text: str) -> tuple[Slot, int | None]:
    if text in ("home", "ahead", "behind"):
        return Slot(text), None
    hours, minutes = text.split(".")
    return Slot.CLOCK, int(hours) * 60 + int(minutes)
