"""Writing a sheet: one form for every kind, saved by itself or by a press, and what follows a press (decision 0009)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stagemap.core.refusals import Impossible
from stagemap.core.sheets import SheetKind, visible
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.routes import path_to
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.forms import CaptionsForm, LayerForm, SheetForm, number_in
from stagemap.portfolio.services import FaultySheet, StaleSheet
from stagemap.programmes.queries import kind_for

from .beside import captions_form, take_files
from .both import both
from .naming import answer_name
from .writing import form_of, saved_context, writing_context

if TYPE_CHECKING:
    from stagemap.portfolio.models import Sheet

SEE_OTHER, UNPROCESSABLE = 303, 422


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """The sheet as a form; a POST keeps what was written, and goes where the pressed button leads (``do``)."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    kind = kind_for(sheet.text_id)
    if request.method != "POST":
        return _page(request, sheet)
    form, captions = _form(request, sheet, kind, _without_dropped(request.POST)), captions_form(sheet, request.POST)
    if not (form.is_valid() and captions.is_valid()):
        return _wrong(request, sheet, form, captions)
    try:
        kept = _kept(request, sheet, form, captions)
    except FaultySheet as faulty:
        form.refuse(faulty.faults)
        return _wrong(request, sheet, form, captions)
    except Impossible as refused:
        captions.add_error(None, _(refused.reason) % refused.values)
        return _wrong(request, sheet, form, captions)
    except StaleSheet as stale:
        if _gave_its_code(request, stale):
            return _onwards(request, sheet, kind)
        return both(request, sheet, kind, stale)
    if request.htmx:
        return render(request, "portfolio/saved.html", saved_context(request, kept, kind))
    faults = take_files(request, kept)
    return _page(request, kept, faults=faults) if faults else _onwards(request, kept, kind)


def _kept(request: Request, sheet: Sheet, form: SheetForm, captions: CaptionsForm) -> Sheet:
    """Keep what was written: of the files first, as a word in a caption may be answered to be no name."""
    by, at = request.viewer, request.now
    if captions.fields:
        cleared = form.words_cleared() or ()
        services.caption_files(sheet=sheet, captions=captions.captions(), by=by, at=at, cleared=cleared)
    return services.save_draft(
        sheet=sheet,
        revision=form.cleaned_data["revision"] or sheet.revision,
        answers=form.answers(),
        cleared=form.words_cleared(),
        by=by,
        at=at,
    )


@require_POST
def layer(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """Move the sheet to another layer."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    return _moved(request, sheet, request.POST.get("layer", ""))


def _moved(request: Request, sheet: Sheet, wanted: str) -> HttpResponse:
    """A sheet in another layer, and the panel that says so."""
    form = LayerForm({"layer": wanted})
    if not form.is_valid():
        raise Impossible(str(form.errors["layer"][0]))
    moved = services.move_layer(sheet=sheet, layer=form.cleaned_data["layer"], by=request.viewer, at=request.now)
    if not request.htmx:
        return htmx.done(request, _address(moved), toast=_("The sheet is moved."))
    answer = render(request, "portfolio/moved.html", saved_context(request, moved, kind_for(moved.text_id)))
    return htmx.toast(answer, _("The sheet is moved."))


@require_POST
def removal(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """Take a sheet that nobody else ever read out of the folder."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    services.remove_sheet(sheet=sheet, by=request.viewer, at=request.now)
    return htmx.done(request, path_to("portfolio:folder", placement_id), toast=_("The sheet is taken out."))


def _address(sheet: Sheet, noun: str = "write") -> str:
    return path_to(f"portfolio:{noun}", sheet.placement_id, sheet.pk)


def _form(request: Request, sheet: Sheet, kind: SheetKind, data: QueryDict) -> SheetForm:
    confirmed = queries.confirmed_of(sheet, kind)
    shown = visible(kind, sheet.answers, confirmed=confirmed, closed=sheet.closed_at is not None)
    return form_of(request, sheet, kind, shown, data)


def _page(
    request: Request,
    sheet: Sheet,
    form: SheetForm | None = None,
    captions: CaptionsForm | None = None,
    faults: Sequence[str] = (),
) -> HttpResponse:
    context = writing_context(request, sheet, form, captions, faults)
    return render(request, "portfolio/write.html", context, status=UNPROCESSABLE if form or faults else 200)


def _wrong(request: Request, sheet: Sheet, form: SheetForm, captions: CaptionsForm) -> HttpResponse:
    """Nothing is kept: the whole form again, or for a script the list of what is wrong."""
    if request.htmx:
        return render(request, "portfolio/wrong.html", {"form": form, "captions": captions}, status=UNPROCESSABLE)
    return _page(request, sheet, form, captions)


def _onwards(request: Request, sheet: Sheet, kind: SheetKind) -> HttpResponse:
    """Where a press leads once all is kept."""
    do, _colon, what = request.POST.get("do", "").partition(":")
    if do == "code":
        return _with_code(request, sheet, what)
    if do == "name":
        return htmx.done(request, f"{_address(sheet)}#ask-{answer_name(request, sheet, kind, what)}")
    if do == "layer":
        return _moved(request, sheet, what)
    if do == "detach":
        return _without_file(request, sheet, what)
    noun = {"ready": "readiness", "close": "closing"}.get(do, "write")
    if do == "attach":
        return htmx.done(request, f"{_address(sheet)}#files")
    place = f"#ask-{what.rsplit('-', 1)[0] if do == 'drop' else what}" if what else ""
    answer = HttpResponseRedirect(f"{_address(sheet, noun)}{place}")
    answer.status_code = SEE_OTHER
    return answer


def _gave_its_code(request: Request, stale: StaleSheet) -> bool:
    """Whether the sheet changed by this very press alone, sent before: it holds the code that the page offered."""
    do, key, number = (*request.POST.get("do", "").split(":"), "", "")[:3]
    codes = stale.theirs.get(key, [])
    if do != "code" or not isinstance(codes, list) or f"#{number}" not in codes:
        return False
    before = [code for code in codes if code != f"#{number}"]
    return {**stale.theirs, key: before} == {key: [], **stale.mine}


def _with_code(request: Request, sheet: Sheet, what: str) -> HttpResponse:
    """A new pupil code, chosen at once in the question where the button stands; pressed twice it is one."""
    key, _colon, number = what.partition(":")
    offered = number_in(number)
    made = services.choose_new_code(sheet=sheet, field=key, offered=offered, by=request.viewer, at=request.now)
    toast = _("%(code)s is made. Write on your mentor's paper card whose code it is.") % {"code": made.code}
    return htmx.done(request, f"{_address(sheet)}#ask-{key}", toast=toast)


def _without_file(request: Request, sheet: Sheet, key: str) -> HttpResponse:
    """The page without a file whose button was pressed; one that nobody knows changes nothing."""
    with suppress(ValueError):
        services.remove_file(sheet=sheet, attachment_id=uuid.UUID(key), by=request.viewer, at=request.now)
    return htmx.done(request, f"{_address(sheet)}#files", toast=_("The file is taken away."))


def _without_dropped(data: QueryDict) -> QueryDict:
    """What was sent, without the row whose button was pressed."""
    do, _colon, row = data.get("do", "").partition(":")
    if do != "drop":
        return data
    kept = data.copy()
    for name in [each for each in data if each.startswith(f"{row}-")]:
        del kept[name]
    return kept
