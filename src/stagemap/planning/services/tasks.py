"""Writing the tray: chosen tasks, the school's own tasks, the mentor's proposals (G05, G10, G12)."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.planning.models import Block, OwnTask, Plan, Proposal, TaskChoice
from stagemap.planning.queries import edition_of

from . import mails
from .blocks import add_block
from .fields import BlockFields
from .people import person_id_of
from .plans import hold, tell

UNKNOWN_TASK = gettext_noop("This task does not stand in the list.")
IN_USE = gettext_noop("This task stands in the roster. Take it out there first.")
MOST_OWN = 40
TOO_MANY_OWN = gettext_noop("A plan holds at most %(most)s tasks of the school itself.")
MOST_PROPOSALS = 60
TOO_MANY_PROPOSALS = gettext_noop("There are %(most)s proposals already. Take some back first.")
PROPOSED = gettext_noop("This task is proposed already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKey:
    """A task by the catalogue's ``code``, or by the id of a task of the school itself."""

    code: str = ""
    own_task: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFields:
    """A task that the mentor proposes, perhaps with a moment and a word beside it."""

    task: TaskKey
    day: dt.date | None = None
    start: int | None = None
    minutes: int | None = None
    where: str = ""
    note: str = ""


def choose_task(*, plan: Plan, task: TaskKey, by: Viewer, at: dt.datetime) -> None:
    """Mean to do a task, whether or not it stands in the week; choosing twice is choosing once."""
    with transaction.atomic():
        hold(plan, at)
        _known(plan, task)
        choice, is_new = TaskChoice.objects.get_or_create(
            plan=plan, task=task.code, own_task_id=task.own_task, defaults={"chosen_at": at}
        )
        if is_new:
            tell(plan, by, "chose", "task", choice.pk)


def drop_task(*, plan: Plan, task: TaskKey, by: Viewer, at: dt.datetime) -> None:
    """Choose a task no longer; its blocks stay in the roster."""
    with transaction.atomic():
        hold(plan, at)
        choice = TaskChoice.objects.filter(plan=plan, task=task.code, own_task_id=task.own_task).first()
        if choice is not None:
            key = choice.pk
            choice.delete()
            tell(plan, by, "dropped", "task", key)


def add_own_task(*, plan: Plan, title: str, level: str, group: str = "", by: Viewer, at: dt.datetime) -> OwnTask:
    """A task of the school itself, beside the list (G12); the same title on the same level is the same task."""
    with transaction.atomic():
        hold(plan, at)
        rows = OwnTask.objects.filter(plan=plan)
        known = rows.filter(title__iexact=title, level=level).first()
        if known is not None:
            return known
        if rows.count() >= MOST_OWN:
            raise Impossible(TOO_MANY_OWN, most=MOST_OWN)
        made = OwnTask.objects.create(plan=plan, title=title, level=level, group=group, added_by=by.actor, added_at=at)
        tell(plan, by, "added", "own_task", made.pk)
        return made


def remove_own_task(*, own_task: OwnTask, by: Viewer, at: dt.datetime) -> None:
    """Take a task of the school out of the list; ``Impossible`` while a block carries it."""
    plan = own_task.plan
    with transaction.atomic():
        hold(plan, at)
        if Block.objects.filter(plan=plan, own_task=own_task).exists():
            raise Impossible(IN_USE)
        key = own_task.pk
        own_task.delete()
        tell(plan, by, "removed", "own_task", key)


def propose(*, plan: Plan, fields: ProposalFields, by: Viewer, at: dt.datetime) -> Proposal:
    """The mentor proposes a task and perhaps a moment; the student hears of it, once a day (G05, G10).

    Raises ``Impossible`` for a task that is not in the list, the same proposal again, or too many of them.
    """
    with transaction.atomic():
        hold(plan, at)
        _known(plan, fields.task)
        rows = Proposal.objects.filter(plan=plan, declined_at=None)
        said: dict[str, Any] = {"task": fields.task.code, "own_task_id": fields.task.own_task}
        said |= {"day": fields.day, "start": fields.start}
        if rows.filter(**said).exists():
            raise Impossible(PROPOSED)
        if rows.count() >= MOST_PROPOSALS:
            raise Impossible(TOO_MANY_PROPOSALS, most=MOST_PROPOSALS)
        made = Proposal.objects.create(
            plan=plan,
            **said,
            minutes=fields.minutes,
            where=fields.where,
            note=fields.note,
            person_id=person_id_of(plan.placement_id, by),
            at=at,
        )
        tell(plan, by, "made", "proposal", made.pk)
        mails.proposal_made(made, at)
        return made


def take_proposal(
    *, proposal: Proposal, fields: BlockFields, by: Viewer, at: dt.datetime, block_id: uuid.UUID | None = None
) -> Block:
    """Make a block of a proposal, with its task; while a block carries the task the proposal is taken."""
    told = replace(fields, task=proposal.task, own_task=proposal.own_task_id)
    return add_block(plan=proposal.plan, fields=told, by=by, at=at, block_id=block_id)


def decline_proposal(*, proposal: Proposal, by: Viewer, at: dt.datetime) -> None:
    """Do without a proposal: the student declines it, or the mentor takes it back."""
    with transaction.atomic():
        hold(proposal.plan, at)
        if proposal.declined_at is None:
            proposal.declined_at = at
            proposal.save(update_fields=["declined_at"])
            tell(proposal.plan, by, "declined", "proposal", proposal.pk)


def _known(plan: Plan, task: TaskKey) -> None:
    """``Impossible`` unless the task stands in the list of this plan."""
    if task.own_task is not None:
        known = OwnTask.objects.filter(plan=plan, pk=task.own_task).exists()
    else:
        known = task.code in edition_of(plan).tasks
    if not known:
        raise Impossible(UNKNOWN_TASK)
