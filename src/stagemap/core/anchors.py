"""The days from which deadlines are counted, read from a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from stagemap.core.programme import Anchor, Edition
from stagemap.core.roster import Block, Plan


def is_contact(edition: Edition, block: Block) -> bool:
    """Whether ``block`` is bound to the period, the school days and the school's hours (G08)."""
    kind = edition.kind.get(block.kind)
    return kind is not None and kind.bound


def contact_days(edition: Edition, blocks: Iterable[Block]) -> tuple[dt.date, ...]:
    """The days with contact, in order, make-up days included (G20)."""
    return tuple(sorted({block.day for block in blocks if block.day is not None and is_contact(edition, block)}))


def anchors_of(edition: Edition, plan: Plan, *, sent: bool = False) -> Mapping[Anchor, dt.date]:
    """The day of each anchor that is known.

    The active days of a roster that was ``sent`` are its days with contact (G20). While the plan is a draft, or
    holds no contact, the school days of the chosen week count too: a week half planned does not end on Tuesday.
    """
    return anchors_from(
        edition,
        contact=contact_days(edition, plan.blocks),
        school_days=plan.school_days,
        observed=(moment.day for moment in plan.observations if moment.day is not None),
        sent=sent,
    )


def anchors_from(
    edition: Edition,
    *,
    contact: tuple[dt.date, ...],
    school_days: Iterable[dt.date],
    observed: Iterable[dt.date],
    sent: bool,
) -> Mapping[Anchor, dt.date]:
    """``anchors_of`` for who knows only the days of a plan: with contact, of the week, of the observation moments."""
    active = contact if sent and contact else tuple(sorted({*contact, *school_days}))
    return {
        Anchor.PERIOD_FIRST_DAY: edition.period.first_day,
        Anchor.PERIOD_LAST_DAY: edition.period.last_day,
        **_ends(sorted(observed), Anchor.FIRST_OBSERVATION, Anchor.LAST_OBSERVATION),
        **_ends(active, Anchor.ACTIVE_FIRST_DAY, Anchor.ACTIVE_LAST_DAY),
    }


def _ends(days: Iterable[dt.date], first: Anchor, last: Anchor) -> Mapping[Anchor, dt.date]:
    """The first and the last of ``days``, which are in order; nothing when there are none."""
    known = tuple(days)
    return {first: known[0], last: known[-1]} if known else {}
