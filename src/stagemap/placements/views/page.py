"""The page of one placement, for everybody in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stagemap.core.roles import Action, Relation
from stagemap.kit.formats import days
from stagemap.kit.htmx import answer
from stagemap.kit.http import Request
from stagemap.placements import access, queries

if TYPE_CHECKING:
    from stagemap.placements.models import Placement

LATEST = 3
FRIDAY = timedelta(days=4)
OFFERED = {
    "edit": Action.EDIT_PLACEMENT,
    "papers": Action.KEEP_PAPERS,
    "moments": Action.KEEP_OBSERVATIONS,
    "agreements": Action.KEEP_AGREEMENTS,
    "messages": Action.READ_MESSAGES,
    "invite": Action.INVITE_READER,
}


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing that the viewer can do now on this page."""

    title: str
    text: str
    url: str
    label: str


@require_safe
def placement(request: Request, placement_id: int) -> HttpResponse:
    """People, papers, observation moments, agreements and the latest messages."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    context = context_of(request, mine, latest=LATEST)
    return answer(request, "placements/placement.html", {**context, "step": _next_step(mine, context)})


def context_of(request: Request, mine: Placement, *, latest: int = 0) -> dict[str, Any]:
    """What every page of one placement shows: ``page``, and ``may`` for what the viewer may do."""
    language = get_language() or "nl"
    return {
        "placement": mine,
        "page": queries.page_of(mine, request.viewer, request.today, language=language, latest=latest),
        "may": {name: access.may(mine, action, request.today) for name, action in OFFERED.items()},
        "is_student": mine.relation is Relation.STUDENT,
        "is_mentor": mine.relation is Relation.MENTOR,
        "sees_notes": mine.relation in queries.NOTE_READERS,
        "week": days(mine.week, mine.week + FRIDAY, lang=language) if mine.week else "",
    }


def _next_step(mine: Placement, context: dict[str, Any]) -> Step | None:
    """The first thing that is the viewer's turn, if any."""
    page, may = context["page"], context["may"]
    if may["edit"]:
        return _coordinators_step(mine, page)
    if may["moments"]:
        return _students_step(mine, page)
    return _mentors_step(mine) if may["invite"] else None


def _coordinators_step(mine: Placement, page: queries.PlacementPage) -> Step | None:
    change = reverse("placements:change", args=[mine.pk])
    if "school" in page.gaps:
        return Step(
            _("Choose the school"), _("Then the mentor can be chosen among its people."), change, _("Choose the school")
        )
    if "mentor" in page.gaps:
        return Step(
            _("Choose the mentor"), _("The mentor gets a personal link by mail."), change, _("Choose the mentor")
        )
    if "supervisor" in page.gaps:
        url = reverse("placements:supervisors", args=[mine.pk])
        return Step(_("Choose a supervisor"), _("The supervisor receives the week roster."), url, _("Choose somebody"))
    return None


def _students_step(mine: Placement, page: queries.PlacementPage) -> Step | None:
    if not page.is_ready:
        url = reverse("placements:papers", args=[mine.pk])
        text = _("The internship agreement has to be in order before your first observation moment.")
        return Step(_("See to your internship agreement"), text, url, _("Fill in how it stands"))
    waiting = next((moment for moment in page.moments if moment.state == "soon"), None)
    if waiting is not None:
        title = _("Did observation moment %(number)s take place?") % {"number": waiting.number}
        url = reverse("placements:moment", args=[mine.pk, waiting.number])
        return Step(title, _("Mark it as held and write down what you saw."), url, _("Write your notes"))
    unplanned = next((moment for moment in page.moments if moment.state == "open"), None)
    if unplanned is not None:
        title = _("Plan observation moment %(number)s") % {"number": unplanned.number}
        url = reverse("placements:moment", args=[mine.pk, unplanned.number])
        text = _("Agree with your mentor on the day and on what you will look for.")
        return Step(title, text, url, _("Plan this moment"))
    return None


def _mentors_step(mine: Placement) -> Step | None:
    colleague = queries.expected_reader(mine)
    if colleague is None:
        return None
    title = _("Let %(name)s read along") % {"name": colleague.first_name}
    text = _("The class mentor then reads the roster and the project by a link of their own.")
    return Step(title, text, reverse("placements:readers", args=[mine.pk]), _("Invite a colleague"))
