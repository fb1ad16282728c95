"""The mentor's pages, made for a phone: read the plan, propose, remark, agree (G05, G07, G10)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Action
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.placements.access import may
from stagemap.planning import access, queries, services
from stagemap.planning.forms import ApproveForm, ProposalForm
from stagemap.planning.queries import Desk
from stagemap.planning.services import ProposalFields, TaskKey

from .days import Beside, days_view
from .tasks import moment_of

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
def mentor(request: Request, placement_id: int) -> HttpResponse:
    """The landing page: what is asked now, the plan day by day, the proposals."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    return _page(request, desk, ApproveForm(initial={"revision": plan.revision}))


@require_POST
def approval(request: Request, placement_id: int) -> HttpResponse:
    """Agree to the plan as it was read."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    form = ApproveForm(request.POST)
    if form.is_valid():
        try:
            services.approve(plan=plan, **form.cleaned_data, by=request.viewer, at=request.now)
        except Stale as stale:
            typed = {"revision": stale.revision, "remark": form.cleaned_data["remark"]}
            desk = queries.desk_of(plan, today=request.today, language=language())
            return _page(request, desk, ApproveForm(initial=typed), reason=_(stale.reason), status=CONFLICT)
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            address = reverse("planning:mentor", args=[placement_id])
            return htmx.done(request, address, toast=_("You agree to the plan. The student is told."))
    desk = queries.desk_of(plan, today=request.today, language=language())
    return _page(request, desk, form, status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: Request, placement_id: int) -> HttpResponse:
    """Propose a task of the list or of the school itself, perhaps with a moment."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    form = ProposalForm(request.POST or None, desk=desk, initial={"day": ""})
    landing = reverse("planning:mentor", args=[placement_id])
    if request.method == "POST" and form.is_valid():
        try:
            services.propose(plan=plan, fields=_proposed(request, desk, form), by=request.viewer, at=request.now)
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            return htmx.done(request, landing, toast=_("Proposed: the student is told."))
    context = {"form": form, "plan": plan, "back_url": landing}
    return render(request, "planning/proposal.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
def proposal_withdrawal(request: Request, placement_id: int, proposal_id: int) -> HttpResponse:
    """Take a proposal back."""
    found = access.proposal_for(request.viewer, placement_id, proposal_id, request.action)
    services.decline_proposal(proposal=found, by=request.viewer, at=request.now)
    return htmx.done(request, reverse("planning:mentor", args=[placement_id]), toast=_("Proposal taken back."))


def _proposed(request: Request, desk: Desk, form: ProposalForm) -> ProposalFields:
    """The proposal as the service takes it; a task of the school itself is added to the list first."""
    read = form.cleaned_data
    key = read["task"]
    if key is None:
        own = services.add_own_task(
            plan=desk.plan, title=read["title"], level=read["level"], by=request.viewer, at=request.now
        )
        key = TaskKey(own_task=own.pk)
    return ProposalFields(task=key, **{name: read[name] for name in ("day", "start", "minutes", "where", "note")})


def _page(request: Request, desk: Desk, form: ApproveForm, *, reason: str = "", status: int = 200) -> HttpResponse:
    plan, said = desk.plan, language()
    pupils = {key: row.pupils for key, row in desk.block.items() if row.pupils}
    context: dict[str, Any] = {
        "plan": plan,
        "desk": desk,
        "form": form,
        "reason": reason,
        "project": desk.record.project,
        "questions": desk.record.learning_questions,
        "goals": desk.record.learning_goals,
        "total": desk.balance.planned,
        "may_propose": may(plan.placement, Action.PROPOSE, request.today),
        "may_comment": may(plan.placement, Action.COMMENT_BLOCK, request.today),
        "may_approve": may(plan.placement, Action.APPROVE_PLAN, request.today),
        "proposals": _proposals(desk, said),
        "reader": request.viewer.name.split(" ")[0],
        "board": _board(request, desk),
        "urls": _urls(plan.placement_id),
        **days_view(desk.edition, desk.record, Beside(pupils=pupils, comments=desk.comments), language=said),
    }
    return render(request, "planning/mentor.html", context, status=status)


def _proposals(desk: Desk, said: str) -> list[dict[str, Any]]:
    """What was proposed, with what became of it."""
    own = {task.id: task.title for task in desk.parts.own_tasks}
    planned = {(row.task, row.own_task_id) for row in desk.blocks}
    return [
        {
            "title": own.get(line.own_task, "") if line.own_task else desk.edition.tasks[line.task].name.in_(said),
            "moment": moment_of(line, said),
            "note": line.note,
            "planned": (line.task, line.own_task) in planned,
            "url": reverse("planning:proposal_withdrawal", args=[desk.plan.placement_id, line.id]),
        }
        for line in desk.parts.proposals
    ]


def _board(request: Request, desk: Desk) -> dict[str, str]:
    """What is asked of the mentor now: to agree, to propose, or nothing."""
    plan, name = desk.plan, desk.plan.placement.student.first_name
    if not may(plan.placement, Action.APPROVE_PLAN, request.today):
        text = _("This is the plan as it stands now.")
        return {"title": _("The plan of %(name)s") % {"name": name}, "text": text}
    if desk.approval is not None:
        text = _("%(name)s can send the roster. You need do nothing.") % {"name": name}
        return {"title": _("You agree to the plan"), "text": text}
    if desk.blocks:
        text = _("Read what stands in the week, add a remark where needed, and agree to it at the bottom.")
        title = _("Will you read the plan of %(name)s?") % {"name": name}
        return {"title": title, "text": text, "url": "#plan", "label": _("Read the plan")}
    if desk.parts.proposals or not may(plan.placement, Action.PROPOSE, request.today):
        text = _("As soon as something stands in the week, you read it here.")
        return {"title": _("%(name)s is planning now") % {"name": name}, "text": text}
    return {
        "title": _("Which tasks do you advise %(name)s?") % {"name": name},
        "text": _("Propose tasks of your school that are worth seeing, with a moment where you know one."),
        "url": _urls(plan.placement_id)["proposal"],
        "label": _("Propose a task"),
    }


def _urls(placement_id: int) -> dict[str, str]:
    names = ("approval", "proposal", "own_task", "versions")
    return {name: reverse(f"planning:{name}", args=[placement_id]) for name in names}
