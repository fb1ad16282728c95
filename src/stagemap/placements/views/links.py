"""The pages of a personal link: opening, a code, a new link, signing out.

Reading them changes nothing: mail scanners open links. Nobody learns here whether a link exists.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stagemap.kit import limits
from stagemap.kit.address import client_address
from stagemap.kit.http import Request, wipe_device
from stagemap.placements.forms.links import LinkCodeForm, SecretForm
from stagemap.placements.queries import links as queries
from stagemap.placements.services import link_sessions, links
from stagemap.placements.services.link_cookie import key_in, put_key, take_key

View = Callable[[Request, str], HttpResponse]

SEE_OTHER = 303
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
OPENINGS, CODES, TRIES, RENEWALS = 20, 5, 20, 5
NETWORK = 300


def private(view: View) -> View:
    """Tell no other site, and no page after this one, that somebody was here."""

    @wraps(view)
    def quiet(request: Request, public_id: str) -> HttpResponse:
        response = view(request, public_id)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return quiet


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request, public_id: str) -> HttpResponse:
    """The page with one button, and what that button does."""
    if request.method == "POST":
        return _open(request, public_id)
    known = queries.link_of(public_id)
    if known is None or not queries.opens(known, request.today):
        return _gone(request, public_id)
    if any(grant.link_id == known.pk for grant in request.viewer.grants):
        return HttpResponseRedirect(f"{_home()}#")  # the empty fragment keeps the secret out of the next address
    return _page(request, "landing", public_id)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link_code(request: Request, public_id: str) -> HttpResponse:
    """Type the mailed code."""
    form = LinkCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        _limit(request, "link try", public_id, TRIES, HOUR)
        answer = link_sessions.open_by_code(
            public_id=public_id, code=form.cleaned_data["code"], key=key_in(request), at=request.now
        )
        if answer.key:
            return _opened(request, answer.key)
        form.add_error("code", _("This code is not right, or no longer works. Look at the latest mail."))
    return _page(request, "code", public_id, status=422 if form.errors else 200, form=form)


@private
@require_POST
def link_code_mail(request: Request, public_id: str) -> HttpResponse:
    """Mail a code, if there is anybody to mail it to."""
    _limit(request, "link code", public_id, CODES, QUARTER)
    link_sessions.ask_code(public_id=public_id, at=request.now)
    return _to_code(public_id)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link_renewal(request: Request, public_id: str) -> HttpResponse:
    """Mail a new link, if there is anybody to mail it to, and say where to look."""
    if request.method != "POST":
        return _page(request, "sent", public_id)
    _limit(request, "link renewal", public_id, RENEWALS, HOUR)
    links.help_back(public_id=public_id, at=request.now)
    return HttpResponseRedirect(reverse("placements:link_renewal", args=[public_id]), status=SEE_OTHER)


@require_POST
def link_sign_out(request: Request) -> HttpResponse:
    """Close what this browser opened; the device keeps nothing."""
    link_sessions.end_session(key=key_in(request), by=request.viewer)
    response = HttpResponseRedirect(resolve_url(settings.LOGOUT_REDIRECT_URL or "/"), status=SEE_OTHER)
    take_key(response)
    wipe_device(response)
    return response


def _open(request: Request, public_id: str) -> HttpResponse:
    _limit(request, "link opening", public_id, OPENINGS, QUARTER)
    form = SecretForm(request.POST)
    secret = form.cleaned_data["secret"] if form.is_valid() else ""
    answer = link_sessions.open_by_secret(public_id=public_id, secret=secret, key=key_in(request), at=request.now)
    if answer.needs_code:
        return _to_code(public_id)
    return _opened(request, answer.key) if answer.key else _gone(request, public_id)


def _opened(request: Request, key: str) -> HttpResponse:
    """Go to the own page. An account that was signed in here leaves: one browser is one person."""
    if request.user.is_authenticated:
        logout(request)
    response = HttpResponseRedirect(_home(), status=SEE_OTHER)
    put_key(response, key)
    return response


def _to_code(public_id: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("placements:link_code", args=[public_id]), status=SEE_OTHER)


def _gone(request: Request, public_id: str) -> HttpResponse:
    """Unknown, revoked, expired, or the wrong secret: one answer."""
    return _page(request, "gone", public_id, status=404)


def _page(request: Request, name: str, public_id: str, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"placements/link_{name}.html", {"public_id": public_id, **context}, status=status)


def _home() -> str:
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _limit(request: Request, name: str, public_id: str, at_most: int, per: timedelta) -> None:
    """Per link first; per address far wider, since a school shares one."""
    limits.require(name, public_id, at_most=at_most, per=per)
    limits.require(name, "network", client_address(request), at_most=NETWORK, per=per)
