"""Blocks: every way to write one, the way back, and two people at once."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible
from stagemap.planning import services
from stagemap.planning.models import Block, BlockChange, OwnTask, Plan
from stagemap.planning.services import StaleBlock
from stagemap.planning.services import blocks as verbs
from tests import factories as make
from tests.planning.samples import MONDAY, add, blocks, fields, fill

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)


def verbs_told() -> list[str]:
    return [f"{entry.verb} {entry.kind}" for entry in Entry.objects.all()]


def test_a_block_is_added_and_told_once(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    assert (blocks(plan), row.revision, plan.revision) == ({str(row.pk): fields()}, 1, 1)
    assert verbs_told() == ["made plan", "added block"]


def test_the_same_form_twice_makes_one_block(plan: Plan, who: make.Viewers) -> None:
    key = uuid.uuid4()

    made = [services.add_block(plan=plan, fields=fields(), by=who.student, at=make.AT, block_id=key) for _ in range(2)]

    assert ([row.pk for row in made], Block.objects.count(), plan.revision) == ([key, key], 1, 1)


def test_a_slot_keeps_only_what_belongs_to_it(plan: Plan, who: make.Viewers) -> None:
    home = add(plan, who.student, slot="home", outside_hours=True)
    ahead = add(plan, who.student, slot="ahead")

    assert [(row.day, row.start, row.outside_hours) for row in (home, ahead)] == [
        (MONDAY, None, False),
        (None, None, False),
    ]


@pytest.mark.parametrize(
    "wrong", [{"start": None}, {"day": None}, {"slot": "home", "day": None}, {"minutes": 0}, {"start": 1400}]
)
def test_a_moment_that_does_not_hang_together_is_refused(
    wrong: dict[str, object], plan: Plan, who: make.Viewers
) -> None:
    with pytest.raises(Impossible):
        add(plan, who.student, **wrong)

    assert (Block.objects.count(), Plan.objects.count()) == (0, 0)


def test_a_task_of_another_plan_is_refused(plan: Plan, who: make.Viewers) -> None:
    other = make.plan(make.placement(student=make.user("Jonas Wouters")))
    foreign = OwnTask.objects.create(plan=other, title="x", level="pupil", added_by="user:1", added_at=make.AT)

    with pytest.raises(Impossible):
        add(plan, who.student, own_task=foreign.pk)


def test_a_roster_has_an_end(plan: Plan, who: make.Viewers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST_BLOCKS", 1)
    row = add(plan, who.student)

    for write in (
        lambda: add(plan, who.student),
        lambda: services.split_block(block=row, revision=1, at_minutes=25, by=who.student, at=make.AT),
        lambda: services.duplicate_block(block=row, by=who.student, at=make.AT),
    ):
        with pytest.raises(Impossible):
            write()


def test_a_change_writes_every_field_and_counts(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    wanted = fields(title="Zorgoverleg", role="active", pupils="#1", day=TUESDAY)

    changed = services.change_block(block=row, revision=1, fields=wanted, by=who.student, at=make.AT)

    assert (blocks(plan), changed.revision, plan.revision) == ({str(row.pk): wanted}, 2, 2)
    assert Entry.objects.last().fields == ["title", "day", "role", "pupils"]  # type: ignore[union-attr]  # it was made


def test_a_change_that_changes_nothing_leaves_no_trace(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    services.change_block(block=row, revision=1, fields=fields(), by=who.student, at=make.AT)

    assert (plan.revision, BlockChange.objects.count()) == (1, 1)


def test_a_stale_change_carries_both_versions(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    theirs, mine = fields(title="Van de gsm"), fields(title="Van de laptop")
    services.change_block(block=row, revision=1, fields=theirs, by=who.student, at=make.AT)

    with pytest.raises(StaleBlock) as refused:
        services.change_block(block=row, revision=1, fields=mine, by=who.student, at=make.AT)

    assert (refused.value.mine, refused.value.theirs, refused.value.revision) == (mine, theirs, 2)
    assert blocks(plan) == {str(row.pk): theirs}


def test_changing_a_removed_block_keeps_what_was_typed(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.remove_block(block=row, revision=1, by=who.student, at=make.AT)

    with pytest.raises(StaleBlock) as refused:
        services.change_block(block=row, revision=1, fields=fields(title="x"), by=who.student, at=make.AT)

    assert (refused.value.mine, refused.value.theirs, refused.value.revision) == (fields(title="x"), None, 0)


def test_a_block_moves_to_another_day_and_time(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    services.move_block(block=row, revision=1, day=TUESDAY, start=625, by=who.student, at=make.AT)

    assert blocks(plan) == {str(row.pk): fields(day=TUESDAY, start=625)}


def test_a_block_that_moves_into_the_lesson_hours_loses_its_mark(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, start=1020)
    row = services.mark_outside(block=row, revision=1, by=who.student, at=make.AT)
    stays = services.move_block(block=row, revision=2, day=TUESDAY, start=1020, by=who.student, at=make.AT)
    assert stays.outside_hours is True

    inside = services.move_block(block=row, revision=3, day=TUESDAY, start=510, by=who.student, at=make.AT)

    assert inside.outside_hours is False


def test_a_block_moves_home(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    services.move_block(block=row, revision=1, day=MONDAY, slot="home", by=who.student, at=make.AT)

    assert blocks(plan) == {str(row.pk): fields(slot="home", start=None)}


def test_a_length_is_kept_to_five_minutes_inside_the_day(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, start=1380, minutes=30)

    lengths = [
        services.resize_block(block=row, revision=revision, minutes=minutes, by=who.student, at=make.AT).minutes
        for revision, minutes in ((1, 42), (2, 600))
    ]

    assert lengths == [40, 60]


def test_a_split_makes_two_that_follow_each_other(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, minutes=100)

    first, rest = services.split_block(block=row, revision=1, at_minutes=40, by=who.student, at=make.AT)

    assert blocks(plan) == {
        str(first.pk): fields(minutes=40),
        str(rest.pk): fields(minutes=60, start=550),
    }


def test_a_split_at_home_has_no_times(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, slot="home", minutes=100)

    _, rest = services.split_block(block=row, revision=1, at_minutes=40, by=who.student, at=make.AT)

    assert (rest.start, rest.minutes) == (None, 60)


@pytest.mark.parametrize("at_minutes", [0, 3, 48, 50, 90])
def test_a_split_outside_the_block_is_refused(at_minutes: int, plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    with pytest.raises(Impossible):
        services.split_block(block=row, revision=1, at_minutes=at_minutes, by=who.student, at=make.AT)


def test_the_halves_of_a_changed_block_are_ticked_anew(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, slot="ahead", minutes=100)
    services.tick_block(block=row, outcome="changed", true_minutes=80, reason="#1 was ziek", by=who.student, at=make.AT)

    services.split_block(block=row, revision=1, at_minutes=40, by=who.student, at=make.AT)
    assert set(Block.objects.values_list("outcome", "true_minutes")) == {("planned", None)}

    services.undo(plan=plan, by=who.student, at=make.AT)

    assert list(Block.objects.values_list("outcome", "true_minutes", "minutes")) == [("changed", 80, 100)]


def test_a_copy_stands_where_it_is_asked(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, pupils="#2")

    here = services.duplicate_block(block=row, by=who.student, at=make.AT)
    there = services.duplicate_block(block=row, day=TUESDAY, start=0, by=who.student, at=make.AT)

    said = services.fields_of(row)
    assert blocks(plan) == {
        str(row.pk): said,
        str(here.pk): said,
        str(there.pk): replace(said, day=TUESDAY, start=0),
    }


def test_removing_a_stale_block_is_refused(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.resize_block(block=row, revision=1, minutes=30, by=who.student, at=make.AT)

    with pytest.raises(StaleBlock):
        services.remove_block(block=row, revision=1, by=who.student, at=make.AT)


def test_every_write_leaves_one_line(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, minutes=100)
    services.change_block(block=row, revision=1, fields=fields(minutes=100, where="x"), by=who.student, at=make.AT)
    services.move_block(block=row, revision=2, day=TUESDAY, start=510, by=who.student, at=make.AT)
    services.resize_block(block=row, revision=3, minutes=60, by=who.student, at=make.AT)
    services.mark_outside(block=row, revision=4, by=who.student, at=make.AT)
    services.split_block(block=row, revision=5, at_minutes=30, by=who.student, at=make.AT)
    services.duplicate_block(block=row, by=who.student, at=make.AT)
    services.remove_block(block=row, revision=6, by=who.student, at=make.AT)
    services.undo(plan=plan, by=who.student, at=make.AT)

    assert verbs_told()[1:] == [
        *("added block", "changed block", "moved block", "resized block", "marked block"),
        *("split block", "copied block", "removed block", "undid block_change"),
    ]


def test_forty_blocks_are_forty_changes(plan: Plan, who: make.Viewers) -> None:
    fill(plan, who.student, 40)

    assert (Block.objects.count(), plan.revision) == (40, 40)
