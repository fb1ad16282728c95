"""One's own account, and the language of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.people import queries, services
from stagemap.people.forms import LANGUAGES, ProfileForm

if TYPE_CHECKING:
    from stagemap.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Name, telephone and language of whoever is signed in."""
    user = _owner(request)
    known = {"name": user.name, "telephone": user.telephone, "language": user.language}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        services.change_profile(user=user, by=request.viewer, **form.cleaned_data)
        return htmx.done(request, reverse("people:account"), toast=_("Saved."))
    return htmx.answer(request, "people/account.html", {"form": form, "user": user}, status=422 if form.errors else 200)


@require_POST
def end_sessions(request: Request) -> HttpResponse:
    """Sign out on every other device."""
    user = services.end_sessions(user=_owner(request), by=request.viewer)
    update_session_auth_hash(request, user)
    return htmx.done(request, reverse("people:account"), toast=_("You are signed out everywhere else."))


@require_POST
def choose_language(request: Request) -> HttpResponse:
    """Go on in another language: kept with the account, and in a cookie for whoever has none."""
    wanted = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = htmx.done(request, target)
    if wanted in dict(LANGUAGES):
        services.choose_language(language=wanted, by=request.viewer, at=request.now)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def _owner(request: Request) -> User:
    """The account of the viewer; whoever came by a personal link has none."""
    user = None if request.viewer.user_id is None else queries.account(request.viewer.user_id)
    if user is None:
        raise Http404
    return user
