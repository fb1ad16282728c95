"""The remarks on one block: everybody who reads along may write one."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Action, Relation
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.placements.access import may
from stagemap.planning import access, queries, services
from stagemap.planning.forms import CommentForm
from stagemap.planning.queries import Desk

from .days import Beside, days_view

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Read the remarks on a block, and add one."""
    row = access.block_for(request.viewer, placement_id, block_id, request.action)
    desk = queries.desk_of(row.plan, today=request.today, language=language())
    item = _item(request, desk, str(block_id))
    form = CommentForm(request.POST or None)
    back = _back(row.plan)
    if request.method == "POST" and form.is_valid():
        try:
            services.comment_block(block=row, text=form.cleaned_data["text"], by=request.viewer, at=request.now)
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            return htmx.done(request, f"{back}#block-{block_id}", toast=_("Remark added."))
    context = {"form": form, "plan": row.plan, "item": item, "back_url": back}
    return render(request, "planning/remarks.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _item(request: Request, desk: Desk, key: str) -> Any:
    """The block in words: as it stands now for who reads the plan, as it was sent for who reads the roster alone.

    Raises ``Http404`` for a block that the latest version of the roster does not hold.
    """
    record = desk.record
    if not may(desk.plan.placement, Action.READ_PLAN, request.today):
        latest = queries.latest_version(desk.plan)
        if latest is None:
            raise Http404
        record = queries.version_record(latest)
    view = days_view(desk.edition, record, Beside(comments=desk.comments), language=language())
    items = [*view["ahead"], *view["behind"], *(item for day in view["days"] for item in day.items)]
    found = next((item for item in items if item.id == key), None)
    if found is None:
        raise Http404
    return found


def _back(plan: Any) -> str:
    """The page on which this reader reads the roster."""
    relation, placement_id = access.relation_of(plan), plan.placement_id
    if relation is Relation.STUDENT:
        return reverse("planning:planner", args=[placement_id])
    if relation is Relation.MENTOR:
        return reverse("planning:mentor", args=[placement_id])
    latest = queries.latest_version(plan)
    if latest is None:
        return reverse("planning:versions", args=[placement_id])
    return reverse("planning:version", args=[placement_id, latest.number])
