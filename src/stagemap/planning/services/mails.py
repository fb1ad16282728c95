"""The mails of planning: who is told what, once. No mail holds what somebody wrote about a child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from stagemap.core.calendar import week_days
from stagemap.core.roles import Viewer
from stagemap.kit import formats
from stagemap.kit.clock import local_date
from stagemap.people.models import User
from stagemap.placements.models import SchoolPerson
from stagemap.placements.queries import supervisors_of
from stagemap.placements.queries.links import newest_link, opens
from stagemap.placements.services.links import issue_link
from stagemap.planning.models import Answer, Approval, Plan, Proposal, RosterVersion
from stagemap.planning.queries import version_findings
from stagemap.post import services as post

Reader = User | SchoolPerson


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to come: its template, what it is about, the page that its button opens, and what its text needs."""

    template: str
    object_id: object
    page: str
    said: dict[str, Any]


def roster_sent(version: RosterVersion, at: dt.datetime) -> None:
    """Tell the supervisors of a version; of a later one also everybody at the school who reads along."""
    plan, placement = version.plan, version.plan.placement
    said = {"number": version.number, "faults": len(version_findings(version))}
    page = _page("planning:version", plan, version.number)
    supervisors = [each.supervisor for each in supervisors_of(placement)]
    template = "planning/mail/roster_sent" if version.number == 1 else "planning/mail/roster_changed"
    _send(plan, at, supervisors, Letter(template, _of(plan, version.number), page, said))
    _send(
        plan,
        at,
        _school_readers(plan),
        Letter("planning/mail/roster_for_school", _of(plan, version.number), page, said),
    )


def answered(answer: Answer, version: RosterVersion, at: dt.datetime) -> None:
    """Tell the student that a supervisor acknowledged a version, or asks for a change."""
    plan = version.plan
    template = (
        "planning/mail/change_asked" if answer.kind == Answer.Kind.CHANGE_ASKED else "planning/mail/roster_acknowledged"
    )
    page = _page("planning:version", plan, version.number)
    said = {"number": version.number, "by": answer.supervisor.name}
    _send(plan, at, [plan.placement.student], Letter(template, f"answer:{answer.pk}", page, said))


def approval_asked(plan: Plan, by: Viewer, at: dt.datetime) -> None:
    """Ask the mentor to read the plan and to agree to it; says so when an earlier agreement ended.

    A mentor who never had a personal link gets one first.
    """
    placement, mentor = plan.placement, plan.placement.mentor
    if mentor is not None and newest_link(placement.pk, mentor.pk) is None:
        issue_link(placement=placement, person=mentor, by=by, at=at)
    ended = Approval.objects.filter(plan=plan).exclude(revision=plan.revision).exists()
    letter = Letter(
        "planning/mail/approval_asked", _of(plan, plan.revision), _page("planning:mentor", plan), {"ended": ended}
    )
    _send(plan, at, [mentor] if mentor is not None else [], letter)


def approval_given(approval: Approval, plan: Plan, at: dt.datetime) -> None:
    """Tell the student that the mentor agrees."""
    said = {"by": approval.person.name}
    letter = Letter("planning/mail/approval_given", f"approval:{approval.pk}", _page("planning:planner", plan), said)
    _send(plan, at, [plan.placement.student], letter)


def proposal_made(proposal: Proposal, at: dt.datetime) -> None:
    """Tell the student, once a day, that the mentor proposes tasks."""
    plan = proposal.plan
    said = {"by": proposal.person.name}
    letter = Letter("planning/mail/proposal_made", f"plan:{plan.pk}", _page("planning:tasks", plan), said)
    _send(plan, at, [plan.placement.student], letter)


def remark_made(plan: Plan, by: Viewer, at: dt.datetime) -> None:
    """Tell the student of remarks on the roster, and the mentor of what the student answers; each once a day."""
    mine = by.user_id == plan.placement.student_id
    reader: Reader | None = plan.placement.mentor if mine else plan.placement.student
    page = _page("planning:mentor" if mine else "planning:planner", plan)
    letter = Letter("planning/mail/remark_made", f"plan:{plan.pk}", page, {"by": by.name})
    _send(plan, at, [reader] if reader is not None else [], letter)


def _school_readers(plan: Plan) -> list[SchoolPerson]:
    """The mentor and those whom the mentor invited to read along, each once."""
    placement = plan.placement
    people = [placement.mentor] if placement.mentor is not None else []
    people += [reading.person for reading in placement.readings.select_related("person")]
    return list({person.pk: person for person in people}.values())


def _send(plan: Plan, at: dt.datetime, readers: Iterable[Reader], letter: Letter) -> None:
    placement = plan.placement
    for reader in readers:
        week = placement.week
        days = "" if week is None else formats.days(week, week_days(week)[-1], lang=reader.language)
        said = {
            "student": placement.student.name,
            "student_first": placement.student.first_name,
            "first_name": reader.first_name,
            "formal": isinstance(reader, SchoolPerson),
            "school": "" if placement.school is None else placement.school.name,
            "week": days,
            "url": _address(reader, plan, letter.page, at),
        }
        post.write(
            template=letter.template,
            language=reader.language,
            context=said | letter.said,
            kind=letter.template.rpartition("/")[2],
            object_id=letter.object_id,
            recipient=reader.email,
            due_on=local_date(at),
            at=at,
        )


def _address(reader: Reader, plan: Plan, page: str, at: dt.datetime) -> str:
    """The page for an account; for somebody of the school their own link, which leads to it and can mail a code."""
    if isinstance(reader, User):
        return page
    link = newest_link(plan.placement_id, reader.pk)
    if link is None or not opens(link, local_date(at)):
        return page
    return f"{settings.SITE_URL}{reverse('placements:link', args=[link.public_id])}"


def _page(name: str, plan: Plan, *more: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[plan.placement_id, *more])}"


def _of(plan: Plan, number: int) -> str:
    return f"{plan.pk}:{number}"
