"""For each finding a plan in which it appears, and what the tests of the rules ask of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from stagemap.core.roster import ExtraClass, Observation, Plan, Slot
from stagemap.core.rules import Finding, check
from tests.core.sample import (
    BEFORE,
    EDITION,
    MONDAY,
    SATURDAY,
    SOUND,
    SOUND_PROJECT,
    TUESDAY,
    WEDNESDAY,
    and_also,
    apart,
    contact,
    with_blocks,
)

NEXT_MONDAY = dt.date(2027, 4, 26)
RIGHT = ["all_levels", "all_roles_and_class", "halves_in_balance", "hours_in_range", "approved"]


def found(plan: Plan, key: str, today: dt.date = BEFORE) -> list[Finding]:
    return [finding for finding in check(EDITION, plan, today) if finding.key == key]


def the(plan: Plan, key: str, today: dt.date = BEFORE) -> Finding:
    (finding,) = found(plan, key, today)
    return finding


def bent(**project: Any) -> Plan:
    """The sound plan with another project sheet."""
    return replace(SOUND, project=replace(SOUND_PROJECT, **project))


PLANS: dict[str, Plan] = {
    "no_week": replace(SOUND, week=None),
    "no_school": replace(SOUND, school=" "),
    "no_class": bent(class_label=""),
    "empty_roster": with_blocks(),
    "overlap": and_also(contact("x", MONDAY, "8.55")),
    "closed_day": replace(SOUND, closures={TUESDAY: "Studiedag"}),
    "weekend_day": and_also(contact("x", SATURDAY, "8.30")),
    "free_afternoon": and_also(contact("x", WEDNESDAY, "13.15")),
    "contact_outside_period": and_also(contact("x", dt.date(2027, 4, 16), "8.30")),
    "split_week": and_also(contact("x", NEXT_MONDAY, "8.30")),
    "approval_missing": replace(SOUND, approved=False, agreed_on=None),
    "approval_ended": replace(SOUND, approved=False),
    "level_empty": with_blocks(contact("x", MONDAY, "8.30")),
    "halves_out_of_balance": and_also(apart("x", 2000)),
    "hours_too_few": with_blocks(contact("x", MONDAY, "8.30")),
    "hours_too_many": and_also(apart("x", 400)),
    "day_empty": with_blocks(contact("x", MONDAY, "8.30")),
    "short_week": replace(SOUND, closures={TUESDAY: "Studiedag"}),
    "outside_hours_unmarked": and_also(contact("x", MONDAY, "16.00")),
    "no_day": and_also(contact("x", None, None, slot=Slot.AHEAD)),
    "no_role": and_also(contact("x", MONDAY, "12.15", role=None, outside_hours=True)),
    "no_place": and_also(contact("x", MONDAY, "12.15", where=" ", outside_hours=True)),
    "no_at_what": and_also(contact("x", MONDAY, "12.15", at_what="", outside_hours=True)),
    "at_what_repeats_title": and_also(contact("x", MONDAY, "12.15", at_what="taak X.", outside_hours=True)),
    "observing_only": with_blocks(contact("x", MONDAY, "8.30", role="observing")),
    "no_project_description": bent(description=""),
    "no_project_goals": bent(goals=(" ",)),
    "no_learning_questions": replace(SOUND, learning_questions=()),
    "extra_class_without_reason": bent(extra_classes=(ExtraClass("5B"), ExtraClass("6A", "samen"))),
    "observation_missing": replace(SOUND, observations=(Observation(1, None), Observation(2, BEFORE))),
    "observation_after_week": replace(SOUND, observations=(Observation(1, BEFORE), Observation(2, MONDAY))),
    "roster_late": SOUND,
    "little_variety": with_blocks(*(contact(f"x{n}", MONDAY, "8.30", group="", task="A1") for n in range(4))),
    "no_level": and_also(contact("x", MONDAY, "12.15", level=None, outside_hours=True)),
    "day_full": and_also(apart("x", 190, Slot.HOME, day=MONDAY)),
    "no_desired_result": bent(desired_result=""),
    "no_learning_goals": replace(SOUND, learning_goals=("",)),
} | dict.fromkeys(RIGHT, SOUND)

TODAY = {"roster_late": dt.date(2027, 4, 13)}
