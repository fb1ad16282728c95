"""The way back: undo the latest change that somebody made to the blocks of a plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.planning.models import Block, BlockChange, BlockComment, Plan

from .fields import fields_from, fields_of, outcome_of, put, put_outcome
from .plans import count_change, hold, tell

NOTHING = gettext_noop("There is nothing to undo.")
CHANGED_SINCE = gettext_noop("This cannot be undone any more: the block was changed after it.")

Stored = dict[str, Any]


def undo(*, plan: Plan, by: Viewer, at: dt.datetime) -> BlockChange:
    """Undo the latest change of ``by`` that still stands, and answer it.

    The blocks say afterwards what they said before; what was ticked meanwhile stays ticked. When nothing else
    changed since, the plan has its old revision again, so that an agreement with the mentor holds as it did.
    Raises ``Impossible`` when there is nothing to undo, or a later change of the same blocks would be lost.
    """
    with transaction.atomic():
        hold(plan, at)
        change = BlockChange.objects.filter(plan=plan, by=by.actor, undone_at=None).last()
        if change is None:
            raise Impossible(NOTHING)
        rows = {str(row.pk): row for row in Block.objects.filter(plan=plan, pk__in=list(change.after))}
        _refuse_what_would_be_lost(change, rows)
        for key, before in change.before.items():
            _restore(plan, key, before, change.after[key], rows.get(key))
        change.undone_at = at
        change.save(update_fields=["undone_at"])
        _count_back(plan, change, at)
        tell(plan, by, "undid", "block_change", change.pk)
        return change


def _refuse_what_would_be_lost(change: BlockChange, rows: dict[str, Block]) -> None:
    for key, after in change.after.items():
        row = rows.get(key)
        now = None if row is None else fields_of(row)
        if now != (None if after is None else fields_from(after)):
            raise Impossible(CHANGED_SINCE)
        if change.before[key] is None and row is not None and after is not None and _grew(row, after):
            raise Impossible(CHANGED_SINCE)


def _grew(row: Block, after: Stored) -> bool:
    """Whether a block that undo would take away was ticked or remarked on since."""
    return outcome_of(row) != after["outcome"] or row.comments.exists()


def _restore(plan: Plan, key: str, before: Stored | None, after: Stored | None, row: Block | None) -> None:
    if row is None:
        if before is not None:
            _revive(before, Block(pk=key, plan=plan))
    elif before is None:
        row.delete()
    else:
        put(row, fields_from(before))
        if after is not None and outcome_of(row) == after["outcome"]:
            put_outcome(row, before["outcome"])
        row.revision += 1
        row.save()


def _count_back(plan: Plan, change: BlockChange, at: dt.datetime) -> None:
    """Back to the revision before the change when the plan stands exactly as then, to a new one otherwise."""
    if plan.revision != change.made:
        count_change(plan, at)
        return
    plan.last_revision = max(plan.last_revision, plan.revision)
    plan.revision = change.base
    plan.changed_at = at
    plan.save(update_fields=["last_revision", "revision", "changed_at"])


def _revive(stored: Stored, row: Block) -> None:
    """Save ``row`` (with its id and plan) as the snapshot says, with what became of it and its remarks."""
    put(row, fields_from(stored))
    put_outcome(row, stored["outcome"])
    row.save(force_insert=True)
    BlockComment.objects.bulk_create(
        BlockComment(block=row, **comment | {"at": dt.datetime.fromisoformat(comment["at"])})
        for comment in stored["comments"]
    )
