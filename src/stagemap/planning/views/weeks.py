"""Choosing the active week: the weeks of the period, each with the school days that are left (G08)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stagemap.core.calendar import possible_weeks
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access, queries, services
from stagemap.planning.forms import WeekForm

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def week(request: Request, placement_id: int) -> HttpResponse:
    """The weeks to choose from; what was planned moves along to the new week."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    said = language()
    desk = queries.desk_of(plan, today=request.today, language=said)
    weeks = possible_weeks(desk.edition.period, desk.record.closures)
    now = plan.placement.week
    initial = {"week": now.isoformat() if now is not None else ""}
    form = WeekForm(request.POST or None, weeks=weeks, language=said, initial=initial)
    planner = reverse("planning:planner", args=[placement_id])
    if request.method == "POST" and form.is_valid():
        services.choose_week(plan=plan, week=form.cleaned_data["week"], by=request.viewer, at=request.now)
        return htmx.done(request, planner, toast=_("Week chosen."))
    context = {
        "plan": plan,
        "form": form,
        "period": desk.edition.period,
        "moves": bool(now) and any(block.day for block in desk.record.blocks),
        "sent": desk.latest_version,
        "planner_url": planner,
    }
    return render(request, "planning/week.html", context, status=UNPROCESSABLE if form.is_bound else 200)
