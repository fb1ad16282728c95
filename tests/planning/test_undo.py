"""Undo: it goes back to the very same state, and never over what somebody did since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.planning import queries, services
from stagemap.planning.models import Block, BlockComment, Plan
from tests import factories as make
from tests.planning.samples import MONDAY, add, blocks, fields

pytestmark = pytest.mark.django_db


def state(plan: Plan) -> object:
    """All that undo has to bring back."""
    rows = Block.objects.filter(plan=plan).values_list("pk", "outcome", "true_minutes", "outcome_reason")
    remarks = BlockComment.objects.filter(block__plan=plan).values_list("block_id", "text", "author_person_id", "at")
    return blocks(plan), sorted(rows), sorted(remarks), plan.revision


STEPS = ("add", "change", "move", "resize", "split", "copy", "remove", "home", "mark")


def step(plan: Plan, by: Viewer, what: str, number: int) -> None:
    """One change of the kind ``what``, to the block that ``number`` picks."""
    rows = list(Block.objects.filter(plan=plan).order_by("day", "start", "pk"))
    if what == "add" or not rows:
        add(plan, by, start=5 * (number % 200), minutes=10 + 5 * (number % 7))
        return
    row = rows[number % len(rows)]
    row.plan = plan
    day = MONDAY + dt.timedelta(days=number % 5)
    same: dict[str, Any] = {"block": row, "by": by, "at": make.AT}
    read: dict[str, Any] = {**same, "revision": row.revision}
    wanted = fields(title=f"Taak {number}", pupils="#1", minutes=row.minutes)
    writes: dict[str, Callable[[], object]] = {
        "change": lambda: services.change_block(**read, fields=wanted),
        "move": lambda: services.move_block(**read, day=day, start=5 * (number % 200)),
        "home": lambda: services.move_block(**read, day=day, slot="home"),
        "resize": lambda: services.resize_block(**read, minutes=5 + number % 100),
        "mark": lambda: services.mark_outside(**read),
        "split": lambda: services.split_block(**read, at_minutes=row.minutes // 10 * 5),
        "copy": lambda: services.duplicate_block(**same, day=day),
        "remove": lambda: services.remove_block(**read),
    }
    writes[what]()


@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 400)), min_size=1, max_size=9))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_every_step_goes_back_through_every_state(
    steps: list[tuple[str, int]], plan: Plan, who: make.Viewers
) -> None:
    Plan.objects.all().delete()
    plan = services.plan_of(placement=plan.placement, at=make.AT)
    states = [state(plan)]
    for what, number in steps:
        before = plan.revision
        with suppress(Impossible):
            step(plan, who.student, what, number)
        if plan.revision != before:
            states.append(state(plan))

    undone = []
    for _ in states[1:]:
        services.undo(plan=plan, by=who.student, at=make.AT)
        undone.append(state(plan))

    assert undone == states[-2::-1]


def test_nothing_to_undo_says_so(plan: Plan, who: make.Viewers) -> None:
    with pytest.raises(Impossible):
        services.undo(plan=plan, by=who.student, at=make.AT)


def test_undo_takes_back_the_own_changes_alone(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    with pytest.raises(Impossible):
        services.undo(plan=plan, by=who.mentor, at=make.AT)


def test_undo_refuses_when_somebody_else_changed_the_block_since(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.change_block(block=row, revision=1, fields=fields(title="Els"), by=who.mentor, at=make.AT)

    with pytest.raises(Impossible):
        services.undo(plan=plan, by=who.student, at=make.AT)

    assert blocks(plan) == {str(row.pk): fields(title="Els")}


def test_undo_refuses_when_somebody_else_removed_the_block_since(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.remove_block(block=row, revision=1, by=who.mentor, at=make.AT)

    with pytest.raises(Impossible):
        services.undo(plan=plan, by=who.student, at=make.AT)


def test_undo_of_a_new_block_refuses_when_it_was_remarked_on(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.comment_block(block=row, text="Goed idee", by=who.mentor, at=make.AT)

    with pytest.raises(Impossible):
        services.undo(plan=plan, by=who.student, at=make.AT)

    assert blocks(plan) == {str(row.pk): fields()}


def test_undo_brings_a_block_back_with_its_remarks_and_its_tick(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, slot="ahead")
    services.comment_block(block=row, text="Goed idee", by=who.mentor, at=make.AT)
    services.tick_block(block=row, outcome="dropped", reason="ziek", by=who.student, at=make.AT)
    before = state(plan)

    services.remove_block(block=row, revision=1, by=who.student, at=make.AT)
    services.undo(plan=plan, by=who.student, at=make.AT)

    assert state(plan) == before


def test_undo_keeps_what_was_ticked_since(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, slot="ahead")
    services.resize_block(block=row, revision=1, minutes=30, by=who.student, at=make.AT)
    services.tick_block(block=row, outcome="done", by=who.student, at=make.AT)

    services.undo(plan=plan, by=who.student, at=make.AT)

    assert list(Block.objects.values_list("minutes", "outcome")) == [(50, "done")]


def test_undo_brings_the_agreement_with_the_mentor_back(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.approve(plan=plan, revision=plan.revision, by=who.mentor, at=make.AT)
    services.resize_block(block=row, revision=1, minutes=30, by=who.student, at=make.AT)
    assert queries.desk_of(plan, today=make.TODAY).approval is None

    services.undo(plan=plan, by=who.student, at=make.AT)

    assert queries.desk_of(plan, today=make.TODAY).record.approved is True


def test_undo_after_another_change_of_the_plan_does_not_bring_it_back(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.approve(plan=plan, revision=plan.revision, by=who.mentor, at=make.AT)
    services.resize_block(block=row, revision=1, minutes=30, by=who.student, at=make.AT)
    services.add_extra_class(plan=plan, label="5B", reason="samen", by=who.student, at=make.AT)

    services.undo(plan=plan, by=who.student, at=make.AT)

    assert (queries.desk_of(plan, today=make.TODAY).record.approved, plan.revision) == (False, 4)


def test_a_revision_is_never_used_for_two_states(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.resize_block(block=row, revision=1, minutes=30, by=who.student, at=make.AT)
    services.undo(plan=plan, by=who.student, at=make.AT)

    services.resize_block(block=row, revision=3, minutes=20, by=who.student, at=make.AT)

    assert plan.revision == 3
