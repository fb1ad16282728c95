"""Where an internship is on its road: facts + programme + today -> what is done, whose turn it is, by when.

A milestone is *awaited* when all that must come before it is done; it then waits for exactly one set of parties.
Nothing here is stored as a second truth: the same facts on the same day always give the same road.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stagemap.core.programme import Anchor, Edition, Milestone, Party, Stage


class State(StrEnum):
    """How a milestone stands: reached, awaited, awaited and near its deadline, past it, or not awaited yet."""

    DONE = "done"
    NOW = "now"
    SOON = "soon"
    LATE = "late"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one placement.

    ``done`` holds the milestones that are reached and the day, ``begun`` those on which work has started.
    ``awaited`` overrides who is awaited: after a supervisor asked for a change of the roster, the student again.
    ``appointed`` holds the days that people agreed on, such as that of a visit; they are shown, and move no deadline.
    """

    anchors: Mapping[Anchor, dt.date] = field(default_factory=dict)
    done: Mapping[str, dt.date] = field(default_factory=dict)
    begun: frozenset[str] = frozenset()
    awaited: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)
    appointed: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stop:
    """One milestone of one placement: its state, who is awaited for it, by which day, and when it was reached.

    ``awaited`` is true while all that comes before is done and it is not; a stop can be late without being awaited.
    ``appointed`` is the day agreed on, when there is one.
    """

    milestone: Milestone
    state: State
    owners: tuple[Party, ...]
    due: dt.date | None
    done_on: dt.date | None
    awaited: bool = False
    begun: bool = False
    appointed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """The road of one placement on one day.

    ``stops`` are in the order of the road; ``here`` is today's place on it, 0 at the beginning and 100 at the end;
    ``next`` is the most urgent stop that is awaited, None when all is done.
    """

    stops: tuple[Stop, ...]
    stage: Stage
    here: float
    next: Stop | None

    @property
    def done_count(self) -> int:
        """How many stops are reached."""
        return sum(stop.state is State.DONE for stop in self.stops)

    def of(self, stage: Stage) -> tuple[Stop, ...]:
        """The stops of one stretch of the road."""
        return tuple(stop for stop in self.stops if stop.milestone.stage is stage)


STAGES = tuple(Stage)
"""The stretches of the road, equally long on the page."""


def journey_of(edition: Edition, facts: Facts, today: dt.date) -> Journey:
    """The road of a placement with these ``facts``, as it lies on ``today``."""
    dues = deadlines(edition, facts.anchors)
    stops = tuple(_stop(milestone, facts, dues[milestone.key], today) for milestone in edition.milestones)
    stage = _stage(stops, facts.anchors, today)
    return Journey(stops, stage, _here(stops, stage, facts.anchors, today), _most_urgent(stops))


def next_for(journey: Journey, party: Party) -> Stop | None:
    """The most urgent stop that awaits ``party``; None when it is nobody's or another's turn."""
    return _most_urgent(tuple(stop for stop in journey.stops if party in stop.owners))


def deadlines(edition: Edition, anchors: Mapping[Anchor, dt.date]) -> Mapping[str, dt.date | None]:
    """The day on which each milestone is due, None while its anchor is unknown or no date binds it.

    Dates never run backwards along the road: what must come first is due no later than what waits for it.
    """
    dues = {each.key: None if each.due is None else each.due.on(anchors) for each in edition.milestones}
    while _pull_forward(edition, dues):
        pass
    return dues


def _pull_forward(edition: Edition, dues: dict[str, dt.date | None]) -> bool:
    """Bring each deadline before those that wait for it, last milestone first; whether any had to move."""
    moved = False
    for milestone in reversed(edition.milestones):
        due = dues[milestone.key]
        for key in milestone.after:
            before = dues.get(key)
            if due is not None and before is not None and before > due:
                dues[key] = due
                moved = True
    return moved


def _stop(milestone: Milestone, facts: Facts, due: dt.date | None, today: dt.date) -> Stop:
    key = milestone.key
    done_on = facts.done.get(key)
    awaited = done_on is None and all(before in facts.done for before in milestone.after)
    return Stop(
        milestone=milestone,
        state=State.DONE if done_on is not None else _state(milestone, due, today, awaited=awaited),
        owners=facts.awaited.get(key) or milestone.owners,
        due=due,
        done_on=done_on,
        awaited=awaited,
        begun=key in facts.begun,
        appointed=facts.appointed.get(key),
    )


def _state(milestone: Milestone, due: dt.date | None, today: dt.date, *, awaited: bool) -> State:
    """The state of a milestone that is not reached; its last day itself is not late."""
    if due is not None and due < today:
        return State.LATE
    if not awaited:
        return State.COMING
    near = due is not None and due - today <= dt.timedelta(days=milestone.soon_days)
    return State.SOON if near else State.NOW


def _most_urgent(stops: tuple[Stop, ...]) -> Stop | None:
    """The awaited stop with the earliest deadline; without one it comes last, and equals keep the road's order."""
    awaited = (stop for stop in stops if stop.awaited)
    return min(awaited, key=lambda stop: stop.due or dt.date.max, default=None)


def _stage(stops: tuple[Stop, ...], anchors: Mapping[Anchor, dt.date], today: dt.date) -> Stage:
    """The stretch in which today lies: by the active days once they come, before that by what is still to explore."""
    first, last = anchors.get(Anchor.ACTIVE_FIRST_DAY), anchors.get(Anchor.ACTIVE_LAST_DAY)
    if last is not None and today > last:
        return Stage.LOOK_BACK
    if first is not None and today >= first:
        return Stage.DO
    exploring = any(stop.milestone.stage is Stage.EXPLORE and stop.done_on is None for stop in stops)
    return Stage.EXPLORE if exploring else Stage.PLAN


def _here(stops: tuple[Stop, ...], stage: Stage, anchors: Mapping[Anchor, dt.date], today: dt.date) -> float:
    """Today's place on the road, 0 to 100: the stretches behind, and what is walked of this one."""
    if all(stop.done_on is not None for stop in stops):
        return 100.0
    walked = _days_walked(anchors, today) if stage is Stage.DO else _stops_walked(stops, stage)
    return round(100 * (STAGES.index(stage) + walked) / len(STAGES), 1)


def _days_walked(anchors: Mapping[Anchor, dt.date], today: dt.date) -> float:
    """How much of the active days has passed at the middle of today."""
    first, last = anchors[Anchor.ACTIVE_FIRST_DAY], anchors.get(Anchor.ACTIVE_LAST_DAY)
    days = ((last or today) - first).days + 1
    return ((today - first).days + 0.5) / days


def _stops_walked(stops: tuple[Stop, ...], stage: Stage) -> float:
    """How much of a stretch is walked: its stops that are reached, half for one that is begun."""
    weights = [
        1.0 if stop.done_on is not None else 0.5 if stop.begun else 0.0
        for stop in stops
        if stop.milestone.stage is stage
    ]
    return sum(weights) / len(weights) if weights else 0.0
