"""One block in words, as it stands in a cell of the printed week (G11): what, when, where, at what, in which role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from stagemap.core.programme import Edition, Role
from stagemap.core.roster import Block, Package, Slot
from stagemap.kit import formats

from .rows import Band, Frame, Placed, fills
from .sheet import Entry, Outside, Sign

_LAST = dt.date.max


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one edition in one language; the translation in force must be that of ``language``."""

    edition: Edition
    language: str

    def label(self, row: Frame) -> str:
        """What stands at the head of a row: the lesson hour, or the part of the day."""
        if row.band is Band.LESSON and row.span:
            return formats.span(row.span.start, row.span.end, lang=self.language)
        return {
            Band.BEFORE: pgettext("roster form", "before school"),
            Band.NOON: pgettext("roster form", "noon"),
            Band.AFTER: pgettext("roster form", "after school"),
            Band.EVENING: pgettext("roster form", "evening"),
            Band.HOME: pgettext("roster form", "at home"),
        }.get(row.band, "")

    def entries(self, cell: Placed, rows: Sequence[Frame]) -> tuple[Entry, ...]:
        """The blocks of one cell, with their time where the row does not say it."""
        return tuple(self.entry(block, told=fills(block, rows, cell)) for block in cell.blocks)

    def entry(self, block: Block, *, told: bool) -> Entry:
        """One block; ``told`` when the row says its time already."""
        level = self.edition.level.get(block.level or "")
        return Entry(
            title=plain(block.title),
            time="" if told else self.time(block),
            shape=level.size if level else "",
            tags=tuple(filter(None, (level.size if level else "", self.letter(block), *self._belongings(block)))),
            place=self.place(block),
        )

    def outside(self, block: Block) -> Outside:
        """A block that has no place in the five days."""
        return Outside(
            title=" · ".join(filter(None, (plain(block.title), self.place(block)))),
            when=self.when(block),
            time=formats.duration(block.minutes, lang=self.language),
            package=self.edition.packages[block.package].in_(self.language).lower(),
        )

    def when(self, block: Block) -> str:
        """In words when a block outside the five days takes place."""
        if block.day is None:
            return (
                pgettext("roster form", "after the week")
                if block.slot is Slot.BEHIND
                else pgettext("roster form", "before the week")
            )
        day = formats.day(block.day, lang=self.language)
        return day if block.start is None else f"{day}, {self.time(block)}"

    def time(self, block: Block) -> str:
        """The clock time of a block, or its duration where it has none."""
        if block.start is None or block.end is None:
            return formats.duration(block.minutes, lang=self.language)
        return formats.span(block.start, block.end, lang=self.language)

    def place(self, block: Block) -> str:
        """Where and at what; a repetition of the title says nothing and is left out."""
        title, where, at_what = plain(block.title), plain(block.where), plain(block.at_what)
        return ": ".join(filter(None, (where, at_what if at_what != title else "")))

    def letter(self, block: Block) -> str:
        """The letter of the student's role, empty for time without one."""
        role = self.edition.role.get(block.role or "")
        return self._letter(role) if role else ""

    def roles(self) -> tuple[Sign, ...]:
        """The legend of the role letters."""
        return tuple(
            Sign("", f"{self._letter(role)} {role.name.in_(self.language).lower()}") for role in self.edition.roles
        )

    def levels(self) -> tuple[Sign, ...]:
        """The legend of the level shapes."""
        return tuple(
            Sign(level.size, f"{level.size} ({level.name.in_(self.language).lower()})") for level in self.edition.levels
        )

    def order(self, block: Block) -> tuple[int, dt.date, int]:
        """Work before the week first, then other days, then work after it."""
        rank = {Slot.AHEAD: 0, Slot.BEHIND: 2}.get(block.slot, 1)
        return rank, block.day or _LAST, block.start or 0

    def _letter(self, role: Role) -> str:
        return role.letter_en if self.language == "en" else role.letter_nl

    def _belongings(self, block: Block) -> tuple[str, ...]:
        package = self.edition.packages[block.package].in_(self.language).lower()
        kind = self.edition.kind.get(block.kind)
        return (
            package if block.package is Package.PROJECT else "",
            kind.name.in_(self.language).lower() if kind and not kind.needs_role else "",
        )


def plain(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())
