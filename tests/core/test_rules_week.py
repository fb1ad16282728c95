"""Rules on the week: clashes, days, the school's hours, agreement and deadline; their edges and their mends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from stagemap.core.programme import Period
from stagemap.core.roster import Observation, Outcome, Project, Rhythm, Slot
from stagemap.core.rules import (
    Case,
    Mend,
    MendKind,
    check,
    judge,
)
from tests.core.rule_plans import NEXT_MONDAY, PLANS, RIGHT, found, the
from tests.core.sample import (
    BEFORE,
    EDITION,
    EMPTY,
    FRIDAY,
    MONDAY,
    MORNING,
    RHYTHM,
    SATURDAY,
    SOUND,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    and_also,
    apart,
    clock,
    contact,
    with_blocks,
)


def test_a_clash_is_mended_by_moving_the_later_block_to_the_first_free_place() -> None:
    observation = contact("observation", TUESDAY, "10.25", title="ABC-observatie")
    test = contact("test", TUESDAY, "10.25", title="LVS-toets")
    finding = the(with_blocks(observation, test), "overlap")
    assert finding.block_ids == ("observation", "test")
    assert finding.values == {
        "day": "2027-04-20", "start": 625, "end": 675, "title": "ABC-observatie", "other": "LVS-toets",
    }  # fmt: skip
    assert finding.mend == Mend(MendKind.SHIFT_BLOCK, block_id="test", day=TUESDAY, start=clock("11.15"))


def test_where_the_later_block_fits_nowhere_the_earlier_one_moves() -> None:
    whole_days = tuple(contact(f"full{day}", day, "8.30", 215) for day in (MONDAY, WEDNESDAY, THURSDAY, FRIDAY))
    short, long = contact("a", TUESDAY, "8.30"), contact("b", TUESDAY, "8.55", 190)
    clash = the(with_blocks(*whole_days, short, long), "overlap")
    assert clash.mend == Mend(MendKind.SHIFT_BLOCK, block_id="a", day=TUESDAY, start=clock("13.15"))


def test_where_neither_fits_the_later_block_is_opened() -> None:
    full = tuple(contact(f"{day}", day, "8.00", 480) for day in SOUND.weekdays)
    clash = the(with_blocks(*full, contact("x", MONDAY, "8.30")), "overlap")
    assert clash.mend == Mend(MendKind.OPEN_BLOCK, block_id="x")


def test_a_dropped_block_clashes_with_nothing() -> None:
    dropped = contact("x", MONDAY, "8.30", outcome=Outcome.DROPPED)
    assert found(and_also(dropped), "overlap") == []


def test_contact_on_a_holiday_is_one_finding_a_day_and_names_the_reason() -> None:
    finding = the(replace(SOUND, closures={TUESDAY: "Studiedag", SATURDAY: "Feest"}), "closed_day")
    assert finding.values == {"day": "2027-04-20", "title": "Taak p20", "count": 4, "reason": "Studiedag"}
    assert finding.day == TUESDAY


def test_preparation_may_lie_on_a_holiday_in_a_weekend_and_outside_the_period() -> None:
    plan = replace(
        and_also(apart("x", 30, Slot.HOME, day=SATURDAY), apart("y", 30, Slot.HOME, day=dt.date(2027, 6, 5))),
        closures={dt.date(2027, 6, 5): "Vrij"},
    )
    assert [finding.key for finding in check(EDITION, plan, BEFORE)] == RIGHT


def test_a_kind_of_time_that_the_edition_does_not_know_is_bound_to_nothing() -> None:
    assert found(and_also(apart("x", 30, Slot.HOME, day=SATURDAY, kind="unknown")), "weekend_day") == []


def test_contact_outside_the_period_moves_into_the_week_or_is_opened() -> None:
    early = contact("x", dt.date(2027, 4, 16), "8.30")
    inside = the(with_blocks(early), "contact_outside_period")
    assert inside.mend == Mend(MendKind.SHIFT_BLOCK, block_id="x", day=MONDAY, start=clock("8.30"))
    assert (inside.values["first_day"], inside.values["last_day"]) == ("2027-04-19", "2027-05-28")
    june = dt.date(2027, 5, 31)
    outside = the(replace(with_blocks(contact("x", june, "8.30")), week=june), "contact_outside_period")
    assert outside.mend == Mend(MendKind.OPEN_BLOCK, block_id="x")


def test_contact_in_two_weeks_is_one_fault_about_the_blocks_that_stray() -> None:
    finding = the(and_also(contact("x", NEXT_MONDAY, "8.30"), contact("y", NEXT_MONDAY, "9.20")), "split_week")
    assert finding.values == {"count": 2, "first_day": "2027-04-19", "last_day": "2027-04-26"}
    assert finding.block_ids == ("x", "y")
    assert finding.mend == Mend(MendKind.OPEN_BLOCK, block_id="x")


def test_without_a_chosen_week_the_first_one_counts() -> None:
    assert the(replace(PLANS["split_week"], week=None), "split_week").block_ids == ("x",)
    assert found(replace(SOUND, week=None), "split_week") == []


def test_contact_in_another_week_than_was_chosen_strays_as_a_whole() -> None:
    finding = the(with_blocks(contact("x", NEXT_MONDAY, "8.30")), "split_week")
    assert finding.mend == Mend(MendKind.SHIFT_BLOCK, block_id="x", day=MONDAY, start=clock("8.30"))


def test_a_school_day_without_contact_is_named_once_there_is_contact() -> None:
    plan = replace(with_blocks(contact("x", MONDAY, "8.30")), closures={FRIDAY: "Vrij"})
    assert [(finding.day, finding.mend) for finding in found(plan, "day_empty")] == [
        (day, Mend(MendKind.PLAN_DAY, day=day)) for day in (TUESDAY, WEDNESDAY, THURSDAY)
    ]
    assert found(with_blocks(apart("x", 60)), "day_empty") == []


def test_a_school_day_outside_the_period_need_not_be_filled() -> None:
    short = replace(EDITION, period=Period(MONDAY, THURSDAY))
    plan = with_blocks(contact("x", MONDAY, "8.30"))
    days = [finding.day for finding in check(short, plan, BEFORE) if finding.key == "day_empty"]
    assert days == [TUESDAY, WEDNESDAY, THURSDAY]


def test_a_week_with_holidays_says_how_many_school_days_are_left() -> None:
    finding = the(replace(SOUND, closures={THURSDAY: "Hemelvaart", FRIDAY: "Brugdag"}), "short_week")
    assert finding.values == {"day": "2027-04-22", "left": 3, "reason": "Hemelvaart"}


def test_contact_outside_the_lessons_is_mended_by_marking_it() -> None:
    finding = the(PLANS["outside_hours_unmarked"], "outside_hours_unmarked")
    assert finding.values == {"day": "2027-04-19", "start": 960, "end": 1010, "title": "Taak x"}
    assert finding.mend == Mend(MendKind.MARK_OUTSIDE, block_id="x")


def test_a_free_afternoon_is_a_fault_of_its_own() -> None:
    plan = with_blocks(contact("x", WEDNESDAY, "13.15", 100))
    finding = the(plan, "free_afternoon")
    assert finding.values == {"day": "2027-04-21", "start": 795, "title": "Taak x"}
    assert finding.mend == Mend(MendKind.SHIFT_BLOCK, block_id="x", day=WEDNESDAY, start=clock("8.30"))
    assert found(plan, "outside_hours_unmarked") == []


@pytest.mark.parametrize("start", ["12.10", "15.15"])
def test_at_noon_and_after_school_a_free_afternoon_only_asks_for_the_mark(start: str) -> None:
    plan = with_blocks(contact("x", WEDNESDAY, start, 25))
    assert [len(found(plan, key)) for key in ("free_afternoon", "outside_hours_unmarked")] == [0, 1]


def test_what_is_marked_untimed_or_on_a_closed_day_is_not_asked_about_hours() -> None:
    plan = replace(
        with_blocks(
            contact("a", WEDNESDAY, "13.15", outside_hours=True),
            contact("b", MONDAY, None, slot=Slot.AFTER),
            contact("c", TUESDAY, "18.00"),
        ),
        closures={TUESDAY: "Vrij"},
    )
    assert found(plan, "free_afternoon") + found(plan, "outside_hours_unmarked") == []


def test_a_school_whose_rhythm_is_not_known_yet_has_no_hours_to_be_outside_of() -> None:
    plan = replace(with_blocks(contact("x", MONDAY, "7.00")), rhythm=Rhythm(((), (), (), (), ())))
    assert found(plan, "outside_hours_unmarked") + found(plan, "free_afternoon") == []


@pytest.mark.parametrize("rhythm", [Rhythm((MORNING,) * 5), Rhythm((MORNING, (), MORNING, MORNING, MORNING))])
def test_where_no_day_has_an_afternoon_none_is_free(rhythm: Rhythm) -> None:
    plan = replace(with_blocks(contact("x", TUESDAY, "13.15")), rhythm=rhythm)
    assert [len(found(plan, key)) for key in ("free_afternoon", "outside_hours_unmarked")] == [0, 1]


def test_on_a_day_without_lessons_contact_is_outside_the_schools_hours() -> None:
    lessons = (*RHYTHM.lessons[:1], (), *RHYTHM.lessons[2:])
    plan = replace(with_blocks(contact("x", TUESDAY, "13.15")), rhythm=Rhythm(lessons))
    assert [len(found(plan, key)) for key in ("free_afternoon", "outside_hours_unmarked")] == [0, 1]


def test_a_changed_plan_says_which_agreement_ended() -> None:
    assert the(PLANS["approval_ended"], "approval_ended").values == {"day": "2027-03-24"}
    assert found(PLANS["approval_ended"], "approval_missing") == []
    assert found(PLANS["approval_missing"], "approval_ended") == []


def test_an_observation_moment_comes_before_the_first_active_day() -> None:
    finding = the(PLANS["observation_after_week"], "observation_after_week")
    assert finding.values == {"number": 2, "day": "2027-04-19"}
    assert finding.mend == Mend(MendKind.EDIT_OBSERVATION, number=2)
    before = replace(with_blocks(contact("x", dt.date(2027, 3, 20), "8.30")), week=None)
    assert [finding.values["number"] for finding in found(before, "observation_after_week")] == []
    late = replace(before, observations=(Observation(1, BEFORE),))
    assert [finding.values["number"] for finding in found(late, "observation_after_week")] == [1]
    assert found(replace(EMPTY, observations=(Observation(1, BEFORE),)), "observation_after_week") == []


def test_the_roster_is_late_after_its_last_day_and_never_once_it_was_sent() -> None:
    last_day, day_after = dt.date(2027, 4, 12), dt.date(2027, 4, 13)
    assert found(SOUND, "roster_late", last_day) == []
    assert the(SOUND, "roster_late", day_after).values == {"due": "2027-04-12"}
    assert found(replace(SOUND, sent_on=day_after), "roster_late", day_after) == []
    assert found(EMPTY, "roster_late", day_after) == []


def test_a_programme_without_that_deadline_has_no_late_roster() -> None:
    undated = tuple(replace(each, due=None) for each in EDITION.milestones)
    for milestones in ((), undated):
        findings = check(replace(EDITION, milestones=milestones), SOUND, dt.date(2027, 4, 13))
        assert [finding.key for finding in findings] == RIGHT


def test_a_case_shares_its_balance_with_the_page() -> None:
    case = Case(EDITION, SOUND, BEFORE)
    assert judge(case) == check(EDITION, SOUND, BEFORE)
    assert case.balance is case.balance


def test_an_untouched_project_is_empty() -> None:
    assert EMPTY.project == Project()
