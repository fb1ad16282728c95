"""Whether a moment of the week is free: the one live sentence of the block's form."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stagemap.core.roster import Block, Package, Part, Slot, inside_lessons, part_of_day
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access, queries
from stagemap.planning.forms import BlockForm
from stagemap.planning.queries import Desk


@dataclass(frozen=True, slots=True)
class Place:
    """What is said of a moment; ``state`` is that of a note."""

    state: str
    text: str


@require_safe
def place(request: Request, placement_id: int) -> HttpResponse:
    """The sentence for the moment that the form names now."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    form = BlockForm(request.GET, desk=desk)
    form.is_valid()
    read = form.cleaned_data
    known = request.GET.get("known", "")
    said = None if read.get("slot") != Slot.CLOCK else _judged(desk, read, known if _is_id(known) else "")
    return render(request, "planning/block_place.html", {"place": said})


def place_of_form(desk: Desk, form: BlockForm, row: Any) -> Place | None:
    """The sentence for the moment with which a form begins, or that was typed in it."""
    if form["slot"].value() != Slot.CLOCK:
        return None
    read = form.cleaned_data if form.is_bound else form.initial
    return _judged(desk, read, "" if row is None else str(row.pk))


def candidate(*, day: Any, start: Any, minutes: Any) -> Block | None:
    """A contact block at a moment, to be held against the plan; None while the moment is incomplete."""
    try:
        on = dt.date.fromisoformat(day) if isinstance(day, str) and day else day or None
    except ValueError:
        return None
    if not isinstance(minutes, int) or not isinstance(start, int):
        return None
    return Block("", Package.EXPLORATION, "contact", "", minutes, day=on, start=start)


def _judged(desk: Desk, read: Mapping[str, Any], without: str) -> Place | None:
    wanted = candidate(day=read.get("day"), start=read.get("start"), minutes=read.get("minutes"))
    if wanted is None or wanted.day is None or wanted.start is None:
        return None
    lang = language()
    record = desk.record
    span = formats.span(wanted.start, wanted.start + wanted.minutes, lang=lang)
    moment = f"{formats.day_long(wanted.day, lang=lang)}, {span}"
    if wanted.day in record.closures:
        return Place(
            "late",
            _("%(day)s: the school is closed (%(reason)s).")
            % {
                "day": formats.day_long(wanted.day, lang=lang),
                "reason": record.closures[wanted.day],
            },
        )
    clash = next((other for other in record.blocks if other.id != without and _meets(wanted, other)), None)
    if clash is not None:
        return Place("late", _("%(moment)s clashes with “%(title)s”.") % {"moment": moment, "title": clash.title})
    if inside_lessons(wanted, record.rhythm):
        return Place("done", _("%(moment)s is free.") % {"moment": moment})
    if part_of_day(wanted, record.rhythm) is Part.NOON:
        return Place("done", _("%(moment)s is free. It lies in the noon break.") % {"moment": moment})
    return Place("soon", _("%(moment)s is free, outside the lesson hours of the school.") % {"moment": moment})


def _meets(one: Block, other: Block) -> bool:
    """Whether two clock blocks take the same time."""
    if other.day != one.day or one.span is None or other.span is None:
        return False
    return one.span.start < other.span.end and other.span.start < one.span.end


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
