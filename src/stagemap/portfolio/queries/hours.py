"""The hours that a sheet says for its block of the roster, beside what the student ticked there (G09)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from stagemap.core.roster import Outcome, can_be_ticked
from stagemap.core.sheets import Answers, SheetKind, minutes_of
from stagemap.planning.access import plan_for
from stagemap.planning.models import Block
from stagemap.planning.queries import record_of_block
from stagemap.portfolio.models import Sheet
from stagemap.programmes.queries import kind_for

Tick = tuple[str, int | None]
"""What became of a block, and its true minutes where those are not the planned ones."""


@dataclass(frozen=True, slots=True)
class SheetHours:
    """The ``minutes`` that a sheet says of the kind of time that its ``block`` is for."""

    block: Block
    minutes: int

    def said_by(self, sheet: Sheet, answers: Answers) -> SheetHours:
        """What other answers of the sheet say for the same block."""
        return SheetHours(self.block, _minutes(kind_for(sheet.text_id), answers, self.block))

    @property
    def stands(self) -> Tick:
        """How the block is ticked now."""
        return self.block.outcome, self.block.true_minutes

    @property
    def wanted(self) -> Tick:
        """How it would be ticked to say what the sheet says."""
        return (Outcome.DONE, None) if self.minutes == self.block.minutes else (Outcome.CHANGED, self.minutes)

    @property
    def ticked(self) -> int:
        """The minutes that stand in the week."""
        return record_of_block(self.block).done_minutes

    def may_be_ticked(self, today: dt.date) -> bool:
        """Whether the day of the block has come."""
        return can_be_ticked(record_of_block(self.block), today, self.block.plan.placement.week)


def hours_of(sheet: Sheet, answers: Answers) -> SheetHours | None:
    """What ``answers`` of a sheet say for its block; None without a block in the roster, or with nothing to count."""
    block = _block_of(sheet)
    if block is None:
        return None
    hours = SheetHours(block, _minutes(kind_for(sheet.text_id), answers, block))
    return hours if hours.minutes else None


def hours_offered(sheet: Sheet, *, today: dt.date) -> SheetHours | None:
    """The hours of a sheet that its writer may still put in the week, where that says otherwise; else None."""
    if not sheet.is_mine or sheet.shown is None:
        return None
    hours = hours_of(sheet, sheet.shown.answers)
    return hours if hours is not None and hours.stands != hours.wanted and hours.may_be_ticked(today) else None


def _block_of(sheet: Sheet) -> Block | None:
    """The block that a sheet is for, while it stands in the roster."""
    if sheet.block_id is None:
        return None
    plan = plan_for(sheet.placement)
    block = Block.objects.select_related("own_task").filter(pk=sheet.block_id, plan_id=plan.pk).first()
    if block is not None:
        plan.placement = sheet.placement
        block.plan = plan
    return block


def _minutes(kind: SheetKind, answers: Answers, block: Block) -> int:
    """What a sheet says of the kind of time that its block is for."""
    return next((minutes for count, minutes in minutes_of(kind, answers).items() if count == block.kind), 0)
