"""The supervisor's list: one row a student, from what is kept of each road."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, Subquery

from stagemap.core.roles import Viewer
from stagemap.planning.models import Answer, RosterVersion
from stagemap.programmes.queries import record_for
from stagemap.web.access import supervised_by

PAGE_SIZE = 200
URGENT = {"late": 0, "soon": 1, "now": 2, "coming": 3, "done": 4, "": 5}


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One student of the list.

    ``milestone`` names what is most urgent and ``turn`` the party that is awaited for it; ``version`` is the number
    of the roster that was sent last, ``waits`` tells that no supervisor answered it yet.
    """

    placement_id: int
    name: str
    group: str
    school: str
    city: str
    week: dt.date | None
    milestone: str
    state: str
    turn: str
    due: dt.date | None
    done_count: int
    stop_count: int
    version: int | None
    waits: bool


@dataclass(frozen=True, slots=True)
class StudentList:
    """A page of the list, and of all pages together the rows whose roster waits for an answer."""

    page: Page[StudentRow]
    waiting: tuple[StudentRow, ...]


def students_of(viewer: Viewer, *, language: str, page: int = 1, words: str = "") -> StudentList:
    """The students that ``viewer`` supervises, in one query for any number of rows; ``words`` is of name or school.

    What is late comes first, then by the day on which something is due, then by name.
    """
    latest = RosterVersion.objects.filter(plan__placement_id=OuterRef("pk")).order_by("-number")
    answers = Answer.objects.filter(version_id=OuterRef("latest_id"))
    found = (
        supervised_by(viewer)
        .alias(latest_id=Subquery(latest.values("pk")[:1]))
        .values_list(
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
            Exists(answers),
        )
    )
    if words:
        found = found.filter(Q(student__name__icontains=words) | Q(school__name__icontains=words))
    rows = sorted((_row(values, language) for values in found), key=_urgency)
    return StudentList(Paginator(rows, PAGE_SIZE).get_page(page), tuple(row for row in rows if row.waits))


def _row(values: tuple[object, ...], language: str) -> StudentRow:
    pk, name, group, school, city, week, text, milestone, state, turn, due, done, stops, version, answered = values
    return StudentRow(
        placement_id=pk,  # type: ignore[arg-type]  # values_list knows its columns, its type does not
        name=str(name),
        group=str(group),
        school=str(school or ""),
        city=str(city or ""),
        week=week,  # type: ignore[arg-type]  # the same
        milestone=_said(str(text), str(milestone or ""), language),
        state=str(state or ""),
        turn=str(turn or ""),
        due=due,  # type: ignore[arg-type]  # the same
        done_count=int(done or 0),  # type: ignore[call-overload]  # the same
        stop_count=int(stops or 0),  # type: ignore[call-overload]  # the same
        version=version,  # type: ignore[arg-type]  # the same
        waits=version is not None and not answered,
    )


def _said(text: str, milestone: str, language: str) -> str:
    """What a milestone is called in an edition, by the keys of both."""
    edition = record_for(text)
    known = edition.milestone.get(milestone)
    return "" if known is None else known.name.in_(language).format(lms=edition.terms["lms"].in_(language))


def _urgency(row: StudentRow) -> tuple[int, dt.date, str]:
    return URGENT.get(row.state, len(URGENT)), row.due or dt.date.max, row.name
