"""What can be done to a block, and what a version stores and compares."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.refusals import Impossible
from stagemap.core.roster import (
    Block,
    ChangeKind,
    Differences,
    ExtraClass,
    FieldChange,
    Outcome,
    Plan,
    Slot,
    UnknownFormat,
    block_from_data,
    block_to_data,
    blocks_in,
    can_be_ticked,
    clamped,
    differences,
    inside_lessons,
    placed,
    plan_from_data,
    plan_to_data,
    resized,
    shifted,
    split,
)
from tests.core.sample import (
    EMPTY,
    FRIDAY,
    MONDAY,
    RHYTHM,
    SATURDAY,
    SOUND,
    SOUND_PROJECT,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    apart,
    clock,
    contact,
    with_blocks,
)


@pytest.mark.parametrize(
    ("start", "minutes", "step", "end"),
    [
        ("8.30", 50, 25, "8.55"),
        ("8.55", 50, -25, "8.30"),
        ("11.00", 50, 25, "11.15"),
        ("11.15", 50, 25, "13.15"),
        ("13.15", 50, -25, "11.15"),
        ("12.15", 50, 25, "13.15"),
        ("12.15", 50, -25, "11.15"),
        ("8.00", 25, 25, "8.30"),
        ("16.00", 50, -25, "14.20"),
        ("11.15", 120, -25, "10.05"),
    ],
)
def test_the_keyboard_moves_by_half_a_lesson_inside_the_schools_hours(
    start: str, minutes: int, step: int, end: str
) -> None:
    moved = shifted(contact("b", MONDAY, start, minutes), SOUND, minutes=step)
    assert moved == contact("b", MONDAY, end, minutes)


@pytest.mark.parametrize(
    ("block", "step"),
    [
        (contact("b", MONDAY, "8.30"), -25),
        (contact("b", MONDAY, "14.20"), 25),
        (contact("b", MONDAY, "8.30", 300), 25),
        (contact("b", SATURDAY, "8.30"), 25),
        (apart("b", 50, Slot.HOME, day=MONDAY), 25),
    ],
    ids=["at the first bell", "at the last bell", "longer than a stretch", "on a weekend", "without a clock time"],
)
def test_a_block_that_cannot_move_answers_nothing(block: Block, step: int) -> None:
    assert shifted(block, SOUND, minutes=step) is None


@pytest.mark.parametrize(
    ("day", "days", "there"),
    [
        (MONDAY, 1, TUESDAY),
        (TUESDAY, 1, THURSDAY),
        (FRIDAY, -2, TUESDAY),
        (SATURDAY, -1, FRIDAY),
        (MONDAY, -1, None),
        (THURSDAY, 2, None),
        (None, 1, None),
    ],
)
def test_sideways_it_moves_by_school_days_of_the_week(day: dt.date | None, days: int, there: dt.date | None) -> None:
    plan = replace(SOUND, closures={WEDNESDAY: "Studiedag"})
    moved = shifted(contact("b", day, "8.30"), plan, days=days)
    assert (moved and moved.day) == there


def test_a_move_over_day_and_time_stops_where_one_of_them_cannot() -> None:
    block = contact("b", MONDAY, "8.30")
    assert shifted(block, SOUND, days=1, minutes=25) == contact("b", TUESDAY, "8.55")
    assert shifted(block, SOUND, days=-1, minutes=25) is None
    assert shifted(block, SOUND) == block


def test_a_block_that_comes_into_the_schools_hours_loses_its_mark() -> None:
    after_school = contact("b", MONDAY, "15.15", outside_hours=True)
    earlier, next_day = shifted(after_school, SOUND, minutes=-25), shifted(after_school, SOUND, days=1)
    assert earlier == contact("b", MONDAY, "14.20")
    assert next_day == contact("b", TUESDAY, "15.15", outside_hours=True)


@given(st.integers(420, 1100), st.integers(5, 240), st.sampled_from([25, -25, 50, -5]), st.sampled_from([0, 1, 2]))
def test_a_move_in_time_keeps_the_length_goes_the_right_way_and_ends_in_school(
    start: int, minutes: int, step: int, weekday: int
) -> None:
    block = replace(contact("b", MONDAY + dt.timedelta(days=weekday), "8.30", minutes), start=start)
    moved = shifted(block, SOUND, minutes=step)
    if moved is not None and moved.start is not None:
        assert inside_lessons(moved, RHYTHM)
        assert moved.minutes == minutes
        assert (moved.start - start) * step > 0


def test_placing_a_block_gives_it_a_clock_time() -> None:
    at_home = apart("b", 50, Slot.HOME, day=MONDAY, outside_hours=True)
    inside, outside = placed(at_home, SOUND, TUESDAY, clock("8.30")), placed(at_home, SOUND, TUESDAY, clock("16.00"))
    assert (inside.slot, inside.day, inside.start, inside.outside_hours) == (Slot.CLOCK, TUESDAY, 510, False)
    assert (outside.start, outside.outside_hours) == (960, True)


def test_splitting_gives_two_blocks_that_follow_each_other() -> None:
    first, rest = split(contact("b", MONDAY, "8.30", 100), 50, "new")
    assert (first, rest) == (contact("b", MONDAY, "8.30"), replace(contact("b", MONDAY, "9.20"), id="new"))


def test_work_without_a_clock_time_splits_too() -> None:
    first, rest = split(apart("b", 180), 60, "new")
    assert (first.minutes, rest.minutes, rest.start) == (60, 120, None)


def test_what_became_of_a_block_goes_to_both_parts_unless_true_minutes_were_noted() -> None:
    done = contact("b", MONDAY, "8.30", 100, outcome=Outcome.DONE)
    changed = replace(done, outcome=Outcome.CHANGED, true_minutes=80)
    assert [part.outcome for part in split(done, 50, "new")] == [Outcome.DONE, Outcome.DONE]
    assert [(part.outcome, part.true_minutes) for part in split(changed, 50, "new")] == [(Outcome.PLANNED, None)] * 2


@pytest.mark.parametrize("at", [0, 100, 130, -5])
def test_a_block_splits_only_between_its_ends(at: int) -> None:
    with pytest.raises(Impossible):
        split(contact("b", MONDAY, "8.30", 100), at, "new")


@pytest.mark.parametrize(
    ("minutes", "start", "length"),
    [(50, None, 50), (52, 510, 50), (53, 510, 55), (-10, 510, 5), (2000, 1380, 60), (2000, None, 1440), (30, 1438, 5)],
)
def test_a_length_is_a_multiple_of_five_that_ends_by_midnight(minutes: int, start: int | None, length: int) -> None:
    assert clamped(minutes, start=start) == length


def test_resizing_keeps_the_beginning() -> None:
    assert resized(contact("b", MONDAY, "8.30"), 98) == contact("b", MONDAY, "8.30", 100)


@pytest.mark.parametrize(
    ("block", "today", "ready"),
    [
        (contact("b", TUESDAY, "8.30"), MONDAY, False),
        (contact("b", TUESDAY, "8.30"), TUESDAY, True),
        (apart("b", 60), dt.date(2027, 3, 1), True),
        (apart("b", 60, Slot.BEHIND), dt.date(2027, 4, 18), False),
        (apart("b", 60, Slot.BEHIND), MONDAY, True),
    ],
)
def test_a_block_is_ticked_from_its_own_day_on(block: Block, today: dt.date, *, ready: bool) -> None:
    assert can_be_ticked(block, today, MONDAY) is ready


def test_work_after_the_week_waits_while_no_week_is_known() -> None:
    assert can_be_ticked(apart("b", 60, Slot.BEHIND), MONDAY, None) is False


RICH = replace(
    SOUND,
    closures={WEDNESDAY: "Studiedag", MONDAY: "Vrij"},
    project=replace(SOUND_PROJECT, extra_classes=(ExtraClass("5B", "samen"),)),
    blocks=(
        contact("done", MONDAY, "8.30", outcome=Outcome.CHANGED, true_minutes=40, outcome_reason="ziek"),
        apart("ahead", 120),
    ),
    sent_on=dt.date(2027, 4, 1),
)


@pytest.mark.parametrize("plan", [SOUND, EMPTY, RICH])
def test_a_stored_plan_reads_back_equal(plan: Plan) -> None:
    stored = json.loads(json.dumps(plan_to_data(plan)))
    assert plan_from_data(stored) == plan
    assert tuple(block_from_data(each) for each in blocks_in(stored)) == plan.blocks


@given(
    st.builds(
        Block,
        id=st.text(max_size=4),
        package=st.sampled_from(list(SOUND.blocks[0].package.__class__)),
        kind=st.text(max_size=4),
        title=st.text(),
        minutes=st.integers(5, 1440),
        slot=st.sampled_from(Slot),
        day=st.none() | st.dates(),
        start=st.none() | st.integers(0, 1439),
        level=st.none() | st.text(),
        role=st.none() | st.text(),
        where=st.text(),
        at_what=st.text(),
        outside_hours=st.booleans(),
        outcome=st.sampled_from(Outcome),
        true_minutes=st.none() | st.integers(0, 1440),
    )
)
def test_any_block_survives_storage(block: Block) -> None:
    assert block_from_data(json.loads(json.dumps(block_to_data(block)))) == block
    assert plan_from_data(json.loads(json.dumps(plan_to_data(with_blocks(block))))).blocks == (block,)


def test_the_stored_form_is_stable_and_says_its_format() -> None:
    data = plan_to_data(RICH)
    assert (data["format"], data["week"], data["blocks"][1]["slot"]) == (1, "2027-04-19", "ahead")
    assert list(data["closures"]) == ["2027-04-19", "2027-04-21"]
    assert json.dumps(plan_to_data(plan_from_data(data))) == json.dumps(data)


def test_what_others_store_beside_a_plan_is_passed_over() -> None:
    assert plan_from_data(plan_to_data(SOUND) | {"header": {"student": "Noor"}}) == SOUND


def test_a_version_written_before_a_field_existed_reads_with_its_default() -> None:
    data = plan_to_data(replace(SOUND, agreed_on=None))
    del data["agreed_on"]
    assert plan_from_data(data) == replace(SOUND, agreed_on=None)


@pytest.mark.parametrize("read", [plan_from_data, blocks_in])
def test_another_format_is_refused(read: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(UnknownFormat):
        read(plan_to_data(SOUND) | {"format": 2})


def test_differences_name_each_block_in_order_of_time() -> None:
    kept, moved, gone = (
        contact("kept", FRIDAY, "8.30"),
        contact("moved", TUESDAY, "8.30"),
        contact("gone", MONDAY, "8.30"),
    )
    there, new = replace(moved, day=THURSDAY, role="active"), contact("new", WEDNESDAY, "8.30")
    changes = differences(with_blocks(kept, moved, gone), with_blocks(kept, there, new)).blocks
    assert [(change.kind, change.block_id, change.old, change.new, change.fields) for change in changes] == [
        (ChangeKind.REMOVED, "gone", gone, None, ()),
        (ChangeKind.ADDED, "new", None, new, ()),
        (ChangeKind.CHANGED, "moved", moved, there, ("day", "role")),
    ]


def test_differences_show_week_project_and_questions() -> None:
    new = replace(
        SOUND,
        week=dt.date(2027, 4, 26),
        project=replace(SOUND_PROJECT, desired_result="Vier stappenplannen."),
        learning_questions=(),
    )
    assert differences(SOUND, new).texts == (
        FieldChange("week", MONDAY, dt.date(2027, 4, 26)),
        FieldChange("learning_questions", ("Hoe verdeel ik mijn aandacht?",), ()),
        FieldChange("desired_result", "Zes stappenplannen.", "Vier stappenplannen."),
    )


def test_ticking_and_agreeing_are_no_differences() -> None:
    ticked = replace(SOUND.blocks[0], outcome=Outcome.DROPPED, outcome_reason="ziek")
    new = replace(SOUND, blocks=(ticked, *SOUND.blocks[1:]), approved=False, sent_on=MONDAY)
    assert differences(SOUND, new) == Differences()
    assert not differences(SOUND, new)
    assert differences(SOUND, replace(SOUND, blocks=()))
