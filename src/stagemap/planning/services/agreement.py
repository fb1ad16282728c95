"""Writing what mentor and student settle: remarks on blocks, asking and giving the mentor's agreement (G05, G07)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Viewer
from stagemap.planning.models import Approval, Block, BlockComment, Plan

from . import mails
from .people import holder_of, person_id_of
from .plans import hold, tell

PLAN_CHANGED = gettext_noop("The plan was changed while you read it. Read it again, then agree.")
EMPTY = gettext_noop("Nothing stands in the roster yet.")
NO_MENTOR = gettext_noop("This internship has no mentor yet.")
MOST_COMMENTS = 40
TOO_MANY = gettext_noop("A block holds at most %(most)s remarks. Write a message instead.")


def comment_block(*, block: Block, text: str, by: Viewer, at: dt.datetime) -> BlockComment:
    """Say something about a block; the student hears of it, or the mentor when the student wrote it, once a day."""
    plan = block.plan
    with transaction.atomic():
        hold(plan, at)
        if block.comments.count() >= MOST_COMMENTS:
            raise Impossible(TOO_MANY, most=MOST_COMMENTS)
        holder = holder_of(plan.placement_id, by)
        made = BlockComment.objects.create(
            block=block, author_user_id=holder["user_id"], author_person_id=holder["person_id"], text=text, at=at
        )
        tell(plan, by, "wrote", "block_comment", made.pk)
        mails.remark_made(plan, by, at)
        return made


def ask_approval(*, plan: Plan, by: Viewer, at: dt.datetime) -> None:
    """Ask the mentor by mail to agree to the plan as it stands, once a day; ``Impossible`` without mentor or blocks."""
    with transaction.atomic():
        hold(plan, at)
        _something_planned(plan)
        if plan.placement.mentor is None:
            raise Impossible(NO_MENTOR)
        tell(plan, by, "asked", "approval", plan.pk)
        mails.approval_asked(plan, by, at)


def approve(*, plan: Plan, revision: int, by: Viewer, at: dt.datetime, remark: str = "") -> Approval:
    """The mentor agrees to the plan as it stands at ``revision``, the one that they read; agreeing twice is once.

    Every later change of blocks, project, class or week ends the agreement. Raises ``Stale`` when the plan was
    changed meanwhile, ``Impossible`` for an empty roster.
    """
    with transaction.atomic():
        hold(plan, at)
        if plan.revision != revision:
            raise Stale(PLAN_CHANGED, revision=plan.revision)
        _something_planned(plan)
        made, is_new = Approval.objects.get_or_create(
            plan=plan,
            revision=revision,
            defaults={"person_id": person_id_of(plan.placement_id, by), "remark": remark, "at": at},
        )
        if is_new:
            tell(plan, by, "gave", "approval", made.pk)
            mails.approval_given(made, plan, at)
        return made


def _something_planned(plan: Plan) -> None:
    if not Block.objects.filter(plan=plan).exists():
        raise Impossible(EMPTY)
