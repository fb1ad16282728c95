"""The supervisor's list: one row a student, from what is kept of each road."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Subquery

from stagemap.core.roles import Viewer
from stagemap.planning.models import Answer, RosterVersion
from stagemap.programmes.queries import record_for
from stagemap.web.access import supervised_by

PAGE_SIZE = 200
URGENT = {"late": 0, "soon": 1, "now": 2, "coming": 3, "done": 4, "": 5}


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One student of the list; ``milestone`` is the key of what is most urgent, ``turn`` the party that is awaited."""

    placement_id: int
    name: str
    group: str
    school: str
    city: str
    week: dt.date | None
    milestone: str
    milestone_name: str
    state: str
    turn: str
    due: dt.date | None
    done_count: int
    stop_count: int
    version: int | None
    answer: str


def students_of(viewer: Viewer, *, language: str, page: int = 1, words: str = "") -> Page[StudentRow]:
    """A page of the students that ``viewer`` supervises, in one query for any number of rows.

    What is late comes first, then by the day on which something is due, then by name.
    """
    latest = RosterVersion.objects.filter(plan__placement_id=OuterRef("pk")).order_by("-number")
    answers = Answer.objects.filter(version__plan__placement_id=OuterRef("pk")).order_by("-version__number", "-id")
    found = supervised_by(viewer).values_list(
        "pk",
        "student__name",
        "student_group",
        "school__name",
        "school__city",
        "week",
        "edition__text_id",
        "standing__milestone",
        "standing__state",
        "standing__turn",
        "standing__due",
        "standing__done_count",
        "standing__stop_count",
        Subquery(latest.values("number")[:1]),
        Subquery(answers.values("kind")[:1]),
    )
    if words:
        found = found.filter(student__name__icontains=words)
    rows = sorted((_row(values, language) for values in found), key=_urgency)
    return Paginator(rows, PAGE_SIZE).get_page(page)


def _row(values: tuple[object, ...], language: str) -> StudentRow:
    pk, name, group, school, city, week, text, milestone, state, turn, due, done, stops, version, answer = values
    known = record_for(str(text)).milestone.get(str(milestone))
    return StudentRow(
        placement_id=pk,  # type: ignore[arg-type]  # values_list knows its columns, its type does not
        name=str(name),
        group=str(group),
        school=str(school or ""),
        city=str(city or ""),
        week=week,  # type: ignore[arg-type]  # the same
        milestone=str(milestone or ""),
        milestone_name="" if known is None else known.name.in_(language),
        state=str(state or ""),
        turn=str(turn or ""),
        due=due,  # type: ignore[arg-type]  # the same
        done_count=int(done or 0),  # type: ignore[call-overload]  # the same
        stop_count=int(stops or 0),  # type: ignore[call-overload]  # the same
        version=version,  # type: ignore[arg-type]  # the same
        answer=str(answer or ""),
    )


def _urgency(row: StudentRow) -> tuple[int, dt.date, str]:
    return URGENT.get(row.state, 5), row.due or dt.date.max, row.name
