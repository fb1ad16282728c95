"""The private calendar address of one reader: made, shown once, ended."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.planning import access, queries, services


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request, placement_id: int) -> HttpResponse:
    """Whether the reader has an address; a press makes a new one, which is told only in the answer to that press."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    address = ""
    if request.method == "POST":
        secret = services.issue_feed(placement=plan.placement, by=request.viewer, at=request.now)
        address = f"{settings.SITE_URL}{reverse('documents:feed', args=[secret])}"
    context = {
        "plan": plan,
        "address": address,
        "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://"),
        "feed": queries.feed_of(plan.placement, request.viewer),
        "end_url": reverse("planning:calendar_end", args=[placement_id]),
        "versions_url": reverse("planning:versions", args=[placement_id]),
    }
    return render(request, "planning/calendar.html", context)


@require_POST
def calendar_end(request: Request, placement_id: int) -> HttpResponse:
    """Stop the reader's address."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    services.revoke_feed(placement=plan.placement, by=request.viewer, at=request.now)
    return htmx.done(
        request, reverse("planning:calendar", args=[placement_id]), toast=_("The calendar address is ended.")
    )
