"""Who asks: an account, or somebody of a school whose browser opened personal links. And what libraries tell us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

from stagemap.core.roles import Viewer
from stagemap.kit.clock import real_now
from stagemap.people.signals import language_chosen, unknown_address
from stagemap.placements.queries import links as queries
from stagemap.placements.services import link_sessions, links
from stagemap.placements.services.link_cookie import key_in, put_key

if TYPE_CHECKING:
    from stagemap.kit.http import Request

QUIET_PATHS = ("/link/", "/class/")
"""Pages that tell no other site that somebody was here."""
NOBODY = Viewer()


class ViewerMiddleware:
    """Set ``request.viewer``. Stands behind the clock, by which links expire, and behind authentication.

    An account costs Django's own two queries, a browser with opened links one, anybody else none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the viewer; an account outranks links. Once an hour a link's session is noted as alive."""
        mine = cast("Request", request)
        mend_origin(mine)
        mine.viewer = account_viewer(mine)
        key = key_in(mine)
        opened = _opened(key, mine.today) if key and not mine.viewer.known else None
        if opened is None:
            return self.get_response(mine)
        mine.viewer = opened.viewer
        is_noted = link_sessions.touch_session(opened=opened, real=real_now())
        response = self.get_response(mine)
        if is_noted and not response.cookies:
            put_key(response, key)
        return response


def account_viewer(request: HttpRequest) -> Viewer:
    """The viewer that a signed-in account is; nobody when there is none."""
    if not request.user.is_authenticated:
        return NOBODY
    user = request.user
    return Viewer(user_id=user.pk, name=user.name, language=user.language)


def mend_origin(request: HttpRequest) -> None:
    """Let a form of a quiet page pass the check of its origin.

    Under ``Referrer-Policy: no-referrer`` a browser sends ``Origin: null`` with a form, even to its own site. What it
    says in ``Sec-Fetch-Site`` no page can forge; a browser too old to say it still needs the token of its cookie.
    """
    if not request.path.startswith(QUIET_PATHS) or request.META.get("HTTP_ORIGIN") != "null":
        return
    if request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin":
        request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"


def end_link_session(request: HttpRequest | None, **_: object) -> None:
    """Whoever signs in with an account takes over the browser: what links opened in it ends."""
    if request is not None and key_in(request):
        link_sessions.end_session(key=key_in(request), by=getattr(request, "viewer", NOBODY))


def help_back(email: str, at: datetime, **_: object) -> None:
    """An address without an account may be that of a mentor who lost a link."""
    links.help_back_by_mail(email=email, at=at)


def keep_language(viewer: Viewer, language: str, **_: object) -> None:
    """Somebody of a school chose a language."""
    links.keep_language(language=language, by=viewer)


def listen() -> None:
    """Connect the above; called once when the site starts."""
    user_logged_in.connect(end_link_session, dispatch_uid="placements.end_link_session")
    unknown_address.connect(help_back, dispatch_uid="placements.help_back")
    language_chosen.connect(keep_language, dispatch_uid="placements.keep_language")


def _opened(key: str, today: date) -> queries.Opened | None:
    return queries.opened_by(key, real=real_now(), today=today)
