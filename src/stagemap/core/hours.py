"""The hours of a plan: planned and done, in two halves, by kind of time, by level and role, by day.

Hours are facts that stand beside a target; nothing here judges, and nothing is a mark (G20).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from stagemap.core.programme import Edition
from stagemap.core.roster import Block, Package, Plan


@dataclass(frozen=True, slots=True)
class Share:
    """Minutes planned and done; done counts the true minutes of a changed block and none of a dropped one."""

    planned: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two packages: its minutes, the minutes meant for it, and its part of what is planned (G10, G13).

    ``percent`` is of all planned minutes, rounded; the two halves of a plan that is not empty make 100.
    """

    planned: int
    done: int
    target: int
    percent: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Where a plan stands against the hours that the edition asks (G09), in whole minutes.

    ``left`` is what is still to be planned, never below none. ``observed`` are the observation moments, logged
    apart; they are part of ``planned`` and ``done`` only where the edition counts them (G03).
    ``kinds`` and ``days`` hold what occurs, ``cover`` counts the blocks of every pair of level and role, of
    exploration and project alike; ``explored`` counts the blocks of exploration per level, by which alone an empty
    level is judged (G10).
    """

    planned: int
    done: int
    target: int
    left: int
    observed: Share
    halves: Mapping[Package, Half]
    kinds: Mapping[str, Share]
    days: Mapping[dt.date, Share]
    cover: Mapping[tuple[str, str], int]
    explored: Mapping[str, int]


def balance(edition: Edition, plan: Plan) -> Balance:
    """Add up ``plan`` by what ``edition`` asks."""
    sums = _Sums(edition)
    for block in plan.blocks:
        sums.add(block)
    observed = Share(
        sum(moment.minutes for moment in plan.observations),
        sum(moment.minutes for moment in plan.observations if moment.held),
    )
    counted = observed if edition.hours.observation_counts else Share()
    halves = _halves(edition, sums.packages)
    planned = counted.planned + sum(half.planned for half in halves.values())
    return Balance(
        planned=planned,
        done=counted.done + sum(half.done for half in halves.values()),
        target=edition.hours.target,
        left=max(edition.hours.target - planned, 0),
        observed=observed,
        halves=halves,
        kinds=_shares(sums.kinds),
        days=_shares(sums.days),
        cover=sums.cover,
        explored=sums.explored,
    )


class _Sums:
    """The running sums of one balance; planned and done stand in pairs."""

    def __init__(self, edition: Edition) -> None:
        self.packages: dict[Package, list[int]] = {package: [0, 0] for package in Package}
        self.kinds: dict[str, list[int]] = {}
        self.days: dict[dt.date, list[int]] = {}
        self.cover = {(level.key, role.key): 0 for level in edition.levels for role in edition.roles}
        self.explored = {level.key: 0 for level in edition.levels}

    def add(self, block: Block) -> None:
        """Count ``block`` wherever it belongs."""
        self._time(self.packages[block.package], block)
        self._time(self.kinds.setdefault(block.kind, [0, 0]), block)
        if block.day is not None:
            self._time(self.days.setdefault(block.day, [0, 0]), block)
        if block.level is None or block.level not in self.explored:
            return
        if block.package is Package.EXPLORATION:
            self.explored[block.level] += 1
        if block.role is not None and (block.level, block.role) in self.cover:
            self.cover[block.level, block.role] += 1

    @staticmethod
    def _time(pair: list[int], block: Block) -> None:
        pair[0] += block.minutes
        pair[1] += block.done_minutes


Key = TypeVar("Key")


def _shares(sums: dict[Key, list[int]]) -> Mapping[Key, Share]:
    return {key: Share(planned, done) for key, (planned, done) in sums.items()}


def _halves(edition: Edition, sums: dict[Package, list[int]]) -> Mapping[Package, Half]:
    """The two packages; the second half's percentage is what the first one leaves."""
    whole = sum(planned for planned, _ in sums.values())
    exploration = round(100 * sums[Package.EXPLORATION][0] / whole) if whole else 0
    percents = {Package.EXPLORATION: exploration, Package.PROJECT: 100 - exploration if whole else 0}
    return {
        package: Half(planned, done, edition.hours.half, percents[package]) for package, (planned, done) in sums.items()
    }
