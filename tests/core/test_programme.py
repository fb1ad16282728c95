"""What an edition derives from itself, and that its canonical text gives it back (issue: pinned editions)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stagemap.core.pinned import NotPinned, canonical, digest_of, read_pinned
from stagemap.core.programme import (
    Anchor,
    Closure,
    Edition,
    FindingText,
    Group,
    Hours,
    Kind,
    Level,
    Milestone,
    Party,
    Period,
    ProjectExample,
    RelativeDate,
    Retention,
    Role,
    Stage,
    Tab,
    Task,
    Text,
)
from stagemap.programmes.files import shipped

TEXT = st.text(min_size=1, max_size=12)
TEXTS = st.builds(Text, TEXT, TEXT)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
COUNTS = st.integers(0, 999)
NAMED = st.dictionaries(KEYS, TEXTS, max_size=3)
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
CLOSURES = st.builds(
    lambda first, length, reason: Closure(first, first + dt.timedelta(days=length), reason),
    DAYS,
    st.integers(0, 70),
    TEXTS,
)
DATES = st.builds(RelativeDate, st.sampled_from(Anchor), st.integers(-400, 400), TIMES)
HOURS = st.builds(
    lambda loads, halves, counts: Hours(loads[1], loads[0], loads[2], halves[0], halves[1], counts),
    st.lists(st.integers(0, 50_000), min_size=3, max_size=3).map(sorted),
    st.tuples(st.integers(0, 50), st.integers(50, 100)),
    st.booleans(),
)
TASKS = st.builds(Task, TEXT, TEXTS, TEXT, KEYS, KEYS)


def several(
    strategy: st.SearchStrategy[Any], by: Callable[[Any], Any] | None = None, *, least: int = 0
) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, min_size=least, max_size=3, unique_by=by).map(tuple)


def keyed(record: type, *fields: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return several(st.builds(record, KEYS, *fields, **named), by=lambda each: each.key)


EDITIONS = st.builds(
    Edition,
    programme=KEYS,
    year=TEXT,
    name=TEXTS,
    college=TEXTS,
    period=PERIODS,
    observation_moments=COUNTS,
    hours=HOURS,
    levels=keyed(Level, TEXT, TEXTS, TEXTS),
    groups=several(st.builds(Group, TEXT, KEYS, TEXTS, several(TASKS))),
    roles=keyed(Role, TEXT, TEXT, TEXTS, TEXTS),
    kinds=keyed(Kind, TEXTS, st.booleans(), st.booleans()),
    packages=NAMED,
    project_examples=keyed(ProjectExample, TEXTS, TEXTS, several(TEXTS), several(KEYS)),
    milestones=keyed(
        Milestone,
        TEXTS,
        st.sampled_from(Stage),
        several(st.sampled_from(Party), least=1),
        st.none() | DATES,
        several(KEYS),
        soon_days=COUNTS,
    ),
    closures=several(CLOSURES),
    retention=keyed(Retention, COUNTS, TEXTS),
    findings=st.dictionaries(KEYS, st.builds(FindingText, TEXTS, TEXTS, TEXTS), max_size=2),
    terms=NAMED,
    sheets=several(KEYS),
    grades=several(TEXT),
    sheet_names=NAMED,
    stages=NAMED,
    parties=NAMED,
    texts=NAMED,
    tabs=keyed(Tab, TEXTS, TEXTS),
)


def shipped_edition(year: str = "2026-2027") -> Edition:
    return shipped()["zorgstage"].editions[year]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(EDITIONS)
def test_the_canonical_text_of_any_edition_gives_it_back(edition: Edition) -> None:
    text = canonical(edition)
    back = read_pinned(text, Edition)
    assert back == edition
    assert canonical(back) == text


@pytest.mark.parametrize("year", ["2020-2021", "2026-2027"])
def test_the_canonical_text_of_a_shipped_edition_gives_it_back(year: str) -> None:
    edition = shipped_edition(year)
    assert read_pinned(canonical(edition), Edition) == edition


def test_another_word_makes_another_digest() -> None:
    edition = shipped_edition()
    other = replace(edition, college=Text("Andere hogeschool", "Another college"))
    text = canonical(edition)
    assert digest_of(text) == hashlib.sha256(text.encode()).hexdigest()
    assert digest_of(canonical(other)) != digest_of(text)


def test_a_text_from_before_a_field_was_added_still_reads() -> None:
    edition = shipped_edition()
    older = replace(edition, grades=(), sheet_names={}, stages={}, parties={}, texts={}, tabs=())
    text = canonical(older)
    assert [name for name in ("sheet_names", "stages", "parties", "texts", "tabs") if f'"{name}"' in text] == []
    assert read_pinned(text, Edition) == older


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Expecting value: line 1 column 1 (char 0)"),
        ("[1]", "pinned:1:1: expected a mapping, found a list."),
        ('{"year": null}', None),
    ],
)
def test_a_text_that_is_no_edition_is_refused_with_every_reason(text: str, message: str | None) -> None:
    with pytest.raises(NotPinned) as refusal:
        read_pinned(text, Edition)
    told = str(refusal.value)
    if message is None:
        assert told.startswith(
            'pinned:1:1: the key "programme" is missing.\npinned:1:1: year: expected text, found nothing.'
        )
    else:
        assert told == message


def test_a_key_that_no_record_knows_makes_a_text_no_edition() -> None:
    text = canonical(shipped_edition()).replace('"year":', '"extra": true,\n "year":', 1)
    with pytest.raises(NotPinned, match="pinned:1:1: extra: unknown key;"):
        read_pinned(text, Edition)


@given(DATES)
def test_a_relative_date_reads_back_from_what_it_writes(due: RelativeDate) -> None:
    assert RelativeDate.parse(due.written) == due


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("active_first_day", RelativeDate(Anchor.ACTIVE_FIRST_DAY)),
        ("active_first_day - 7 days", RelativeDate(Anchor.ACTIVE_FIRST_DAY, -7)),
        ("active_last_day + 1 day 23:59", RelativeDate(Anchor.ACTIVE_LAST_DAY, 1, dt.time(23, 59))),
        ("period_last_day 8:30", None),
        ("period_last_day 24:00", None),
        ("active_last_day + 7", None),
        ("active_last_day + 7 weeks", None),
        ("last_monday + 7 days", None),
        ("", None),
    ],
)
def test_a_relative_date_has_one_wording(written: str, due: RelativeDate | None) -> None:
    if due is None:
        with pytest.raises(ValueError, match=r".*"):
            RelativeDate.parse(written)
    else:
        assert RelativeDate.parse(written) == due


def test_a_relative_date_lies_as_far_from_its_anchor_as_it_says() -> None:
    due = RelativeDate(Anchor.ACTIVE_FIRST_DAY, -7)
    assert due.on({Anchor.ACTIVE_FIRST_DAY: dt.date(2027, 4, 19)}) == dt.date(2027, 4, 12)
    assert due.on({}) is None


def test_a_period_and_a_closure_hold_their_first_and_last_day() -> None:
    first, last = dt.date(2021, 4, 19), dt.date(2021, 5, 28)
    around = [first - dt.timedelta(days=1), first, last, last + dt.timedelta(days=1)]
    closure = Closure(first, last, Text("dicht", "closed"))
    assert [Period(first, last).holds(day) for day in around] == [False, True, True, False]
    assert [closure.holds(day) for day in around] == [False, True, True, False]


def test_an_edition_finds_its_parts_by_their_keys() -> None:
    edition = shipped_edition()
    assert list(edition.level) == ["pupil", "teacher", "school"]
    assert list(edition.role) == ["observing", "participating", "active"]
    assert [key for key, kind in edition.kind.items() if kind.needs_role] == ["contact"]
    assert list(edition.milestone)[-1] == "closed"
    assert edition.tasks["A2"].sheet == "abc_observation"
    assert edition.hours.half == 25 * 60


def test_of_two_closures_on_a_day_the_first_gives_the_reason() -> None:
    assert shipped_edition().closed[dt.date(2027, 3, 29)] == Text("Paasvakantie", "Easter holiday")


def test_an_unknown_language_reads_the_source_language() -> None:
    text = Text("zorg", "care")
    assert [text.in_(each) for each in ("nl", "en", "fr")] == ["zorg", "care", "zorg"]
