"""During the week: what became of each block, planned and done hours side by side."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.core.refusals import Impossible
from stagemap.core.roster import Block, can_be_ticked
from stagemap.kit import formats, htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access, queries, services
from stagemap.planning.forms import TickForm
from stagemap.planning.queries import Desk

from .balance import balance_view
from .days import ItemView, days_view

UNPROCESSABLE = 422
STATES = {"planned": "open", "done": "done", "changed": "busy", "dropped": "late"}


@require_safe
def ticks(request: Request, placement_id: int) -> HttpResponse:
    """The week day by day, each block with what became of it."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    return _page(request, desk)


@require_POST
def tick(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Note what became of one block."""
    row = access.block_for(request.viewer, placement_id, block_id, request.action)
    form = TickForm(request.POST, auto_id=f"tick-{block_id}-%s")
    if form.is_valid():
        read = form.cleaned_data
        try:
            services.tick_block(
                block=row,
                outcome=read["outcome"],
                true_minutes=read["minutes"],
                reason=read["reason"],
                by=request.viewer,
                at=request.now,
            )
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            address = reverse("planning:ticks", args=[placement_id])
            return htmx.done(request, f"{address}#block-{block_id}", toast=_("Noted."))
    desk = queries.desk_of(row.plan, today=request.today, language=language())
    return _page(request, desk, wrong=(str(block_id), form), status=UNPROCESSABLE)


def _page(
    request: Request, desk: Desk, *, wrong: tuple[str, TickForm] | None = None, status: int = 200
) -> HttpResponse:
    said, plan = language(), desk.plan
    view = days_view(desk.edition, desk.record, language=said)
    first_day = plan.placement.week

    def rows(items: Any) -> list[dict[str, Any]]:
        return [_row(item, plan.placement_id, request.today, first_day, wrong) for item in items]

    context = {
        "plan": plan,
        "days": [{"day": day, "today": day.day == request.today, "rows": rows(day.items)} for day in view["days"]],
        "around": rows([*view["ahead"], *view["behind"]]),
        "form": None if wrong is None else wrong[1],
        "planned": formats.duration(desk.balance.planned, lang=said),
        "done": formats.duration(desk.balance.done, lang=said),
        "balance": balance_view(desk, language=said),
        "planner_url": reverse("planning:planner", args=[plan.placement_id]),
    }
    return render(request, "planning/ticks.html", context, status=status)


def _row(
    item: ItemView,
    placement_id: int,
    today: dt.date,
    first_day: dt.date | None,
    wrong: tuple[str, TickForm] | None,
) -> dict[str, Any]:
    block = item.block
    mine = wrong is not None and wrong[0] == item.id
    return {
        "item": item,
        "state": STATES[block.outcome],
        "said": _said(block),
        "open": can_be_ticked(block, today, first_day),
        "url": reverse("planning:tick", args=[placement_id, item.id]),
        "form": wrong[1] if mine and wrong is not None else _form(block),
        "wrong": mine,
    }


def _form(block: Block) -> TickForm:
    minutes = block.true_minutes if block.true_minutes is not None else block.minutes
    initial = {"minutes": minutes, "reason": block.outcome_reason}
    return TickForm(initial=initial, auto_id=f"tick-{block.id}-%s")


def _said(block: Block) -> str:
    """What became of a block, in words."""
    words = {"planned": "", "done": _("done"), "changed": _("changed"), "dropped": _("fell away")}[block.outcome]
    if block.true_minutes is not None:
        return f"{words}: {formats.duration(block.true_minutes, lang=language())}"
    return words
