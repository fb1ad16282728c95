"""The week as strings: what the planner's templates print, worked out once so that they only print."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from stagemap.core.programme import Edition
from stagemap.core.roster import Block, Outcome, Package, Plan, Slot, free_spans
from stagemap.kit import formats
from stagemap.kit.routes import path_to

from .cards import TaskView, marks
from .columns import DayView, Item
from .grid import Axis, Grid, Strip, grid_of

LESSON = 40
"""A free stretch of this many minutes is worth offering (a lesson is 50, but a break may nibble at it)."""

BANDS = ("voor", "lunch", "na", "thuis")


@dataclass(frozen=True, slots=True)
class WeekView:
    """The grid, its days, and the work before and after the week."""

    grid: Grid
    axis: tuple[Axis, ...]
    strips: tuple[Strip, ...]
    days: tuple[DayView, ...]
    ahead: tuple[TaskView, ...]
    behind: tuple[TaskView, ...]
    elsewhere: tuple[TaskView, ...]
    starts: str


@dataclass(frozen=True, slots=True)
class Extras:
    """What the rules' plan does not hold about its blocks, by block id."""

    revisions: Mapping[str, int]
    pupils: Mapping[str, str]
    comments: Mapping[str, int]
    clashing: frozenset[str]


def week_view(edition: Edition, plan: Plan, extras: Extras, *, placement_id: int, language: str) -> WeekView:
    """Lay out ``plan`` for the planner, in ``language``."""
    planner = path_to("planning:planner", placement_id)
    painter = _Painter(edition, extras, f"{planner}blocks/", language)
    grid = grid_of(plan.rhythm)
    days = [] if plan.week is None else [plan.week + dt.timedelta(days=n) for n in range(5)]
    cards = {block.id: painter.card(block) for block in plan.blocks}
    loose = [block for block in plan.blocks if block.day is None]
    return WeekView(
        grid=grid,
        axis=tuple(Axis(a.at, formats.clock(int(a.text), lang=language), a.length) for a in grid.hours),
        strips=grid.strips,
        days=tuple(_day(plan, grid, day, cards, painter) for day in days),
        ahead=tuple(cards[block.id] for block in loose if block.slot is Slot.AHEAD),
        behind=tuple(cards[block.id] for block in loose if block.slot is Slot.BEHIND),
        elsewhere=tuple(cards[block.id] for block in plan.blocks if block.day is not None and block.day not in days),
        starts=",".join(str(start) for start in grid.starts),
    )


@dataclass(frozen=True)
class _Painter:
    """Turns blocks into cards, with what stays the same for all of them."""

    edition: Edition
    extras: Extras
    blocks: str
    """The address under which blocks are found."""
    language: str

    def card(self, block: Block) -> TaskView:
        """The card of one block."""
        level = self.edition.level.get(block.level or "")
        role = self.edition.role.get(block.role or "")
        size = "" if level is None else level.size
        role_key, role_name = ("", "") if role is None else (role.key, role.name.in_(self.language))
        time = self.time(block)
        return TaskView(
            id=block.id,
            url=f"{self.blocks}{block.id}/",
            revision=self.extras.revisions.get(block.id, 1),
            day="" if block.day is None else block.day.isoformat(),
            slot=block.slot.value,
            start=block.start,
            minutes=block.minutes,
            style=self.style(block),
            size=size,
            marks=marks(size, role_key, role_name, self.language),
            time=time,
            title=block.title,
            spoken=self.spoken(block, time),
            project=block.package is Package.PROJECT,
            clash=self.clashes(block),
            pupils=self.extras.pupils.get(block.id, ""),
            comments=self.extras.comments.get(block.id, 0),
            state="" if block.outcome is Outcome.PLANNED else block.outcome.value,
            sort=_sort(block),
        )

    def time(self, block: Block) -> str:
        """``8.30–10.10``, or only the duration where there is no clock time."""
        if block.start is None:
            return formats.duration(block.minutes, lang=self.language)
        return formats.span(block.start, block.start + block.minutes, lang=self.language)

    def clashes(self, block: Block) -> bool:
        """Whether the block wants a time that it cannot have."""
        return block.id in self.extras.clashing

    def style(self, block: Block) -> str:
        """The extra class of the card."""
        if self.clashes(block):
            return " clash"
        kind = self.edition.kind.get(block.kind)
        return " prep" if kind is not None and not kind.needs_role else ""

    def spoken(self, block: Block, time: str) -> str:
        """What a screen reader hears after the title: what the eye sees in colour and place."""
        parts = [
            _("clashes") if self.clashes(block) else "",
            _("project") if block.package is Package.PROJECT else "",
            "" if block.day is None else formats.day_long(block.day, lang=self.language),
            time,
            "" if block.start is None else formats.duration(block.minutes, lang=self.language),
            block.where,
        ]
        return ", ".join(part for part in parts if part)


