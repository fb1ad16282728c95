"""A little site to try the kit on: its routes, its viewers, its hall."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse

from stagemap.core.refusals import Impossible, NotAllowed
from stagemap.core.roles import Action, Viewer
from stagemap.kit import forms as kit_forms
from stagemap.kit import htmx, limits
from stagemap.kit.http import Request
from stagemap.kit.routes import route

MIDDLEWARE = [
    "stagemap.kit.faults.FaultMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "stagemap.kit.clock.ClockMiddleware",
    "tests.kit.site.Viewers",
    "stagemap.kit.doors.DoorMiddleware",
]


class Viewers:
    """Somebody is there when the cookie says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """A viewer for every request, like the real middleware."""
        request.viewer = Viewer(user_id=7) if request.COOKIES.get("who") else Viewer()
        return self.get_response(request)


class TaskForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Wat", help_text="Concreet.", max_length=40)
    why = forms.CharField(label="Waarom", widget=forms.Textarea, required=False)
    day = forms.ChoiceField(label="Dag", widget=kit_forms.Pick(fill=True), choices=[("0", "ma 19"), ("1", "di 20")])
    date = forms.DateField(label="Datum", widget=kit_forms.Date)
    start = kit_forms.MinutesField(label="Begint om")
    length = forms.ChoiceField(label="Duurt", choices=[("25", "25 min"), ("50", "50 min")])
    level = forms.MultipleChoiceField(
        label="Niveau",
        widget=kit_forms.PickMany(icons={"micro": "micro"}, levels={"micro": "micro"}),
        choices=[("micro", "micro"), ("meso", "meso")],
        required=False,
    )
    role = forms.ChoiceField(
        label="Rol",
        widget=kit_forms.Choices(helps={"o": "Je kijkt."}, icons={"o": "eye"}),
        choices=[("o", "Observerend"), ("a", "Actief")],
    )
    known = forms.BooleanField(label="Els weet dit")
    token = forms.CharField(widget=forms.HiddenInput, initial="t")


def page(request: Request) -> HttpResponse:
    return htmx.answer(request, "kit/404.html", {"action_seen": request.action})


def public(request: Request) -> HttpResponse:
    return HttpResponse(f"{request.action} {request.now.isoformat()} {request.today.isoformat()}")


def save(request: Request) -> HttpResponse:
    return htmx.done(request, "/page/", toast="Staat in je rooster.", undo="/undo/")


def refused(_request: Request) -> HttpResponse:
    raise Impossible("Too many attempts. Try again in %(minutes)s minutes.", minutes=3)


def not_allowed(_request: Request) -> HttpResponse:
    raise NotAllowed("Nothing was changed")


def often(_request: Request) -> HttpResponse:
    limits.require("often", at_most=0, per=dt.timedelta(minutes=15))
    return HttpResponse()


def gone(_request: Request) -> HttpResponse:
    raise Http404("Noor Verhaegen")


def away(_request: Request) -> HttpResponse:
    raise OperationalError("connection refused")


def full(_request: Request) -> HttpResponse:
    raise OSError(errno.ENOSPC, "No space left on device")


def crash(_request: Request) -> HttpResponse:
    raise RuntimeError("Noor Verhaegen")


def sign_in(_request: Request) -> HttpResponse:
    return HttpResponse("sign in")


urlpatterns = [
    route("page/", page, action=Action.READ_PLAN, name="page"),
    route("public/", public, action=Action.PUBLIC, name="public"),
    route("sign-in/", sign_in, action=Action.PUBLIC, name="sign-in"),
    *(
        route(f"{view.__name__.replace('_', '-')}/", view, action=Action.SIGNED_IN, name=view.__name__)
        for view in (save, refused, not_allowed, often, gone, away, full, crash)
    ),
]
handler400 = "stagemap.kit.faults.handler400"
handler403 = "stagemap.kit.faults.handler403"
handler404 = "stagemap.kit.faults.handler404"
handler500 = "stagemap.kit.faults.handler500"
