"""The hours of a sheet in the student's week: where that was ticked otherwise they wait for a press (G09)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from stagemap.core.roles import Action
from stagemap.core.roster import Outcome
from stagemap.kit import formats, htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.placements.access import may
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.services import Counted

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from stagemap.portfolio.models import Sheet

TOLD: Mapping[Counted, StrOrPromise] = {
    Counted.COUNTED: gettext_lazy("Its hours stand in your week."),
    Counted.KEPT: gettext_lazy("Your week says other hours; they stay as you ticked them."),
    Counted.TOO_EARLY: gettext_lazy("Once the day has come you can put its hours in your week."),
}
"""What became of the hours of a sheet; nothing is said where there are none."""


@require_POST
def hours(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """Have the week say what the sheet says, also where it was ticked otherwise."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    counted = services.count_hours(sheet=sheet, by=request.viewer, at=request.now).counted
    return htmx.done(request, path_to("portfolio:sheet", placement_id, sheet_id), toast=str(TOLD.get(counted, "")))


def offer_of(request: Request, sheet: Sheet) -> Mapping[str, str] | None:
    """What the sheet says and what the week says, with the press that makes them one; None where they are."""
    if not may(sheet.placement, Action.WRITE_SHEET, request.today):
        return None
    found = queries.hours_offered(sheet, today=request.today)
    if found is None:
        return None
    values = {"said": _long(found.minutes), "stands": _long(found.ticked)}
    text = {
        Outcome.PLANNED: _("This sheet says %(said)s. In your week this is not ticked yet."),
        Outcome.DROPPED: _("This sheet says %(said)s. In your week this was dropped."),
    }.get(Outcome(found.block.outcome), _("This sheet says %(said)s, your week says %(stands)s."))
    return {
        "text": text % values,
        "label": _("Put %(said)s in my week") % values,
        "url": path_to("portfolio:hours", sheet.placement_id, sheet.pk),
    }


def _long(minutes: int) -> str:
    return formats.duration(minutes, lang=language())
