"""Two texts of one sheet, side by side: what was merged is told, where both changed the same one is asked."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stagemap.core.sheets import SheetKind
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.portfolio import access, services
from stagemap.portfolio.forms import ChosenForm
from stagemap.portfolio.services import FaultySheet, StaleSheet
from stagemap.programmes.queries import kind_for

from .prose import Speaker

if TYPE_CHECKING:
    from stagemap.portfolio.models import Sheet

CONFLICT, UNPROCESSABLE = 409, 422


def both(request: Request, sheet: Sheet, kind: SheetKind, stale: StaleSheet) -> HttpResponse:
    """What was to be kept beside what stands there now; a script is only told that there are two."""
    if request.htmx:
        return HttpResponse(status=CONFLICT)
    sent = {"revision": stale.revision, "merged": stale.merge.answers, "mine": dict(stale.mine)}
    form = ChosenForm(initial=sent, kind=kind, clashes=stale.merge.clashes, language=language())
    return _page(request, sheet, kind, form, _rows(kind, stale, form), status=CONFLICT)


@require_POST
def choice(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """Keep what was chosen of the two."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    kind = kind_for(sheet.text_id)
    clashes = tuple(name.removeprefix("pick-") for name in request.POST if name.startswith("pick-"))
    form = ChosenForm(request.POST, kind=kind, clashes=clashes, language=language())
    if not form.is_valid():
        return _page(request, sheet, kind, form, [], status=UNPROCESSABLE)
    answers = form.chosen(sheet.answers)
    revision = form.cleaned_data["revision"]
    try:
        services.save_draft(sheet=sheet, revision=revision, answers=answers, by=request.viewer, at=request.now)
    except StaleSheet as stale:
        return both(request, sheet, kind, stale)
    except FaultySheet as faulty:
        for fault in faulty.faults:
            form.add_error(None, _(fault.sentence) % dict(fault.values))
        return _page(request, sheet, kind, form, [], status=UNPROCESSABLE)
    url = path_to("portfolio:write", placement_id, sheet_id)
    return htmx.done(request, f"{url}#chosen", toast=_("The two texts are one again."))


def _page(
    request: Request, sheet: Sheet, kind: SheetKind, form: ChosenForm, rows: list[dict[str, Any]], *, status: int
) -> HttpResponse:
    urls = {noun: path_to(f"portfolio:{noun}", sheet.placement_id, sheet.pk) for noun in ("write", "choice")}
    title = sheet.title or kind.name.in_(language())
    context = {"title": title, "form": form, "rows": rows, "urls": urls}
    return render(request, "portfolio/both.html", context, status=status)


def _rows(kind: SheetKind, stale: StaleSheet, form: ChosenForm) -> list[dict[str, Any]]:
    """The questions that the two texts answer otherwise, in words; where both changed one, with the choice."""
    speaker = Speaker(kind, language())
    rows = []
    for field in kind.fields:
        mine, theirs = stale.mine.get(field.key), stale.theirs.get(field.key)
        if mine != theirs:
            name = f"pick-{field.key}"
            rows.append(
                {
                    "label": field.name.in_(language()),
                    "mine": speaker.said(field, mine),
                    "theirs": speaker.said(field, theirs),
                    "pick": form[name] if name in form.fields else None,
                    "is_mine": stale.merge.answers.get(field.key) == mine,
                }
            )
    return rows
