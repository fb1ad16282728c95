"""Where a request comes from, for limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the browser; behind our own proxy the one that the proxy saw, never what a browser claims.

    A whole school may share one address: limit by who somebody claims to be first, by address far wider.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return seen
    return request.headers.get("X-Forwarded-For", seen).rpartition(",")[2].strip()
