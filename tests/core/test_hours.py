"""The hours of a plan: planned and done, halves, kinds, levels and roles, days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.hours import Half, Share, balance
from stagemap.core.roster import Block, Observation, Outcome, Package, Slot, Span
from tests.core.sample import (
    EDITION,
    EMPTY,
    EXPLORATION,
    MONDAY,
    PROJECT,
    SOUND,
    TUESDAY,
    apart,
    contact,
    with_blocks,
)


def test_a_sound_plan_makes_fifty_hours_in_two_equal_halves() -> None:
    sums = balance(EDITION, SOUND)
    assert (sums.planned, sums.done, sums.target, sums.left) == (3000, 0, 3000, 0)
    assert sums.halves == {EXPLORATION: Half(1500, 0, 1500, 50), PROJECT: Half(1500, 0, 1500, 50)}


def test_an_empty_plan_has_everything_left() -> None:
    sums = balance(EDITION, EMPTY)
    assert (sums.planned, sums.left, sums.kinds, sums.days) == (0, 3000, {}, {})
    assert sums.halves[EXPLORATION] == Half(0, 0, 1500, 0)
    assert set(sums.cover.values()) == set(sums.explored.values()) == {0}


@pytest.mark.parametrize(
    ("outcome", "true_minutes", "done"),
    [
        (Outcome.PLANNED, None, 0),
        (Outcome.DONE, None, 50),
        (Outcome.CHANGED, 80, 80),
        (Outcome.CHANGED, None, 0),
        (Outcome.DROPPED, None, 0),
    ],
)
def test_done_counts_true_minutes_and_nothing_of_what_was_dropped(
    outcome: Outcome, true_minutes: int | None, done: int
) -> None:
    block = contact("b", MONDAY, "8.30", outcome=outcome, true_minutes=true_minutes)
    sums = balance(EDITION, with_blocks(block))
    assert (sums.planned, sums.done) == (50, done)
    assert (sums.kinds, sums.days) == ({"contact": Share(50, done)}, {MONDAY: Share(50, done)})
    assert sums.halves[EXPLORATION].done == done


def test_kinds_of_time_and_days_add_up_what_they_hold() -> None:
    sums = balance(
        EDITION,
        with_blocks(
            contact("a", MONDAY, "8.30"),
            contact("b", TUESDAY, "8.30"),
            apart("c", 60, Slot.HOME, day=MONDAY),
            apart("d", 180),
        ),
    )
    assert sums.kinds == {"contact": Share(100, 0), "preparation": Share(240, 0)}
    assert sums.days == {MONDAY: Share(110, 0), TUESDAY: Share(50, 0)}


def test_the_cover_counts_both_packages_but_only_exploration_fills_a_level() -> None:
    sums = balance(
        EDITION,
        with_blocks(
            contact("a", MONDAY, "8.30", level="pupil", role="active"),
            contact("b", TUESDAY, "8.30", level="school", role="active", package=PROJECT),
            contact("c", TUESDAY, "9.20", level="school", role=None),
            contact("d", TUESDAY, "10.25", level=None),
            contact("e", TUESDAY, "11.15", level="unknown"),
            contact("f", TUESDAY, "13.15", level="pupil", role="unknown"),
        ),
    )
    assert {pair: count for pair, count in sums.cover.items() if count} == {
        ("pupil", "active"): 1,
        ("school", "active"): 1,
    }
    assert sums.explored == {"pupil": 2, "teacher": 0, "school": 1}


def test_observation_moments_are_logged_apart_unless_the_edition_counts_them() -> None:
    plan = replace(
        SOUND, observations=(Observation(1, MONDAY, held=True, minutes=200), Observation(2, None, minutes=100))
    )
    counting = replace(EDITION, hours=replace(EDITION.hours, observation_counts=True))
    apart_, counted = balance(EDITION, plan), balance(counting, plan)
    assert (apart_.observed, apart_.planned, apart_.done) == (Share(300, 200), 3000, 0)
    assert (counted.observed, counted.planned, counted.done) == (Share(300, 200), 3300, 200)
    assert apart_.halves == counted.halves


def test_what_is_planned_beyond_the_target_leaves_nothing() -> None:
    assert balance(EDITION, with_blocks(apart("a", 4000))).left == 0


BLOCKS = st.lists(
    st.builds(
        apart,
        st.text("abc", max_size=3),
        st.integers(5, 1440),
        package=st.sampled_from(Package),
        kind=st.sampled_from(["contact", "preparation"]),
        outcome=st.sampled_from(Outcome),
        true_minutes=st.none() | st.integers(0, 300),
        day=st.sampled_from([None, MONDAY, TUESDAY]),
    ),
    max_size=12,
)


@given(BLOCKS)
def test_halves_and_kinds_each_make_the_whole(blocks: list[Block]) -> None:
    sums = balance(EDITION, with_blocks(*blocks))
    halves, kinds = sums.halves.values(), sums.kinds.values()
    assert sums.planned == sum(half.planned for half in halves) == sum(kind.planned for kind in kinds)
    assert sums.done == sum(half.done for half in halves) == sum(kind.done for kind in kinds)
    assert sum(half.percent for half in halves) == (100 if blocks else 0)
    assert sums.left == max(0, 3000 - sums.planned)


def test_a_block_tells_its_own_end_and_span() -> None:
    timed, untimed = contact("a", MONDAY, "8.30"), apart("b", 60)
    assert (timed.end, timed.span) == (560, Span(510, 560))
    assert (untimed.end, untimed.span) == (None, None)
