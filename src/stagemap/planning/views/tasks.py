"""The inspiration list as a page of its own, the school's own tasks, and what the student does with proposals."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Relation
from stagemap.kit import formats, htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access, queries, services
from stagemap.planning.forms import ChoiceForm, OwnTaskForm
from stagemap.planning.forms.planner import TrayForm
from stagemap.planning.queries import Desk, TrayTask

UNPROCESSABLE = 422


@require_safe
def tasks(request: Request, placement_id: int) -> HttpResponse:
    """Search and filter by address, choose and choose no longer by a press each."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    said = language()
    desk = queries.desk_of(plan, today=request.today, language=said)
    asked = TrayForm(request.GET).asked()
    tray = queries.tray_of(desk, asked, language=said)
    mentor = plan.placement.mentor
    context = {
        "plan": plan,
        "asked": asked,
        "tray": tray,
        "count_text": ngettext("%(count)s task", "%(count)s tasks", tray.count) % {"count": tray.count},
        "proposals": [_card(desk, task, said) for task in tray.proposals],
        "groups": _groups(desk, tray, said),
        "levels": [{"key": one.key, "size": one.size, "name": one.name.in_(said)} for one in desk.edition.levels],
        "every_group": [(group.code, group.name.in_(said)) for group in desk.edition.groups],
        "mentor": "" if mentor is None else mentor.first_name,
        "urls": _urls(placement_id),
    }
    return render(request, "planning/tasks.html", context)


@require_POST
def choice(request: Request, placement_id: int) -> HttpResponse:
    """Choose a task (``drop`` is empty), or choose it no longer."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    form = ChoiceForm(request.POST)
    back = request.POST.get("back", "")
    address = reverse("planning:tasks", args=[placement_id]) + (f"?{back}" if back else "")
    if not form.is_valid():
        return htmx.done(request, address, toast=" ".join(str(text) for text in form.errors["task"]))
    write = services.drop_task if request.POST.get("drop") else services.choose_task
    try:
        write(plan=plan, task=form.cleaned_data["task"], by=request.viewer, at=request.now)
    except Impossible as refused:
        return htmx.done(request, address, toast=_(refused.reason) % refused.values)
    return htmx.done(request, address)


@require_http_methods(["GET", "HEAD", "POST"])
def own_task(request: Request, placement_id: int) -> HttpResponse:
    """Add a task of the school itself; student and mentor may."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    form = OwnTaskForm(request.POST or None, desk=desk)
    by_mentor = access.relation_of(plan) is Relation.MENTOR
    back = reverse("planning:mentor" if by_mentor else "planning:tasks", args=[placement_id])
    if request.method == "POST" and form.is_valid():
        try:
            services.add_own_task(plan=plan, **form.cleaned_data, by=request.viewer, at=request.now)
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            return htmx.done(request, back, toast=_("The task stands in the list."))
    context = {"form": form, "plan": plan, "back_url": back, "by_mentor": by_mentor}
    return render(request, "planning/own_task.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
def own_task_removal(request: Request, placement_id: int, own_task_id: int) -> HttpResponse:
    """Take a task of the school out of the list."""
    task = access.own_task_for(request.viewer, placement_id, own_task_id, request.action)
    by_mentor = access.relation_of(task.plan) is Relation.MENTOR
    back = reverse("planning:mentor" if by_mentor else "planning:tasks", args=[placement_id])
    try:
        services.remove_own_task(own_task=task, by=request.viewer, at=request.now)
    except Impossible as refused:
        return htmx.done(request, back, toast=_(refused.reason) % refused.values)
    return htmx.done(request, back, toast=_("The task is out of the list."))


@require_POST
def proposal_decline(request: Request, placement_id: int, proposal_id: int) -> HttpResponse:
    """Say that a proposal does not fit."""
    proposal = access.proposal_for(request.viewer, placement_id, proposal_id, request.action)
    services.decline_proposal(proposal=proposal, by=request.viewer, at=request.now)
    return htmx.done(request, reverse("planning:tasks", args=[placement_id]), toast=_("Proposal declined."))


def _urls(placement_id: int) -> dict[str, str]:
    names = {"tasks": "tasks", "choice": "choice", "own_task": "own_task", "planner": "planner"}
    return {key: reverse(f"planning:{name}", args=[placement_id]) for key, name in names.items()}


def _groups(desk: Desk, tray: queries.Tray, said: str) -> list[dict[str, Any]]:
    own = [{"name": _("Tasks of the school"), "size": "", "cards": [_card(desk, task, said) for task in tray.own]}]
    listed = [
        {
            "name": group.name,
            "size": desk.edition.level[group.level].size,
            "cards": [_card(desk, task, said) for task in group.tasks],
        }
        for group in tray.groups
    ]
    return (own if tray.own else []) + listed


def _card(desk: Desk, task: TrayTask, said: str) -> dict[str, Any]:
    placement_id = desk.plan.placement_id
    add = reverse("planning:add_block", args=[placement_id])
    proposal = task.proposal
    level = desk.edition.level.get(task.level)
    card: dict[str, Any] = {
        "task": task,
        "size": "" if level is None else level.size,
        "level": "" if level is None else level.name.in_(said),
        "plan_url": f"{add}?task={task.key}",
    }
    if proposal is not None:
        card["note"], card["by"] = proposal.note, proposal.by
        card["moment"] = moment_of(proposal, said)
        card["decline_url"] = reverse("planning:proposal_decline", args=[placement_id, proposal.id])
    if task.own_task is not None and not task.planned:
        card["remove_url"] = reverse("planning:own_task_removal", args=[placement_id, task.own_task])
    return card


def moment_of(proposal: Any, said: str) -> str:
    """The proposed moment in words: ``do 22 april, 13.15, 50 min, zorgklas``; empty when none was proposed."""
    told = [
        "" if proposal.day is None else formats.day(proposal.day, lang=said),
        "" if proposal.start is None else formats.clock_text(proposal.start, lang=said),
        "" if proposal.minutes is None else formats.duration(proposal.minutes, lang=said),
        proposal.where,
    ]
    return ", ".join(part for part in told if part)
