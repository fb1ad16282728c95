"""The supervisor's pages: the list of students, and one of them."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from stagemap.core.programme import Party
from stagemap.core.roster import Slot
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.kit.templatetags.kit import state_icon
from stagemap.placements.queries import people_of
from stagemap.planning import access as planning_access
from stagemap.planning.queries import Desk, desk_of
from stagemap.web.forms import SearchForm
from stagemap.web.queries import StudentList, StudentRow, journey_for, students_of
from stagemap.web.services import renew_standings_for

from .home import dotted, hours_context, place_words
from .road import milestones_view, reader_of

if TYPE_CHECKING:
    from stagemap.placements.models import Placement

STATES = {"late": "late", "soon": "soon", "now": "busy", "coming": "open", "done": "done", "": "open"}
TURNS = {
    "student": gettext_lazy("student"),
    "mentor": gettext_lazy("mentor"),
    "supervisor": gettext_lazy("you"),
    "coordinator": gettext_lazy("coordinator"),
    "": "",
}


LATE = ' class="reason"'


@require_safe
def students(request: Request) -> HttpResponse:
    """The students whom the viewer supervises: what is late first, then by the day on which something is due."""
    form = SearchForm(request.GET)
    lang = language()
    renew_standings_for(viewer=request.viewer, today=request.today)
    found = students_of(request.viewer, language=lang, **form.asked())
    base = path_to("web:students")
    context = {
        "rows": [_row(row, lang, base) for row in found.page],
        "page": found.page,
        "before": f"?{urlencode({'q': form.words})}&page=" if form.words else "?page=",
        "form": form,
        "waiting": _waiting(found),
        "count": found.page.paginator.count,
    }
    return render(request, "web/students.html", context)


def _row(row: StudentRow, lang: str, base: str) -> SafeString:
    """One row of the table, drawn without a template: two hundred of them stand on a page."""
    late = f'<span class="vh">, {escape(_("late"))}</span>' if row.state == "late" else ""
    turn = escape(str(TURNS["supervisor"] if row.waits else TURNS[row.turn]))
    school = f"{row.school}, {row.city}" if row.city else row.school
    version = "" if row.version is None else _("version %(number)s") % {"number": row.version}
    due = "" if row.due is None else formats.day(row.due, lang=lang)
    return SafeString(  # every text of a person went through escape
        f'<tr><th scope="row"><a href="{base}{row.placement_id}/">{escape(row.name)}</a>'
        f'<small> {escape(row.group)}</small></th><td class="small">{escape(school)}</td>'
        f'<td class="small">{_week(row.week, lang)}</td>'
        f'<td class="small">{escape(version)}</td><td data-state="{STATES[row.state]}"><span class="row g-1">'
        f'<span class="tone">{state_icon(STATES[row.state])}</span>{escape(row.milestone)}{late}</span></td>'
        f"<td>{f'<b>{turn}</b>' if row.waits else turn}</td><td{LATE if late else ''}>{due}</td>"
        f"<td>{row.done_count}/{row.stop_count}</td></tr>\n"
    )


def _week(monday: dt.date | None, lang: str) -> str:
    """``19–23 april``."""
    return "" if monday is None else formats.days(monday, monday + dt.timedelta(days=4), lang=lang).rsplit(" ", 1)[0]


def _waiting(found: StudentList) -> dict[str, str] | None:
    """The board of the list: the rosters that wait for an answer, the most urgent one to open."""
    if not found.waiting:
        return None
    first, count = found.waiting[0], len(found.waiting)
    return {
        "title": _("%(name)s sent a roster") % {"name": first.name.split(" ")[0]},
        "text": _("%(count)s rosters wait for your answer.") % {"count": count}
        if count > 1
        else _("Read it, and acknowledge it or ask for a change."),
        "url": path_to("planning:version", first.placement_id, first.version or 0),
        "label": _("Read the roster"),
    }


@require_safe
def student(request: Request, placement_id: int) -> HttpResponse:
    """One student as the supervisor sees them; never a pupil code."""
    plan = planning_access.get_for(request.viewer, placement_id, request.action, today=request.today)
    placement, desk = plan.placement, desk_of(plan, today=request.today, language=language())
    journey = journey_for(placement, request.today)
    lang = language()
    context = {
        "placement": placement,
        "about": _about(placement),
        "board": _board(desk),
        "days": _days(desk, request.today, lang),
        "sent": _sent(desk, lang),
        "roster_url": path_to("planning:versions", placement.pk),
        "messages_url": path_to("placements:messages", placement.pk),
        "placement_url": path_to("placements:placement", placement.pk),
        "milestones": milestones_view(journey, reader_of(desk, you=Party.SUPERVISOR, language=lang)),
        "questions": desk.record.learning_questions,
        "people": [each for each in people_of(placement) if "student" not in each.parts],
        **hours_context(desk, language=lang),
    }
    return render(request, "web/student.html", context)


def _about(placement: Placement) -> str:
    school, mentor = place_words(placement)
    project = _("project in %(class)s") % {"class": placement.class_label} if placement.class_label else ""
    return dotted(placement.student_group, school, project, mentor)


def _board(desk: Desk) -> dict[str, str] | None:
    """The version that waits for an answer of a supervisor."""
    latest = desk.latest_version
    if latest is None or any(answer.number == latest.number for answer in desk.parts.answers):
        return None
    name = desk.plan.placement.student.first_name
    return {
        "eyebrow": _("Your turn"),
        "title": _("%(name)s sent version %(number)s of the roster") % {"name": name, "number": latest.number},
        "text": _("Read it, and acknowledge it or ask for a change."),
        "label": _("Read the roster"),
        "url": path_to("planning:version", desk.plan.placement_id, latest.number),
    }


def _days(desk: Desk, today: dt.date, lang: str) -> list[dict[str, Any]]:
    """The five days with what happens in the school, in order of time."""
    blocks = sorted(desk.record.blocks, key=lambda block: (block.start is None, block.start or 0))
    return [
        {
            "name": formats.day(day, lang=lang).rsplit(" ", 1)[0] if lang == "nl" else formats.day(day, lang=lang),
            "today": day == today,
            "closed": desk.record.closures.get(day, ""),
            "blocks": [
                {"title": block.title, "size": desk.edition.level[block.level].size if block.level else ""}
                for block in blocks
                if block.day == day and block.slot is not Slot.HOME
            ],
        }
        for day in desk.record.weekdays
    ]


def _sent(desk: Desk, lang: str) -> str:
    latest = desk.latest_version
    if latest is None:
        return ""
    return _("version %(number)s, sent on %(day)s") % {
        "number": latest.number,
        "day": formats.day(latest.sent_at, lang=lang),
    }
