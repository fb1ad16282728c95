"""What every rule looks at: the plan beside its edition on one day, with what several rules ask worked out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from stagemap.core.anchors import is_contact
from stagemap.core.hours import Balance, balance
from stagemap.core.programme import Edition
from stagemap.core.roster import Block, Outcome, Plan, first_free_place
from stagemap.core.rules.findings import Mend, MendKind, Values


@dataclass(frozen=True)
class Case:
    """One plan to be judged, on ``today``."""

    edition: Edition
    plan: Plan
    today: dt.date

    @cached_property
    def balance(self) -> Balance:
        """The hours of the plan."""
        return balance(self.edition, self.plan)

    @cached_property
    def contact(self) -> tuple[Block, ...]:
        """The blocks that are bound to period, school days and school's hours (G08)."""
        return tuple(block for block in self.plan.blocks if is_contact(self.edition, block))

    @cached_property
    def contact_by_day(self) -> Mapping[dt.date, tuple[Block, ...]]:
        """The contact blocks that have a day, by day, in order."""
        days: dict[dt.date, tuple[Block, ...]] = {}
        for block in self.contact:
            if block.day is not None:
                days[block.day] = (*days.get(block.day, ()), block)
        return dict(sorted(days.items()))

    @cached_property
    def standing(self) -> tuple[Block, ...]:
        """The blocks that take time: all but those that were dropped."""
        return tuple(block for block in self.plan.blocks if block.outcome is not Outcome.DROPPED)

    @cached_property
    def without_role(self) -> tuple[Block, ...]:
        """The blocks whose kind of time asks a role and that have none (G11)."""
        kinds, roles = self.edition.kind, self.edition.role
        return tuple(
            block
            for block in self.plan.blocks
            if block.role not in roles and block.kind in kinds and kinds[block.kind].needs_role
        )

    @cached_property
    def _shifts(self) -> dict[tuple[str, bool], Mend]:
        """The moves that were worked out already: a block in several clashes has one way out."""
        return {}

    def shift(self, block: Block, *, elsewhere: bool = False) -> Mend:
        """Move ``block`` to the first free place of its length, or open it where there is none.

        ``elsewhere`` looks on other days only. A place outside the period is none.
        """
        known = self._shifts.get((block.id, elsewhere))
        if known is not None:
            return known
        place = first_free_place(self.plan, block, elsewhere=elsewhere)
        mend = Mend(MendKind.OPEN_BLOCK, block_id=block.id)
        if place is not None and self.edition.period.holds(place[0]):
            mend = Mend(MendKind.SHIFT_BLOCK, block_id=block.id, day=place[0], start=place[1])
        self._shifts[block.id, elsewhere] = mend
        return mend


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule applies: the blocks and the day concerned, the wording's values, the mend."""

    values: Values = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    day: dt.date | None = None
    mend: Mend | None = None


Find = Callable[[Case], Iterable[Hit]]
"""What a rule is: a case in, the places where it applies out."""


def once(applies: bool, kind: MendKind | None = None) -> Iterable[Hit]:  # noqa: FBT001 - reads as a sentence: once(if, mend)
    """One hit without values when the rule ``applies``."""
    return (Hit(mend=Mend(kind) if kind else None),) if applies else ()


def together(blocks: tuple[Block, ...]) -> Iterable[Hit]:
    """One hit for all ``blocks``: their count, the first one's title, and the press that opens it."""
    if not blocks:
        return ()
    values: Values = {"count": len(blocks), "title": blocks[0].title}
    return (Hit(values, blocks, blocks[0].day, Mend(MendKind.OPEN_BLOCK, block_id=blocks[0].id)),)
