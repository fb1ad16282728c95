"""The page of one placement as one viewer sees it: what is there, what is missing, whose turn it is (G03-G06, G15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from stagemap.core import roster
from stagemap.core.calendar import week_days
from stagemap.core.privacy import without_codes
from stagemap.core.roles import Relation, Viewer, sees_pupil_codes
from stagemap.kit.formats import initials
from stagemap.placements.models import (
    Agreement,
    ObservationMoment,
    Paper,
    Placement,
    Reading,
    SchoolPerson,
    Supervision,
)
from stagemap.placements.queries import facts
from stagemap.placements.queries.labels import (
    AWAITED,
    FUNCTIONS,
    GAPS,
    PAPERS,
    PARTS,
    STATUS_STATES,
    STATUSES,
    WEEKDAYS,
)
from stagemap.placements.queries.talk import Line, conversation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOTE_READERS = frozenset({Relation.STUDENT, Relation.MENTOR})
"""Who reads the notes of an observation moment."""
_ME = {Relation.STUDENT: Agreement.Who.STUDENT, Relation.MENTOR: Agreement.Who.MENTOR}
LATEST = 3
LONG_BREAK = 30
"""Minutes between two lessons from which the school hours are told as two stretches."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody of the placement with what they are to it and at the school, in words."""

    name: str
    initials: str
    about: str
    email: str
    telephone: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper with how it stands, in words; ``state`` is one of the kit's."""

    kind: str
    name: StrOrPromise
    status: StrOrPromise
    state: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class MomentLine:
    """An observation moment; ``state`` is done, busy (planned), soon (its day has come, not marked as held) or open."""

    number: int
    day: dt.date | None
    start: int | None
    end: int | None
    look_for: str
    notes: str
    is_held: bool
    state: str
    closed: str
    is_after_week: bool


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Something agreed; ``who`` is a first name, or "you" for the viewer; ``state`` is done, late or open."""

    id: int
    what: str
    who: str
    by_day: dt.date | None
    done_at: dt.datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """Somebody of the school whom the mentor invited to read along."""

    id: int
    name: str
    initials: str
    part: StrOrPromise
    invited_at: dt.datetime


@dataclass(frozen=True, slots=True)
class DayHours:
    """The school hours of one weekday: stretches of lessons, breaks of less than half an hour left out."""

    weekday: StrOrPromise
    spans: tuple[roster.Span, ...]


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A moment of the school that returns every week, with its weekday in words."""

    weekday: StrOrPromise
    span: roster.Span
    title: str


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """All that the page of a placement shows; ``gaps`` are keys of ``labels.GAPS``."""

    contacts: tuple[ContactLine, ...]
    papers: tuple[PaperLine, ...]
    moments: tuple[MomentLine, ...]
    agreements: tuple[AgreementLine, ...]
    messages: tuple[Line, ...]
    readers: tuple[ReaderLine, ...]
    hours: tuple[DayHours, ...]
    standing: tuple[StandingLine, ...]
    closed_in_week: tuple[tuple[dt.date, str], ...]
    gaps: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether the internship agreement is in order."""
        return "papers" not in self.gaps


def page_of(placement: Placement, viewer: Viewer, today: dt.date, *, language: str = "nl") -> PlacementPage:
    """The page of a placement that ``access.get_for`` loaded for ``viewer``. At most ten queries."""
    supervisors = facts.supervisors_of(placement)
    papers = facts.papers_of(placement)
    moments = facts.moments_of(placement)
    closed = facts.closures_of(placement, language=language)
    rhythm = facts.rhythm_of(placement.school)
    talks = placement.relation is not Relation.COORDINATOR
    return PlacementPage(
        contacts=tuple(_contact(each) for each in facts.people_of(placement, supervisors)),
        papers=tuple(paper_line(paper) for paper in papers),
        moments=tuple(moment_line(moment, today, closed, language=language) for moment in moments),
        agreements=agreement_lines(placement, today, supervisors, language=language),
        messages=conversation(placement, viewer, latest=LATEST) if talks else (),
        readers=readers_of(placement),
        hours=hours_of(rhythm),
        standing=standing_of(rhythm),
        closed_in_week=_closed_in_week(placement, closed),
        gaps=_gaps(placement, supervisors, papers, moments),
    )


def hours_of(rhythm: roster.Rhythm) -> tuple[DayHours, ...]:
    """The hours of Monday to Friday; empty while the school's rhythm is not known."""
    if not any(rhythm.lessons):
        return ()
    return tuple(DayHours(day, _joined(lessons)) for day, lessons in zip(WEEKDAYS, rhythm.lessons, strict=True))


def standing_of(rhythm: roster.Rhythm) -> tuple[StandingLine, ...]:
    """The standing moments with their weekday in words."""
    return tuple(StandingLine(WEEKDAYS[each.weekday], each.span, each.title) for each in rhythm.standing)


def paper_line(paper: Paper) -> PaperLine:
    """One paper in words."""
    return PaperLine(paper.kind, PAPERS[paper.kind], STATUSES[paper.status], STATUS_STATES[paper.status], paper.on)


