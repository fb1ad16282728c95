"""Lines of a placement's page: rows in words, as the viewer of the placement may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from stagemap.core import roster
from stagemap.core.privacy import without_codes
from stagemap.core.roles import Relation, sees_pupil_codes
from stagemap.placements.models import Agreement, ObservationMoment, Paper, Placement, SchoolPerson, Supervision
from stagemap.placements.queries import facts
from stagemap.placements.queries.labels import AWAITED, FUNCTIONS, PAPERS, PARTS, STATUS_STATES, STATUSES, WEEKDAYS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOTE_READERS = frozenset({Relation.STUDENT, Relation.MENTOR})
"""Who reads the notes of an observation moment."""
LONG_BREAK = 30
"""Minutes between two lessons from which the school hours are told as two stretches."""
_ME = {Relation.STUDENT: Agreement.Who.STUDENT, Relation.MENTOR: Agreement.Who.MENTOR}


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


def hours_of(rhythm: roster.Rhythm) -> tuple[DayHours, ...]:
    """The hours of Monday to Friday; empty while the school's rhythm is not known."""
    if not any(rhythm.lessons):
        return ()
    return tuple(DayHours(day, _joined(lessons)) for day, lessons in zip(WEEKDAYS, rhythm.lessons, strict=True))


def standing_of(rhythm: roster.Rhythm) -> tuple[StandingLine, ...]:
    """The standing moments with their weekday in words."""
    return tuple(StandingLine(WEEKDAYS[each.weekday], each.span, each.title) for each in rhythm.standing)


def contact_line(contact: facts.Contact) -> ContactLine:
    """Of a mentor the function counts too (G15); who is care coordinator both ways is not called so twice."""
    words = [str(PARTS[part]) for part in contact.parts]
    function = str(FUNCTIONS.get(contact.function, ""))
    tells = Relation.MENTOR in contact.parts and contact.function != SchoolPerson.Function.OTHER
    if tells and function not in words:
        words.append(function)
    return ContactLine(contact.name, contact.initials, ", ".join(words), contact.email, contact.telephone)


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


def _joined(lessons: tuple[roster.Span, ...]) -> tuple[roster.Span, ...]:
    joined: list[roster.Span] = []
    for lesson in lessons:
        if joined and lesson.start - joined[-1].end < LONG_BREAK:
            joined[-1] = roster.Span(joined[-1].start, lesson.end)
        else:
            joined.append(lesson)
    return tuple(joined)


def _shown(text: str, relation: Relation, language: str) -> str:
    return text if sees_pupil_codes(relation) else without_codes(text, language)
