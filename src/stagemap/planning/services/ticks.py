"""Noting during the week what became of each block: done, changed with the true minutes, dropped with a reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.core.roster import Outcome, can_be_ticked
from stagemap.kit.clock import local_date
from stagemap.planning.models import Block
from stagemap.planning.queries import record_of_block

from .blocks import GONE
from .plans import hold, tell

TOO_EARLY = gettext_noop("This block is still to come. Tick it when its day has come.")
MINUTES_ASKED = gettext_noop("Say how long it really took.")
REASON_ASKED = gettext_noop("Say why it fell away.")


def tick_block(
    *,
    block: Block,
    outcome: str,
    by: Viewer,
    at: dt.datetime,
    true_minutes: int | None = None,
    reason: str = "",
) -> Block:
    """Note what became of a block, or take that back with ``planned``; an agreement with the mentor stays as it is.

    Raises ``Impossible`` before its day, for a change without true minutes, and for a dropped block without reason.
    """
    plan, wanted = block.plan, Outcome(outcome)
    with transaction.atomic():
        hold(plan, at)
        row = Block.objects.select_related("own_task").filter(pk=block.pk, plan=plan).first()
        if row is None:
            raise Impossible(GONE)
        row.plan = plan
        _refuse(row, wanted, true_minutes, reason.strip(), local_date(at))
        row.outcome = wanted
        row.true_minutes = true_minutes if wanted is Outcome.CHANGED else None
        row.outcome_reason = reason.strip() if wanted in (Outcome.CHANGED, Outcome.DROPPED) else ""
        row.outcome_at = None if wanted is Outcome.PLANNED else at
        row.save(update_fields=["outcome", "true_minutes", "outcome_reason", "outcome_at"])
        tell(plan, by, "ticked", "block", row.pk, ["outcome"])
        return row


def _refuse(row: Block, wanted: Outcome, true_minutes: int | None, reason: str, today: dt.date) -> None:
    """Raise ``Impossible`` for what cannot be said of this block now."""
    if wanted is not Outcome.PLANNED and not can_be_ticked(record_of_block(row), today, row.plan.placement.week):
        raise Impossible(TOO_EARLY)
    if wanted is Outcome.CHANGED and not true_minutes:
        raise Impossible(MINUTES_ASKED)
    if wanted is Outcome.DROPPED and not reason:
        raise Impossible(REASON_ASKED)
