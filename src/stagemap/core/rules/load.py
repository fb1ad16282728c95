"""How much: the hours and the two halves (G09, G10, G13). Facts beside a target, never a mark (G20)."""

from __future__ import annotations

from collections.abc import Iterator

from stagemap.core.roster import Package
from stagemap.core.rules.case import Case, Hit
from stagemap.core.rules.findings import Mend, MendKind, Values

FULL_DAY = 8 * 60
"""Minutes from which a day is called full: it leaves no room for what runs late."""


def _percents(case: Case) -> dict[str, str | int]:
    """Both halves' parts of what is planned."""
    return {str(package): half.percent for package, half in case.balance.halves.items()}


def _lighter(case: Case) -> Package | None:
    """The half that weighs too little, judged on exact minutes; None when the halves are in balance."""
    hours, halves = case.edition.hours, case.balance.halves
    whole = sum(half.planned for half in halves.values())
    exploration = 100 * halves[Package.EXPLORATION].planned
    if exploration < hours.half_least_percent * whole:
        return Package.EXPLORATION
    return Package.PROJECT if exploration > hours.half_most_percent * whole else None


def halves_out_of_balance(case: Case) -> Iterator[Hit]:
    """One half weighs much more than the other."""
    lighter = _lighter(case)
    if lighter is not None:
        heavier = next(package for package in Package if package is not lighter)
        values = _percents(case) | {"heavier": str(heavier), "lighter": str(lighter)}
        yield Hit(values, mend=Mend(MendKind.CHOOSE_TASKS, package=str(lighter)))


def halves_in_balance(case: Case) -> Iterator[Hit]:
    """Both halves are about half."""
    if case.plan.blocks and _lighter(case) is None:
        yield Hit(_percents(case))


def hours_too_few(case: Case) -> Iterator[Hit]:
    """Fewer hours are planned than about the target."""
    hours, planned = case.edition.hours, case.balance.planned
    if case.plan.blocks and planned < hours.least:
        values: Values = {"minutes": planned, "least": hours.least, "target": hours.target}
        yield Hit(values, mend=Mend(MendKind.CHOOSE_TASKS))


def hours_too_many(case: Case) -> Iterator[Hit]:
    """More hours are planned than about the target; the longest block is the first to look at."""
    hours, planned = case.edition.hours, case.balance.planned
    if case.plan.blocks and planned > hours.most:
        longest = max(case.plan.blocks, key=lambda block: block.minutes)
        values: Values = {"minutes": planned, "most": hours.most, "target": hours.target}
        yield Hit(values, mend=Mend(MendKind.OPEN_BLOCK, block_id=longest.id))


def hours_in_range(case: Case) -> Iterator[Hit]:
    """About the target is planned."""
    hours, planned = case.edition.hours, case.balance.planned
    if case.plan.blocks and hours.least <= planned <= hours.most:
        yield Hit({"minutes": planned, "target": hours.target})


def full_days(case: Case) -> Iterator[Hit]:
    """A day of more than eight hours, work at home included."""
    for day, share in sorted(case.balance.days.items()):
        if share.planned > FULL_DAY:
            values: Values = {"day": day.isoformat(), "minutes": share.planned}
            yield Hit(values, (), day, Mend(MendKind.PLAN_DAY, day=day))
