"""Writing blocks: add, change, move, resize, split, duplicate, remove. Each leaves a way back (``undo``)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.core.roster import GRAIN, SPLIT_OUTSIDE, Outcome, Slot, clamped, inside_lessons
from stagemap.planning.models import Block, BlockChange, OwnTask, Plan
from stagemap.planning.queries import record_of_block, rhythm_of

from .fields import COLUMNS, BlockFields, Snapshot, StaleBlock, fields_of, put, remarks_of, snapshot, tidy
from .plans import count_change, hold, tell

MOST_BLOCKS = 120
STALE = gettext_noop("This block was changed meanwhile. Compare both versions and choose.")
HALF_TOO_SHORT = gettext_noop("Each half lasts at least five minutes.")
GONE = gettext_noop("This block was removed meanwhile.")
TOO_MANY = gettext_noop("A roster holds at most %(most)s blocks.")
FOREIGN_TASK = gettext_noop("This task does not belong to your plan.")

Snapshots = Mapping[str, Snapshot | None]


def add_block(
    *, plan: Plan, fields: BlockFields, by: Viewer, at: dt.datetime, block_id: uuid.UUID | None = None
) -> Block:
    """A new block in the plan.

    With ``block_id`` made by the page, the same form sent twice makes one block. Raises ``Impossible`` when its
    moment is incomplete, or the roster is full.
    """
    key = block_id or uuid.uuid4()
    with transaction.atomic():
        hold(plan, at)
        try:
            with transaction.atomic():
                return _insert(plan, tidy(fields), by, at, "added", key)
        except IntegrityError:
            known = Block.objects.get(pk=key, plan_id=plan.pk)
            known.plan = plan
            return known


def change_block(*, block: Block, revision: int, fields: BlockFields, by: Viewer, at: dt.datetime) -> Block:
    """Write all fields of a block; ``revision`` is the one that was read.

    Raises ``StaleBlock`` when somebody changed or removed it meanwhile, ``Impossible`` for an incomplete moment.
    """
    return _rewrite(block, revision, lambda _: fields, by, at, "changed")


def move_block(
    *,
    block: Block,
    revision: int,
    day: dt.date | None,
    slot: str = Slot.CLOCK,
    start: int | None = None,
    by: Viewer,
    at: dt.datetime,
) -> Block:
    """The same block at another moment; its mark of lying outside the school's hours goes when it no longer does.

    Raises ``StaleBlock`` and ``Impossible`` as ``change_block`` does.
    """

    def moved(now: BlockFields) -> BlockFields:
        there = tidy(replace(now, day=day, slot=slot, start=start))
        row = Block(pk=block.pk, plan=block.plan)
        put(row, there)
        inside = inside_lessons(record_of_block(row), rhythm_of(block.plan))
        return replace(there, outside_hours=there.outside_hours and not inside)

    return _rewrite(block, revision, moved, by, at, "moved")


def resize_block(*, block: Block, revision: int, minutes: int, by: Viewer, at: dt.datetime) -> Block:
    """The same block with another length, kept to steps of five minutes and inside its day."""
    return _rewrite(
        block, revision, lambda now: replace(now, minutes=clamped(minutes, start=now.start)), by, at, "resized"
    )


def mark_outside(*, block: Block, revision: int, by: Viewer, at: dt.datetime) -> Block:
    """Say that the block lies outside the school's hours on purpose (G08)."""
    return _rewrite(block, revision, lambda now: replace(now, outside_hours=True), by, at, "marked")


def split_block(*, block: Block, revision: int, at_minutes: int, by: Viewer, at: dt.datetime) -> tuple[Block, Block]:
    """Two blocks that follow each other, the first of ``at_minutes``; both keep what the whole said.

    True minutes cannot be told apart, so what became of the whole is asked anew when it was changed. Raises
    ``Impossible`` when ``at_minutes`` lies outside the block, ``StaleBlock`` when it was changed meanwhile.
    """
    with transaction.atomic():
        hold(block.plan, at)
        row = _current(block, revision, fields_of(block))
        if not 0 < at_minutes < row.minutes:
            raise Impossible(SPLIT_OUTSIDE)
        if min(at_minutes, row.minutes - at_minutes) < GRAIN:
            raise Impossible(HALF_TOO_SHORT)
        before, whole = snapshot(row), fields_of(row)
        rest_start = None if whole.start is None else whole.start + at_minutes
        rest = Block(plan=block.plan, outcome=row.outcome, outcome_at=row.outcome_at)
        put(rest, replace(whole, minutes=whole.minutes - at_minutes, start=rest_start))
        row.minutes, row.revision = at_minutes, row.revision + 1
        if row.outcome == Outcome.CHANGED:
            for half in (row, rest):
                half.outcome, half.true_minutes, half.outcome_at = Outcome.PLANNED, None, None
        rest.outcome_reason = row.outcome_reason
        row.save()
        rest.save(force_insert=True)
        _room(block.plan)
        halves = {str(row.pk): snapshot(row), str(rest.pk): snapshot(rest)}
        _log(block.plan, "split", {str(row.pk): before, str(rest.pk): None}, halves, by, at)
        tell(block.plan, by, "split", "block", row.pk, ["minutes"])
        return row, rest


