"""The form of a block: a page of its own, or the same form in the planner's dialog."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stagemap.core.refusals import Impossible
from stagemap.core.roster import LESSON, Package, Slot, first_free_place
from stagemap.kit import formats, htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access, queries, services
from stagemap.planning.forms import BlockForm, initial_of_block, initial_of_task
from stagemap.planning.queries import Desk
from stagemap.planning.services import StaleBlock

from .place import candidate, place_of_form
from .planner import changed

PAGE = "planning/block.html"
OK, UNPROCESSABLE, CONFLICT = 200, 422, 409
BLOCK_FIELDS = ("title", "day", "slot", "start", "minutes", "role", "where", "at_what", "level", "kind", "package")


@require_http_methods(["GET", "HEAD", "POST"])
def add_block(request: Request, placement_id: int) -> HttpResponse:
    """A new block: of a task, of a proposal of the mentor, or free."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    if request.method != "POST":
        return _page(request, desk, BlockForm(desk=desk, initial=_beginning(request, desk)))
    form = BlockForm(request.POST, desk=desk)
    if not form.is_valid():
        return _page(request, desk, form, status=UNPROCESSABLE)
    try:
        block = services.add_block(
            plan=plan,
            fields=form.fields_of_block(),
            by=request.viewer,
            at=request.now,
            block_id=form.cleaned_data["block_id"],
        )
    except Impossible as refused:
        return _refused(request, desk, form, refused)
    return changed(request, plan, toast=_("“%(title)s” stands in your week.") % {"title": block.title}, undo=True)


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """One block of the plan: read it, change all of it."""
    row = access.block_for(request.viewer, placement_id, block_id, request.action)
    desk = queries.desk_of(row.plan, today=request.today, language=language())
    now = services.fields_of(row)
    initial = initial_of_block(now, revision=row.revision)
    if request.method != "POST":
        return _page(request, desk, BlockForm(desk=desk, initial=initial), row=row)
    form = BlockForm(request.POST, desk=desk, initial=initial)
    if not form.is_valid():
        return _page(request, desk, form, row=row, status=UNPROCESSABLE)
    revision = form.cleaned_data["revision"] or row.revision
    try:
        services.change_block(
            block=row, revision=revision, fields=form.fields_of_block(), by=request.viewer, at=request.now
        )
    except StaleBlock as stale:
        return _stale(request, desk, row, stale)
    except Impossible as refused:
        return _refused(request, desk, form, refused, row=row)
    return changed(request, row.plan, toast=_("Saved."), undo=True)


def _page(request: Request, desk: Desk, form: BlockForm, *, row: Any = None, status: int = 200) -> HttpResponse:
    """The form with what it is about; ``row`` is the block that is being changed."""
    placement_id = desk.plan.placement_id
    address = reverse("planning:add_block", args=[placement_id])
    context: dict[str, Any] = {
        "form": form,
        "plan": desk.plan,
        "row": row,
        "planner_url": reverse("planning:planner", args=[placement_id]),
        "action": address if row is None else reverse("planning:block", args=[placement_id, row.pk]),
        "heading": _heading(form, row),
        "level": desk.edition.level.get(form["level"].value() or ""),
        "place": place_of_form(desk, form, row),
        "place_url": reverse("planning:place", args=[placement_id]),
    }
    if row is not None:
        nouns = ("removal", "copy", "halves")
        context["urls"] = {noun: reverse(f"planning:{noun}", args=[placement_id, row.pk]) for noun in nouns}
        context["comments"] = desk.comments.get(str(row.pk), ())
        context["comment_url"] = reverse("planning:comments", args=[placement_id, row.pk])
        context["half"] = row.minutes // 10 * 5
    return _answer(request, PAGE, context, status=status)


