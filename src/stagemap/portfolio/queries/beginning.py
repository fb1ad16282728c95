"""With what a sheet begins: the kinds that suit a block of the roster, and the facts that it knows already (G17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from stagemap.core.privacy import codes_in
from stagemap.core.programme import Edition
from stagemap.core.roster import Package
from stagemap.core.sheets import SheetKind, Source
from stagemap.placements.models import Placement
from stagemap.planning.access import plan_for
from stagemap.planning.models import Block

ANY_TASK = "activity"
"""The kind of sheet of a task that names none."""


def kinds_for_block(edition: Edition, block: Block, example: str) -> tuple[str, ...]:
    """The keys of the kinds of sheets that suit a block, the nearest first.

    That is the one of its task; in the project those of the example that it began from (``example``, or empty); and
    the sheet of any activity.
    """
    task = edition.tasks.get(block.task)
    suiting = [] if task is None else [task.sheet]
    if block.package == Package.PROJECT:
        suiting += [sheet for known in edition.project_examples if known.key == example for sheet in known.sheets]
    return tuple(dict.fromkeys([*suiting, ANY_TASK]))


def facts_of(kind: SheetKind, placement: Placement, block: Block | None, today: dt.date) -> Mapping[Source, Any]:
    """What placement and block know of the fields of ``kind``, in the shapes of answers; what is empty is absent.

    One query where the kind asks for the project.
    """
    facts: dict[Source, Any] = {Source.CLASS_LABEL: placement.class_label, Source.TODAY: today.isoformat()}
    if any(field.begins_with is Source.PROJECT for field in kind.fields):
        facts[Source.PROJECT] = plan_for(placement).description
    if block is not None:
        facts |= _of_block(block)
    return {source: fact for source, fact in facts.items() if fact not in ("", None, [])}


def _of_block(block: Block) -> Mapping[Source, Any]:
    return {
        Source.TASK: block.title,
        Source.PACKAGE: block.package,
        Source.LEVEL: block.level,
        Source.ROLE: block.role,
        Source.DATE: None if block.day is None else block.day.isoformat(),
        Source.START: block.start,
        Source.END: None if block.start is None else block.start + block.minutes,
        Source.PLACE: block.where,
        Source.AT_WHAT: block.at_what,
        Source.PUPILS: list(codes_in(block.pupils)),
    }
