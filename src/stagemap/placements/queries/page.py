"""The page of one placement as one viewer sees it: what is there, what is missing, whose turn it is (G03-G06, G15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stagemap.core.calendar import week_days
from stagemap.core.roles import Relation, Viewer
from stagemap.kit.formats import initials
from stagemap.placements.models import ObservationMoment, Paper, Placement, Reading, SchoolPerson, Supervision
from stagemap.placements.queries import facts
from stagemap.placements.queries.labels import GAPS, PARTS
from stagemap.placements.queries.lines import (
    AgreementLine,
    ContactLine,
    DayHours,
    MomentLine,
    PaperLine,
    StandingLine,
    agreement_lines,
    contact_line,
    hours_of,
    moment_line,
    paper_line,
    standing_of,
)
from stagemap.placements.queries.talk import Line, conversation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """Somebody of the school whom the mentor invited to read along."""

    id: int
    name: str
    initials: str
    part: StrOrPromise
    invited_at: dt.datetime


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


def page_of(
    placement: Placement, viewer: Viewer, today: dt.date, *, language: str = "nl", latest: int = 0
) -> PlacementPage:
    """The page of a placement that ``access.get_for`` loaded for ``viewer``, with the ``latest`` few messages.

    Eight queries at most; messages are for those who may read them.
    """
    supervisors = facts.supervisors_of(placement)
    papers = facts.papers_of(placement)
    moments = facts.moments_of(placement)
    closed = facts.closures_of(placement, language=language)
    rhythm = facts.rhythm_of(placement.school)
    talks = latest > 0 and placement.relation is not Relation.COORDINATOR
    return PlacementPage(
        contacts=tuple(contact_line(each) for each in facts.people_of(placement, supervisors)),
        papers=tuple(paper_line(paper) for paper in papers),
        moments=tuple(moment_line(moment, today, closed, language=language) for moment in moments),
        agreements=agreement_lines(placement, today, supervisors, language=language),
        messages=conversation(placement, viewer, latest=latest) if talks else (),
        readers=readers_of(placement),
        hours=hours_of(rhythm),
        standing=standing_of(rhythm),
        closed_in_week=_closed_in_week(placement, closed),
        gaps=_gaps(placement, supervisors, papers, moments),
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


def _closed_in_week(placement: Placement, closed: Mapping[dt.date, str]) -> tuple[tuple[dt.date, str], ...]:
    if placement.week is None:
        return ()
    return tuple((day, closed[day]) for day in week_days(placement.week) if day in closed)
