"""Making a sheet ready for others to read, and counting its hours back to the roster (G09, G17)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Stale
from stagemap.core.roles import Viewer
from stagemap.core.roster import Outcome
from stagemap.core.sheets import Answers, Fault, Layer, SheetKind, faults_of
from stagemap.kit.clock import local_date
from stagemap.planning.services import tick_block
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.queries import SheetHours, confirmed_of, files_since, hours_of
from stagemap.programmes.queries import kind_for

from .holding import hold, tell
from .naming import name_refused
from .sheets import layer_refused
from .versions import STALE, FaultySheet, keep, pupils_of

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
    """Let others read what the sheet says at ``revision``; making it ready twice is making it ready once,
    unless a file was added since: then it is a version of its own, to be read anew.

    Its hours go to its block of the roster, unless the student ticked that otherwise. Raises ``Stale`` when the sheet
    was changed meanwhile, ``FaultySheet`` with all that is missing or wrong, what keeps it out of its layer among it.
    """
    with transaction.atomic():
        row = hold(sheet)
        kind = kind_for(row.text_id)
        if row.revision != revision:
            raise Stale(STALE, revision=row.revision)
        version = row.versions.get(revision=revision)
        again = row.shown == version
        if again and not files_since(row):
            return Ready(row, Hours(Counted.NOTHING))
        faults = _faults(row, kind, at)
        if faults:
            raise FaultySheet(NOT_READY, faults)
        if again:
            row.revision += 1
            version, _is_new = keep(row, by, at)
        before = {} if row.shown is None else row.shown.answers
        version.ready_at = row.changed_at = at
        version.save(update_fields=["ready_at"])
        row.shown = version
        row.pupils = pupils_of(row, kind)
        row.save(update_fields=["shown", "pupils", "revision", "changed_at"])
        hours = _count(row, row.answers, by, at, before=before)
        tell(row.placement_id, by, "made_ready", "sheet", row.pk)
        return Ready(row, hours)


def count_hours(*, sheet: Sheet, by: Viewer, at: dt.datetime) -> Hours:
    """Have the block of the roster say the minutes of its sheet, also where the student ticked it otherwise.

    What others read of the sheet counts, not what was written since.
    """
    with transaction.atomic():
        row = hold(sheet)
        return Hours(Counted.NOTHING) if row.shown is None else _count(row, row.shown.answers, by, at, before=None)


def _faults(row: Sheet, kind: SheetKind, at: dt.datetime) -> list[Fault]:
    confirmed, closed = confirmed_of(row, kind), row.closed_at is not None
    faults = [*faults_of(kind, row.answers, confirmed=confirmed, closed=closed, whole=True)]
    layer = Layer(row.layer)
    reason = layer_refused(row, kind, layer) or name_refused(row, kind, layer, at, anew=True)
    return faults if reason is None else [*faults, Fault((), reason, {})]


def _count(row: Sheet, answers: Answers, by: Viewer, at: dt.datetime, *, before: Answers | None) -> Hours:
    """Tick the block of a sheet with its minutes; ``before`` is what the sheet said when it was counted last.

    A tick that says what the sheet said before is the sheet's own, and follows it; with None any tick does.
    """
    hours = hours_of(row, answers)
    if hours is None:
        return Hours(Counted.NOTHING)
    if hours.stands == hours.wanted:
        return Hours(Counted.COUNTED, hours.minutes)
    if before is not None and not _is_own(row, hours, before):
        return Hours(Counted.KEPT, hours.minutes, outcome=hours.block.outcome, ticked=hours.ticked)
    if not hours.may_be_ticked(local_date(at)):
        return Hours(Counted.TOO_EARLY, hours.minutes)
    outcome, true_minutes = hours.wanted
    tick_block(block=hours.block, outcome=outcome, true_minutes=true_minutes, by=by, at=at)
    return Hours(Counted.COUNTED, hours.minutes)


def _is_own(row: Sheet, hours: SheetHours, before: Answers) -> bool:
    """Whether the block is not ticked yet, or as the sheet had it before."""
    return hours.stands in {(Outcome.PLANNED, None), hours.said_by(row, before).wanted}
