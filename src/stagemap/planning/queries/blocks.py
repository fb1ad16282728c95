"""The rows of a plan as pages read them, and as records for the rules."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from stagemap.core.programme import Edition
from stagemap.core.roster import Block as BlockRecord
from stagemap.core.roster import Outcome, Package, Slot
from stagemap.kit.prepared import Prepared
from stagemap.planning.models import Block


class BlockLine(NamedTuple):
    """One row of ``models.Block``, with the group of the school's own task that it is for."""

    pk: uuid.UUID
    revision: int
    package: str
    kind: str
    slot: str
    day: dt.date | None
    start: int | None
    minutes: int
    title: str
    task: str
    own_task_id: int | None
    own_task_group: str | None
    level: str
    role: str
    where: str
    at_what: str
    pupils: str
    outside_hours: bool
    outcome: str
    true_minutes: int | None
    outcome_reason: str

    @property
    def own_group(self) -> str:
        """The group of the school's own task, empty when it is for none."""
        return self.own_task_group or ""


_COLUMNS = [name.replace("own_task_group", "own_task__group") for name in BlockLine._fields]
_BLOCKS = Prepared(lambda plan: Block.objects.filter(plan_id=plan).values_list(*_COLUMNS), "plan")


def block_lines(plan_id: int) -> tuple[BlockLine, ...]:
    """The rows of a plan, in the order of the week; one query."""
    return tuple(BlockLine._make(row) for row in _BLOCKS.rows(plan=plan_id))


def record_of_block(row: Block | BlockLine, edition: Edition | None = None) -> BlockRecord:
    """One row as a record; its group is that of its task, told when the edition is given."""
    task = None if edition is None else edition.tasks.get(row.task)
    return BlockRecord(
        id=str(row.pk),
        package=Package(row.package),
        kind=row.kind,
        title=row.title,
        minutes=row.minutes,
        slot=Slot(row.slot),
        day=row.day,
        start=row.start,
        level=row.level or None,
        role=row.role or None,
        task=row.task,
        own_task="" if row.own_task_id is None else str(row.own_task_id),
        group=row.own_group if task is None else task.group,
        where=row.where,
        at_what=row.at_what,
        outside_hours=row.outside_hours,
        outcome=Outcome(row.outcome),
        true_minutes=row.true_minutes,
        outcome_reason=row.outcome_reason,
    )
