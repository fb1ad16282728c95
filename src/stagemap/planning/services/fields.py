"""What a block says, apart from its identity: one frozen record that forms make and services write."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roster import GRAIN, Slot
from stagemap.planning.models import Block

DAY = 24 * 60
NO_MOMENT = gettext_noop("This block has no place in time: give it a day, and a clock time where it has one.")
Snapshot = dict[str, Any]
TOO_LONG = gettext_noop("A block lasts at least 5 minutes and ends by midnight.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFields:
    """Everything that a person decides about a block (G11, G15); keys are those of the edition.

    ``day`` is empty in the slots ``ahead`` and ``behind``, ``start`` (minutes after midnight) in all but ``clock``.
    ``own_task`` is the id of a task of the school itself. ``pupils`` holds codes only.
    """

    package: str
    kind: str
    title: str
    minutes: int
    slot: str = "clock"
    day: dt.date | None = None
    start: int | None = None
    task: str = ""
    own_task: int | None = None
    level: str = ""
    role: str = ""
    where: str = ""
    at_what: str = ""
    pupils: str = ""
    outside_hours: bool = False


class StaleBlock(Stale):
    """The block was changed or removed meanwhile: ``mine`` is what was to be written, ``theirs`` what stands now.

    ``theirs`` is None, and ``revision`` 0, when the block was removed.
    """

    def __init__(self, reason: str, *, revision: int, mine: BlockFields, theirs: BlockFields | None) -> None:
        super().__init__(reason, revision=revision)
        self.mine = mine
        self.theirs = theirs


def fields_of(row: Block) -> BlockFields:
    """What a row says now."""
    return BlockFields(**{name: getattr(row, name) for name in _NAMES if name != "own_task"}, own_task=row.own_task_id)


def tidy(asked: BlockFields) -> BlockFields:
    """The fields with nothing that contradicts the slot: no clock time at home, no day before the week.

    Raises ``Impossible`` when the slot's own day or time is missing, or the block does not fit in its day.
    """
    slot = Slot(asked.slot)
    dated, clocked = slot not in (Slot.AHEAD, Slot.BEHIND), slot is Slot.CLOCK
    fields_now = replace(
        asked,
        day=asked.day if dated else None,
        start=asked.start if clocked else None,
        outside_hours=asked.outside_hours and clocked,
    )
    if (dated and fields_now.day is None) or (clocked and fields_now.start is None):
        raise Impossible(NO_MOMENT)
    if asked.minutes < GRAIN or (fields_now.start or 0) + asked.minutes > DAY:
        raise Impossible(TOO_LONG)
    return fields_now


def put(row: Block, fields_now: BlockFields) -> None:
    """Write the fields into a row, unsaved."""
    for name, value in asdict(fields_now).items():
        setattr(row, "own_task_id" if name == "own_task" else name, value)


def snapshot(row: Block) -> Snapshot:
    """A row as undo stores it: what it says, and what became of it."""
    said = asdict(fields_of(row)) | {"day": row.day.isoformat() if row.day else None}
    return {"fields": said, "outcome": outcome_of(row)}


def remarks_of(row: Block) -> list[Snapshot]:
    """The remarks that would go with a row, as undo stores them."""
    remarks = row.comments.values("author_user_id", "author_person_id", "text", "at")
    return [{**remark, "at": remark["at"].isoformat()} for remark in remarks]


def outcome_of(row: Block) -> Snapshot:
    """What became of a block, as undo stores it."""
    return {
        "outcome": str(row.outcome),
        "true_minutes": row.true_minutes,
        "outcome_reason": row.outcome_reason,
        "outcome_at": row.outcome_at.isoformat() if row.outcome_at else None,
    }


def put_outcome(row: Block, stored: Snapshot) -> None:
    """Write what became of a block back into its row, unsaved."""
    row.outcome = stored["outcome"]
    row.true_minutes = stored["true_minutes"]
    row.outcome_reason = stored["outcome_reason"]
    row.outcome_at = dt.datetime.fromisoformat(stored["outcome_at"]) if stored["outcome_at"] else None


def fields_from(stored: Snapshot) -> BlockFields:
    """The fields of a stored snapshot."""
    said = dict(stored["fields"])
    return BlockFields(**said | {"day": dt.date.fromisoformat(said["day"]) if said["day"] else None})


_NAMES = tuple(field.name for field in fields(BlockFields))
COLUMNS = (*_NAMES, "revision")
