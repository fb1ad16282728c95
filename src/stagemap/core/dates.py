"""Words in both languages, and the dates of a programme: periods, closures, deadlines told by an anchor."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

END_OF_DAY = dt.time(23, 59)
"""The local time of a deadline that names none (G20)."""

_RELATIVE = re.compile(
    r"(?P<anchor>[a-z_]+)(?: (?P<sign>[+-]) (?P<days>[0-9]{1,3}) days?)?(?: (?P<at>[0-9]{2}:[0-9]{2}))?"
)


class Anchor(StrEnum):
    """A day in the life of a placement from which deadlines are counted."""

    PERIOD_FIRST_DAY = "period_first_day"
    PERIOD_LAST_DAY = "period_last_day"
    FIRST_OBSERVATION = "first_observation"
    LAST_OBSERVATION = "last_observation"
    ACTIVE_FIRST_DAY = "active_first_day"
    ACTIVE_LAST_DAY = "active_last_day"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages of the product."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """The text in ``language`` ("nl" or "en"); anything else reads Dutch, the source language."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date told by an anchor: ``active_first_day - 7 days``.

    ``days`` may be negative; ``at`` is the local time of day (Europe/Brussels) at which a deadline falls.
    """

    anchor: Anchor
    days: int = 0
    at: dt.time = END_OF_DAY

    @classmethod
    def parse(cls, written: str) -> RelativeDate:
        """Read ``active_last_day + 7 days 23:59``; the days and the time may be left out.

        Raises ValueError for any other wording, an anchor that does not exist or a time that no clock shows.
        """
        match = _RELATIVE.fullmatch(written)
        if match is None:
            raise ValueError(written)
        days = int(match["days"] or 0)
        at = dt.time.fromisoformat(match["at"]) if match["at"] else END_OF_DAY
        return cls(Anchor(match["anchor"]), -days if match["sign"] == "-" else days, at)

    @property
    def written(self) -> str:
        """The wording that ``parse`` reads back."""
        days = f" {'-' if self.days < 0 else '+'} {abs(self.days)} {'day' if abs(self.days) == 1 else 'days'}"
        at = "" if self.at == END_OF_DAY else f" {self.at:%H:%M}"
        return f"{self.anchor}{days if self.days else ''}{at}"

    def on(self, anchors: Mapping[Anchor, dt.date]) -> dt.date | None:
        """The calendar day, or None while the anchor's own day is not known yet."""
        day = anchors.get(self.anchor)
        return None if day is None else day + dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day on which active days may lie, both included (G08)."""

    first_day: dt.date
    last_day: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether ``day`` lies in the period."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a school is closed, both ends included."""

    first_day: dt.date
    last_day: dt.date
    reason: Text

    def holds(self, day: dt.date) -> bool:
        """Whether the closure covers ``day``."""
        return self.first_day <= day <= self.last_day

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days that it covers, in order."""
        return tuple(self.first_day + dt.timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1))
