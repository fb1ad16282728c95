"""The tray: choosing, the school's own tasks, the mentor's proposals."""

from __future__ import annotations

import pytest

from stagemap.core.refusals import Impossible, NotAllowed
from stagemap.planning import queries, services
from stagemap.planning.models import OwnTask, Plan, Proposal, TaskChoice
from stagemap.planning.queries import TrayFilter
from stagemap.planning.services import ProposalFields, TaskKey
from stagemap.planning.services import tasks as verbs
from stagemap.post.models import Mail
from tests import factories as make
from tests.planning.samples import MONDAY, add, fields

pytestmark = pytest.mark.django_db
E1 = TaskKey(code="E1")


def tray(plan: Plan, **asked: object) -> queries.Tray:
    desk = queries.desk_of(plan, today=make.TODAY)
    return queries.tray_of(desk, TrayFilter(**asked), language="nl")  # type: ignore[arg-type]  # names of its fields


def propose(plan: Plan, who: make.Viewers, task: TaskKey = E1, **moment: object) -> Proposal:
    asked = ProposalFields(task=task, **moment)  # type: ignore[arg-type]  # names of its fields
    return services.propose(plan=plan, fields=asked, by=who.mentor, at=make.AT)


def test_choosing_twice_is_choosing_once(plan: Plan, who: make.Viewers) -> None:
    for _ in range(2):
        services.choose_task(plan=plan, task=E1, by=who.student, at=make.AT)

    assert (TaskChoice.objects.count(), tray(plan).chosen, plan.revision) == (1, 1, 0)


def test_a_task_is_chosen_no_longer(plan: Plan, who: make.Viewers) -> None:
    services.choose_task(plan=plan, task=E1, by=who.student, at=make.AT)

    for _ in range(2):
        services.drop_task(plan=plan, task=E1, by=who.student, at=make.AT)

    assert TaskChoice.objects.count() == 0


@pytest.mark.parametrize("task", [TaskKey(code="ZZ"), TaskKey(own_task=12345), TaskKey()])
def test_a_task_that_is_not_in_the_list_is_refused(task: TaskKey, plan: Plan, who: make.Viewers) -> None:
    with pytest.raises(Impossible):
        services.choose_task(plan=plan, task=task, by=who.student, at=make.AT)
    with pytest.raises(Impossible):
        propose(plan, who, task)


def test_an_own_task_stands_in_the_list_once(plan: Plan, who: make.Viewers) -> None:
    made = [
        services.add_own_task(plan=plan, title=title, level="pupil", group="A", by=who.mentor, at=make.AT)
        for title in ("Ochtendcirkel", "ochtendcirkel")
    ]

    assert made[0].pk == made[1].pk
    assert [(task.title, task.level, task.key) for task in tray(plan).own] == [
        ("Ochtendcirkel", "pupil", f"own:{made[0].pk}")
    ]
    services.choose_task(plan=plan, task=TaskKey(own_task=made[0].pk), by=who.student, at=make.AT)
    assert [task.chosen for task in tray(plan).own] == [True]


def test_own_tasks_have_an_end(plan: Plan, who: make.Viewers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST_OWN", 0)

    with pytest.raises(Impossible):
        services.add_own_task(plan=plan, title="x", level="pupil", by=who.mentor, at=make.AT)


def test_an_own_task_leaves_the_list_only_when_no_block_carries_it(plan: Plan, who: make.Viewers) -> None:
    task = services.add_own_task(plan=plan, title="x", level="pupil", by=who.mentor, at=make.AT)
    row = add(plan, who.student, own_task=task.pk)
    task.plan = plan
    with pytest.raises(Impossible):
        services.remove_own_task(own_task=task, by=who.mentor, at=make.AT)

    services.remove_block(block=row, revision=1, by=who.student, at=make.AT)
    services.remove_own_task(own_task=task, by=who.mentor, at=make.AT)

    assert OwnTask.objects.count() == 0


def test_a_proposal_stands_on_top_and_the_student_is_told_once_a_day(plan: Plan, who: make.Viewers) -> None:
    propose(plan, who, day=MONDAY, start=795, minutes=50, where="directielokaal", note="Elke donderdag")
    propose(plan, who, TaskKey(code="A1"))

    found = tray(plan)
    assert [(task.code, task.proposal.note if task.proposal else "") for task in found.proposals] == [
        ("A1", ""),
        ("E1", "Elke donderdag"),
    ]
    assert found.total == found.count == 60
    assert list(Mail.objects.values_list("kind", "recipient", "subject")) == [
        ("proposal_made", plan.placement.student.email, "Els Peeters stelt een taak voor: kijk of ze past")
    ]


def test_the_same_proposal_again_is_refused(plan: Plan, who: make.Viewers) -> None:
    propose(plan, who)

    with pytest.raises(Impossible):
        propose(plan, who)


def test_proposals_have_an_end(plan: Plan, who: make.Viewers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST_PROPOSALS", 0)

    with pytest.raises(Impossible):
        propose(plan, who)


def test_only_somebody_of_the_school_proposes(plan: Plan, who: make.Viewers) -> None:
    with pytest.raises(NotAllowed):
        services.propose(plan=plan, fields=ProposalFields(task=E1), by=who.student, at=make.AT)


def test_a_taken_proposal_is_planned_until_its_block_goes(plan: Plan, who: make.Viewers) -> None:
    asked = propose(plan, who)
    asked.plan = plan

    row = services.take_proposal(proposal=asked, fields=fields(), by=who.student, at=make.AT)
    assert (row.task, [task.planned for task in tray(plan).proposals]) == ("E1", [1])
    services.remove_block(block=row, revision=1, by=who.student, at=make.AT)

    assert [task.planned for task in tray(plan).proposals] == [0]


def test_a_declined_proposal_is_gone(plan: Plan, who: make.Viewers) -> None:
    asked = propose(plan, who)
    asked.plan = plan

    for _ in range(2):
        services.decline_proposal(proposal=asked, by=who.student, at=make.AT)

    assert (tray(plan).proposals, Proposal.objects.get().declined_at) == ((), make.AT)


def test_the_list_is_searched_without_accents_and_by_group(plan: Plan, who: make.Viewers) -> None:
    services.add_own_task(plan=plan, title="Differentiëren met de juf", level="pupil", by=who.mentor, at=make.AT)

    found = tray(plan, words="differentieren juf")

    assert ([task.title for task in found.own], found.count) == (["Differentiëren met de juf"], 1)
    assert {group.code for group in tray(plan, group="E").groups} == {"E"}
    assert {group.level for group in tray(plan, levels=frozenset({"school"})).groups} == {"school"}


def test_the_list_shows_only_what_is_proposed_or_chosen(plan: Plan, who: make.Viewers) -> None:
    propose(plan, who)
    services.choose_task(plan=plan, task=TaskKey(code="A2"), by=who.student, at=make.AT)

    assert (tray(plan, only_proposed=True).count, tray(plan, only_chosen=True).count) == (1, 1)


def test_the_list_speaks_english(plan: Plan) -> None:
    desk = queries.desk_of(plan, today=make.TODAY)

    assert queries.tray_of(desk, language="en").groups[0].name == "Following pupils"
