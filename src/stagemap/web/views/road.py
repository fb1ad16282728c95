"""The road as strings, for ``kit/road.html`` and for the list of milestones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from stagemap.core.journey import STAGES, Journey, State, Stop
from stagemap.core.programme import Party, Stage
from stagemap.kit import formats
from stagemap.kit.routes import path_to
from stagemap.planning.queries import Desk

NAMES = {
    Stage.EXPLORE: pgettext_lazy("stage", "Explore"),
    Stage.PLAN: pgettext_lazy("stage", "Plan"),
    Stage.DO: pgettext_lazy("stage", "Do"),
    Stage.LOOK_BACK: pgettext_lazy("stage", "Look back"),
}
SAID = {
    State.DONE: gettext_lazy("done"),
    State.NOW: gettext_lazy("now"),
    State.SOON: gettext_lazy("soon"),
    State.LATE: gettext_lazy("late"),
    State.COMING: gettext_lazy("still to come"),
}
DRAWN = {State.DONE: "done", State.NOW: "now", State.SOON: "soon", State.LATE: "late", State.COMING: "open"}
PAGES = {
    "agreement_ready": "placements:papers",
    "observation_1": "placements:moments",
    "observation_2": "placements:moments",
    "tasks_and_project": "planning:project",
    "roster_sent": "planning:planner",
    "active_week": "planning:ticks",
}
"""Milestones that have a page; those of later parts stand on the road without a link."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a road is written: names by party, the college's platform, links or none (without ``placement_id``)."""

    names: Mapping[Party, str]
    lms: str
    language: str
    placement_id: int | None = None


def reader_of(desk: Desk, *, you: Party, language: str) -> Reader:
    """A reader of the road of one plan: first names for the others, "you" for ``you``."""
    placement = desk.plan.placement
    lead = desk.parts.lead
    names = {
        Party.STUDENT: placement.student.first_name,
        Party.MENTOR: _("mentor") if placement.mentor is None else placement.mentor.first_name,
        Party.SUPERVISOR: lead.split(" ")[0] if lead else _("supervisor"),
        Party.COORDINATOR: _("coordinator"),
    }
    links = placement.pk if you is Party.STUDENT else None
    lms = desk.edition.terms["lms"].in_(language)
    return Reader(names | {you: _("you")}, lms, language, links)


def road_view(journey: Journey, reader: Reader) -> dict[str, Any]:
    """What ``kit/road.html`` prints."""
    at = STAGES.index(journey.stage)
    return {
        "here": max(0, min(100, round((journey.here - 25 * at) * 4))),
        "stretches": [
            {
                "state": "done" if n < at else "now" if n == at else "open",
                "title": NAMES[stage],
                "until": _until(journey.of(stage), reader.language),
                "stops": [_stop(stop, reader) for stop in journey.of(stage)],
            }
            for n, stage in enumerate(STAGES)
        ],
    }


def milestones_view(journey: Journey, reader: Reader) -> list[dict[str, Any]]:
    """The stops one under the other, for the supervisor's page."""
    return [_stop(stop, reader) for stop in journey.stops]


def _until(stops: tuple[Stop, ...], language: str) -> str:
    dues = [stop.due for stop in stops if stop.due is not None]
    return _("until %(day)s") % {"day": formats.date_text(max(dues), lang=language).rsplit(" ", 1)[0]} if dues else ""


def _stop(stop: Stop, reader: Reader) -> dict[str, Any]:
    page = PAGES.get(stop.milestone.key)
    return {
        "state": DRAWN[stop.state],
        "title": stop.milestone.name.in_(reader.language).format(lms=reader.lms),
        "said": SAID[stop.state],
        "meta": " · ".join(part for part in (_day(stop, reader.language), _who(stop, reader.names)) if part),
        "url": path_to(page, reader.placement_id) if page and reader.placement_id is not None else "",
    }


def _day(stop: Stop, language: str) -> str:
    day: dt.date | None = stop.done_on or stop.appointed or stop.due
    if day is None:
        return ""
    said = formats.day(day, lang=language)
    if stop.done_on is None and stop.appointed is None:
        return _("by %(day)s") % {"day": said}
    return said


def _who(stop: Stop, names: Mapping[Party, str]) -> str:
    return _(" and ").join(names[party] for party in stop.owners)
