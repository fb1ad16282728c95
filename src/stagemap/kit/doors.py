"""The front door: nobody passes unasked, unless the route is public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from stagemap.core.roles import Action
from stagemap.kit.checks import nameless

if TYPE_CHECKING:
    from collections.abc import Callable

    from stagemap.kit.http import Request

SIGN_IN_HEADER = "X-Sign-In"


def sign_in_url(next_url: str) -> str:
    """The address where one signs in and then goes on to ``next_url`` (a path of this site)."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': next_url})}"


class DoorMiddleware:
    """Let a request through to its view only with the viewer that the view's action asks for.

    Stands behind the middleware that sets ``request.viewer``. What somebody may do with one placement is decided
    further on, by ``placements.access``; here only whether anybody is there at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        missing = nameless(settings.ROOT_URLCONF)
        if missing:
            raise ImproperlyConfigured(f"These routes name no action: {', '.join(missing)}")
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the work is in ``process_view``."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Note the view's action; without a viewer answer sign-in, or 401 to htmx, which keeps what was typed."""
        action = getattr(view, "action", None)
        if action is None:
            raise Http404
        mine = cast("Request", request)
        mine.action = action
        if action is Action.PUBLIC or mine.viewer.known:
            return None
        if mine.htmx:
            return HttpResponse(
                status=401, headers={SIGN_IN_HEADER: sign_in_url(mine.htmx.current_url_abs_path or "/")}
            )
        target = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_before(request)
        return HttpResponseRedirect(sign_in_url(target))


def _page_before(request: HttpRequest) -> str:
    """The path of the page that a form was sent from; a POST's own address may have no page."""
    origin = f"{request.scheme}://{request.get_host()}"
    before = request.headers.get("Referer", "")
    return before.removeprefix(origin) if before.startswith(origin + "/") else "/"
