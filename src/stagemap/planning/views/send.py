"""Sending the roster: what is still open, a reason for faults, and asking the mentor to agree (G07)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stagemap.core.refusals import Impossible
from stagemap.core.rules import Severity, asks_reason, stops_sending
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access, queries, services
from stagemap.planning.forms import SendForm
from stagemap.planning.queries import Desk

from .balance import finding_views

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: Request, placement_id: int) -> HttpResponse:
    """Asks once, with the list of open findings; then the version stands and everybody is told."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    form = SendForm(request.POST if request.method == "POST" else None, faults=bool(asks_reason(desk.findings)))
    if request.method == "POST" and form.is_valid():
        try:
            version = services.send_roster(
                plan=plan, reason=form.cleaned_data["reason"], by=request.viewer, at=request.now
            )
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            address = reverse("planning:version", args=[placement_id, version.number])
            return htmx.done(request, address, toast=_("Sent: version %(number)s.") % {"number": version.number})
    return render(request, "planning/send.html", _context(desk, form), status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def approval_request(request: Request, placement_id: int) -> HttpResponse:
    """Ask the mentor by mail to read the plan and to agree to it."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    planner = reverse("planning:planner", args=[placement_id])
    reason = ""
    if request.method == "POST":
        try:
            services.ask_approval(plan=plan, by=request.viewer, at=request.now)
        except Impossible as refused:
            reason = _(refused.reason) % refused.values
        else:
            return htmx.done(request, planner, toast=_("Asked: your mentor gets a mail."))
    desk = queries.desk_of(plan, today=request.today, language=language())
    context = {"plan": plan, "mentor": plan.placement.mentor, "desk": desk, "reason": reason, "planner_url": planner}
    return render(request, "planning/approval_request.html", context, status=UNPROCESSABLE if reason else 200)


def _context(desk: Desk, form: SendForm) -> dict[str, Any]:
    findings = finding_views(desk, language=language())
    stops = {found.key for found in stops_sending(desk.findings)}
    open_keys = {f.key for f in desk.findings if f.severity in (Severity.FAULT, Severity.WARNING)} - stops
    placement_id = desk.plan.placement_id
    return {
        "form": form,
        "plan": desk.plan,
        "stops": [found for found in findings if found.key in stops],
        "open": [found for found in findings if found.key in open_keys],
        "faults": form.fields["reason"].required,
        "supervisors": desk.parts.supervisors,
        "latest": desk.latest_version,
        "next_number": 1 if desk.latest_version is None else desk.latest_version.number + 1,
        "unchanged": desk.latest_version is not None and not desk.changed_since_sent,
        "planner_url": reverse("planning:planner", args=[placement_id]),
    }
