"""The page of the class card: the student lays the folder open, the mentor sees how often it was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Action
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.placements import access as placements_access
from stagemap.portfolio.queries import cards as queries
from stagemap.portfolio.services import cards as services


@require_safe
def card(request: Request, placement_id: int) -> HttpResponse:
    """How the folder lies open in the class: the card, until when, how often it was opened, or the print."""
    placement = placements_access.get_for(request.viewer, placement_id, request.action)
    found, last = queries.card_of(placement), queries.valid_until(placement, today=request.today)
    context = {
        "placement": placement,
        "card": found,
        "is_over": found is not None and found.valid_until < request.today,
        "is_late": last is not None and last < request.today,
        "new": 0 if found is None else queries.new_since(found),
        "titles": queries.open_titles(placement, language()),
        "laid": queries.print_of(placement),
        "may_publish": placements_access.may(placement, Action.PUBLISH_CARD, request.today),
    }
    return render(request, "portfolio/card.html", context)


def _pressed(request: Request, placement_id: int, write: Callable[[Any], object], toast: str) -> HttpResponse:
    """One press on the card's page: door, service, and back to the page with a word."""
    placement = placements_access.get_for(request.viewer, placement_id, request.action)
    try:
        write(placement)
    except Impossible as refused:
        toast = _(refused.reason) % refused.values
    return htmx.done(request, reverse("portfolio:card", args=[placement_id]), toast=toast)


@require_POST
def card_publication(request: Request, placement_id: int) -> HttpResponse:
    """A new card; the one before opens nothing any more."""

    def write(placement: Any) -> None:
        instead = request.POST.get("instead")
        services.publish_card(
            placement=placement, by=request.viewer, at=request.now, today=request.today, instead=instead
        )

    return _pressed(request, placement_id, write, _("Your folder lies open. Print the card and hang it in the class."))


@require_POST
def card_renewal(request: Request, placement_id: int) -> HttpResponse:
    """Show what lies open now through the same card."""

    def write(placement: Any) -> None:
        services.renew_card(placement=placement, by=request.viewer, at=request.now, today=request.today)

    return _pressed(request, placement_id, write, _("The class now reads what lies open today."))


@require_POST
def card_stop(request: Request, placement_id: int) -> HttpResponse:
    """Shut the folder at once."""

    def write(placement: Any) -> None:
        services.stop_card(placement=placement, by=request.viewer, at=request.now)

    return _pressed(request, placement_id, write, _("The card opens nothing any more."))


@require_POST
def open_print(request: Request, placement_id: int) -> HttpResponse:
    """Say that the open layer lies printed in the class, or no longer."""

    def write(placement: Any) -> None:
        if request.POST.get("laid") == "no":
            services.take_print_back(placement=placement, by=request.viewer)
        else:
            services.lay_print(placement=placement, by=request.viewer, at=request.now)

    return _pressed(request, placement_id, write, _("Noted."))
