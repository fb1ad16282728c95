"""Where blocks lie: the school's hours, bands, clashes, free places."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.roster import (
    Block,
    Outcome,
    Part,
    Rhythm,
    Slot,
    Span,
    first_free_place,
    free_places,
    free_spans,
    inside_lessons,
    overlaps,
    part_of_day,
    parts_of_day,
)
from tests.core.sample import (
    AFTERNOON,
    FRIDAY,
    MONDAY,
    MORNING,
    RHYTHM,
    SATURDAY,
    SOUND,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    apart,
    clock,
    contact,
    span,
    with_blocks,
)

BLOCKS = st.lists(
    st.builds(
        lambda number, day, start, minutes: replace(contact(str(number), day, "8.30", minutes), start=start),
        st.integers(0, 999),
        st.sampled_from([MONDAY, TUESDAY, WEDNESDAY]),
        st.integers(480, 960),
        st.integers(5, 200),
    ),
    max_size=8,
    unique_by=lambda block: block.id,
)


def test_a_day_of_lessons_is_a_morning_and_an_afternoon() -> None:
    assert RHYTHM.stretches_on(MONDAY) == (span("8.30", "12.05"), span("13.15", "15.10"))
    assert RHYTHM.stretches_on(WEDNESDAY) == (span("8.30", "12.05"),)
    assert (RHYTHM.stretches_on(SATURDAY), RHYTHM.lessons_on(SATURDAY)) == ((), ())


@pytest.mark.parametrize(
    ("lessons", "stretches"),
    [
        ((), ()),
        ((span("8.30", "10.00"), span("10.20", "12.00")), (span("8.30", "12.00"),)),
        ((span("8.30", "9.00"), span("10.00", "11.40"), span("12.20", "15.00")),
         (span("8.30", "11.40"), span("12.20", "15.00"))),
        ((span("8.30", "11.10"), span("11.50", "12.40"), span("13.40", "15.00")),
         (span("8.30", "12.40"), span("13.40", "15.00"))),
        ((span("13.15", "15.10"),), (span("13.15", "15.10"),)),
    ],
    ids=["no lessons", "a break is no noon", "a long break in the morning is no noon", "the longest gap", "afternoon"],
)  # fmt: skip
def test_noon_is_the_longest_gap_around_midday(lessons: tuple[Span, ...], stretches: tuple[Span, ...]) -> None:
    assert Rhythm((lessons,)).stretches == (stretches,)


def test_the_bands_are_as_wide_as_the_widest_day() -> None:
    assert RHYTHM.bands == (span("8.30", "12.05"), span("13.15", "15.10"))
    assert Rhythm(()).bands == (None, None)
    assert Rhythm((AFTERNOON,)).bands == (None, span("13.15", "15.10"))


def test_standing_moments_return_on_their_weekday() -> None:
    assert [moment.title for moment in RHYTHM.standing_on(THURSDAY)] == ["Zorgoverleg"]
    assert RHYTHM.standing_on(FRIDAY) == ()


@pytest.mark.parametrize(
    ("block", "part"),
    [
        (contact("b", MONDAY, "8.00", 25), Part.BEFORE_SCHOOL),
        (contact("b", MONDAY, "8.30"), Part.MORNING),
        (contact("b", MONDAY, "10.10", 15), Part.MORNING),
        (contact("b", MONDAY, "12.15"), Part.NOON),
        (contact("b", MONDAY, "13.15"), Part.AFTERNOON),
        (contact("b", WEDNESDAY, "13.15", 100), Part.AFTERNOON),
        (contact("b", MONDAY, "15.15", 60), Part.AFTER_SCHOOL),
        (apart("b", 60, Slot.BEFORE, day=MONDAY), Part.BEFORE_SCHOOL),
        (apart("b", 60, Slot.AFTER, day=MONDAY), Part.AFTER_SCHOOL),
        (apart("b", 60, Slot.HOME, day=MONDAY), Part.HOME),
        (apart("b", 60), Part.AHEAD),
        (apart("b", 60, Slot.BEHIND), Part.BEHIND),
        (contact("b", None, None), Part.HOME),
    ],
)
def test_a_block_stands_in_the_band_where_it_begins(block: Block, part: Part) -> None:
    assert part_of_day(block, RHYTHM) is part


@pytest.mark.parametrize(
    ("rhythm", "start", "part"),
    [
        (Rhythm(()), "10.00", Part.MORNING),
        (Rhythm((MORNING,)), "10.00", Part.MORNING),
        (Rhythm((MORNING,)), "13.00", Part.AFTER_SCHOOL),
        (Rhythm((AFTERNOON,)), "13.30", Part.AFTERNOON),
        (Rhythm((AFTERNOON,)), "9.00", Part.BEFORE_SCHOOL),
    ],
)
def test_a_school_of_half_days_has_its_bands_too(rhythm: Rhythm, start: str, part: Part) -> None:
    assert part_of_day(contact("b", MONDAY, start), rhythm) is part


def test_every_band_is_there_and_in_order_of_time() -> None:
    late, early = contact("late", TUESDAY, "8.30"), contact("early", MONDAY, "9.20")
    parts = parts_of_day([late, early], RHYTHM)
    assert list(parts) == list(Part)
    assert [block.id for block in parts[Part.MORNING]] == ["early", "late"]


def test_blocks_that_take_the_same_time_overlap_and_neighbours_do_not() -> None:
    long, inner, next_ = contact("a", MONDAY, "8.30", 100), contact("b", MONDAY, "9.20"), contact("c", MONDAY, "10.10")
    other_day, at_home = contact("d", TUESDAY, "9.20"), apart("e", 60, Slot.HOME, day=MONDAY)
    assert overlaps([next_, other_day, inner, at_home, long]) == ((long, inner),)


@given(BLOCKS)
def test_overlaps_are_what_comparing_every_pair_finds(blocks: list[Block]) -> None:
    def clash(one: Block, other: Block) -> bool:
        assert one.span is not None
        assert other.span is not None
        return one.day == other.day and one.span.start < other.span.end and other.span.start < one.span.end

    every = {
        frozenset((one.id, other.id)) for one in blocks for other in blocks if one is not other and clash(one, other)
    }
    found = overlaps(blocks)
    assert {frozenset((one.id, other.id)) for one, other in found} == every
    assert len(found) == len(every)


@pytest.mark.parametrize(
    ("block", "inside"),
    [
        (contact("b", MONDAY, "8.30", 215), True),
        (contact("b", MONDAY, "10.00", 60), True),
        (contact("b", MONDAY, "11.30", 50), False),
        (contact("b", MONDAY, "8.25"), False),
        (contact("b", WEDNESDAY, "13.15"), False),
        (contact("b", SATURDAY, "8.30"), False),
        (contact("b", None, "8.30"), False),
        (apart("b", 50, Slot.HOME, day=MONDAY), False),
    ],
)
def test_inside_the_lessons_means_inside_one_stretch(block: Block, *, inside: bool) -> None:
    assert inside_lessons(block, RHYTHM) is inside


def test_free_are_the_gaps_of_a_lesson_or_more() -> None:
    plan = with_blocks(contact("a", MONDAY, "8.30", 100), contact("b", MONDAY, "10.25"), contact("c", MONDAY, "13.15"))
    assert free_spans(plan, MONDAY) == (span("11.15", "12.05"), span("14.05", "15.10"))
    assert free_spans(plan, MONDAY, least=10) == (
        span("10.10", "10.25"), span("11.15", "12.05"), span("14.05", "15.10"),
    )  # fmt: skip
    assert free_spans(plan, WEDNESDAY) == (span("8.30", "12.05"),)
    assert free_spans(plan, SATURDAY) == ()


def test_a_closed_day_has_nothing_free() -> None:
    assert free_spans(replace(SOUND, closures={MONDAY: "Studiedag"}), MONDAY) == ()


def test_a_dropped_block_and_the_block_that_is_moved_take_no_time() -> None:
    whole, half = contact("a", MONDAY, "8.30", 215, outcome=Outcome.DROPPED), contact("b", MONDAY, "13.15", 115)
    plan = with_blocks(whole, half)
    assert free_spans(plan, MONDAY) == (span("8.30", "12.05"),)
    assert free_spans(plan, MONDAY, without="b") == (span("8.30", "12.05"), span("13.15", "15.10"))


@given(BLOCKS, st.integers(5, 120))
def test_free_spans_are_free_long_enough_and_inside_the_schools_hours(blocks: list[Block], least: int) -> None:
    for free in free_spans(with_blocks(*blocks), MONDAY, least=least):
        probe = replace(contact("probe", MONDAY, "8.30"), start=free.start, minutes=free.minutes)
        assert free.minutes >= least
        assert inside_lessons(probe, RHYTHM)
        assert [pair for pair in overlaps([*blocks, probe]) if probe in pair] == []


@given(BLOCKS)
def test_every_minute_of_school_is_either_taken_or_free(blocks: list[Block]) -> None:
    taken = [block.span for block in blocks if block.day == MONDAY and block.span is not None]
    free = free_spans(with_blocks(*blocks), MONDAY, least=1)
    for stretch in RHYTHM.stretches_on(MONDAY):
        for minute in range(stretch.start, stretch.end):
            here = Span(minute, minute + 1)
            assert any(span.holds(here) for span in taken) is not any(span.holds(here) for span in free)


def test_a_free_place_begins_with_a_lesson_where_one_fits() -> None:
    plan = with_blocks(contact("a", MONDAY, "8.30", 215), contact("c", MONDAY, "13.15"))
    assert free_places(plan, contact("new", MONDAY, "8.30"), MONDAY) == (clock("14.20"),)
    assert free_places(plan, contact("new", MONDAY, "8.30", 60), MONDAY) == (clock("14.05"),)
    assert free_places(plan, contact("new", MONDAY, "8.30", 90), MONDAY) == ()


def test_the_first_free_place_is_later_that_day_then_earlier_then_another_day() -> None:
    test = contact("test", TUESDAY, "10.25")
    observation = contact("observation", TUESDAY, "10.25")
    assert first_free_place(with_blocks(observation, test), test) == (TUESDAY, clock("11.15"))
    late = contact("late", TUESDAY, "11.15", 50)
    afternoon = contact("afternoon", TUESDAY, "13.15", 115)
    assert first_free_place(with_blocks(observation, late, afternoon, test), test) == (TUESDAY, clock("8.30"))
    full = contact("full", TUESDAY, "8.30", 400)
    assert first_free_place(with_blocks(full, test), test) == (WEDNESDAY, clock("8.30"))
    assert first_free_place(with_blocks(test), test, elsewhere=True) == (WEDNESDAY, clock("8.30"))


def test_after_the_last_day_the_week_begins_again_and_a_full_week_has_no_place() -> None:
    friday = contact("friday", FRIDAY, "8.30")
    full = tuple(contact(f"full{day}", day, "8.00", 480) for day in (THURSDAY, FRIDAY))
    assert first_free_place(with_blocks(*full, friday), friday) == (MONDAY, clock("8.30"))
    week = tuple(contact(f"full{day}", day, "8.00", 480) for day in SOUND.weekdays)
    assert first_free_place(with_blocks(*week, friday), friday) is None


def test_a_block_without_a_day_finds_the_first_free_place_of_the_week() -> None:
    assert first_free_place(with_blocks(), contact("new", None, None)) == (MONDAY, clock("8.30"))


def test_the_school_days_of_a_week_leave_out_closures() -> None:
    plan = replace(SOUND, closures={WEDNESDAY: "Studiedag"})
    assert plan.school_days == (MONDAY, TUESDAY, THURSDAY, FRIDAY)
    assert replace(SOUND, week=None).weekdays == ()
    assert [plan.is_school_day(day) for day in (MONDAY, WEDNESDAY, SATURDAY)] == [True, False, False]


def test_a_rhythm_without_lessons_reads_a_lesson_as_fifty_minutes() -> None:
    plan = replace(SOUND, rhythm=Rhythm(()), blocks=())
    assert free_spans(plan, MONDAY) == ()
    assert free_spans(plan, dt.date(2027, 4, 20)) == ()
