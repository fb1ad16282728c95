"""Asking at the doors: one request whose traces are wiped, and the answer as a cell of the table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.html import escape
from django.utils.translation import gettext, override

from stagemap.core.roles import Action, Reason
from stagemap.kit.doors import SIGN_IN_HEADER
from tests.house.doors_table import Door
from tests.house.doors_world import CANARIES, CARD, TOKEN, Home

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OWN_KEYS: dict[str, Mapping[str, object]] = {"demo:shoes": {"key": "student"}, "documents:feed": {"token": TOKEN}}
OWN_KEYS |= {f"portfolio:class_{page}": {"public_id": CARD, "tab": "about"} for page in ("door", "tab", "leaf")}
"""Routes whose keys mean something else than what the placement calls by that name."""
SITE = "tests.demo.site"
"""All routes of the site, those of a demo among them."""
BROKEN = 500
SECRETS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|name="next" value="[^"]*"')
MENU = re.compile(rb'<nav class="menu".*?</nav>', re.DOTALL)


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every route that the resolver knows, with the name by which it is reversed."""
    yield from _walk(get_resolver(SITE), "")


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{prefix}{each.name}", each
        else:
            yield from _walk(each, f"{prefix}{each.namespace}:" if each.namespace else prefix)


@cache
def keys_of(route: str) -> tuple[str, ...]:
    """The names of what its address holds, in their order."""
    pattern = next(pattern for name, pattern in routes() if name == route)
    return tuple(pattern.pattern.converters)


@cache
def action_of(route: str) -> Action:
    """The action that a route names."""
    view: Any = next(pattern.callback for name, pattern in routes() if name == route)
    return Action(view.action)


def address(door: Door, home: Home, **changed: object) -> str:
    """The address of a route, asked for this placement."""
    known = {**home.keys, **OWN_KEYS.get(door.route, {}), **changed}
    return reverse(door.route, kwargs={key: known[key] for key in keys_of(door.route)})


def ask(client: Client, method: str, url: str, *, htmx: bool = False, **data: Any) -> HttpResponse:
    """One request; whatever it wrote, and every cookie it set, is gone afterwards."""
    cookies = dict(client.cookies)
    headers = {"HX-Request": "true"} if htmx else {}
    with transaction.atomic():
        answer: Any = client.generic(method, url, headers=headers) if not data else client.post(url, data)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(cookies)
    return answer  # type: ignore[no-any-return]  # the test client types its answers loosely


def cell(answer: HttpResponse) -> str:
    """What an answer means: ``o`` ``.`` ``-`` ``!`` as in the table, ``x`` for a method that is not there."""
    assert answer.status_code < BROKEN
    if answer.status_code == 404:
        return "."
    if answer.status_code == 405:
        return "x"
    if _asks_to_sign_in(answer):
        return "-"
    return "!" if answer.status_code == 409 and _tells_a_reason(answer) else "o"


def _asks_to_sign_in(answer: HttpResponse) -> bool:
    if answer.status_code == 401:
        return SIGN_IN_HEADER in answer.headers
    return answer.headers.get("Location", "").startswith(f"{settings.LOGIN_URL}?next=")


def _tells_a_reason(answer: HttpResponse) -> bool:
    """Whether a page or a toast says that the phase is against it; an answer to HEAD has no words."""
    said = answer.content.decode() + str(json.loads(answer.headers.get("HX-Trigger", '""')))
    return not said or any(reason in said for reason in _refusals())


@cache
def _refusals() -> tuple[str, ...]:
    with override("nl"):
        return tuple(escape(gettext(reason)) for reason in (Reason.CLOSED, Reason.WEEK_OVER))


def leaks(answer: HttpResponse, letter: str) -> list[str]:
    """The canaries in an answer that this persona may not read."""
    heard = answer.content + str(answer.headers).encode()
    return [canary for canary, readers in CANARIES.items() if letter not in readers and canary.encode() in heard]


def body(answer: HttpResponse, url: str) -> bytes:
    """What a page says, without what is new in every answer and without its own address."""
    found, rest = MENU.search(answer.content), MENU.sub(b"", answer.content)
    menu: bytes = b"" if found is None else found[0]
    return menu + SECRETS.sub(b"", rest).replace(url.encode(), b"")