def duplicate_block(
    *, block: Block, by: Viewer, at: dt.datetime, day: dt.date | None = None, start: int | None = None
) -> Block:
    """A copy of the block, on ``day`` (its own when not given), at ``start`` (its own when not given)."""
    with transaction.atomic():
        hold(block.plan, at)
        row = _current(block, None, fields_of(block))
        copied = fields_of(row)
        copied = replace(copied, day=day or copied.day, start=start if start is not None else copied.start)
        return _insert(block.plan, tidy(copied), by, at, "copied", uuid.uuid4())


def remove_block(*, block: Block, revision: int, by: Viewer, at: dt.datetime) -> None:
    """Take the block out of the roster; ``undo`` brings it back with its remarks. Raises ``StaleBlock``."""
    with transaction.atomic():
        hold(block.plan, at)
        row = _current(block, revision, fields_of(block))
        key, before = str(row.pk), snapshot(row) | {"comments": remarks_of(row)}
        row.delete()
        _log(block.plan, "removed", {key: before}, {key: None}, by, at)
        tell(block.plan, by, "removed", "block", key)


def _insert(plan: Plan, fields: BlockFields, by: Viewer, at: dt.datetime, verb: str, block_id: uuid.UUID) -> Block:
    _own_task_of(plan, fields)
    row = Block(pk=block_id, plan=plan)
    put(row, fields)
    row.save(force_insert=True)
    _room(plan)
    key = str(row.pk)
    _log(plan, verb, {key: None}, {key: snapshot(row)}, by, at)
    tell(plan, by, verb, "block", key)
    return row


def _rewrite(
    block: Block,
    revision: int,
    change: Callable[[BlockFields], BlockFields],
    by: Viewer,
    at: dt.datetime,
    verb: str,
) -> Block:
    """One block with other fields; a change that changes nothing leaves no trace."""
    with transaction.atomic():
        hold(block.plan, at)
        row = _current(block, revision, change(fields_of(block)))
        was, wanted = fields_of(row), tidy(change(fields_of(row)))
        if wanted == was:
            return row
        _own_task_of(block.plan, wanted)
        key, before = str(row.pk), snapshot(row)
        put(row, wanted)
        row.revision += 1
        row.save(update_fields=COLUMNS)
        _log(block.plan, verb, {key: before}, {key: snapshot(row)}, by, at)
        changed = [name for name in COLUMNS[:-1] if getattr(was, name) != getattr(wanted, name)]
        tell(block.plan, by, verb, "block", key, changed)
        return row


def _current(block: Block, revision: int | None, mine: BlockFields) -> Block:
    """The row as it stands now, of a plan that is held; ``StaleBlock`` when it is not what was read."""
    row = Block.objects.select_related("own_task").filter(pk=block.pk, plan_id=block.plan_id).first()
    if row is None:
        raise StaleBlock(GONE, revision=0, mine=mine, theirs=None)
    if revision is not None and row.revision != revision:
        raise StaleBlock(STALE, revision=row.revision, mine=mine, theirs=fields_of(row))
    row.plan = block.plan
    return row


def _room(plan: Plan) -> None:
    """Refuse the block that was one too many; every block took a revision, so that few revisions need no count."""
    if plan.last_revision >= MOST_BLOCKS and Block.objects.filter(plan_id=plan.pk).count() > MOST_BLOCKS:
        raise Impossible(TOO_MANY, most=MOST_BLOCKS)


def _own_task_of(plan: Plan, fields: BlockFields) -> None:
    own = fields.own_task
    if own is not None and not OwnTask.objects.filter(pk=own, plan_id=plan.pk).exists():
        raise Impossible(FOREIGN_TASK)


def _log(plan: Plan, verb: str, before: Snapshots, after: Snapshots, by: Viewer, at: dt.datetime) -> None:
    """Keep the way back, and count the change."""
    base = plan.revision
    count_change(plan, at)
    BlockChange.objects.create(
        plan=plan, verb=verb, before=before, after=after, by=by.actor, at=at, base=base, made=plan.revision
    )
