"""Round the sheets: the mentor's line about a day, and the card on which codes get their names, on paper (G17)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stagemap.core.refusals import Impossible
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.forms import DayNoteForm

UNPROCESSABLE = 422
LEAST_LINES = 12


@require_http_methods(["GET", "HEAD", "POST"])
def day_note(request: Request, placement_id: int) -> HttpResponse:
    """A line about a day, by phone; it stands in the folder the same second."""
    placement = access.portfolio_for(request.viewer, placement_id, request.action)
    form = DayNoteForm(request.POST if request.method == "POST" else None, initial={"day": request.today})
    if form.is_bound and form.is_valid():
        try:
            services.write_day_note(placement=placement, **form.cleaned_data, by=request.viewer, at=request.now)
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            address = path_to("portfolio:folder", placement_id)
            return htmx.done(request, f"{address}?tab=diary", toast=_("Your note stands in the folder."))
    context = {
        "placement": placement,
        "form": form,
        "back_url": path_to("portfolio:folder", placement_id),
    }
    return render(request, "portfolio/day_note.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_safe
def key_card(request: Request, placement_id: int) -> HttpResponse:
    """The empty card: which code is which child is written on paper alone, and stays with the mentor."""
    placement = access.portfolio_for(request.viewer, placement_id, request.action)
    codes = list(queries.lists_of(placement, request.viewer, language=language()).codes)
    codes += [f"#{number}" for number in range(len(codes) + 1, LEAST_LINES + 1)]
    context = {"placement": placement, "codes": codes, "back_url": path_to("portfolio:folder", placement_id)}
    return render(request, "portfolio/key_card.html", context)
