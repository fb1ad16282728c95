"""The folder as it lies open in the class: a pin, then pages to read. Nothing here reads more than the card (G17)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stagemap.kit import limits
from stagemap.kit.address import client_address
from stagemap.kit.clock import real_now
from stagemap.kit.http import Request
from stagemap.portfolio import access
from stagemap.portfolio.forms import NO_KEY, PinForm
from stagemap.portfolio.queries import cards as queries
from stagemap.portfolio.services import cards as services

from .laid_open import leaf_of, tabs_of

View = Callable[..., HttpResponse]

SEE_OTHER, NOT_FOUND, UNPROCESSABLE = 303, 404, 422
QUARTER = timedelta(minutes=15)
TRIES, NETWORK = 5, 300


def private(view: View) -> View:
    """Tell no other site that somebody was here, and let no cache keep it; all that is not there looks alike."""

    @wraps(view)
    def quiet(request: Request, public_id: str, **keys: Any) -> HttpResponse:
        try:
            response = view(request, public_id, **keys)
        except Http404:
            response = render(request, "portfolio/class_shut.html", status=NOT_FOUND)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return quiet


@private
@require_http_methods(["GET", "HEAD", "POST"])
def class_door(request: Request, public_id: str) -> HttpResponse:
    """The page that asks for the pin; once it was right, the folder."""
    card = access.card_by(public_id, today=request.today)
    if request.method == "POST":
        return _open(request, card)
    if _is_open(request, card):
        return HttpResponseRedirect(f"{reverse('portfolio:class_tab', args=[public_id, 'about'])}#")
    return render(request, "portfolio/class_pin.html", {"form": PinForm(), "public_id": public_id})


@private
@require_safe
def class_tab(request: Request, public_id: str, tab: str, number: int = 1) -> HttpResponse:
    """One tab of the folder with one of its leaves; whoever has not typed the pin is asked for it."""
    card = access.card_by(public_id, today=request.today)
    if not _is_open(request, card):
        return HttpResponseRedirect(reverse("portfolio:class_door", args=[public_id]))
    tabs = tabs_of(card)
    chosen = next((each for each in tabs if each.key == tab), None)
    if chosen is None or not 1 <= number <= len(chosen.leaves):
        raise Http404
    context = {"card": card, "tabs": tabs, "tab": chosen, "number": number, **leaf_of(card, chosen, number)}
    return render(request, "portfolio/class_view.html", context)


def _open(request: Request, card: Any) -> HttpResponse:
    """Check what was typed. Only wrong pins with the right key are limited: no stranger can shut the folder."""
    limits.require("class card", "network", client_address(request), at_most=NETWORK, per=QUARTER)
    form = PinForm(request.POST)
    if not form.is_valid():
        return _pin(request, card, form)
    if not queries.is_secret_of(card, form.cleaned_data["secret"]):
        form.add_error("secret", NO_KEY)
        return _pin(request, card, form)
    limits.require("class pin", card.public_id, at_most=TRIES, per=QUARTER)
    key = services.open_card(card=card, pin=form.cleaned_data["pin"], real=real_now())
    if not key:
        form.add_error("pin", _("This is not the pin of the card. Look at the card in the class once more."))
        return _pin(request, card, form)
    limits.give_back("class pin", card.public_id, per=QUARTER)
    response = HttpResponseRedirect(reverse("portfolio:class_tab", args=[card.public_id, "about"]), status=SEE_OTHER)
    _put_key(response, key)
    return response


def _pin(request: Request, card: Any, form: PinForm) -> HttpResponse:
    context = {"form": form, "public_id": card.public_id}
    return render(request, "portfolio/class_pin.html", context, status=UNPROCESSABLE)


def cookie_name() -> str:
    """``__Host-`` binds the cookie to this host and to https; a demo on this machine has no https."""
    return "__Host-stagemap-class" if settings.SECURE else "stagemap-class"


def _is_open(request: Request, card: Any) -> bool:
    return queries.is_open_in(card, request.COOKIES.get(cookie_name(), ""), real=real_now())


def _put_key(response: HttpResponse, key: str) -> None:
    response.set_cookie(
        cookie_name(),
        key,
        max_age=int(queries.KEPT_OPEN.total_seconds()),
        path="/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
