"""What is known of one placement: its people, papers, observation moments, agreements and school week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from stagemap.core import roster
from stagemap.core.calendar import closed_on
from stagemap.core.programme import Closure as ClosedDays
from stagemap.core.programme import Text
from stagemap.core.roles import Relation
from stagemap.kit.formats import initials
from stagemap.kit.prepared import Prepared
from stagemap.people.models import User
from stagemap.placements.models import (
    Agreement,
    ObservationMoment,
    Paper,
    Placement,
    School,
    SchoolPerson,
    Supervision,
)
from stagemap.programmes.queries import record_of


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of a placement. ``parts`` are keys of ``labels.PARTS``: one person may be more than one thing to it."""

    name: str
    email: str
    telephone: str
    parts: tuple[str, ...]
    function: str = ""

    @property
    def initials(self) -> str:
        """First letters of the first and the last word of the name."""
        return initials(self.name)


def people_of(placement: Placement, supervisors: list[Supervision] | None = None) -> tuple[Contact, ...]:
    """Everybody of the placement, each once: student, people of the school, supervisors. One query at most."""
    student = _account(placement.student, Relation.STUDENT)
    of_school = (
        (placement.mentor, Relation.MENTOR),
        (placement.class_mentor, Relation.CLASS_MENTOR),
        (placement.care_coordinator, "care_coordinator"),
    )
    parts: dict[SchoolPerson, tuple[str, ...]] = {}
    for person, part in of_school:
        if person is not None:
            parts[person] = (*parts.get(person, ()), part)
    staff = tuple(_person(person, held) for person, held in parts.items())
    college = tuple(
        _account(each.supervisor, "lead" if each.is_lead else Relation.SUPERVISOR)
        for each in (supervisors_of(placement) if supervisors is None else supervisors)
    )
    return (student, *staff, *college)


def supervisors_of(placement: Placement) -> list[Supervision]:
    """The supervisors (``.supervisor`` is loaded), the one who leads first (G18)."""
    return list(placement.supervisions.select_related("supervisor"))


def papers_of(placement: Placement) -> tuple[Paper, ...]:
    """Every kind of paper in a fixed order; one that nobody wrote down yet is missing (and not saved)."""
    known = {paper.kind: paper for paper in placement.papers.all()}
    return tuple(known.get(kind) or Paper(placement=placement, kind=kind) for kind in Paper.Kind)


def agreement_ready(placement: Placement) -> bool:
    """Whether the internship agreement is in order: the gate before the first observation moment (G03)."""
    return placement.papers.filter(kind=Paper.Kind.INTERNSHIP_AGREEMENT, status=Paper.Status.IN_ORDER).exists()


def moments_of(placement: Placement) -> tuple[ObservationMoment, ...]:
    """The observation moments that the edition asks for, by number; one that is not planned yet is not saved (G03)."""
    known = {moment.number: moment for moment in placement.observation_moments.all()}
    asked = record_of(placement.edition).observation_moments
    return tuple(
        known.get(number) or ObservationMoment(placement=placement, number=number)
        for number in range(1, max([asked, *known]) + 1)
    )


def moment_of(placement: Placement, number: int) -> ObservationMoment | None:
    """One observation moment of those that ``moments_of`` gives, or None for a number beyond them."""
    return next((moment for moment in moments_of(placement) if moment.number == number), None)


_AGREEMENTS = Prepared(lambda placement: Agreement.objects.filter(placement_id=placement), "placement")


def agreements_of(placement: Placement) -> list[Agreement]:
    """What was agreed: open ones by their day (those without a day last), then those that were kept, latest first."""
    rows: list[Agreement] = _AGREEMENTS.objects(placement=placement.pk)
    for row in rows:
        row.placement = placement
    still_open = sorted(
        (row for row in rows if row.done_at is None), key=lambda row: (row.by_day or dt.date.max, row.pk)
    )
    return still_open + sorted((row for row in rows if row.done_at is not None), key=_done_at, reverse=True)


def agreement_in(placement: Placement, agreement_id: int) -> Agreement | None:
    """One agreement of this placement."""
    return placement.agreements.filter(pk=agreement_id).first()


def rhythm_of(school: School | None) -> roster.Rhythm:
    """The week of a school: lessons and standing moments; five empty days while unknown. One query."""
    if school is None:
        return roster.Rhythm(lessons=((),) * 5)
    lessons = tuple(tuple(roster.Span(start, end) for start, end in day) for day in school.lessons) or ((),) * 5
    standing = tuple(
        roster.StandingMoment(row.weekday, roster.Span(row.start, row.end), row.title)
        for row in school.standing_moments.all()
    )
    return roster.Rhythm(lessons=lessons, standing=standing)


def closures_of(placement: Placement, *, language: str = "nl") -> Mapping[dt.date, str]:
    """The weekdays on which the school is closed, each with its reason: the edition's calendar, then its own (G08)."""
    own = placement.school.closures.all() if placement.school else ()
    return closed_on(
        record_of(placement.edition),
        (ClosedDays(row.first_day, row.last_day, Text(row.reason, row.reason)) for row in own),
        language=language,
    )


def _done_at(row: Agreement) -> tuple[dt.datetime, int]:
    return (row.done_at or row.made_at, row.pk)


def _account(user: User, part: str) -> Contact:
    return Contact(user.name, user.email, user.telephone, (part,))


def _person(person: SchoolPerson, parts: tuple[str, ...]) -> Contact:
    return Contact(person.name, person.email, person.telephone, parts, person.function)
