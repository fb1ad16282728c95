"""The week planner: one page, and every change of a block as an address of its own."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stagemap.core.refusals import Impossible, Refused
from stagemap.core.roster import STEP, Slot, first_free_place, inside_lessons, overlaps, shifted
from stagemap.core.roster import Plan as PlanRecord
from stagemap.kit import formats, htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.planning import access, queries, services
from stagemap.planning.forms.planner import LengthForm, PlaceForm, RevisionForm, TrayForm

from .page import page_context

if TYPE_CHECKING:
    from stagemap.planning.models import Plan

PAGE = "planning/planner.html"
SHIFTS = {
    "earlier": {"minutes": -STEP},
    "later": {"minutes": STEP},
    "previous": {"days": -1},
    "next": {"days": 1},
}
NOWHERE = gettext_noop("There is no free place on that side.")


@require_safe
def planner(request: Request, placement_id: int) -> HttpResponse:
    """The planner of one plan."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    context = page_context(desk, TrayForm(request.GET).asked(), token=get_token(request), language=language())
    return render(request, PAGE, context)


def changed(
    request: Request, plan: Plan, *, toast: str = "", undo: bool = False, speak: uuid.UUID | None = None
) -> HttpResponse:
    """What follows a change of ``plan``: for htmx the week with all that hangs on it, otherwise the planner itself.

    ``toast`` is shown, with a way back when ``undo``; where the block ``speak`` stands now is read out.
    """
    undo_url = path_to("planning:undo", plan.placement_id) if undo else ""
    if not request.htmx:
        return htmx.done(request, path_to("planning:planner", plan.placement_id), toast=toast, undo=undo_url)
    desk = queries.desk_of(plan, today=request.today, language=language())
    context = page_context(desk, TrayForm({}).asked(), token=get_token(request), language=language())
    response = render(request, "planning/planner_changed.html", context)
    if speak is not None:
        htmx.say(response, spoken(desk.record, str(speak)))
    if toast:
        htmx.toast(response, toast, undo=undo_url)
    return htmx.close_dialog(response)


def spoken(record: PlanRecord, block_id: str) -> str:
    """Where a block stands, as it is read out: title, day, time, and whether that time is free."""
    block, lang = record.by_id[block_id], language()
    parts = [block.title, "" if block.day is None else formats.weekday(block.day, lang=lang)]
    if block.start is not None:
        clashes = any(block in pair for pair in overlaps(record.blocks))
        parts.append(formats.span(block.start, block.start + block.minutes, lang=lang))
        parts.append(_("clashes") if clashes else _("free"))
        if not inside_lessons(block, record.rhythm):
            parts.append(_("outside the lesson hours"))
    return ", ".join(part for part in parts if part)


def pressed(
    request: Request,
    placement_id: int,
    block_id: uuid.UUID,
    form: RevisionForm,
    write: Callable[[Any, dict[str, Any]], Any],
    *,
    toast: str = "",
) -> HttpResponse:
    """One press on one block: door, form, service, answer.

    ``write`` gets the block and what the form read. With ``toast`` the press can be undone from it; without, the
    place of the block is read out. A refusal is shown as it is said.
    """
    block = access.block_for(request.viewer, placement_id, block_id, request.action)
    plan = block.plan
    if not form.is_valid():
        return changed(request, plan, toast=form.sentences())
    try:
        write(block, form.cleaned_data)
    except Refused as refused:
        return changed(request, plan, toast=_(refused.reason) % refused.values)
    if toast:
        return changed(request, plan, toast=toast, undo=True)
    return changed(request, plan, speak=block_id)


@require_POST
def position(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Move a block: to a day, slot and time, or one step in a direction (``shift``)."""

    def write(block: Any, asked: dict[str, Any]) -> None:
        day, slot, start = _step(request, block, asked["shift"]) if asked["shift"] else _place(asked)
        services.move_block(
            block=block, revision=asked["revision"], day=day, slot=slot, start=start, by=request.viewer, at=request.now
        )

    return pressed(request, placement_id, block_id, PlaceForm(request.POST), write)


Place = tuple[dt.date | None, str, int | None]


def _place(asked: dict[str, Any]) -> Place:
    return asked["day"], asked["slot"], asked["start"]


def _step(request: Request, block: Any, shift: str) -> Place:
    """The next place of a block in one direction; ``Impossible`` at the edge of the week."""
    record = queries.desk_of(block.plan, today=request.today, language=language()).record
    moved = shifted(record.by_id[str(block.pk)], record, **SHIFTS[shift])
    if moved is None:
        raise Impossible(NOWHERE)
    return moved.day, moved.slot.value, moved.start


@require_POST
def length(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Make a block longer or shorter."""

    def write(block: Any, asked: dict[str, Any]) -> None:
        services.resize_block(block=block, **asked, by=request.viewer, at=request.now)

    return pressed(request, placement_id, block_id, LengthForm(request.POST), write)


@require_POST
def halves(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Split a block in two: the first part gets ``minutes``."""

    def write(block: Any, asked: dict[str, Any]) -> None:
        at_minutes, revision = asked["minutes"], asked["revision"]
        services.split_block(block=block, revision=revision, at_minutes=at_minutes, by=request.viewer, at=request.now)

    return pressed(request, placement_id, block_id, LengthForm(request.POST), write, toast=_("Split in two."))


@require_POST
def copy(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Put the same block in the week once more: at the first free place, or on top of itself when there is none."""

    def write(block: Any, _asked: dict[str, Any]) -> None:
        record = queries.desk_of(block.plan, today=request.today, language=language()).record
        twin = replace(record.by_id[str(block_id)], id="")
        free = first_free_place(record, twin) if block.slot == Slot.CLOCK else None
        day, start = free or (block.day, block.start)
        services.duplicate_block(block=block, day=day, start=start, by=request.viewer, at=request.now)

    return pressed(request, placement_id, block_id, RevisionForm(request.POST), write, toast=_("Copied."))


@require_POST
def removal(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Take a block out of the week: its task is back in the list."""

    def write(block: Any, asked: dict[str, Any]) -> None:
        services.remove_block(block=block, **asked, by=request.viewer, at=request.now)

    return pressed(request, placement_id, block_id, RevisionForm(request.POST), write, toast=_("Back in the list."))


@require_POST
def mark(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """Say that a block lies outside the school's hours on purpose (G08)."""

    def write(block: Any, asked: dict[str, Any]) -> None:
        services.mark_outside(block=block, **asked, by=request.viewer, at=request.now)

    return pressed(request, placement_id, block_id, RevisionForm(request.POST), write)


@require_POST
def undo(request: Request, placement_id: int) -> HttpResponse:
    """Take back the latest change."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    try:
        services.undo(plan=plan, by=request.viewer, at=request.now)
    except Refused as refused:
        return changed(request, plan, toast=_(refused.reason) % refused.values)
    return changed(request, plan, toast=_("Undone."))
