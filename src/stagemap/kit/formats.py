"""Times, durations and days as people here write them: ``8.30 uur``, ``1 u 40``, ``ma 19 april``.

Pure functions of their arguments; ``lang`` is ``nl`` (default) or ``en``. The template filters fill it in.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Brussels")

_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_NEAR = {
    "nl": {-1: "gisteren", 0: "vandaag", 1: "morgen"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_KILO = 1000
_TO = {"nl": "tot", "en": "to"}
_HOUR = {"nl": "u", "en": "h"}

Clock = int | time | datetime


def _lang(lang: str) -> str:
    """``en`` for any English, otherwise Dutch."""
    return "en" if lang.startswith("en") else "nl"


def minutes_of(value: Clock) -> int:
    """Minutes after midnight of a clock time; an aware datetime is read in Brussels."""
    if isinstance(value, int):
        return value
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(ZONE)
    return value.hour * 60 + value.minute


def day_of(value: date) -> date:
    """The day of a date or datetime; an aware datetime is read in Brussels."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(ZONE) if value.tzinfo is not None else value).date()


@lru_cache(maxsize=4096)
def _clock(minutes: int, lang: str) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}{':' if lang == 'en' else '.'}{rest:02}"


def clock(value: Clock, *, lang: str = "nl") -> str:
    """A time for tables: ``8.30``, in English ``8:30``."""
    return _clock(minutes_of(value), _lang(lang))


def clock_text(value: Clock, *, lang: str = "nl") -> str:
    """A time within a sentence: ``8.30 uur``, in English ``8:30``."""
    lang = _lang(lang)
    said = _clock(minutes_of(value), lang)
    return said if lang == "en" else f"{said} uur"


def span(start: Clock, end: Clock, *, lang: str = "nl") -> str:
    """From one time to another: ``8.30–10.10``."""
    return f"{clock(start, lang=lang)}–{clock(end, lang=lang)}"


@lru_cache(maxsize=4096)
def duration(minutes: int, *, lang: str = "nl") -> str:
    """How long, from minutes: ``50 min``, ``2 u``, ``1 u 40``, in English ``1 h 40``; the minutes with two digits."""
    if minutes < 0:
        return f"−{duration(-minutes, lang=lang)}"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    said = f"{hours} {_HOUR[_lang(lang)]}"
    return f"{said} {rest:02}" if rest else said


@lru_cache(maxsize=2048)
def _day(value: date, lang: str, names: str, year: int) -> str:
    table = {"short": _SHORT, "long": _DAYS}.get(names)
    before = f"{table[lang][value.weekday()]} " if table else ""
    after = f" {value.year}" if year else ""
    return f"{before}{value.day} {_MONTHS[lang][value.month - 1]}{after}"


def day(value: date, *, lang: str = "nl") -> str:
    """``ma 19 april``."""
    return _day(day_of(value), _lang(lang), "short", 0)


def day_long(value: date, *, lang: str = "nl") -> str:
    """``maandag 19 april``."""
    return _day(day_of(value), _lang(lang), "long", 0)


def day_year(value: date, *, lang: str = "nl") -> str:
    """``ma 19 april 2027``, where the year can be mistaken."""
    return _day(day_of(value), _lang(lang), "short", 1)


def date_text(value: date, *, lang: str = "nl") -> str:
    """``19 april 2027``."""
    return _day(day_of(value), _lang(lang), "", 1)


def weekday(value: date, *, lang: str = "nl") -> str:
    """``maandag``."""
    return _DAYS[_lang(lang)][day_of(value).weekday()]


def weekday_short(value: date, *, lang: str = "nl") -> str:
    """``ma``."""
    return _SHORT[_lang(lang)][day_of(value).weekday()]


@lru_cache(maxsize=1024)
def days(first: date, last: date, *, lang: str = "nl") -> str:
    """``19–23 april 2027``, ``28 april – 2 mei 2027``, ``28 december 2026 – 2 januari 2027``."""
    first, last, lang = day_of(first), day_of(last), _lang(lang)
    if first == last:
        return date_text(last, lang=lang)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_text(last, lang=lang)}"
    return f"{_day(first, lang, '', int(first.year != last.year))} – {date_text(last, lang=lang)}"


@lru_cache(maxsize=1024)
def days_long(first: date, last: date, *, lang: str = "nl") -> str:
    """``maandag 19 tot vrijdag 23 april 2027``; month and year stand at the first day only when they differ."""
    first, last, lang = day_of(first), day_of(last), _lang(lang)
    end = _day(last, lang, "long", 1)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        start = f"{_DAYS[lang][first.weekday()]} {first.day}"
    else:
        start = _day(first, lang, "long", int(first.year != last.year))
    return f"{start} {_TO[lang]} {end}"


def moment(value: datetime, today: date, *, lang: str = "nl") -> str:
    """When something happened, seen from ``today``: ``gisteren, 16.40``, ``ma 22 maart, 16.40``.

    The year is told when it is not that of ``today``.
    """
    lang, on = _lang(lang), day_of(value)
    near = _NEAR[lang].get((on - today).days)
    said = near or _day(on, lang, "short", int(on.year != today.year))
    return f"{said}, {clock(value, lang=lang)}"


def near_day(value: date, today: date, *, lang: str = "nl") -> str:
    """``vandaag``, ``morgen``, ``gisteren``, or the day as ``day`` says it."""
    on = day_of(value)
    return _NEAR[_lang(lang)].get((on - today).days) or day(on, lang=lang)


def share(part: float, whole: float) -> int:
    """``part`` of ``whole`` in whole hundredths, kept between 0 and 100; an empty whole has none."""
    return min(100, max(0, round(100 * part / whole))) if whole > 0 else 0


def size(count: int, *, lang: str = "nl") -> str:
    """``310 kB``, ``1,2 MB`` (English 1.2 MB) for ``count`` bytes; at least 1 kB."""
    if count < _KILO**2:
        return f"{max(1, round(count / _KILO))} kB"
    said = f"{count / _KILO**2:.1f}".removesuffix(".0")
    return f"{said if _lang(lang) == 'en' else said.replace('.', ',')} MB"


def initials(name: str) -> str:
    """The first letters of the first and the last word: ``NV`` for Noor Verhaegen, ``E`` for Els."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