def moment_line(
    moment: ObservationMoment, today: dt.date, closed: Mapping[dt.date, str], *, language: str
) -> MomentLine:
    """One observation moment as the viewer of its placement sees it: notes for student and mentor alone."""
    placement, day = moment.placement, moment.day
    relation = placement.relation
    is_after = day is not None and placement.week is not None and day >= placement.week
    return MomentLine(
        number=moment.number,
        day=day,
        start=moment.start,
        end=moment.end,
        look_for=_shown(moment.look_for, relation, language),
        notes=moment.notes if relation in NOTE_READERS else "",
        is_held=moment.held_at is not None,
        state=_moment_state(moment, today),
        closed=closed.get(day, "") if day else "",
        is_after_week=is_after,
    )


def agreement_lines(
    placement: Placement, today: dt.date, supervisors: list[Supervision], *, language: str
) -> tuple[AgreementLine, ...]:
    """The agreements as the viewer of the placement sees them, open ones first."""
    names = _names(placement, supervisors)
    return tuple(
        AgreementLine(
            id=row.pk,
            what=_shown(row.what, placement.relation, language),
            who=names[row.who],
            by_day=row.by_day,
            done_at=row.done_at,
            state=_agreement_state(row, today),
        )
        for row in facts.agreements_of(placement)
    )


def readers_of(placement: Placement) -> tuple[ReaderLine, ...]:
    """Who of the school reads along, in the order in which they were invited. One query."""
    return tuple(
        ReaderLine(
            row.pk,
            row.person.name,
            initials(row.person.name),
            PARTS[row.part],
            row.invited_at,
        )
        for row in placement.readings.select_related("person")
    )


def expected_reader(placement: Placement) -> SchoolPerson | None:
    """The class mentor of the placement while nobody invited them to read along; None when the mentor is both."""
    person = placement.class_mentor
    if person is None or person.pk == placement.mentor_id:
        return None
    return None if placement.readings.filter(person=person).exists() else person


def reading_in(placement: Placement, reading_id: int) -> Reading | None:
    """One invitation to read along in this placement."""
    return placement.readings.select_related("person").filter(pk=reading_id).first()


def _contact(contact: facts.Contact) -> ContactLine:
    """Of a mentor the function counts too (G15); who is care coordinator both ways is not called so twice."""
    words = [str(PARTS[part]) for part in contact.parts]
    function = str(FUNCTIONS.get(contact.function, ""))
    tells = Relation.MENTOR in contact.parts and contact.function != SchoolPerson.Function.OTHER
    if tells and function not in words:
        words.append(function)
    return ContactLine(contact.name, contact.initials, ", ".join(words), contact.email, contact.telephone)


def _moment_state(moment: ObservationMoment, today: dt.date) -> str:
    if moment.held_at is not None:
        return "done"
    if moment.day is None:
        return "open"
    return "soon" if moment.day <= today else "busy"


def _agreement_state(row: Agreement, today: dt.date) -> str:
    if row.done_at is not None:
        return "done"
    return "late" if row.by_day is not None and row.by_day < today else "open"


def _names(placement: Placement, supervisors: list[Supervision]) -> dict[str, str]:
    """Who is meant by each key of ``Agreement.Who``: a first name, the word for it while nobody is there, or "you"."""
    known = {
        Agreement.Who.STUDENT: placement.student,
        Agreement.Who.MENTOR: placement.mentor,
        Agreement.Who.CLASS_MENTOR: placement.class_mentor,
        Agreement.Who.SUPERVISOR: supervisors[0].supervisor if supervisors else None,
    }
    names = {str(key): person.first_name if person else str(AWAITED[key]) for key, person in known.items()}
    me = _ME.get(placement.relation)
    if me is not None:
        names[me] = pgettext("student", "you") if me is Agreement.Who.STUDENT else pgettext("mentor", "you")
    return names


def _gaps(
    placement: Placement,
    supervisors: list[Supervision],
    papers: tuple[Paper, ...],
    moments: tuple[ObservationMoment, ...],
) -> tuple[str, ...]:
    """What ``overview.lacking`` asks the database, from rows that are at hand."""
    ready = any(
        paper.kind == Paper.Kind.INTERNSHIP_AGREEMENT and paper.status == Paper.Status.IN_ORDER for paper in papers
    )
    lacking = {
        "school": placement.school_id is None,
        "mentor": placement.mentor_id is None,
        "supervisor": not any(each.is_lead for each in supervisors),
        "class": not placement.class_label,
        "papers": not ready,
        "moments": any(moment.day is None for moment in moments),
        "week": placement.week is None,
    }
    return tuple(key for key in GAPS if lacking[key])


def _joined(lessons: tuple[roster.Span, ...]) -> tuple[roster.Span, ...]:
    joined: list[roster.Span] = []
    for lesson in lessons:
        if joined and lesson.start - joined[-1].end < LONG_BREAK:
            joined[-1] = roster.Span(joined[-1].start, lesson.end)
        else:
            joined.append(lesson)
    return tuple(joined)


def _closed_in_week(placement: Placement, closed: Mapping[dt.date, str]) -> tuple[tuple[dt.date, str], ...]:
    if placement.week is None:
        return ()
    return tuple((day, closed[day]) for day in week_days(placement.week) if day in closed)


def _shown(text: str, relation: Relation, language: str) -> str:
    return text if sees_pupil_codes(relation) else without_codes(text, language)
