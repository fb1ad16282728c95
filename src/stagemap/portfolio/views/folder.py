"""The folder: its tabs, the leaves of one of them, the one next action, and how a sheet is begun (G17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stagemap.core.roles import Action, Relation, sees_pupil_codes
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.placements.access import may
from stagemap.portfolio import access, queries
from stagemap.portfolio.queries import Folder, State
from stagemap.portfolio.queries.cards import open_until

from .leaves import leaf_views
from .words import layer_views, start_of

if TYPE_CHECKING:
    from stagemap.placements.models import Placement

ACTIVITIES = "activities"
MOST_ASKED = 80


@require_safe
def folder(request: Request, placement_id: int) -> HttpResponse:
    """The folder of a placement, open at one tab (``?tab=``), or what a search finds (``?q=``)."""
    placement = access.portfolio_for(request.viewer, placement_id, request.action)
    said = language()
    known = queries.folder_of(placement, request.viewer, today=request.today, language=said)
    asked = request.GET.get("q", "").strip()[:MOST_ASKED]
    here = known.tab(request.GET.get("tab") or _latest(known))
    context: dict[str, Any] = {
        "placement": placement,
        "about": _about(placement, request.today, said),
        "q": asked,
        "tabs": _tabs(known, "" if asked else here.tab.key, placement.pk, said),
        "tab": {"name": here.tab.name.in_(said), "about": here.tab.about.in_(said)},
        "leaves": leaf_views(() if asked else here.leaves, placement, request),
        "hits": _hits(placement, request, asked, said) if asked else (),
        "starts": [] if asked else [start_of(kind, said) for kind in here.kinds],
        "board": _board(placement, known, request, said),
        "layers": layer_views(placement),
        "is_student": placement.relation is Relation.STUDENT,
        "papers": _papers(placement, request),
        "urls": _urls(placement, request.today),
    }
    return render(request, "portfolio/folder.html", context)


def _urls(placement: Placement, today: dt.date) -> dict[str, str]:
    """The addresses round a folder, those that the viewer may open."""
    names = {"folder": "portfolio:folder", "begin": "portfolio:begin", "pdf": "documents:portfolio_pdf"}
    if may(placement, Action.READ_CARD, today):
        names["card"] = "portfolio:card"
    if may(placement, Action.TAKE_PORTFOLIO, today):
        names["zip"] = "documents:portfolio_zip"
    return {key: path_to(name, placement.pk) for key, name in names.items()}


def _about(placement: Placement, today: dt.date, said: str) -> str:
    """Whose it is, and until when it lies open in the class, as long as a card or a print makes it so."""
    name = placement.student.name
    until = open_until(placement)
    if until is None or not placement.class_label or until < today:
        return _("of %(name)s") % {"name": name}
    told = {"name": name, "class": placement.class_label, "day": formats.day_long(until, lang=said)}
    return _("of %(name)s · lies open in %(class)s until %(day)s") % told


def _papers(placement: Placement, request: Request) -> list[Mapping[str, str]]:
    """What lies beside the sheets: a note of the mentor, the card on which codes get their names."""
    papers: list[Mapping[str, str]] = []
    if may(placement, Action.WRITE_DAY_NOTE, request.today):
        url = path_to("portfolio:day_note", placement.pk)
        papers.append({"icon": "pencil-simple", "text": _("Note about a day"), "url": url})
    if sees_pupil_codes(placement.relation):
        url = path_to("portfolio:key_card", placement.pk)
        papers.append({"icon": "identification-card", "text": _("Key card"), "url": url})
    return papers


def _latest(known: Folder) -> str:
    """The tab of the sheet that changed last, else the overview of the activities."""
    latest = max(known.sheets, key=lambda line: line.changed_at, default=None)
    return ACTIVITIES if latest is None else latest.kind.tab


def _tabs(known: Folder, here: str, placement_id: int, said: str) -> list[Mapping[str, Any]]:
    """Every tab with how many leaves it holds."""
    address = path_to("portfolio:folder", placement_id)
    return [
        {
            "name": each.tab.name.in_(said),
            "url": f"{address}?tab={each.tab.key}",
            "count": len(each.leaves),
            "current": each.tab.key == here,
        }
        for each in known.tabs
    ]


def _hits(placement: Placement, request: Request, asked: str, said: str) -> list[Mapping[str, Any]]:
    """The sheets in which every word that was asked for stands, with the place."""
    return [
        {
            "title": hit.title,
            "kind": hit.kind.name.in_(said),
            "excerpt": hit.excerpt,
            "url": path_to("portfolio:sheet", placement.pk, hit.id),
        }
        for hit in queries.hits_of(placement, request.viewer, asked, language=said)
    ]


def _board(placement: Placement, known: Folder, request: Request, said: str) -> Mapping[str, str] | None:
    """The one thing that the viewer can do now: read what waits, or write on."""
    if may(placement, Action.REVIEW_SHEET, request.today):
        return _to_read(placement, known, request, said)
    drafts = [line for line in known.sheets if line.is_mine and line.state is State.DRAFT]
    if not drafts or not may(placement, Action.WRITE_SHEET, request.today):
        return None
    line = max(drafts, key=lambda each: each.changed_at)
    moment = formats.moment(line.changed_at, request.today, lang=said)
    return {
        "title": _("Write on: %(title)s") % {"title": line.title},
        "text": _("Last changed %(moment)s. Others read it once it is ready.") % {"moment": moment},
        "url": path_to("portfolio:write", placement.pk, line.id),
        "label": _("Write on"),
    }


def _to_read(placement: Placement, known: Folder, request: Request, said: str) -> Mapping[str, str] | None:
    """The sheet that was put up for the mentor and is due first (G06)."""
    waiting = [(line.asked, line) for line in known.sheets if line.asked is not None]
    if not waiting:
        return None
    asked, line = min(waiting, key=lambda pair: (pair[0].by_day or dt.date.max, pair[0].at))
    name = placement.student.first_name
    text = _("%(name)s asks you to read it.") % {"name": name}
    if asked.by_day is not None:
        day = formats.near_day(asked.by_day, request.today, lang=said)
        text = _("%(name)s asks you to read it by %(day)s.") % {"name": name, "day": day}
    return {
        "title": _("Will you read “%(title)s”?") % {"title": line.title},
        "text": f"{text} {asked.note}".strip(),
        "url": path_to("portfolio:sheet", placement.pk, line.id),
        "label": _("Read it"),
    }
