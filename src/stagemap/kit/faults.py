"""What people see when something is not there, not allowed, too often, or broken.

Pages of this module that speak of a broken site need no database, no session and no template of another app.
"""

from __future__ import annotations

import errno
import logging
import sys
from typing import TYPE_CHECKING, Any, cast

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stagemap.core.refusals import NotAllowed, Refused, Stale
from stagemap.kit import htmx
from stagemap.kit.limits import TooMany

if TYPE_CHECKING:
    from collections.abc import Callable

    from stagemap.kit.http import Request

log = logging.getLogger("stagemap.faults")

FULL = "full"
AWAY = "away"
RETRY_SECONDS = "30"

_TEXTS = {
    AWAY: (
        gettext_lazy("We cannot reach our data just now"),
        gettext_lazy("Nothing is lost. Wait a minute and try again; what you typed is still there when you go back."),
    ),
    FULL: (
        gettext_lazy("Nothing more can be saved just now"),
        gettext_lazy("Our disk is full. You can still read. What you typed is still there when you go back."),
    ),
}


class FaultMiddleware:
    """Turn refusals, limits and a lost database or full disk, raised by a view, into pages that say so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the work is in ``process_exception``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for ``error``; None leaves it to Django (status 500)."""
        if isinstance(error, Refused):
            return refused(cast("Request", request), error)
        if isinstance(error, TooMany):
            return too_many(cast("Request", request), error)
        kind = kind_of(error)
        return broken(kind, error) if kind else None


def kind_of(error: BaseException | None) -> str | None:
    """``full`` for a full disk, ``away`` for a database that does not answer, None for anything else."""
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FULL
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    said = str(error).lower()
    if "disk is full" in said or "no space left" in said or "readonly database" in said:
        return FULL
    return AWAY if isinstance(error, OperationalError | InterfaceError) else None


def broken(kind: str, error: BaseException) -> HttpResponse:
    """Status 503 for a site that lost its database (``away``) or whose disk is full (``full``)."""
    log.error("fault %s: %s: %s", kind, type(error).__name__, error)
    title, text = _TEXTS[kind]
    page = render_to_string("kit/broken.html", {"title": title, "text": text})
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_SECONDS})


def refused(request: Request, error: Refused) -> HttpResponse:
    """The reason of a refusal: 403 without the right, 409 when the moment or the facts are against it."""
    status = 403 if isinstance(error, NotAllowed) else 409
    reason = _(error.reason) % error.values
    if _is_partial(request):
        return _toast_only(reason, status)
    stale = isinstance(error, Stale)
    return render(request, "kit/refused.html", {"reason": reason, "stale": stale}, status=status)


def too_many(request: Request, error: TooMany) -> HttpResponse:
    """Status 429, with how long to wait."""
    reason = too_many_text(error)
    if _is_partial(request):
        return _toast_only(reason, 429)
    response = render(request, "kit/refused.html", {"reason": reason, "stale": False}, status=429)
    response.headers["Retry-After"] = str(error.minutes * 60)
    return response


def too_many_text(error: TooMany) -> str:
    """The sentence for a limit that was reached, also of use at a form."""
    if error.minutes == 1:
        return _("Too many attempts. Try again in a minute.")
    return _("Too many attempts. Try again in %(minutes)s minutes.") % {"minutes": error.minutes}


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """A request that makes no sense."""
    return _plain("kit/400.html", 400)


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not for this person: said in the words of a page that does not exist, so that nothing is given away."""
    return _missing(request, exception, 403)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this person: one page for both."""
    return _missing(request, exception, 404)


def handler500(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Our own fault; or 503 when the error that Django is handling is a lost database or a full disk."""
    error = sys.exc_info()[1]
    kind = kind_of(error)
    if kind and error:
        return broken(kind, error)
    return _plain("kit/500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is too old: the text stays in the browser's Back; nothing was saved."""
    log.warning("csrf: %s", reason)
    if _is_partial(cast("Request", request)):
        return _toast_only(_("This page was open too long. Copy your text, reload the page and save again."), 403)
    return _plain("kit/403_csrf.html", 403)


def _missing(request: HttpRequest, exception: Exception | None, status: int) -> HttpResponse:
    """The one page for not there and not yours; plain when the site is too broken for its frame."""
    del exception  # it may say what is there
    if _is_partial(cast("Request", request)):
        return _toast_only(_("This sheet does not exist, or is not for you."), status)
    return render(request, "kit/404.html", status=status)


def _plain(template: str, status: int) -> HttpResponse:
    """A page without the site's frame: no session, no menu, no database."""
    return HttpResponse(render_to_string(template), status=status)


def _is_partial(request: Request) -> bool:
    """Whether htmx asked; false also when the request never reached its middleware."""
    details: Any = getattr(request, "htmx", None)
    return bool(details)


def _toast_only(text: str, status: int) -> HttpResponse:
    """An answer that changes nothing on the page but shows ``text`` as a toast."""
    response = HttpResponse(status=status, headers={"HX-Reswap": "none"})
    return htmx.toast(response, text)
