"""The facts from which ``core.journey`` tells where a placement stands: two queries for any number of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery

from stagemap.core.anchors import contact_days
from stagemap.core.journey import Facts, Journey, journey_of
from stagemap.core.programme import Anchor, Edition
from stagemap.core.roster import plan_from_data
from stagemap.kit.clock import local_date
from stagemap.placements.models import ObservationMoment, Paper, Placement
from stagemap.planning.models import Answer, Block, RosterVersion
from stagemap.programmes.queries import record_for

WEEK = dt.timedelta(days=4)
"""From the Monday to the Friday of the active week (G08)."""

Row = dict[str, Any]


def facts_of(placement_ids: Iterable[int], today: dt.date) -> Mapping[int, tuple[Edition, Facts]]:
    """Edition and facts of each placement, by its id."""
    ids = list(placement_ids)
    moments: defaultdict[int, list[ObservationMoment]] = defaultdict(list)
    for moment in ObservationMoment.objects.filter(placement_id__in=ids).order_by("number"):
        moments[moment.placement_id].append(moment)
    return {row["pk"]: _facts(row, moments[row["pk"]], today) for row in _rows(ids)}


def journey_for(placement: Placement, today: dt.date) -> Journey:
    """The road of one placement on ``today``."""
    edition, facts = facts_of([placement.pk], today)[placement.pk]
    return journey_of(edition, facts, today)


def _rows(ids: list[int]) -> Iterable[Row]:
    in_order = Paper.Status.IN_ORDER
    papers = Paper.objects.filter(placement_id=OuterRef("pk"), kind=Paper.Kind.INTERNSHIP_AGREEMENT, status=in_order)
    exploring = Block.objects.filter(plan__placement_id=OuterRef("pk"), package="exploration")
    latest = RosterVersion.objects.filter(plan__placement_id=OuterRef("pk")).order_by("-number")
    answers = Answer.objects.filter(version__plan__placement_id=OuterRef("pk")).order_by("-version__number", "-id")
    return Placement.objects.filter(pk__in=ids).values(
        "pk",
        "week",
        "created_at",
        "closed_at",
        text=F("edition__text_id"),
        changed_at=F("plan__changed_at"),
        description=F("plan__description"),
        explores=Exists(exploring),
        papers_ready=Exists(papers),
        papers_on=Subquery(papers.values("on")[:1]),
        sent_at=Subquery(latest.values("sent_at")[:1]),
        sent_number=Subquery(latest.values("number")[:1]),
        sent_content=Subquery(latest.values("content")[:1]),
        answer=Subquery(answers.values("kind")[:1]),
        answered_number=Subquery(answers.values("version__number")[:1]),
    )


def _facts(row: Row, moments: list[ObservationMoment], today: dt.date) -> tuple[Edition, Facts]:
    edition = record_for(row["text"])
    first, last = active_days(edition, row)
    anchors = _anchors(edition, moments, first, last)
    done = _done(row, moments, today, last)
    begun = {"roster_sent"} if row["changed_at"] is not None else set()
    if first is not None and first <= today:
        begun.add("active_week")
    return edition, Facts(anchors=anchors, done=_known(edition, done), begun=frozenset(begun))


def active_days(edition: Edition, row: Row) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last active day: of the roster that was sent last, else of the week that is chosen (G20)."""
    if row["sent_content"] is not None:
        days = contact_days(edition, plan_from_data(row["sent_content"]).blocks)
        if days:
            return days[0], days[-1]
    week: dt.date | None = row["week"]
    return (None, None) if week is None else (week, week + WEEK)


def _anchors(
    edition: Edition, moments: list[ObservationMoment], first: dt.date | None, last: dt.date | None
) -> dict[Anchor, dt.date]:
    planned = [moment.day for moment in moments if moment.day is not None]
    anchors = {
        Anchor.PERIOD_FIRST_DAY: edition.period.first_day,
        Anchor.PERIOD_LAST_DAY: edition.period.last_day,
        Anchor.FIRST_OBSERVATION: min(planned, default=None),
        Anchor.LAST_OBSERVATION: max(planned, default=None),
        Anchor.ACTIVE_FIRST_DAY: first,
        Anchor.ACTIVE_LAST_DAY: last,
    }
    return {anchor: day for anchor, day in anchors.items() if day is not None}


def _done(row: Row, moments: list[ObservationMoment], today: dt.date, last: dt.date | None) -> dict[str, dt.date]:
    """The milestones that are reached, with their day."""
    done = {f"observation_{each.number}": local_date(each.held_at) for each in moments if each.held_at is not None}
    if row["papers_ready"]:
        done["agreement_ready"] = row["papers_on"] or local_date(row["created_at"])
    if row["explores"] and row["description"]:
        done["tasks_and_project"] = local_date(row["changed_at"])
    if row["sent_at"] is not None and not _change_asked(row):
        done["roster_sent"] = local_date(row["sent_at"])
    if last is not None and last < today and row["sent_at"] is not None:
        done["active_week"] = last
    if row["closed_at"] is not None:
        done["closed"] = local_date(row["closed_at"])
    return done


def _change_asked(row: Row) -> bool:
    """Whether a supervisor asked for a change of the version that was sent last: then the student is awaited again."""
    return row["answer"] == Answer.Kind.CHANGE_ASKED and row["answered_number"] == row["sent_number"]


def _known(edition: Edition, done: dict[str, dt.date]) -> dict[str, dt.date]:
    return {key: day for key, day in done.items() if key in edition.milestone}
