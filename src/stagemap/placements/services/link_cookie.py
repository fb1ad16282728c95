"""The cookie of a browser that opened personal links. It holds a key; the database only a digest of it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from stagemap.placements.queries.links import IDLE


def cookie_name() -> str:
    """``__Host-`` binds the cookie to this host and to https; a demo on this machine has no https."""
    return "__Host-stagemap-link" if settings.SECURE else "stagemap-link"


def key_in(request: HttpRequest) -> str:
    """The key that the browser holds; empty when it holds none."""
    return request.COOKIES.get(cookie_name(), "")


def put_key(response: HttpResponse, key: str) -> None:
    """Give the browser its key, for as long as a session may be idle."""
    response.set_cookie(
        cookie_name(),
        key,
        max_age=int(IDLE.total_seconds()),
        path="/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_key(response: HttpResponse) -> None:
    """Have the browser forget its key."""
    response.set_cookie(cookie_name(), "", max_age=0, path="/", secure=settings.SECURE, httponly=True, samesite="Lax")
