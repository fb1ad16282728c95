"""What the page frame needs on every page: the menu, who is signed in, the addresses at the foot."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from stagemap.core.roles import Action, Relation
from stagemap.kit.formats import initials, near_day
from stagemap.kit.http import Request
from stagemap.kit.pages import Me, NavItem, Notice, language
from stagemap.kit.routes import path_to
from stagemap.placements.access import may
from stagemap.placements.queries import unread_for
from stagemap.portfolio.access import portfolio_for
from stagemap.portfolio.queries import to_read
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
        "block_sheets": SimpleLazyObject(partial(_block_sheets, asked)),
        "waiting": SimpleLazyObject(partial(_waiting, asked)),
    }


def _placement_id(request: Request) -> int | None:
    """The placement that the page is about."""
    match = request.resolver_match
    found: int | None = None if match is None else match.kwargs.get("placement_id")
    return found


def _block_sheets(request: Request) -> str:
    """Where the sheets of blocks are opened, below which each has its id; empty for who does not write them."""
    placement_id = _placement_id(request)
    if placement_id is None or hall_for(request).placement_id != placement_id or request.viewer.user_id is None:
        return ""
    return f"{path_to('portfolio:folder', placement_id)}blocks/"


def _waiting(request: Request) -> tuple[Notice, ...]:
    """What waits for a mentor in the portfolio: sheets to read, permissions to confirm, a line about today."""
    placement_id = _placement_id(request)
    if placement_id is None or request.viewer.grant_for(placement_id) is None:
        return ()
    placement = portfolio_for(request.viewer, placement_id, Action.READ_PORTFOLIO)
    found, notices = to_read(placement, request.viewer, language=language()), []
    for line in found.asked:
        by_day = (
            ""
            if line.asked is None or line.asked.by_day is None
            else near_day(line.asked.by_day, request.today, lang=language())
        )
        text = _("by %(day)s") % {"day": by_day} if by_day else _("asked to be read")
        notices.append(Notice("eye", line.title, text, path_to("portfolio:sheet", placement_id, line.id)))
    for asked in found.permissions:
        text = asked.field.name.in_(language())
        url = reverse("portfolio:permission", args=[placement_id, asked.sheet_id, asked.field.key])
        notices.append(Notice("signature", _("Confirm a permission"), text, url))
    note = Notice("pencil-simple", _("Write a line about today"), "", path_to("portfolio:day_note", placement_id))
    return (*notices, *([note] if may(placement, Action.WRITE_DAY_NOTE, request.today) else []))


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


def _folder(request: Request, placement_id: int) -> NavItem:
    """The portfolio, with all that lies in it."""
    match = request.resolver_match
    is_here = match is not None and match.app_name == "portfolio"
    return NavItem(path_to("portfolio:folder", placement_id), "notebook", _("Folder"), current=is_here)


def _account_items(request: Request) -> list[NavItem]:
    hall = hall_for(request)
    items: list[NavItem] = []
    if hall.placement_id is not None:
        pk = hall.placement_id
        items += [
            _item(request, "web:home", "signpost", _("My internship")),
            _item(request, "planning:planner", "calendar-dots", _("Planner"), pk),
            _folder(request, pk),
            _item(request, "placements:placement", "identification-card", _("Placement"), pk),
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
    pk = grant.placement_id
    if grant.relation is not Relation.MENTOR:
        return [_item(request, "planning:versions", "calendar-dots", _("Roster"), pk), _folder(request, pk)]
    return [
        _item(request, "planning:mentor", "calendar-dots", _("The week"), pk),
        _folder(request, pk),
        _item(request, "placements:placement", "identification-card", _("Placement"), pk),
        _item(request, "placements:messages", "chats", _("Messages"), pk, count=unread_for(request.viewer)),
    ]
