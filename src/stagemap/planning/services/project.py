"""Writing what the plan says beside its blocks: the project, the learning aims, the classes, the week."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Viewer
from stagemap.placements import services as placements
from stagemap.planning.models import Block, ExtraClass, LearningAim, Plan, Proposal

from .plans import count_change, hold, tell

STALE = gettext_noop("The project was changed meanwhile. Compare both versions and choose.")
SAME_CLASS = gettext_noop("This class takes part already.")
MOST_CLASSES = 6
PROJECT_COLUMNS = (
    *("description", "goals", "desired_result"),
    *("project_example", "project_revision", "described_at"),
)
TOO_MANY_CLASSES = gettext_noop("A project has at most %(most)s other classes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFields:
    """The project and the learning aims as the student writes them (G13, G14, G16).

    ``goals`` is one text, a goal a line. ``example`` is the key of the example that it began from, or empty.
    """

    description: str = ""
    goals: str = ""
    desired_result: str = ""
    questions: tuple[str, ...] = ()
    learning_goals: tuple[str, ...] = ()
    example: str = ""


class StaleProject(Stale):
    """The project was changed meanwhile: ``mine`` is what was to be written, ``theirs`` what stands now."""

    def __init__(self, reason: str, *, revision: int, mine: ProjectFields, theirs: ProjectFields) -> None:
        super().__init__(reason, revision=revision)
        self.mine = mine
        self.theirs = theirs


def project_of(plan: Plan) -> ProjectFields:
    """What the plan says of the project now."""
    aims = LearningAim.objects.filter(plan_id=plan.pk).values_list("kind", "text")
    return ProjectFields(
        description=plan.description,
        goals=plan.goals,
        desired_result=plan.desired_result,
        questions=tuple(text for kind, text in aims if kind == LearningAim.Kind.QUESTION),
        learning_goals=tuple(text for kind, text in aims if kind == LearningAim.Kind.GOAL),
        example=plan.project_example,
    )


def write_project(*, plan: Plan, revision: int, fields: ProjectFields, by: Viewer, at: dt.datetime) -> None:
    """Write the project and the learning aims; ``revision`` is the ``plan.project_revision`` that was read.

    Raises ``StaleProject`` with both texts when somebody changed it meanwhile. Writing what stands there already
    changes nothing.
    """
    with transaction.atomic():
        hold(plan, at)
        now = project_of(plan)
        if fields == now:
            return
        if plan.project_revision != revision:
            raise StaleProject(STALE, revision=plan.project_revision, mine=fields, theirs=now)
        changed = [name for name, value in asdict(fields).items() if value != getattr(now, name)]
        plan.description, plan.goals, plan.desired_result = fields.description, fields.goals, fields.desired_result
        plan.project_example = fields.example
        plan.project_revision += 1
        if plan.described_at is None and fields.description:
            plan.described_at = at
        plan.save(update_fields=PROJECT_COLUMNS)
        if {"questions", "learning_goals"} & set(changed):
            _write_aims(plan, fields.questions, fields.learning_goals)
        count_change(plan, at)
        tell(plan, by, "wrote", "project", plan.pk, changed)


def set_aims(
    *,
    plan: Plan,
    revision: int,
    questions: tuple[str, ...],
    goals: tuple[str, ...],
    by: Viewer,
    at: dt.datetime,
) -> None:
    """Write the learning questions and goals alone (G16); raises ``StaleProject`` as ``write_project`` does."""
    with transaction.atomic():
        hold(plan, at)
        now = asdict(project_of(plan)) | {"questions": questions, "learning_goals": goals}
        write_project(plan=plan, revision=revision, fields=ProjectFields(**now), by=by, at=at)


def set_class(*, plan: Plan, label: str, grades: tuple[str, ...], by: Viewer, at: dt.datetime) -> None:
    """Name the one class of the project (G13): a change of what was agreed on."""
    with transaction.atomic():
        hold(plan, at)
        placement = plan.placement
        if (placement.class_label, tuple(placement.grades)) != (label, grades):
            placements.set_class(placement=placement, label=label, grades=grades, by=by, at=at)
            count_change(plan, at)
            tell(plan, by, "changed", "plan", plan.pk, ["class_label", "grades"])


def add_extra_class(*, plan: Plan, label: str, reason: str, by: Viewer, at: dt.datetime) -> ExtraClass:
    """Let another class take part, with the reason (G13); ``Impossible`` when it takes part already."""
    with transaction.atomic():
        hold(plan, at)
        others = {other.casefold() for other in ExtraClass.objects.filter(plan=plan).values_list("label", flat=True)}
        if label.casefold() in others | {plan.placement.class_label.casefold()}:
            raise Impossible(SAME_CLASS)
        if len(others) >= MOST_CLASSES:
            raise Impossible(TOO_MANY_CLASSES, most=MOST_CLASSES)
        made = ExtraClass.objects.create(plan=plan, label=label, reason=reason)
        count_change(plan, at)
        tell(plan, by, "added", "extra_class", made.pk)
        return made


def remove_extra_class(*, plan: Plan, extra_class_id: int, by: Viewer, at: dt.datetime) -> None:
    """Let a class take part no longer; one that is gone already changes nothing."""
    with transaction.atomic():
        hold(plan, at)
        gone, _ = ExtraClass.objects.filter(plan=plan, pk=extra_class_id).delete()
        if gone:
            count_change(plan, at)
            tell(plan, by, "removed", "extra_class", extra_class_id)


def choose_week(*, plan: Plan, week: dt.date, by: Viewer, at: dt.datetime) -> None:
    """Choose the active week by its Monday (G08); what was planned in another week moves along, day by day.

    Raises ``Impossible`` for another day than a Monday.
    """
    with transaction.atomic():
        hold(plan, at)
        before = plan.placement.week
        placements.choose_week(placement=plan.placement, week=week, by=by, at=at)
        if before == week:
            return
        if before is not None:
            _shift(plan, week - before)
        count_change(plan, at)
        tell(plan, by, "changed", "plan", plan.pk, ["week"])


def _shift(plan: Plan, step: dt.timedelta) -> None:
    """Move every dated block and proposal by ``step``."""
    blocks = list(Block.objects.filter(plan=plan, day__isnull=False))
    for block in blocks:
        if block.day is not None:
            block.day += step
            block.revision += 1
    Block.objects.bulk_update(blocks, ["day", "revision"])
    proposals = list(Proposal.objects.filter(plan=plan, day__isnull=False))
    for proposal in proposals:
        if proposal.day is not None:
            proposal.day += step
    Proposal.objects.bulk_update(proposals, ["day"])


def _write_aims(plan: Plan, questions: tuple[str, ...], goals: tuple[str, ...]) -> None:
    LearningAim.objects.filter(plan=plan).delete()
    listed = [(LearningAim.Kind.QUESTION, text) for text in questions]
    listed += [(LearningAim.Kind.GOAL, text) for text in goals]
    LearningAim.objects.bulk_create(
        LearningAim(plan=plan, position=position, kind=kind, text=text)
        for position, (kind, text) in enumerate(listed, start=1)
    )
