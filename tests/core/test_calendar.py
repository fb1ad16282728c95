"""School days by the Flemish rule, the weeks of a period, deadlines on every kind of day (glossary, G08, G20)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.calendar import (
    ANCHOR_NAMES,
    CALENDARS,
    closed_on,
    due_moment,
    easter,
    flemish_holidays,
    has_passed,
    in_words,
    local_day,
    moment_of,
    monday_of,
    possible_weeks,
    school_days,
    week_days,
)
from stagemap.core.programme import Anchor, Closure, Edition, Period, RelativeDate, Text
from stagemap.programmes.files import shipped

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def edition(year: str) -> Edition:
    return shipped()["zorgstage"].editions[year]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def spans(first_year: int) -> dict[str, tuple[str, str]]:
    return {
        each.reason.nl: (each.first_day.isoformat(), each.last_day.isoformat()) for each in flemish_holidays(first_year)
    }


def test_easter_falls_where_the_church_puts_it() -> None:
    known = {1961: "04-02", 1981: "04-19", 2008: "03-23", 2021: "04-04", 2027: "03-28", 2038: "04-25", 2049: "04-18"}
    assert {year: f"{easter(year):%m-%d}" for year in known} == known


def test_the_holidays_of_2020_2021_follow_the_rule() -> None:
    assert spans(2020) == {
        "Herfstvakantie": ("2020-11-02", "2020-11-08"),
        "Wapenstilstand": ("2020-11-11", "2020-11-11"),
        "Kerstvakantie": ("2020-12-21", "2021-01-03"),
        "Krokusvakantie": ("2021-02-15", "2021-02-21"),
        "Paasvakantie": ("2021-04-05", "2021-04-18"),
        "Paasmaandag": ("2021-04-05", "2021-04-05"),
        "Dag van de Arbeid": ("2021-05-01", "2021-05-01"),
        "O.L.H. Hemelvaart": ("2021-05-13", "2021-05-13"),
        "Brugdag na Hemelvaart": ("2021-05-14", "2021-05-14"),
        "Pinkstermaandag": ("2021-05-24", "2021-05-24"),
        "Zomervakantie": ("2021-07-01", "2021-08-31"),
    }


def test_the_holidays_of_2026_2027_follow_the_rule() -> None:
    assert spans(2026) == {
        "Herfstvakantie": ("2026-11-02", "2026-11-08"),
        "Wapenstilstand": ("2026-11-11", "2026-11-11"),
        "Kerstvakantie": ("2026-12-21", "2027-01-03"),
        "Krokusvakantie": ("2027-02-08", "2027-02-14"),
        "Paasvakantie": ("2027-03-29", "2027-04-11"),
        "Paasmaandag": ("2027-03-29", "2027-03-29"),
        "Dag van de Arbeid": ("2027-05-01", "2027-05-01"),
        "O.L.H. Hemelvaart": ("2027-05-06", "2027-05-06"),
        "Brugdag na Hemelvaart": ("2027-05-07", "2027-05-07"),
        "Pinkstermaandag": ("2027-05-17", "2027-05-17"),
        "Zomervakantie": ("2027-07-01", "2027-08-31"),
    }


def test_a_late_easter_keeps_its_holiday_before_it() -> None:
    assert spans(2018)["Paasvakantie"] == ("2019-04-08", "2019-04-21")
    assert spans(2018)["Paasmaandag"] == ("2019-04-22", "2019-04-22")


def test_christmas_in_a_weekend_starts_the_holiday_on_the_monday_after() -> None:
    assert spans(2021)["Kerstvakantie"] == ("2021-12-27", "2022-01-09")


@pytest.mark.parametrize("first_year", range(2015, 2036))
def test_the_rule_closes_the_days_that_the_holidays_package_closes(first_year: int) -> None:
    first, last = dt.date(first_year, 9, 1), dt.date(first_year + 1, 8, 31)
    theirs = holidays.country_holidays(
        "BE", subdiv="Flemish", years=(first_year, first_year + 1), categories=("public", "school"), language="nl"
    )
    every = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    expected = [each for each in every if each.weekday() < 5 and each in theirs]
    ours = {each for closure in flemish_holidays(first_year) for each in closure.days}
    assert [each for each in every if each.weekday() < 5 and each in ours] == expected


def test_an_edition_may_list_every_closure_itself() -> None:
    assert CALENDARS["none"](2026) == ()


def test_the_government_lengthened_the_autumn_holiday_of_2020() -> None:
    closed = closed_on(edition("2020-2021"))
    assert {each: closed.get(day(each)) for each in ("2020-11-06", "2020-11-09", "2020-11-11", "2020-11-13")} == {
        "2020-11-06": "Herfstvakantie",
        "2020-11-09": "Verlengde herfstvakantie",
        "2020-11-11": "Verlengde herfstvakantie",
        "2020-11-13": "Verlengde herfstvakantie",
    }
    assert day("2020-11-16") not in closed


def test_a_school_adds_its_own_closures_and_weekends_are_none() -> None:
    own = Closure(day("2027-05-07"), day("2027-05-11"), Text("Pedagogische studiedag", "Study day"))
    closed = closed_on(edition("2026-2027"), [own], language="en")
    assert {each.isoformat(): reason for each, reason in closed.items() if each.isoformat()[:7] == "2027-05"} == {
        "2027-05-06": "Ascension Day",
        "2027-05-07": "Day after Ascension",
        "2027-05-10": "Study day",
        "2027-05-11": "Study day",
        "2027-05-17": "Whit Monday",
    }


@pytest.mark.parametrize(
    ("year", "weeks"),
    [
        ("2020-2021", {"04-19": 5, "04-26": 5, "05-03": 5, "05-10": 3, "05-17": 5, "05-24": 4}),
        ("2026-2027", {"04-19": 5, "04-26": 5, "05-03": 3, "05-10": 5, "05-17": 4, "05-24": 5}),
    ],
)
def test_both_periods_hold_27_school_days_in_six_weeks(year: str, weeks: dict[str, int]) -> None:
    asked = edition(year)
    closed = closed_on(asked)
    found = possible_weeks(asked.period, closed)
    assert {f"{week.monday:%m-%d}": len(week.days) for week in found} == weeks
    assert [week.is_full for week in found] == [count == 5 for count in weeks.values()]
    assert len(school_days(asked.period.first_day, asked.period.last_day, closed)) == 27


def test_a_short_week_names_its_closed_days() -> None:
    asked = edition("2026-2027")
    week = possible_weeks(asked.period, closed_on(asked))[2]
    assert week.closed == ((day("2027-05-06"), "O.L.H. Hemelvaart"), (day("2027-05-07"), "Brugdag na Hemelvaart"))


def test_a_week_without_any_school_day_is_not_offered() -> None:
    period = Period(day("2027-04-07"), day("2027-04-14"))
    weeks = possible_weeks(period, closed_on(edition("2026-2027")))
    assert [(week.monday.isoformat(), len(week.days)) for week in weeks] == [("2027-04-12", 3)]


def test_the_29th_of_may_gives_the_same_weeks_as_the_28th() -> None:
    asked = edition("2020-2021")
    longer = Period(asked.period.first_day, day("2021-05-29"))
    assert possible_weeks(longer, closed_on(asked)) == possible_weeks(asked.period, closed_on(asked))


@given(DAYS)
def test_the_days_of_a_week_are_its_monday_to_friday(any_day: dt.date) -> None:
    days = week_days(any_day)
    assert [each.weekday() for each in days] == [0, 1, 2, 3, 4]
    assert days[0] == monday_of(any_day) <= any_day <= days[0] + dt.timedelta(days=6)


@given(DAYS, st.integers(0, 60), st.sets(DAYS))
def test_the_weeks_of_a_period_hold_its_school_days_and_no_other(
    first: dt.date, length: int, free: set[dt.date]
) -> None:
    period = Period(first, first + dt.timedelta(days=length))
    closed = dict.fromkeys(free | {first}, "vrij")
    found = possible_weeks(period, closed)
    in_weeks = tuple(each for week in found for each in week.days)
    assert in_weeks == school_days(period.first_day, period.last_day, closed)
    assert all(1 <= len(week.days) <= 5 and week.monday.weekday() == 0 for week in found)


@given(st.integers(1990, 2090))
def test_every_school_year_has_its_holidays_in_order_and_within_it(first_year: int) -> None:
    closures = flemish_holidays(first_year)
    first, last = dt.date(first_year, 9, 1), dt.date(first_year + 1, 8, 31)
    assert all(first <= each.first_day <= each.last_day <= last for each in closures)
    whole = [each for each in closures if len(each.days) >= 7]
    assert [len(each.days) for each in whole] == [7, 14, 7, 14, 62]
    assert all(each.first_day.weekday() == 0 for each in whole[:4])


def test_a_deadline_is_a_local_time_in_winter_and_in_summer() -> None:
    assert moment_of(day("2021-01-15")) == dt.datetime(2021, 1, 15, 22, 59, tzinfo=dt.UTC)
    assert moment_of(day("2021-04-30"), dt.time(8, 30)) == dt.datetime(2021, 4, 30, 6, 30, tzinfo=dt.UTC)


def test_seven_days_over_a_change_of_the_clock_end_at_the_same_local_time() -> None:
    anchors = {Anchor.ACTIVE_LAST_DAY: day("2021-03-26")}
    due = due_moment(RelativeDate(Anchor.ACTIVE_LAST_DAY, 7), anchors)
    assert due == dt.datetime(2021, 4, 2, 21, 59, tzinfo=dt.UTC)


def test_an_hour_that_comes_twice_means_the_later_one() -> None:
    assert moment_of(day("2021-10-31"), dt.time(2, 30)) == dt.datetime(2021, 10, 31, 1, 30, tzinfo=dt.UTC)


def test_an_hour_that_never_comes_is_counted_on_from_the_skip() -> None:
    assert moment_of(day("2021-03-28"), dt.time(2, 30)) == dt.datetime(2021, 3, 28, 1, 30, tzinfo=dt.UTC)


@given(DAYS, TIMES)
def test_a_moment_shows_its_own_day_and_time_on_clocks_in_brussels(any_day: dt.date, at: dt.time) -> None:
    moment = moment_of(any_day, at)
    shown = moment.astimezone(ZoneInfo("Europe/Brussels"))
    skipped = shown.replace(tzinfo=None) != dt.datetime.combine(any_day, at)
    assert moment.tzinfo is dt.UTC
    assert local_day(moment) == any_day
    assert not skipped or (any_day.month == 3 and at.hour == 2 and shown.hour == 3)


def test_a_deadline_lasts_through_its_minute() -> None:
    due = moment_of(day("2021-05-07"))
    seconds = {0: False, 59: False, 60: True}
    assert {each: has_passed(due, due + dt.timedelta(seconds=each)) for each in seconds} == seconds


def test_a_relative_deadline_waits_for_its_anchor() -> None:
    assert due_moment(RelativeDate(Anchor.ACTIVE_FIRST_DAY, -7), {}) is None


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        ("active_first_day", "op de eerste actieve dag", "on the first active day"),
        (
            "first_observation - 1 day",
            "1 dag vóór het eerste observatiemoment",
            "1 day before the first observation moment",
        ),
        ("active_last_day + 7 days", "7 dagen na de laatste actieve dag", "7 days after the last active day"),
        (
            "period_first_day + 2 days 08:30",
            "2 dagen na de eerste dag van de periode, 8.30 uur",
            "2 days after the first day of the period, 8:30",
        ),
        (
            "period_last_day 12:00",
            "op de laatste dag van de periode, 12.00 uur",
            "on the last day of the period, 12:00",
        ),
    ],
)
def test_a_relative_deadline_reads_as_people_say_it(written: str, nl: str, en: str) -> None:
    assert in_words(RelativeDate.parse(written)) == Text(nl, en)


def test_every_anchor_has_a_name() -> None:
    assert set(ANCHOR_NAMES) == set(Anchor)
