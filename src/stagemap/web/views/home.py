"""The first page of each role, and the two pages about the site itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stagemap.core.programme import Party
from stagemap.core.roles import Action, Relation
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.placements.queries import agreements_of, conversation
from stagemap.planning import access as planning_access
from stagemap.planning.queries import Desk, desk_of
from stagemap.planning.views.balance import balance_view, finding_views
from stagemap.web.queries import hall_for, journey_for, placements_named

from .actions import next_action
from .road import Reader, reader_of, road_view

if TYPE_CHECKING:
    from stagemap.placements.models import Placement

LATEST = 2
"""How many messages and agreements the home shows."""


@require_safe
def home(request: Request) -> HttpResponse:
    """Each role's own first page: a student's road, or the way to the list that somebody works from."""
    viewer = request.viewer
    if not viewer.known:
        return HttpResponseRedirect(path_to("demo:door") if settings.STAGEMAP_DEMO else settings.LOGIN_URL)
    if viewer.user_id is None:
        return _school_home(request)
    hall = hall_for(request)
    if hall.placement_id is not None:
        return _student_home(request, hall.placement_id)
    if hall.supervises:
        return HttpResponseRedirect(path_to("web:students"))
    if hall.coordinates:
        return HttpResponseRedirect(path_to("programmes:programmes"))
    return render(request, "web/nothing_yet.html")


def _school_home(request: Request) -> HttpResponse:
    """One opened link leads to its placement; several to a list of the students."""
    grants = request.viewer.grants
    if len(grants) == 1:
        return HttpResponseRedirect(_page_of(grants[0].relation, grants[0].placement_id))
    rows = [
        {"name": each.student.name, "url": _page_of(each.relation, each.pk), "week": each.week}
        for each in placements_named(request.viewer)
    ]
    return render(request, "web/my_students.html", {"rows": rows})


def _page_of(relation: Relation, placement_id: int) -> str:
    name = "planning:mentor" if relation is Relation.MENTOR else "planning:versions"
    return path_to(name, placement_id)


def _student_home(request: Request, placement_id: int) -> HttpResponse:
    plan = planning_access.get_for(request.viewer, placement_id, Action.READ_PLACEMENT, today=request.today)
    placement, desk = plan.placement, desk_of(plan, today=request.today, language=language())
    journey = journey_for(placement, request.today)
    lang = language()
    reader = reader_of(desk, you=Party.STUDENT, language=lang)
    context = {
        "placement": placement,
        "about": dotted(*place_words(placement), _week(placement.week, lang)),
        "board": next_action(journey, desk, request.today, language=lang),
        "road": road_view(journey, reader),
        "steps": _("%(done)s of %(all)s steps done") % {"done": journey.done_count, "all": len(journey.stops)},
        "lines": conversation(placement, request.viewer, latest=LATEST),
        "agreements": _agreements(placement, reader),
        **hours_context(desk, language=lang),
    }
    return render(request, "web/student_home.html", context)


def _agreements(placement: Placement, reader: Reader) -> list[dict[str, str]]:
    """The first agreements that are still open, with who and by when."""
    names: dict[str, str] = {party.value: name for party, name in reader.names.items()}
    if placement.class_mentor is not None:
        names["class_mentor"] = placement.class_mentor.first_name
    still_open = [each for each in agreements_of(placement) if each.done_at is None][:LATEST]
    days = ["" if each.by_day is None else formats.day(each.by_day, lang=reader.language) for each in still_open]
    return [
        {"what": each.what, "meta": dotted(names.get(each.who, ""), day)}
        for each, day in zip(still_open, days, strict=True)
    ]


def _week(monday: dt.date | None, lang: str) -> str:
    if monday is None:
        return ""
    return _("week of %(days)s") % {"days": formats.days(monday, monday + dt.timedelta(days=4), lang=lang)}


def place_words(placement: Placement) -> tuple[str, str]:
    """School and mentor of a placement, each empty while unknown."""
    school, mentor = placement.school, placement.mentor
    return (
        "" if school is None else f"{school.name}, {school.city}",
        "" if mentor is None else _("mentor %(name)s") % {"name": mentor.name},
    )


def dotted(*words: str) -> str:
    """What is known, with points between."""
    return " · ".join(word for word in words if word)


def hours_context(desk: Desk, *, language: str) -> dict[str, Any]:
    """The hours, the cover, and the one remark about levels, as the homes show them."""
    findings = finding_views(desk, language=language)
    return {
        "balance": balance_view(desk, language=language),
        "level_note": next((each for each in findings if each.key == "level_empty"), None),
        "edition_title": f"{desk.edition.name.in_(language)} {desk.edition.year}",
    }


@require_safe
def privacy(request: Request) -> HttpResponse:
    """What is kept of whom, in plain words."""
    return render(request, "web/privacy.html")


@require_safe
def accessibility(request: Request) -> HttpResponse:
    """What the site does for everybody, and whom to tell when it does not."""
    return render(request, "web/accessibility.html")
