"""Calendars: what happens when, as iCalendar text that every calendar program reads (RFC 5545, RFC 7986).

No pupil code gets in here: a calendar lies open on a phone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from stagemap.core.privacy import block_without_codes
from stagemap.core.programme import Edition
from stagemap.core.roster import Block, Outcome, Span
from stagemap.kit.clock import at_local
from stagemap.kit.formats import ZONE

if TYPE_CHECKING:
    from icalendar import Calendar, Event

REFRESH = dt.timedelta(hours=4)
DOMAIN = "stagemap"


@dataclass(frozen=True, slots=True)
class Change:
    """How Brussels changes its clock every year: first when, at which hour of the wall, from and to which offset."""

    name: str
    first: str
    before: int
    after: int


_SUMMER = Change("CEST", "1996-03-31T02:00", before=1, after=2)
_WINTER = Change("CET", "1996-10-27T03:00", before=2, after=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry of a calendar, on ``day``: from ``start`` for ``minutes``, or the whole day when ``start`` is None.

    ``key`` is stable and unique in the world or in the calendar; ``revision`` grows whenever anything changes.
    ``busy`` says whether it takes the person's time: a deadline does not.
    """

    key: str
    day: dt.date
    title: str
    start: int | None = None
    minutes: int = 0
    place: str = ""
    about: str = ""
    revision: int = 0
    busy: bool = True


def of_blocks(
    edition: Edition, blocks: Iterable[Block], language: str, *, school: str, revision: int
) -> tuple[Happening, ...]:
    """The blocks that have a clock time, dropped ones aside; ``school`` is where all of them take place."""
    with translation.override(language):
        return tuple(
            Happening(
                key=block.id,
                day=block.day,
                start=block.start,
                minutes=block.minutes,
                title=block.title,
                place=", ".join(filter(None, (block.where, school))),
                about=_about(edition, block, language),
                revision=revision,
            )
            for block in (block_without_codes(block, language) for block in blocks)
            if block.day and block.start is not None and block.outcome is not Outcome.DROPPED
        )


def of_moments(
    moments: Mapping[int, tuple[dt.date | None, Span | None]], language: str, *, key: str, place: str
) -> tuple[Happening, ...]:
    """The observation moments that have a day (G03), by number; one without a time takes no time of the day."""
    with translation.override(language):
        return tuple(
            Happening(
                key=f"observation-{key}-{number}",
                day=day,
                start=span.start if span else None,
                minutes=span.minutes if span else 0,
                title=_("Observation moment %(number)s") % {"number": number},
                place=place,
                busy=span is not None,
            )
            for number, (day, span) in moments.items()
            if day
        )


def of_deadlines(dues: Iterable[tuple[str, str, dt.date]], language: str, *, key: str) -> tuple[Happening, ...]:
    """Deadlines from (milestone, its name, day): a whole day that takes no time."""
    with translation.override(language):
        return tuple(
            Happening(
                key=f"{milestone}-{key}",
                day=day,
                title=_("%(what)s: deadline") % {"what": name},
                about=_("At the latest at the end of this day."),
                busy=False,
            )
            for milestone, name, day in dues
        )


def calendar_text(name: str, happenings: Iterable[Happening], *, stamp: dt.datetime, language: str) -> bytes:
    """The calendar ``name`` as a file or feed; ``stamp`` is when it was made, an aware moment.

    Programs that subscribe are asked to come back every four hours.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", f"-//Stagemap//Stagemap//{language.upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-WR-TIMEZONE", ZONE.key)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT4H")
    _add_zone(calendar)
    for happening in sorted(happenings, key=lambda each: (each.day, each.start or 0, each.key)):
        calendar.add_component(_event(happening, stamp))
    return bytes(calendar.to_ical())


def _event(happening: Happening, stamp: dt.datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("UID", f"{happening.key}@{DOMAIN}")
    event.add("DTSTAMP", stamp.astimezone(dt.UTC))
    event.add("SEQUENCE", happening.revision)
    event.add("SUMMARY", happening.title)
    if happening.start is None:
        event.add("DTSTART", happening.day)
        event.add("DTEND", happening.day + dt.timedelta(days=1))
    else:
        event.add("DTSTART", _local(happening.day, happening.start))
        event.add("DTEND", _local(happening.day, happening.start + happening.minutes))
    if happening.place:
        event.add("LOCATION", happening.place)
    if happening.about:
        event.add("DESCRIPTION", happening.about)
    event.add("TRANSP", "OPAQUE" if happening.busy else "TRANSPARENT")
    return event


def _local(day: dt.date, minutes: int) -> dt.datetime:
    return at_local(day, minutes).astimezone(ZONE)


def _add_zone(calendar: Calendar) -> None:
    """Brussels by its rule: summer time from the last Sunday of March to that of October, at 1.00 UTC."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("TZID", ZONE.key)
    for rule, change in ((TimezoneDaylight(), _SUMMER), (TimezoneStandard(), _WINTER)):
        first = dt.datetime.fromisoformat(change.first)
        rule.add("DTSTART", first)
        rule.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": "-1SU"})
        rule.add("TZOFFSETFROM", dt.timedelta(hours=change.before))
        rule.add("TZOFFSETTO", dt.timedelta(hours=change.after))
        rule.add("TZNAME", change.name)
        zone.add_component(rule)
    calendar.add_component(zone)


def _about(edition: Edition, block: Block, language: str) -> str:
    level, role = edition.level.get(block.level or ""), edition.role.get(block.role or "")
    words = (
        edition.packages[block.package].in_(language).lower(),
        f"{level.size} ({level.name.in_(language).lower()})" if level else "",
        role.name.in_(language).lower() if role else "",
    )
    return "\n".join(filter(None, (block.at_what, " · ".join(filter(None, words)))))
