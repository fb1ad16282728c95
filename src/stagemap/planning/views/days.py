"""A roster to be read, day by day: what mentor, supervisor and readers see, and what a student ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stagemap.core.programme import Edition
from stagemap.core.roster import Block, Package, Part, Plan, parts_of_day
from stagemap.kit import formats
from stagemap.planning.queries.parts import CommentLine

SLOT_WORDS = {
    Part.BEFORE_SCHOOL: gettext_lazy("before school"),
    Part.NOON: gettext_lazy("at noon"),
    Part.AFTER_SCHOOL: gettext_lazy("after school"),
    Part.HOME: gettext_lazy("at home"),
    Part.AHEAD: gettext_lazy("before the week"),
    Part.BEHIND: gettext_lazy("after the week"),
}


@dataclass(frozen=True, slots=True)
class ItemView:
    """One block in words; ``time`` is its clock times or its length, ``place`` the part of the day when it has none."""

    id: str
    title: str
    time: str
    place: str
    where: str
    at_what: str
    size: str
    level: str
    role_key: str
    role: str
    kind: str
    is_project: bool
    block: Block
    pupils: str = ""
    changed: str = ""
    comments: tuple[CommentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DayView:
    """One day with its blocks in order of time; ``closed`` says why the school is closed."""

    day: dt.date
    name: str
    length: str
    closed: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the blocks for this reader, each by block id."""

    pupils: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, tuple[CommentLine, ...]] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)


def days_view(edition: Edition, plan: Plan, beside: Beside | None = None, *, language: str) -> Mapping[str, Any]:
    """``days`` with what has a day, ``ahead`` and ``behind`` with what lies before and after the week."""
    read = _Reading(edition, plan, beside or Beside(), language)
    parts = parts_of_day(plan.blocks, plan.rhythm)
    dated = sorted({block.day for block in plan.blocks if block.day is not None} | set(plan.weekdays))
    return {
        "days": [read.day(day) for day in dated],
        "ahead": [read.item(block, Part.AHEAD) for block in parts[Part.AHEAD]],
        "behind": [read.item(block, Part.BEHIND) for block in parts[Part.BEHIND]],
    }


class _Reading:
    """One reading of one plan: what every line of it needs."""

    def __init__(self, edition: Edition, plan: Plan, beside: Beside, language: str) -> None:
        self.edition, self.plan, self.beside, self.language = edition, plan, beside, language

    def day(self, day: dt.date) -> DayView:
        """One day with its blocks, part by part."""
        mine = [block for block in self.plan.blocks if block.day == day]
        items = [
            self.item(block, part) for part, blocks in parts_of_day(mine, self.plan.rhythm).items() for block in blocks
        ]
        total = sum(block.minutes for block in mine)
        return DayView(
            day=day,
            name=formats.day_long(day, lang=self.language),
            length=formats.duration(total, lang=self.language) if total else _("nothing yet"),
            closed=self.plan.closures.get(day, ""),
            items=tuple(items),
        )

    def item(self, block: Block, part: Part) -> ItemView:
        """One block in words."""
        level, role = self.edition.level.get(block.level or ""), self.edition.role.get(block.role or "")
        kind = self.edition.kind.get(block.kind)
        said = self.language
        return ItemView(
            id=block.id,
            title=block.title,
            time=self._time(block),
            place="" if block.start is not None else str(SLOT_WORDS.get(part, "")),
            where=block.where,
            at_what=block.at_what,
            size="" if level is None else level.size,
            level="" if level is None else level.name.in_(said),
            role_key="" if role is None else role.key,
            role="" if role is None else role.name.in_(said),
            kind="" if kind is None or kind.needs_role else kind.name.in_(said),
            is_project=block.package is Package.PROJECT,
            block=block,
            pupils=self.beside.pupils.get(block.id, ""),
            changed=self.beside.changed.get(block.id, ""),
            comments=self.beside.comments.get(block.id, ()),
        )

    def _time(self, block: Block) -> str:
        if block.start is None:
            return formats.duration(block.minutes, lang=self.language)
        return formats.span(block.start, block.start + block.minutes, lang=self.language)
