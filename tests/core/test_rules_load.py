"""Rules on tasks and hours: their edges and their mends."""

from __future__ import annotations

import pytest

from stagemap.core.roster import Plan, Slot
from stagemap.core.rules import (
    Mend,
    MendKind,
    check,
)
from tests.core.rule_plans import found, the
from tests.core.sample import (
    BEFORE,
    EDITION,
    EXPLORATION,
    MONDAY,
    PROJECT,
    apart,
    contact,
    with_blocks,
)


def test_an_empty_level_is_judged_on_exploration_alone() -> None:
    school_project = contact("x", MONDAY, "8.30", level="school", package=PROJECT)
    findings = found(with_blocks(school_project, contact("y", MONDAY, "9.20", level="pupil")), "level_empty")
    assert [finding.mend for finding in findings] == [
        Mend(MendKind.CHOOSE_TASKS, level="teacher"),
        Mend(MendKind.CHOOSE_TASKS, level="school"),
    ]


def test_what_is_missing_in_several_blocks_is_one_finding_that_opens_the_first() -> None:
    bare = [contact(name, MONDAY, "8.30", role=None, where="", at_what="") for name in ("x", "y")]
    for key in ("no_role", "no_place", "no_at_what"):
        finding = the(with_blocks(*bare), key)
        assert (finding.block_ids, finding.values) == (("x", "y"), {"count": 2, "title": "Taak x"})
        assert finding.mend == Mend(MendKind.OPEN_BLOCK, block_id="x")


def test_only_the_kinds_that_need_a_role_are_asked_for_one() -> None:
    plan = with_blocks(apart("x", 60), apart("y", 60, kind="unknown"), contact("z", MONDAY, "8.30", role="unknown"))
    assert the(plan, "no_role").block_ids == ("z",)
    assert found(plan, "no_place") + found(plan, "no_at_what") == []


@pytest.mark.parametrize(
    ("title", "at_what", "repeats"),
    [
        ("Zorgoverleg", "  zorgoverleg! ", True),
        ("Lezen: groep 3", "lezen groep 3", True),
        ("Zorgoverleg", "Zorgoverleg over de overstap", False),
        ("...", "!", True),
    ],
)
def test_at_what_repeats_the_title_whatever_the_signs(title: str, at_what: str, *, repeats: bool) -> None:
    plan = with_blocks(contact("x", MONDAY, "8.30", title=title, at_what=at_what))
    assert bool(found(plan, "at_what_repeats_title")) is repeats


def test_one_task_in_which_the_student_joins_in_is_more_than_observing() -> None:
    observing = contact("x", MONDAY, "8.30", role="observing")
    assert the(with_blocks(observing), "observing_only").values == {"count": 1}
    assert found(with_blocks(observing, contact("y", MONDAY, "9.20")), "observing_only") == []
    assert found(with_blocks(contact("x", MONDAY, "8.30", role=None)), "observing_only") == []


def test_variety_is_asked_once_there_are_more_tasks_than_levels() -> None:
    def tasks(*groups: str) -> Plan:
        return with_blocks(*(contact(f"x{n}", MONDAY, "8.30", group=group) for n, group in enumerate(groups)))

    assert found(tasks("A", "A", "A"), "little_variety") == []
    assert the(tasks("A", "B", "A", "", "D"), "little_variety").values == {"count": 3}
    assert found(tasks("A", "B", "D", "G"), "little_variety") == []


@pytest.mark.parametrize(
    ("exploration", "project", "lighter"),
    [(40, 60, None), (60, 40, None), (39, 61, "exploration"), (61, 39, "project"), (0, 10, "exploration")],
)
def test_halves_may_lie_between_forty_and_sixty_percent(exploration: int, project: int, lighter: str | None) -> None:
    parts = (apart("e", exploration * 10, package=EXPLORATION), apart("p", project * 10))
    plan = with_blocks(*(part for part in parts if part.minutes))
    findings = found(plan, "halves_out_of_balance")
    assert [finding.values["lighter"] for finding in findings] == ([lighter] if lighter else [])
    assert [finding.mend for finding in findings] == ([Mend(MendKind.CHOOSE_TASKS, package=lighter)] if lighter else [])
    assert bool(found(plan, "halves_in_balance")) is (lighter is None)


@pytest.mark.parametrize(
    ("minutes", "key"),
    [
        (44 * 60 + 55, "hours_too_few"),
        (45 * 60, "hours_in_range"),
        (55 * 60, "hours_in_range"),
        (55 * 60 + 5, "hours_too_many"),
    ],
)
def test_hours_are_about_fifty_from_forty_five_to_fifty_five(minutes: int, key: str) -> None:
    findings = check(EDITION, with_blocks(apart("x", minutes)), BEFORE)
    assert [finding.key for finding in findings if finding.key.startswith("hours_")] == [key]


def test_of_too_many_hours_the_longest_block_is_looked_at_first() -> None:
    plan = with_blocks(apart("x", 400), apart("long", 3000))
    assert the(plan, "hours_too_many").mend == Mend(MendKind.OPEN_BLOCK, block_id="long")


def test_eight_hours_are_no_full_day_yet() -> None:
    assert found(with_blocks(apart("x", 480, Slot.HOME, day=MONDAY)), "day_full") == []
    assert the(with_blocks(apart("x", 485, Slot.HOME, day=MONDAY)), "day_full").values == {
        "day": "2027-04-19",
        "minutes": 485,
    }
