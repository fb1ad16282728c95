"""The facts from which ``core.journey`` tells where a placement stands: one query for any number of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from stagemap.core.anchors import anchors_from
from stagemap.core.calendar import week_days
from stagemap.core.journey import Facts, Journey, journey_of
from stagemap.core.programme import Anchor, Edition
from stagemap.core.roster import blocks_in
from stagemap.kit.clock import local_date
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Closure, ObservationMoment, Paper, Placement
from stagemap.planning.models import Answer, Block, BlockChange, RosterVersion
from stagemap.planning.queries.folding import Folded, moment_in
from stagemap.portfolio.queries import facts as portfolio
from stagemap.programmes.queries import record_for

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one placement: its edition, the facts, and by ``KEPT`` the standing that is kept of it."""

    edition: Edition
    facts: Facts
    kept: Row


def facts_of(placement_ids: Iterable[int], today: dt.date) -> Mapping[int, Known]:
    """What is known of each placement, by its id."""
    ids = list(placement_ids)
    rows = (
        _named(_ONE.rows(placement=ids[0])) if len(ids) == 1 else _named(_values(Placement.objects.filter(pk__in=ids)))
    )
    return {row["pk"]: _facts(row, today) for row in rows}


def journey_for(placement: Placement, today: dt.date) -> Journey:
    """The road of one placement on ``today``."""
    known = facts_of([placement.pk], today)[placement.pk]
    return journey_of(known.edition, known.facts, today)


COLUMNS = (
    "pk",
    "week",
    "created_at",
    "closed_at",
    "text",
    "changed_at",
    "description",
    "described_at",
    "planned_at",
    "explores",
    "papers_ready",
    "papers_on",
    "first_sent_at",
    "sent_number",
    "sent_content",
    "said",
    "observed",
    "closed",
    "planned_days",
    *portfolio.COLUMNS,
)
KEPT = ("on", "stage", "milestone", "state", "turn", "due", "done_count", "stop_count")
"""The columns of a standing."""


def _values(placements: QuerySet[Placement]) -> QuerySet[Placement, tuple[Any, ...]]:
    """One row for each placement, its columns in the order of ``COLUMNS``."""
    of_plan = {"plan__placement_id": OuterRef("pk")}
    in_order = Paper.Status.IN_ORDER
    papers = Paper.objects.filter(placement_id=OuterRef("pk"), kind=Paper.Kind.INTERNSHIP_AGREEMENT, status=in_order)
    blocks = Block.objects.filter(**of_plan)
    versions = RosterVersion.objects.filter(**of_plan)
    answers = Answer.objects.filter(version__plan__placement_id=OuterRef("pk")).annotate(number=F("version__number"))
    latest = versions.order_by("-number")
    return placements.annotate(
        text=F("edition__text_id"),
        changed_at=F("plan__changed_at"),
        description=F("plan__description"),
        described_at=F("plan__described_at"),
        planned_at=Subquery(BlockChange.objects.filter(**of_plan).order_by("id").values("at")[:1]),
        explores=Exists(blocks.filter(package="exploration")),
        papers_ready=Exists(papers),
        papers_on=Subquery(papers.values("on")[:1]),
        first_sent_at=Subquery(versions.order_by("number").values("sent_at")[:1]),
        sent_number=Subquery(latest.values("number")[:1]),
        sent_content=Subquery(latest.values("content")[:1]),
        said=Folded(answers, "id", "number", "kind"),
        observed=Folded(ObservationMoment.objects.filter(placement_id=OuterRef("pk")), "number", "day", "held_at"),
        closed=Folded(Closure.objects.filter(school_id=OuterRef("school_id")), "first_day", "last_day"),
        planned_days=Folded(blocks.filter(day__isnull=False).order_by().distinct(), "day", "kind"),
        **portfolio.COLUMNS,
    ).values_list(*COLUMNS, *(f"standing__{name}" for name in KEPT))


