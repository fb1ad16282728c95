"""The project, its classes, the aims and the week: what the mentor's agreement covers beside the blocks."""

from __future__ import annotations

import datetime as dt

import pytest

from stagemap.core.refusals import Impossible
from stagemap.placements.models import Placement
from stagemap.planning import queries, services
from stagemap.planning.models import Plan
from stagemap.planning.services import ProjectFields, StaleProject
from stagemap.planning.services import project as verbs
from tests import factories as make
from tests.planning.samples import MONDAY, add, blocks, fields

pytestmark = pytest.mark.django_db
SHEET = ProjectFields(
    description="Samen met Tom maak ik opdrachten zichtbaar.",
    goals="Elke leerling weet wat de eerste stap is.\nDe vraag scherp krijgen.",
    desired_result="Een set stappenplannen.",
    questions=("Hoe verdeel ik mijn aandacht?", "Hoe breng ik kort in?"),
    learning_goals=("Feiten en uitleg uit elkaar houden.",),
    example="observation",
)


def write(plan: Plan, who: make.Viewers, sheet: ProjectFields = SHEET, revision: int = 0) -> None:
    services.write_project(plan=plan, revision=revision, fields=sheet, by=who.student, at=make.AT)


def test_the_whole_sheet_is_written_and_read_back(plan: Plan, who: make.Viewers) -> None:
    write(plan, who)

    record = queries.desk_of(plan, today=make.TODAY).record
    assert (services.project_of(plan), plan.project_revision, plan.revision) == (SHEET, 1, 1)
    assert record.project.goals == ("Elke leerling weet wat de eerste stap is.", "De vraag scherp krijgen.")
    assert (record.learning_questions, record.learning_goals) == (SHEET.questions, SHEET.learning_goals)


def test_writing_the_same_again_changes_nothing(plan: Plan, who: make.Viewers) -> None:
    write(plan, who)

    write(plan, who, revision=0)

    assert (plan.project_revision, plan.revision) == (1, 1)


def test_a_stale_sheet_carries_both_texts(plan: Plan, who: make.Viewers) -> None:
    write(plan, who)
    mine = ProjectFields(description="Mijn tekst")

    with pytest.raises(StaleProject) as refused:
        write(plan, who, mine, revision=0)

    assert (refused.value.mine, refused.value.theirs, refused.value.revision) == (mine, SHEET, 1)
    assert services.project_of(plan) == SHEET


def test_aims_are_written_alone(plan: Plan, who: make.Viewers) -> None:
    write(plan, who)

    services.set_aims(plan=plan, revision=1, questions=("Wat?",), goals=(), by=who.student, at=make.AT)

    said = services.project_of(plan)
    assert (said.questions, said.learning_goals, said.description) == (("Wat?",), (), SHEET.description)


def test_the_class_is_named_once(plan: Plan, who: make.Viewers) -> None:
    for _ in range(2):
        services.set_class(plan=plan, label="4B", grades=("L4",), by=who.student, at=make.AT)

    fresh = Placement.objects.get()
    assert (fresh.class_label, fresh.grades, plan.revision) == ("4B", ["L4"], 1)


def test_another_class_takes_part_with_a_reason(plan: Plan, who: make.Viewers) -> None:
    made = services.add_extra_class(plan=plan, label="5B", reason="parallelklas", by=who.student, at=make.AT)
    assert [
        (one.label, one.reason) for one in queries.desk_of(plan, today=make.TODAY).record.project.extra_classes
    ] == [("5B", "parallelklas")]

    for _ in range(2):
        services.remove_extra_class(plan=plan, extra_class_id=made.pk, by=who.student, at=make.AT)

    assert (queries.desk_of(plan, today=make.TODAY).record.project.extra_classes, plan.revision) == ((), 2)


@pytest.mark.parametrize("label", ["5a", "5B"])
def test_a_class_takes_part_once(label: str, plan: Plan, who: make.Viewers) -> None:
    services.add_extra_class(plan=plan, label="5b", reason="x", by=who.student, at=make.AT)

    with pytest.raises(Impossible):
        services.add_extra_class(plan=plan, label=label, reason="x", by=who.student, at=make.AT)


def test_other_classes_have_an_end(plan: Plan, who: make.Viewers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST_CLASSES", 0)

    with pytest.raises(Impossible):
        services.add_extra_class(plan=plan, label="5B", reason="x", by=who.student, at=make.AT)


def test_another_week_takes_the_blocks_along(plan: Plan, who: make.Viewers) -> None:
    row, ahead = add(plan, who.student), add(plan, who.student, slot="ahead")
    services.propose(
        plan=plan,
        fields=services.ProposalFields(task=services.TaskKey(code="E1"), day=MONDAY),
        by=who.mentor,
        at=make.AT,
    )
    later = MONDAY + dt.timedelta(weeks=1)

    services.choose_week(plan=plan, week=later, by=who.student, at=make.AT)

    desk = queries.desk_of(plan, today=make.TODAY)
    assert (desk.record.week, [line.day for line in desk.parts.proposals]) == (later, [later])
    assert blocks(plan) == {
        str(row.pk): fields(day=later),
        str(ahead.pk): fields(slot="ahead", day=None, start=None),
    }


def test_the_same_week_changes_nothing(plan: Plan, who: make.Viewers) -> None:
    services.choose_week(plan=plan, week=MONDAY, by=who.student, at=make.AT)

    assert plan.revision == 0


def test_a_first_week_is_chosen(plan: Plan, who: make.Viewers) -> None:
    Placement.objects.update(week=None)
    plan.placement.week = None

    services.choose_week(plan=plan, week=MONDAY, by=who.student, at=make.AT)

    assert (Placement.objects.get().week, plan.revision) == (MONDAY, 1)


def test_a_week_begins_on_monday(plan: Plan, who: make.Viewers) -> None:
    with pytest.raises(Impossible):
        services.choose_week(plan=plan, week=MONDAY + dt.timedelta(days=1), by=who.student, at=make.AT)


@pytest.mark.parametrize("change", ["project", "class", "extra class", "week", "block"])
def test_every_change_of_the_plan_ends_the_agreement(change: str, plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.approve(plan=plan, revision=plan.revision, by=who.mentor, at=make.AT)
    by, at = who.student, make.AT

    match change:
        case "project":
            write(plan, who)
        case "class":
            services.set_class(plan=plan, label="4B", grades=("L4",), by=by, at=at)
        case "extra class":
            services.add_extra_class(plan=plan, label="5B", reason="x", by=by, at=at)
        case "week":
            services.choose_week(plan=plan, week=MONDAY + dt.timedelta(weeks=1), by=by, at=at)
        case _:
            services.resize_block(block=row, revision=1, minutes=30, by=by, at=at)

    desk = queries.desk_of(plan, today=make.TODAY)
    ended = [found.key for found in desk.findings if found.key.startswith("approval")]
    assert (desk.record.approved, desk.record.agreed_on, ended) == (False, make.TODAY, ["approval_ended"])
