"""What the roster must carry, the project and the learning questions, the agreement and the deadline (G07, G13-G16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stagemap.core.anchors import anchors_of
from stagemap.core.rules.case import Case, Hit, once
from stagemap.core.rules.findings import Mend, MendKind

ROSTER_SENT = "roster_sent"
"""The milestone whose deadline is the roster's."""


def no_week(case: Case) -> Iterable[Hit]:
    """No active week is chosen."""
    return once(case.plan.week is None, MendKind.CHOOSE_WEEK)


def no_school(case: Case) -> Iterable[Hit]:
    """No school is known."""
    return once(not case.plan.school.strip(), MendKind.EDIT_PLACEMENT)


def no_class(case: Case) -> Iterable[Hit]:
    """The project is not tied to a class."""
    return once(not case.plan.project.class_label.strip(), MendKind.EDIT_PROJECT)


def empty_roster(case: Case) -> Iterable[Hit]:
    """Nothing is planned."""
    return once(not case.plan.blocks, MendKind.CHOOSE_TASKS)


def no_description(case: Case) -> Iterable[Hit]:
    """The project has no description."""
    return once(not case.plan.project.description.strip(), MendKind.EDIT_PROJECT)


def no_goals(case: Case) -> Iterable[Hit]:
    """The project has no goals."""
    return once(not any(goal.strip() for goal in case.plan.project.goals), MendKind.EDIT_PROJECT)


def no_desired_result(case: Case) -> Iterable[Hit]:
    """The project names no desired result."""
    return once(not case.plan.project.desired_result.strip(), MendKind.EDIT_PROJECT)


def no_learning_questions(case: Case) -> Iterable[Hit]:
    """The student has no learning questions of their own."""
    return once(not any(text.strip() for text in case.plan.learning_questions), MendKind.EDIT_QUESTIONS)


def no_learning_goals(case: Case) -> Iterable[Hit]:
    """The student has no learning goals of their own."""
    return once(not any(text.strip() for text in case.plan.learning_goals), MendKind.EDIT_QUESTIONS)


def extra_classes_without_reason(case: Case) -> Iterator[Hit]:
    """Another class than the one of the project takes part, and nobody said why."""
    labels = [extra.label for extra in case.plan.project.extra_classes if not extra.reason.strip()]
    if labels:
        yield Hit({"classes": ", ".join(labels)}, mend=Mend(MendKind.EDIT_PROJECT))


def approval_missing(case: Case) -> Iterable[Hit]:
    """The mentor has never agreed to this plan."""
    waiting = bool(case.plan.blocks) and not case.plan.approved
    return once(waiting and case.plan.agreed_on is None, MendKind.ASK_APPROVAL)


def approval_ended(case: Case) -> Iterator[Hit]:
    """The mentor agreed, and the plan changed since."""
    agreed = case.plan.agreed_on
    if case.plan.blocks and not case.plan.approved and agreed is not None:
        yield Hit({"day": agreed.isoformat()}, mend=Mend(MendKind.ASK_APPROVAL))


def approved(case: Case) -> Iterable[Hit]:
    """The mentor agrees to the plan as it stands."""
    return once(bool(case.plan.blocks) and case.plan.approved)


def roster_late(case: Case) -> Iterator[Hit]:
    """The roster's deadline has passed and none was sent."""
    milestone = case.edition.milestone.get(ROSTER_SENT)
    if case.plan.sent_on is not None or milestone is None or milestone.due is None:
        return
    due = milestone.due.on(anchors_of(case.edition, case.plan))
    if due is not None and case.today > due:
        yield Hit({"due": due.isoformat()}, mend=Mend(MendKind.SEND_ROSTER))


def all_levels(case: Case) -> Iterable[Hit]:
    """Exploration reaches every level."""
    return once(bool(case.plan.blocks) and all(case.balance.explored.values()))


def all_roles_and_class(case: Case) -> Iterable[Hit]:
    """Every task has its role, and the project belongs to one class."""
    return once(bool(case.contact and not case.without_role and case.plan.project.class_label.strip()))