def _answer(request: Request, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """The page, or for htmx its dialog; the forms aim at the week, so a fault is led back into the dialog."""
    if not request.htmx or status == OK:
        return htmx.answer(request, template, context, status=status)
    response = render(request, f"{template}#dialog", context, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#dialog", "innerHTML"
    return response


def _heading(form: BlockForm, row: Any) -> str:
    if row is not None:
        return str(row.title)
    return form["title"].value() or _("A new block")


def _refused(request: Request, desk: Desk, form: BlockForm, refused: Impossible, *, row: Any = None) -> HttpResponse:
    """A refusal of the rules stands above the form, which keeps all that was typed."""
    form.add_error(None, _(refused.reason) % refused.values)
    return _page(request, desk, form, row=row, status=UNPROCESSABLE)


def _beginning(request: Request, desk: Desk) -> dict[str, Any]:
    """What the form of a new block starts with: the task, then whatever the address says of its moment."""
    start: dict[str, Any] = {
        "block_id": uuid.uuid4(),
        "package": Package.EXPLORATION,
        "kind": desk.edition.kinds[0].key,
        "slot": Slot.CLOCK,
        "minutes": LESSON,
    }
    task = _task(request, desk)
    start |= {} if task is None else initial_of_task(task)
    asked = request.GET
    start |= {name: asked[name] for name in ("slot", "kind", "package") if asked.get(name)}
    start |= {name: int(asked[name]) for name in ("start", "minutes") if asked.get(name, "").isdecimal()}
    start["day"] = asked.get("day") or start.get("day")
    if start["slot"] == Slot.CLOCK and "start" not in start:
        start |= _first_place(desk, start)
    return start


def _task(request: Request, desk: Desk) -> Any:
    tray = queries.tray_of(desk, language=language())
    every = [*tray.proposals, *tray.own, *(task for group in tray.groups for task in group.tasks)]
    proposal, key = request.GET.get("proposal", ""), request.GET.get("task", "")
    for task in every:
        if key and task.key == key:
            return task
        if proposal and task.proposal is not None and str(task.proposal.id) == proposal:
            return task
    return None


def _first_place(desk: Desk, start: dict[str, Any]) -> dict[str, Any]:
    """The first free place of the week, or of the day that was asked for."""
    wanted = candidate(day=start["day"], start=0, minutes=start["minutes"])
    place = None if wanted is None or desk.record.week is None else first_free_place(desk.record, wanted)
    return {} if place is None else {"day": place[0].isoformat(), "start": place[1]}


def _stale(request: Request, desk: Desk, row: Any, stale: StaleBlock) -> HttpResponse:
    """Both versions side by side: mine can be kept, or theirs."""
    placement_id = desk.plan.placement_id
    add = reverse("planning:add_block", args=[placement_id])
    context = {
        "plan": desk.plan,
        "block": row,
        "reason": _(stale.reason),
        "action": reverse("planning:block", args=[placement_id, row.pk]) if stale.theirs else add,
        "planner_url": reverse("planning:planner", args=[placement_id]),
        "mine": initial_of_block(stale.mine, revision=stale.revision),
        "rows": _compared(desk, stale),
    }
    return _answer(request, "planning/block_stale.html", context, status=CONFLICT)


def _compared(desk: Desk, stale: StaleBlock) -> list[dict[str, Any]]:
    """The fields of both versions as people read them, those that differ first marked."""
    form = BlockForm(desk=desk)
    rows = []
    for name in BLOCK_FIELDS:
        mine = _said(form, name, getattr(stale.mine, name))
        theirs = "" if stale.theirs is None else _said(form, name, getattr(stale.theirs, name))
        rows.append({"label": form.fields[name].label, "mine": mine, "theirs": theirs, "differs": mine != theirs})
    return rows


def _said(form: BlockForm, name: str, value: Any) -> str:
    """A value of a block field in words."""
    lang = language()
    if value is None or value == "":
        return "–"
    if name == "start":
        return formats.clock(value, lang=lang)
    if name == "minutes":
        return formats.duration(value, lang=lang)
    if isinstance(value, dt.date):
        return formats.day_long(value, lang=lang)
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))
