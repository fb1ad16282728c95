"""Sending the roster and answering it: numbered versions that never change (G07)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Viewer
from stagemap.core.roster import Outcome, plan_to_data
from stagemap.core.rules import Severity, asks_reason, stops_sending
from stagemap.kit.clock import local_date
from stagemap.planning.models import Answer, Plan, RosterVersion
from stagemap.planning.queries import (
    Desk,
    facts_to_data,
    finding_to_data,
    latest_version,
    open_desk_of,
    sheet_facts,
)

from . import mails
from .people import account_id_of
from .plans import hold, tell

NOT_SENDABLE = gettext_noop("This roster cannot be sent yet: it needs a week, a school, a class and at least one task.")
REASON_ASKED = gettext_noop("This roster has faults. Write why you send it as it is.")
NEWER = gettext_noop("A newer version was sent meanwhile. Answer that one.")
COMMENT_ASKED = gettext_noop("Say what should change.")
ACKNOWLEDGED, CHANGE_ASKED = Answer.Kind.ACKNOWLEDGED.value, Answer.Kind.CHANGE_ASKED.value
TRAVELLING = (Severity.FAULT, Severity.WARNING)


def send_roster(*, plan: Plan, by: Viewer, at: dt.datetime, reason: str = "") -> RosterVersion:
    """Freeze the plan as the next version and mail everyone concerned, each once.

    The version holds no pupil code and nothing of what became of the blocks; faults and warnings travel with it.
    Sending what was sent already gives that same version. Raises ``Impossible`` for what ``rules.stops_sending``
    names, and for faults without a ``reason``.
    """
    with transaction.atomic():
        hold(plan, at)
        desk = open_desk_of(plan, today=local_date(at), language=plan.placement.student.language)
        if stops_sending(desk.findings):
            raise Impossible(NOT_SENDABLE)
        if asks_reason(desk.findings) and not reason.strip():
            raise Impossible(REASON_ASKED)
        content = content_of(desk, at)
        last = latest_version(plan)
        if last is not None and last.content == content:
            return last
        version = RosterVersion.objects.create(
            plan=plan,
            number=1 if last is None else last.number + 1,
            revision=plan.revision,
            content=content,
            findings=[finding_to_data(found) for found in desk.findings if found.severity in TRAVELLING],
            reason=desk.say(reason.strip()),
            sent_at=at,
            sent_by_id=account_id_of(by),
        )
        tell(plan, by, "sent", "roster", version.number)
        mails.roster_sent(version, at)
        return version


def content_of(desk: Desk, at: dt.datetime) -> Mapping[str, Any]:
    """What a version of this plan stores: the plan as it stands, without codes and ticks, and the header of G15."""
    record = desk.record
    blocks = tuple(
        replace(block, outcome=Outcome.PLANNED, true_minutes=None, outcome_reason="") for block in record.blocks
    )
    record = replace(record, blocks=blocks, sent_on=record.sent_on or local_date(at))
    facts = sheet_facts(desk.plan, language=desk.language)
    return {**plan_to_data(record), "facts": facts_to_data(facts), "language": desk.language}


def answer_version(*, version: RosterVersion, kind: str, by: Viewer, at: dt.datetime, comment: str = "") -> Answer:
    """A supervisor acknowledges the latest version, or asks for a change with a comment; the student is told.

    The same acknowledgement twice is one. Raises ``Stale`` when a newer version was sent meanwhile, ``Impossible``
    for a request without a comment.
    """
    plan, asked = version.plan, Answer.Kind(kind)
    with transaction.atomic():
        hold(plan, at)
        last = latest_version(plan)
        if last is not None and last.number != version.number:
            raise Stale(NEWER, revision=last.number)
        if asked is Answer.Kind.CHANGE_ASKED and not comment.strip():
            raise Impossible(COMMENT_ASKED)
        mine = Answer.objects.filter(version=version, supervisor_id=account_id_of(by)).last()
        if mine is not None and (mine.kind, mine.comment) == (asked, comment.strip()):
            return mine
        made = Answer.objects.create(
            version=version, supervisor_id=account_id_of(by), kind=asked, comment=comment.strip(), at=at
        )
        tell(plan, by, asked.value, "roster", version.number)
        mails.answered(made, version, at)
        return made
