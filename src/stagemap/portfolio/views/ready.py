"""From draft to ready: closing an observation, letting others read, asking the mentor, taking back (G06, G17)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stagemap.core.refusals import Impossible
from stagemap.core.sheets import Fault, Layer, SheetKind, faults_of, summary_of
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.forms import AskForm, number_in, path_in, question_of, told_place
from stagemap.portfolio.services import FaultySheet, Ready
from stagemap.programmes.queries import kind_for

from .files import label_of
from .hours import TOLD
from .naming import captions_with_names, remarks_of
from .words import layer_views

if TYPE_CHECKING:
    from stagemap.portfolio.models import Sheet

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Wait:
    """A question that still waits for an answer."""

    label: str
    text: str
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
def readiness(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """What still waits before others may read the sheet; a POST makes it ready, and asks the mentor when wanted."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, sheet, form)
    if not form.is_valid():
        return _page(request, sheet, form, status=UNPROCESSABLE)
    revision = number_in(request.POST.get("revision", ""))
    try:
        made = services.make_ready(sheet=sheet, revision=revision or sheet.revision, by=request.viewer, at=request.now)
        if "ask" in request.POST:
            services.ask_to_read(sheet=made.sheet, **form.cleaned_data, by=request.viewer, at=request.now)
    except FaultySheet:
        return _page(request, sheet, form, status=CONFLICT)
    except Impossible as refused:
        form.add_error(None, _(refused.reason) % refused.values)
        return _page(request, sheet, form, status=CONFLICT)
    return htmx.done(request, _address(sheet, "sheet"), toast=_told(made, asked="ask" in request.POST))


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """What was noted, counted; closing opens what comes after it: explaining is another thing than seeing."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    kind = kind_for(sheet.text_id)
    if request.method == "POST":
        services.close_observation(sheet=sheet, by=request.viewer, at=request.now)
        opens = next((part.key for part in kind.parts if part.after_closing), "")
        toast = _("Closed. Now you may look for what it means.")
        return htmx.done(request, f"{_address(sheet, 'write')}#in-{opens}", toast=toast)
    context = {
        "sheet": sheet,
        "title": sheet.title or kind.name.in_(language()),
        "summary": summary_of(kind, sheet.answers, language()),
        "waits": _waits(sheet, kind, _faults(sheet, kind)),
        "urls": {noun: _address(sheet, noun) for noun in ("write", "closing")},
    }
    return render(request, "portfolio/closing.html", context)


@require_POST
def reopening(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """Take a sheet back: nobody else reads it until it is ready anew."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    services.reopen(sheet=sheet, by=request.viewer, at=request.now)
    return htmx.done(request, _address(sheet, "write"), toast=_("The sheet is yours alone again."))


def _page(request: Request, sheet: Sheet, form: AskForm, *, status: int = 200) -> HttpResponse:
    kind = kind_for(sheet.text_id)
    mentor = sheet.placement.mentor
    waits, names = _waits(sheet, kind, _faults(sheet, kind)), _names(request, sheet, kind)
    context = {
        "sheet": sheet,
        "title": sheet.title or kind.name.in_(language()),
        "form": form,
        "waits": waits + names if sheet.layer == Layer.OPEN else waits,
        "names": names if sheet.layer == Layer.ANNEX else [],
        "layer": next(view for view in layer_views(sheet.placement, kind) if view.key == sheet.layer),
        "mentor": mentor.first_name if mentor is not None and sheet.layer != Layer.PRIVATE else "",
        "is_private": sheet.layer == Layer.PRIVATE,
        "urls": {noun: _address(sheet, noun) for noun in ("write", "readiness")},
    }
    return render(request, "portfolio/readiness.html", context, status=status)


def _faults(sheet: Sheet, kind: SheetKind) -> list[Fault]:
    """All that is missing or wrong before others may read the sheet, what keeps it out of its layer last."""
    confirmed, closed = queries.confirmed_of(sheet, kind), sheet.closed_at is not None
    faults = faults_of(kind, sheet.answers, confirmed=confirmed, closed=closed, whole=True)
    refused = queries.layers_now(sheet, kind)[Layer(sheet.layer)]
    return [*faults, *([] if refused is None else [Fault((), refused, {})])]


def _waits(sheet: Sheet, kind: SheetKind, faults: Iterable[Fault]) -> list[Wait]:
    """What is missing or wrong, each with the way to its question."""
    address, said = _address(sheet, "write"), language()
    return [
        Wait(
            told_place(kind, fault.path, said),
            _(fault.sentence) % dict(fault.values),
            f"{address}#ask-{question_of(kind, fault.path)}",
        )
        for fault in faults
    ]


def _names(request: Request, sheet: Sheet, kind: SheetKind) -> list[Wait]:
    """What looks like a name, each with the way to it; nobody else reads what lies in the student's own layer."""
    if sheet.layer == Layer.PRIVATE:
        return []
    address, said = _address(sheet, "write"), language()
    return [
        Wait(told_place(kind, path_in(key), said), sentence, f"{address}#ask-{key}")
        for key, sentence in remarks_of(request, sheet, kind)
    ] + [Wait(label_of(file), said, f"{address}#files") for file, said in captions_with_names(request, sheet)]


def _address(sheet: Sheet, noun: str) -> str:
    return path_to(f"portfolio:{noun}", sheet.placement_id, sheet.pk)


def _told(made: Ready, *, asked: bool) -> str:
    """That it is ready, and what became of its hours."""
    if made.sheet.layer == Layer.PRIVATE:
        said = _("Ready: it stays yours alone until you move it.")
    else:
        said = _("Ready, and your mentor is asked to read it.") if asked else _("Ready: others can read it now.")
    return f"{said} {TOLD.get(made.hours.counted, '')}".strip()
