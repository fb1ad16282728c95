"""The demo's own pages: whose shoes, what time, which mails. Mounted only in demo mode."""

from __future__ import annotations

import datetime as dt

from django.contrib import auth
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stagemap.demo import queries, services
from stagemap.demo.forms import ClockForm
from stagemap.kit import htmx
from stagemap.kit.clock import local
from stagemap.kit.http import Request

STOPS = (dt.date(2021, 3, 24), dt.date(2027, 3, 24), dt.date(2027, 4, 12), dt.date(2027, 4, 21), dt.date(2027, 4, 29))
"""Days of the story to which one press turns the clock."""


@require_safe
def door(request: Request) -> HttpResponse:
    """One button a persona."""
    return render(request, "demo/door.html", {"personas": services.PERSONAS})


@require_POST
def shoes(request: Request, key: str) -> HttpResponse:
    """Become a persona: sign in to the account, or follow a fresh personal link."""
    persona = next((each for each in services.PERSONAS if each.key == key), None)
    if persona is None:
        raise Http404
    auth.logout(request)
    if persona.person:
        link = services.viewer_link(persona=persona, at=request.now)
        return _missing(request) if link is None else htmx.done(request, link)
    user = queries.account(persona.email)
    if user is None:
        return _missing(request)
    auth.login(request, user)
    return htmx.done(request, reverse("web:home"))


def _missing(request: Request) -> HttpResponse:
    return htmx.done(request, reverse("demo:door"), toast=_("The cast of the demo is not here. Run: stagemap demo"))


@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: Request) -> HttpResponse:
    """Look at the clock, or turn it."""
    now = local(request.now)
    form = ClockForm(request.POST or None, initial={"day": now.date(), "time": now.hour * 60 + now.minute // 5 * 5})
    if request.method == "POST" and form.is_valid():
        services.set_clock(to=form.moment(), by=request.viewer)
        return htmx.done(request, reverse("demo:clock"), toast=_("The clock is turned."))
    status = 422 if form.is_bound else 200
    return render(request, "demo/clock.html", {"form": form, "stops": STOPS, "moment": now}, status=status)


@require_safe
def mails(request: Request) -> HttpResponse:
    """The mails that a real site would have sent."""
    return render(request, "demo/mails.html", {"mails": queries.mails()})


@require_safe
def mail(request: Request, mail_id: int) -> HttpResponse:
    """One of them."""
    found = queries.mail(mail_id)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})
