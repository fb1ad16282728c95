"""What the page frame needs on every page: the menu, who is signed in, the addresses at the foot."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from stagemap.core.roles import Relation
from stagemap.kit.formats import initials
from stagemap.kit.http import Request
from stagemap.kit.pages import Me, NavItem
from stagemap.kit.routes import path_to
from stagemap.placements.queries import unread_for
from stagemap.web.queries import hall_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of ``kit/base.html``; nothing is read until the template prints it."""
    if not hasattr(request, "viewer"):
        return {}
    asked = cast("Request", request)
    return {
        "nav": SimpleLazyObject(partial(_nav, asked)),
        "me": _me(asked),
        "home_url": path_to("web:home"),
        "privacy_url": path_to("web:privacy"),
        "accessibility_url": path_to("web:accessibility"),
        "language_url": path_to("people:language"),
        "banner": "demo/bar.html" if settings.STAGEMAP_DEMO else "",
    }


def _me(request: Request) -> Me | None:
    viewer = request.viewer
    if not viewer.known:
        return None
    if viewer.user_id is None:
        return Me(viewer.name, initials(viewer.name), sign_out_url=path_to("placements:link_sign_out"))
    account = NavItem(path_to("people:account"), "user", _("My account"))
    return Me(viewer.name, initials(viewer.name), (account,), path_to("people:sign_out"))


def _nav(request: Request) -> tuple[NavItem, ...]:
    viewer = request.viewer
    if not viewer.known:
        return ()
    items = _school_items(request) if viewer.user_id is None else _account_items(request)
    return tuple(items)


def _item(request: Request, name: str, icon: str, text: str, *keys: int, count: int = 0) -> NavItem:
    url = path_to(name, *keys)
    words = _("new messages") if count else ""
    return NavItem(url, icon, text, count=count, count_text=words, current=request.path == url)


def _account_items(request: Request) -> list[NavItem]:
    hall = hall_for(request)
    items: list[NavItem] = []
    if hall.placement_id is not None:
        pk = hall.placement_id
        items += [
            _item(request, "web:home", "signpost", _("My internship")),
            _item(request, "planning:planner", "calendar-dots", _("Planner"), pk),
            _item(request, "placements:placement", "notebook", _("Placement"), pk),
            _item(request, "placements:messages", "chats", _("Messages"), pk, count=unread_for(request.viewer)),
        ]
    if hall.supervises:
        items.append(_item(request, "web:students", "student", _("Students")))
    if hall.coordinates:
        items += [
            _item(request, "programmes:programmes", "calendar-dots", _("Editions")),
            _item(request, "placements:schools", "house-line", _("Schools")),
        ]
    return items


def _school_items(request: Request) -> list[NavItem]:
    grant = request.viewer.grants[0]
    if len(request.viewer.grants) > 1:
        return [_item(request, "web:home", "student", _("Students"))]
    if grant.relation is not Relation.MENTOR:
        return []
    pk = grant.placement_id
    return [
        _item(request, "planning:mentor", "calendar-dots", _("The week"), pk),
        _item(request, "placements:placement", "notebook", _("Placement"), pk),
        _item(request, "placements:messages", "chats", _("Messages"), pk, count=unread_for(request.viewer)),
    ]
