"""What changed between two versions of a plan, block by block, to be shown side by side (G07)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from stagemap.core.roster.places import in_time
from stagemap.core.roster.records import Block, Plan, Project

OUTCOME_FIELDS = frozenset({"outcome", "true_minutes", "outcome_reason"})
"""What became of a block is no change of the plan."""

_BLOCK_FIELDS = tuple(each.name for each in fields(Block) if each.name not in OUTCOME_FIELDS | {"id"})
_PROJECT_FIELDS = tuple(each.name for each in fields(Project))
_PLAN_FIELDS = ("week", "school", "learning_questions", "learning_goals")


class ChangeKind(StrEnum):
    """What happened to a block."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One block that differs: ``old`` is None when it was added, ``new`` when it was removed.

    ``fields`` names what changed of a block that stands in both, in the order of the record.
    """

    kind: ChangeKind
    block_id: str
    old: Block | None
    new: Block | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One text or list that differs: ``week``, ``school``, a field of the project, the learning questions or goals."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Differences:
    """All that changed, the blocks in order of time; false when nothing did."""

    blocks: tuple[BlockChange, ...] = ()
    texts: tuple[FieldChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks or self.texts)


def differences(old: Plan, new: Plan) -> Differences:
    """What ``new`` changed of ``old``: blocks by their id, then week, school, learning questions and project."""
    either = sorted({**old.by_id, **new.by_id}.values(), key=in_time)
    blocks = (_change(block.id, old.by_id.get(block.id), new.by_id.get(block.id)) for block in either)
    texts = (*_differing(_PLAN_FIELDS, old, new), *_differing(_PROJECT_FIELDS, old.project, new.project))
    return Differences(tuple(change for change in blocks if change is not None), texts)


def _change(block_id: str, old: Block | None, new: Block | None) -> BlockChange | None:
    """What happened to one block; None when nothing did."""
    if old is None:
        return BlockChange(ChangeKind.ADDED, block_id, None, new)
    if new is None:
        return BlockChange(ChangeKind.REMOVED, block_id, old, None)
    changed = tuple(name for name in _BLOCK_FIELDS if getattr(old, name) != getattr(new, name))
    return BlockChange(ChangeKind.CHANGED, block_id, old, new, changed) if changed else None


def _differing(names: tuple[str, ...], old: object, new: object) -> tuple[FieldChange, ...]:
    """The fields called ``names`` that differ between two records."""
    read = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(FieldChange(name, before, after) for name, before, after in read if before != after)