def _sort(block: Block) -> int:
    usual = {Slot.BEFORE: 0, Slot.AFTER: 1400, Slot.HOME: 1440}
    return block.start if block.start is not None else usual.get(block.slot, 0)


def _day(plan: Plan, grid: Grid, day: dt.date, cards: Mapping[str, TaskView], painter: _Painter) -> DayView:
    """One day: blocks in the lesson hours with their clashes, bands, and the free gaps between."""
    mine = sorted((block for block in plan.blocks if block.day == day), key=_sort)
    by_band: defaultdict[str, list[Block]] = defaultdict(list)
    for block in mine:
        by_band[grid.band(block)].append(block)
    items = [*_bands(by_band, cards), *_slots(grid, by_band[""], cards)]
    items += _gaps(plan, day, painter)
    closed = plan.closures.get(day, "")
    minutes = sum(block.minutes for block in mine)
    lang = painter.language
    return DayView(
        date=day.isoformat(),
        col=day.weekday() + 2,
        short=formats.day(day, lang=lang),
        name=f"{formats.day_long(day, lang=lang).rsplit(' ', 1)[0]}" if lang == "nl" else formats.day(day, lang=lang),
        note=closed or (formats.duration(minutes, lang=lang) if minutes else _("still empty")),
        items=tuple(sorted(items, key=lambda item: item.sort)),
        closed=closed,
    )


def _bands(by_band: Mapping[str, list[Block]], cards: Mapping[str, TaskView]) -> Iterable[Item]:
    order = {"voor": -1, "lunch": 0, "na": 1400, "thuis": 1440}
    for band in BANDS:
        if blocks := by_band[band]:
            tasks = tuple(cards[block.id] for block in blocks)
            sort = tasks[0].sort if band == "lunch" else order[band]
            yield Item("band", band, tasks=tasks, sort=sort)


def _slots(grid: Grid, blocks: list[Block], cards: Mapping[str, TaskView]) -> Iterable[Item]:
    """Blocks in the lesson hours; those that overlap share one slot."""
    cluster, until = 0, -1
    numbered: list[tuple[int, Block]] = []
    for block in blocks:
        start, end = block.start or 0, block.end or 0
        cluster, until = (cluster, max(until, end)) if start < until else (cluster + 1, end)
        numbered.append((cluster, block))
    for _number, group in groupby(numbered, key=lambda pair: pair[0]):
        together = [block for _n, block in group]
        start = min(block.start or 0 for block in together)
        end = max(block.end or 0 for block in together)
        tasks = tuple(cards[block.id] for block in together)
        yield Item("slot", str(grid.row(start)), grid.length(start, end), tasks, sort=start)


def _gaps(plan: Plan, day: dt.date, painter: _Painter) -> Iterable[Item]:
    """Free stretches of about a lesson inside the lesson hours, each with the way to fill it."""
    return (_gap(span.start, span.end, day, painter) for span in free_spans(plan, day, least=LESSON))


def _gap(start: int, end: int, day: dt.date, painter: _Painter) -> Item:
    return Item(
        "gap",
        "",
        text=formats.span(start, end, lang=painter.language),
        url=f"{painter.blocks}new/?day={day.isoformat()}&start={start}&minutes={end - start}",
        sort=start,
    )
