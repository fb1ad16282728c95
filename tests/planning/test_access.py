"""The door of planning: what belongs to another placement does not exist here."""

from __future__ import annotations

import uuid

import pytest
from django.http import Http404

from stagemap.core.refusals import WrongPhase
from stagemap.core.roles import Action, Relation
from stagemap.placements.models import Placement
from stagemap.planning import access
from stagemap.planning.models import ExtraClass, OwnTask, Plan, Proposal, RosterVersion
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_reading_a_plan_that_nobody_touched_writes_nothing(placement: Placement, who: make.Viewers) -> None:
    plan = access.get_for(who.student, placement.pk, Action.PLAN)

    assert (plan._state.adding, plan.placement_id, Plan.objects.count()) == (True, placement.pk, 0)


def test_a_plan_that_exists_comes_with_its_placement(placement: Placement, who: make.Viewers) -> None:
    made = make.plan(placement)

    plan = access.get_for(who.mentor, placement.pk, Action.READ_PLAN)

    assert (plan.pk, access.relation_of(plan)) == (made.pk, Relation.MENTOR)


def test_pupil_codes_are_for_student_mentor_and_care_team(placement: Placement, who: make.Viewers) -> None:
    seen = {}
    for relation, viewer in who.all().items():
        if relation is not Relation.STRANGER:
            seen[relation] = access.sees_pupils(access.get_for(viewer, placement.pk, Action.READ_ROSTER))

    assert seen == {
        Relation.STUDENT: True,
        Relation.MENTOR: True,
        Relation.CLASS_MENTOR: False,
        Relation.CARE_TEAM: True,
        Relation.SUPERVISOR: False,
        Relation.COORDINATOR: False,
    }


def test_a_stranger_finds_no_plan(placement: Placement, who: make.Viewers) -> None:
    make.plan(placement)

    with pytest.raises(Http404):
        access.get_for(who.stranger, placement.pk, Action.READ_PLAN)


def test_a_closed_placement_says_why_nothing_changes(placement: Placement, who: make.Viewers) -> None:
    placement.closed_at = make.AT
    placement.save(update_fields=["closed_at"])

    with pytest.raises(WrongPhase):
        access.get_for(who.student, placement.pk, Action.PLAN)


def test_a_block_comes_with_its_plan(placement: Placement, who: make.Viewers) -> None:
    row = make.block(make.plan(placement))

    found = access.block_for(who.student, placement.pk, row.pk, Action.PLAN)

    assert (found.pk, found.plan.placement.relation) == (row.pk, Relation.STUDENT)


def test_a_version_comes_with_its_plan(placement: Placement, who: make.Viewers) -> None:
    sent = version(make.plan(placement))

    found = access.version_for(who.supervisor, placement.pk, 1, Action.READ_ROSTER)

    assert (found.pk, found.plan.placement.relation) == (sent.pk, Relation.SUPERVISOR)


def test_a_proposal_and_an_own_task_come_with_their_plan(placement: Placement, who: make.Viewers) -> None:
    plan = make.plan(placement)
    task, asked = own_task(plan), proposal(plan)

    found = access.own_task_for(who.mentor, placement.pk, task.pk, Action.ADD_OWN_TASK)
    taken = access.proposal_for(who.student, placement.pk, asked.pk, Action.PLAN)

    assert (found.pk, found.plan.pk, taken.pk, taken.plan.pk) == (task.pk, plan.pk, asked.pk, plan.pk)


@pytest.mark.parametrize("has_plan", [True, False])
def test_what_hangs_on_another_plan_does_not_exist(has_plan: bool, placement: Placement, who: make.Viewers) -> None:
    if has_plan:
        make.plan(placement)
    other = make.plan(make.placement(student=make.user("Jonas Wouters")))
    row, task, asked = make.block(other), own_task(other), proposal(other)
    extra = ExtraClass.objects.create(plan=other, label="5B", reason="samen")
    version(other)

    with pytest.raises(Http404):
        access.block_for(who.student, placement.pk, row.pk, Action.PLAN)
    with pytest.raises(Http404):
        access.block_for(who.student, placement.pk, uuid.uuid4(), Action.PLAN)
    with pytest.raises(Http404):
        access.version_for(who.student, placement.pk, 1, Action.READ_ROSTER)
    with pytest.raises(Http404):
        access.own_task_for(who.student, placement.pk, task.pk, Action.ADD_OWN_TASK)
    with pytest.raises(Http404):
        access.proposal_for(who.student, placement.pk, asked.pk, Action.PLAN)
    with pytest.raises(Http404):
        access.extra_class_for(who.student, placement.pk, extra.pk, Action.PLAN)


def own_task(plan: Plan) -> OwnTask:
    return OwnTask.objects.create(plan=plan, title="Ochtendcirkel", level="pupil", added_by="user:1", added_at=make.AT)


def proposal(plan: Plan) -> Proposal:
    assert plan.placement.mentor is not None
    return Proposal.objects.create(plan=plan, task="E1", person=plan.placement.mentor, at=make.AT)


def version(plan: Plan) -> RosterVersion:
    student = plan.placement.student
    return RosterVersion.objects.create(
        plan=plan, number=1, revision=0, content={"facts": {}}, sent_at=make.AT, sent_by=student
    )