_ONE = Prepared(lambda placement: _values(Placement.objects.filter(pk=placement)), "placement")


def _named(rows: Iterable[tuple[Any, ...]]) -> Iterable[Row]:
    return (dict(zip((*COLUMNS, *KEPT), row, strict=True)) for row in rows)


def _facts(row: Row, today: dt.date) -> Known:
    edition = record_for(row["text"])
    anchors = _anchors(edition, row)
    first, last = anchors.get(Anchor.ACTIVE_FIRST_DAY), anchors.get(Anchor.ACTIVE_LAST_DAY)
    begun = {"roster_sent"} if row["changed_at"] is not None else set()
    if first is not None and first <= today:
        begun.add("active_week")
    reached = _done(row, last, today) | portfolio.done_in(row, first)
    done = {key: day for key, day in reached.items() if key in edition.milestone}
    facts = Facts(anchors=anchors, done=done, begun=frozenset(begun) | portfolio.begun_in(row))
    return Known(edition, facts, {name: row[name] for name in KEPT})


def _anchors(edition: Edition, row: Row) -> Mapping[Anchor, dt.date]:
    """The active days of the roster that was sent last, else those of the draft and of the chosen week (G20)."""
    sent = row["sent_content"]
    return anchors_from(
        edition,
        contact=_contact(edition, row["planned_days"] if sent is None else blocks_in(sent)),
        school_days=_school_days(edition, row),
        observed=(dt.date.fromisoformat(each["day"]) for each in row["observed"] if each["day"] is not None),
        sent=sent is not None,
    )


def _contact(edition: Edition, blocks: Iterable[Mapping[str, Any]]) -> tuple[dt.date, ...]:
    """The days that hold contact, of blocks as they are stored."""
    bound = {kind.key for kind in edition.kinds if kind.bound}
    days = {each["day"] for each in blocks if each["day"] is not None and each["kind"] in bound}
    return tuple(dt.date.fromisoformat(day) for day in sorted(days))


def _school_days(edition: Edition, row: Row) -> Iterable[dt.date]:
    """The days of the chosen week on which the school is open."""
    if row["week"] is None:
        return ()
    spans = [
        (dt.date.fromisoformat(each["first_day"]), dt.date.fromisoformat(each["last_day"])) for each in row["closed"]
    ]
    return (
        day
        for day in week_days(row["week"])
        if day not in edition.closed and not any(first <= day <= last for first, last in spans)
    )


def _done(row: Row, last: dt.date | None, today: dt.date) -> dict[str, dt.date]:
    """The milestones that are reached, with their day.

    What precedes the first roster that was sent was done by then, however often the plan changes afterwards.
    """
    sent_at: dt.datetime | None = row["first_sent_at"]
    done = {f"observation_{each['number']}": _day(each["held_at"]) for each in row["observed"] if each["held_at"]}
    if row["papers_ready"]:
        done["agreement_ready"] = row["papers_on"] or local_date(row["created_at"])
    if row["explores"] and row["description"]:
        chosen = max(filter(None, (row["described_at"], row["planned_at"])), default=row["changed_at"])
        done["tasks_and_project"] = local_date(min(chosen, sent_at or chosen))
    if sent_at is not None and not _change_asked(row):
        done["roster_sent"] = local_date(sent_at)
    if last is not None and last < today and sent_at is not None:
        done["active_week"] = last
    if row["closed_at"] is not None:
        done["closed"] = local_date(row["closed_at"])
    return done


def _change_asked(row: Row) -> bool:
    """Whether the last word on the version that was sent last asks for a change: then the student is awaited again."""
    words = [(int(each["id"]), each["kind"]) for each in row["said"] if each["number"] == row["sent_number"]]
    return max(words, default=(0, ""))[1] == Answer.Kind.CHANGE_ASKED


def _day(moment: str) -> dt.date:
    """The day in Brussels of a moment of a folded row."""
    return local_date(moment_in(moment))
