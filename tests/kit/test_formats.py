from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.kit import formats, forms

MONDAY, FRIDAY = date(2027, 4, 19), date(2027, 4, 23)


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (510, "8.30", "8:30"),
        (time(13, 5), "13.05", "13:05"),
        (datetime(2027, 4, 19, 14, 40, tzinfo=UTC), "16.40", "16:40"),
    ],
)
def test_a_clock_time_is_written_as_here(value: formats.Clock, dutch: str, english: str) -> None:
    assert (formats.clock(value), formats.clock(value, lang="en")) == (dutch, english)


def test_a_clock_time_in_a_sentence_says_uur_in_dutch_only() -> None:
    assert (formats.clock_text(510), formats.clock_text(510, lang="en")) == ("8.30 uur", "8:30")


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (0, "0 min", "0 min"),
        (50, "50 min", "50 min"),
        (60, "1 u", "1 h"),
        (65, "1 u 05", "1 h 05"),
        (3000, "50 u", "50 h"),
        (-100, "−1 u 40", "−1 h 40"),
    ],
)
def test_a_duration_counts_hours_and_minutes(minutes: int, dutch: str, english: str) -> None:
    assert (formats.duration(minutes), formats.duration(minutes, lang="en")) == (dutch, english)


def test_a_day_has_four_ways_of_being_named() -> None:
    said = [f(MONDAY) for f in (formats.day, formats.day_long, formats.day_year, formats.date_text, formats.weekday)]
    assert said == ["ma 19 april", "maandag 19 april", "ma 19 april 2027", "19 april 2027", "maandag"]
    assert formats.day_long(MONDAY, lang="en-gb") == "Monday 19 April"


@pytest.mark.parametrize(
    ("first", "last", "short", "long"),
    [
        (MONDAY, FRIDAY, "19–23 april 2027", "maandag 19 tot vrijdag 23 april 2027"),
        (MONDAY, MONDAY, "19 april 2027", "maandag 19 april 2027"),
        (date(2027, 4, 28), date(2027, 5, 2), "28 april – 2 mei 2027", "woensdag 28 april tot zondag 2 mei 2027"),
        (
            date(2026, 12, 28),
            date(2027, 1, 1),
            "28 december 2026 – 1 januari 2027",
            "maandag 28 december 2026 tot vrijdag 1 januari 2027",
        ),
    ],
)
def test_a_range_of_days_says_month_and_year_once_where_it_can(first: date, last: date, short: str, long: str) -> None:
    assert (formats.days(first, last), formats.days_long(first, last)) == (short, long)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2027, 3, 24, 15, 40, tzinfo=UTC), "vandaag, 16.40"),
        (datetime(2027, 3, 23, 23, 30, tzinfo=UTC), "vandaag, 0.30"),
        (datetime(2027, 3, 23, 15, 40, tzinfo=UTC), "gisteren, 16.40"),
        (datetime(2027, 3, 25, 7, 0, tzinfo=UTC), "morgen, 8.00"),
        (datetime(2027, 3, 22, 15, 40, tzinfo=UTC), "ma 22 maart, 16.40"),
        (datetime(2026, 3, 23, 15, 40, tzinfo=UTC), "ma 23 maart 2026, 16.40"),
    ],
)
def test_a_moment_is_told_from_today_and_in_brussels(moment: datetime, said: str) -> None:
    assert formats.moment(moment, date(2027, 3, 24)) == said


def test_a_near_day_is_called_by_its_name() -> None:
    said = [formats.near_day(date(2027, 3, day), date(2027, 3, 24)) for day in (23, 24, 25, 26)]
    assert said == ["gisteren", "vandaag", "morgen", "vr 26 maart"]


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(375, 1500, 25), (1600, 1500, 100), (-5, 10, 0), (5, 0, 0), (15, 1500, 1)]
)
def test_a_share_stays_within_a_hundred(part: float, whole: float, share: int) -> None:
    assert formats.share(part, whole) == share


@pytest.mark.parametrize(
    ("name", "initials"), [("Noor Verhaegen", "NV"), ("Els", "E"), ("Jan van den Berg", "JB"), (" ", "")]
)
def test_initials_are_of_the_first_and_last_word(name: str, initials: str) -> None:
    assert formats.initials(name) == initials


@given(st.integers(0, 24 * 60 - 1), st.sampled_from(["nl", "en"]))
def test_whatever_clock_time_we_write_we_can_read(minutes: int, lang: str) -> None:
    assert forms.MinutesField().clean(formats.clock(minutes, lang=lang)) == minutes


@given(st.integers(0, 6000))
def test_a_duration_loses_no_minute(minutes: int) -> None:
    hours, _, rest = formats.duration(minutes).partition(" u")
    back = int(hours) * 60 + int(rest or 0) if "u" in formats.duration(minutes) else int(hours.split()[0])
    assert back == minutes
