"""Beginning a sheet: of a kind, or of a block of the roster; and what a block opens (G17)."""

from __future__ import annotations

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stagemap.core.refusals import Impossible
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.planning.access import block_for
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.forms import BeginForm
from stagemap.programmes.queries import kinds_of, record_of

from .words import start_of

NOT_READ = gettext_noop("We do not know which sheet you mean. Begin it from the folder.")


@require_POST
def begin(request: Request, placement_id: int) -> HttpResponse:
    """A new sheet, or the one that is there already."""
    placement = access.portfolio_for(request.viewer, placement_id, request.action)
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise Impossible(NOT_READ)
    read = form.cleaned_data
    block = block_for(request.viewer, placement_id, read["block"], request.action) if read["block"] else None
    sheet = services.begin_sheet(
        placement=placement,
        kind=read["kind"],
        block=block,
        sheet_id=read["sheet_id"],
        by=request.viewer,
        at=request.now,
    )
    return htmx.done(request, path_to("portfolio:write", placement_id, sheet.pk))


@require_safe
def block(request: Request, placement_id: int, block_id: uuid.UUID) -> HttpResponse:
    """The sheet of a block: the one that was begun, else the kinds that suit it, the nearest first."""
    row = block_for(request.viewer, placement_id, block_id, request.action)
    placement, said = row.plan.placement, language()
    folder = queries.lists_of(placement, request.viewer, language=said)
    begun = [line for line in folder.sheets if line.block_id == str(block_id) and line.is_mine]
    if len(begun) == 1:
        return HttpResponseRedirect(reverse("portfolio:write", args=[placement_id, begun[0].id]))
    kinds = kinds_of(placement.edition)
    suiting = queries.kinds_for_block(record_of(placement.edition), row, row.plan.project_example)
    new = kinds.keys() - {line.kind.key for line in begun}
    context = {
        "title": row.title,
        "row": row,
        "starts": [start_of(kinds[key].kind, said) for key in suiting if key in new],
        "begun": [(line.title, path_to("portfolio:write", placement_id, line.id)) for line in begun],
        "urls": {
            "begin": path_to("portfolio:begin", placement_id),
            "folder": path_to("portfolio:folder", placement_id),
        },
    }
    return render(request, "portfolio/block.html", context)
