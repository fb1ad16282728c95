"""What goes on paper and into calendars, read through planning and placements; never with a pupil code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from stagemap.core.anchors import anchors_of
from stagemap.core.journey import deadlines
from stagemap.core.programme import Edition, Party
from stagemap.core.roles import Action, Relation, verdict
from stagemap.core.roster import Plan as PlanRecord
from stagemap.core.roster import Span
from stagemap.placements.queries import moments_of
from stagemap.planning import queries as planning
from stagemap.planning.access import relation_of
from stagemap.planning.models import Plan, RosterVersion

PARTIES: Mapping[Relation, Party] = {
    Relation.STUDENT: Party.STUDENT,
    Relation.MENTOR: Party.MENTOR,
    Relation.SUPERVISOR: Party.SUPERVISOR,
}
"""Whose deadlines a holder sees in their calendar; who only reads along has none."""

ACTIVE_WEEK = "active_week"
"""The milestone that the blocks themselves show: no deadline of its own."""

SEE_THE_PLAN = (Relation.STUDENT, Relation.MENTOR)
"""Who sees every change at once; the others see what was sent."""


@dataclass(frozen=True, slots=True)
class Roster:
    """One roster, of a plan as it stands or of a version: what every writer of it starts from.

    ``revision`` is the plan's own count of changes.
    """

    edition: Edition
    plan: PlanRecord
    facts: planning.SheetFacts
    revision: int


@dataclass(frozen=True, slots=True)
class Feed:
    """What one holder's calendar shows.

    ``roster`` is None while nothing is to be seen yet. ``moments`` are the observation moments by number, with their
    time when it is known; ``dues`` the holder's own deadlines (milestone, its name, day) of what the calendar does not
    show as an event anyway. ``own`` is whether the holder is the student.
    """

    student: str
    school: str
    edition: Edition
    key: str
    roster: Roster | None
    moments: Mapping[int, tuple[dt.date | None, Span | None]]
    dues: tuple[tuple[str, str, dt.date], ...]
    own: bool


def draft_of(plan: Plan, *, today: dt.date, language: str) -> Roster:
    """The plan as it stands."""
    record = planning.open_desk_of(plan, today=today, language=language).record
    facts = planning.sheet_facts(plan, language=language)
    return Roster(planning.edition_of(plan), record, facts, plan.revision)


def sent_of(version: RosterVersion) -> Roster:
    """A version as it was sent."""
    facts = planning.sheet_facts(version)
    return Roster(planning.edition_of(version.plan), planning.version_record(version), facts, version.revision)


def feed_of(plan: Plan, *, today: dt.date, language: str) -> Feed:
    """The calendar of the viewer for whom ``access`` loaded the plan."""
    placement, relation = plan.placement, relation_of(plan)
    latest = planning.latest_version(plan)
    draft = draft_of(plan, today=today, language=language)
    sent = None if latest is None else sent_of(latest)
    moments = _moments(plan) if verdict(relation, Action.READ_PLACEMENT).allowed else {}
    party = PARTIES.get(relation)
    shown = {ACTIVE_WEEK, *(f"observation_{number}" for number, (day, _) in moments.items() if day)}
    return Feed(
        student=draft.facts.student,
        school=", ".join(filter(None, (draft.facts.school, draft.facts.school_address))),
        edition=draft.edition,
        key=str(placement.pk),
        roster=draft if relation in SEE_THE_PLAN else sent,
        moments=moments,
        dues=tuple(due for due in _dues(draft.edition, draft.plan, party, language) if due[0] not in shown),
        own=relation is Relation.STUDENT,
    )


def _moments(plan: Plan) -> dict[int, tuple[dt.date | None, Span | None]]:
    return {each.number: (each.day, _span(each.start, each.end)) for each in moments_of(plan.placement)}


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _dues(
    edition: Edition, plan: PlanRecord, party: Party | None, language: str
) -> tuple[tuple[str, str, dt.date], ...]:
    days = deadlines(edition, anchors_of(edition, plan, sent=plan.sent_on is not None))
    mine = [each for each in edition.milestones if party in each.owners]
    return tuple((each.key, each.name.in_(language), day) for each in mine if (day := days[each.key]))
