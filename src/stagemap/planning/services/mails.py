"""The mails of planning: who is told what, once. No mail holds what somebody wrote about a child."""

from __future__ import annotations

import datetime as dt

from stagemap.core.roles import Viewer
from stagemap.placements.models import SchoolPerson
from stagemap.placements.queries import supervisors_of
from stagemap.placements.services.letters import Letter, give_way_in, send_letter
from stagemap.planning.models import Answer, Approval, Plan, Proposal, RosterVersion
from stagemap.planning.queries import version_findings


def roster_sent(version: RosterVersion, at: dt.datetime) -> None:
    """Tell the supervisors of a version; of a later one also everybody at the school who reads along."""
    plan, placement = version.plan, version.plan.placement
    said = {"number": version.number, "faults": len(version_findings(version))}
    about, page = _of(plan, version.number), ("planning:version", version.number)
    template = "planning/mail/roster_sent" if version.number == 1 else "planning/mail/roster_changed"
    supervisors = [each.supervisor for each in supervisors_of(placement)]
    send_letter(placement, at, supervisors, Letter(template, about, page, said))
    send_letter(placement, at, _school_readers(plan), Letter("planning/mail/roster_for_school", about, page, said))


def answered(answer: Answer, version: RosterVersion, at: dt.datetime) -> None:
    """Tell the student that a supervisor acknowledged a version, or asks for a change."""
    asked = answer.kind == Answer.Kind.CHANGE_ASKED
    letter = Letter(
        "planning/mail/change_asked" if asked else "planning/mail/roster_acknowledged",
        f"answer:{answer.pk}",
        ("planning:version", version.number),
        {"number": version.number, "by": answer.supervisor.name},
    )
    send_letter(version.plan.placement, at, [version.plan.placement.student], letter)


def approval_asked(plan: Plan, by: Viewer, at: dt.datetime) -> None:
    """Ask the mentor to read the plan and to agree to it; says so when an earlier agreement ended.

    A mentor who never had a personal link gets one first.
    """
    placement, mentor = plan.placement, plan.placement.mentor
    if mentor is not None:
        give_way_in(placement, mentor, by, at)
    ended = Approval.objects.filter(plan=plan).exclude(revision=plan.revision).exists()
    letter = Letter("planning/mail/approval_asked", _of(plan, plan.revision), ("planning:mentor",), {"ended": ended})
    send_letter(placement, at, [mentor], letter)


def approval_given(approval: Approval, plan: Plan, at: dt.datetime) -> None:
    """Tell the student that the mentor agrees."""
    said = {"by": approval.person.name}
    letter = Letter("planning/mail/approval_given", f"approval:{approval.pk}", ("planning:planner",), said)
    send_letter(plan.placement, at, [plan.placement.student], letter)


def proposal_made(proposal: Proposal, at: dt.datetime) -> None:
    """Tell the student, once a day, that the mentor proposes tasks."""
    plan, said = proposal.plan, {"by": proposal.person.name}
    letter = Letter("planning/mail/proposal_made", f"plan:{plan.pk}", ("planning:tasks",), said)
    send_letter(plan.placement, at, [plan.placement.student], letter)


def remark_made(plan: Plan, by: Viewer, at: dt.datetime) -> None:
    """Tell the student of remarks on the roster, and the mentor of what the student answers; each once a day."""
    mine = by.user_id == plan.placement.student_id
    page = "planning:mentor" if mine else "planning:planner"
    letter = Letter("planning/mail/remark_made", f"plan:{plan.pk}", (page,), {"by": by.name})
    send_letter(plan.placement, at, [plan.placement.mentor if mine else plan.placement.student], letter)


def _school_readers(plan: Plan) -> list[SchoolPerson]:
    """The mentor and those whom the mentor invited to read along, each once."""
    placement = plan.placement
    people = [placement.mentor] if placement.mentor is not None else []
    people += [reading.person for reading in placement.readings.select_related("person")]
    return list({person.pk: person for person in people}.values())


def _of(plan: Plan, number: int) -> str:
    return f"{plan.pk}:{number}"
