"""Making a sheet ready for others to read, and counting its hours back to the roster (G09, G17)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Stale
from stagemap.core.roles import Viewer
from stagemap.core.roster import Outcome, can_be_ticked
from stagemap.core.sheets import Answers, Fault, Layer, SheetKind, faults_of, minutes_of
from stagemap.kit.clock import local_date
from stagemap.planning.access import plan_for
from stagemap.planning.models import Block
from stagemap.planning.queries import record_of_block
from stagemap.planning.services import tick_block
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.queries import confirmed_of
from stagemap.programmes.queries import kind_for

from .holding import hold, tell
from .naming import name_refused
from .sheets import layer_refused
from .versions import STALE, FaultySheet, pupils_of

NOT_READY = gettext_noop("This sheet is not ready yet.")


class Counted(StrEnum):
    """What became of the hours of a sheet in its block of the roster."""

    NOTHING = "nothing"
    COUNTED = "counted"
    KEPT = "kept"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Hours:
    """The minutes that a sheet says and whether its block took them over.

    ``KEPT``: the student ticked the block otherwise (``outcome``, ``ticked`` minutes), and that stands until
    ``count_hours`` is asked for. ``TOO_EARLY``: the day of the block has not come. ``NOTHING``: there is no block, or
    nothing to count.
    """

    counted: Counted
    minutes: int = 0
    outcome: str = ""
    ticked: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """A sheet that was made ready, with what became of its hours."""

    sheet: Sheet
    hours: Hours


def make_ready(*, sheet: Sheet, revision: int, by: Viewer, at: dt.datetime) -> Ready:
    """Let others read what the sheet says at ``revision``; making it ready twice is making it ready once.

    Its hours go to its block of the roster, unless the student ticked that otherwise. Raises ``Stale`` when the sheet
    was changed meanwhile, ``FaultySheet`` with all that is missing or wrong, what keeps it out of its layer among it.
    """
    with transaction.atomic():
        row = hold(sheet)
        kind = kind_for(row.text_id)
        if row.revision != revision:
            raise Stale(STALE, revision=row.revision)
        version = row.versions.get(revision=revision)
        if row.shown == version:
            return Ready(row, Hours(Counted.NOTHING))
        faults = _faults(row, kind, at)
        if faults:
            raise FaultySheet(NOT_READY, faults)
        before = {} if row.shown is None else row.shown.answers
        version.ready_at = row.changed_at = at
        version.save(update_fields=["ready_at"])
        row.shown = version
        row.pupils = pupils_of(row, kind)
        row.save(update_fields=["shown", "pupils", "changed_at"])
        hours = _count(row, kind, by, at, before=before)
        tell(row.placement_id, by, "made_ready", "sheet", row.pk)
        return Ready(row, hours)


def count_hours(*, sheet: Sheet, by: Viewer, at: dt.datetime) -> Hours:
    """Have the block of the roster say the minutes of its sheet, also where the student ticked it otherwise."""
    with transaction.atomic():
        row = hold(sheet)
        return _count(row, kind_for(row.text_id), by, at, before=None)


def _faults(row: Sheet, kind: SheetKind, at: dt.datetime) -> list[Fault]:
    confirmed, closed = confirmed_of(row, kind), row.closed_at is not None
    faults = [*faults_of(kind, row.answers, confirmed=confirmed, closed=closed, whole=True)]
    layer = Layer(row.layer)
    reason = layer_refused(row, kind, layer) or name_refused(row, kind, layer, at, anew=True)
    return faults if reason is None else [*faults, Fault((), reason, {})]


def _count(row: Sheet, kind: SheetKind, by: Viewer, at: dt.datetime, *, before: Answers | None) -> Hours:
    """Tick the block of a sheet with its minutes; ``before`` is what the sheet said when it was counted last.

    A tick that says what the sheet said before is the sheet's own, and follows it; with None any tick does.
    """
    block = _block_of(row)
    minutes = 0 if block is None else _minutes(kind, row.answers, block)
    if block is None or not minutes:
        return Hours(Counted.NOTHING)
    wanted, stands = _tick(block, minutes), (block.outcome, block.true_minutes)
    own = {stands} if before is None else {(Outcome.PLANNED, None), _tick(block, _minutes(kind, before, block))}
    if stands == wanted:
        return Hours(Counted.COUNTED, minutes)
    if stands not in own:
        ticked = record_of_block(block).done_minutes
        return Hours(Counted.KEPT, minutes, outcome=block.outcome, ticked=ticked)
    if not can_be_ticked(record_of_block(block), local_date(at), row.placement.week):
        return Hours(Counted.TOO_EARLY, minutes)
    tick_block(block=block, outcome=wanted[0], true_minutes=wanted[1], by=by, at=at)
    return Hours(Counted.COUNTED, minutes)


def _block_of(row: Sheet) -> Block | None:
    """The block that a sheet is for, while it stands in the roster."""
    if row.block_id is None:
        return None
    plan = plan_for(row.placement)
    block = Block.objects.select_related("own_task").filter(pk=row.block_id, plan_id=plan.pk).first()
    if block is not None:
        block.plan = plan
    return block


def _minutes(kind: SheetKind, answers: Answers, block: Block) -> int:
    """What the sheet says of the kind of time that its block is for."""
    return next((minutes for count, minutes in minutes_of(kind, answers).items() if count == block.kind), 0)


def _tick(block: Block, minutes: int) -> tuple[str, int | None]:
    return (Outcome.DONE, None) if minutes == block.minutes else (Outcome.CHANGED, minutes)
