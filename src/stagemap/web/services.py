"""Keeping what the road says of each placement: rebuilt after every write, and when the day changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from stagemap.core.journey import Journey, journey_of
from stagemap.core.roles import Viewer
from stagemap.kit.clock import local_date, today_for_site
from stagemap.placements.models import Placement
from stagemap.web.access import supervised_by
from stagemap.web.models import Standing
from stagemap.web.queries import KEPT, facts_of

BATCH = 200


def rebuild_standings(*, placement_ids: Iterable[int], today: dt.date) -> int:
    """Keep what ``core.journey`` says of these placements on ``today``; answers how many rows had to be written."""
    found = facts_of(placement_ids, today)
    said = {key: standing_of(journey_of(known.edition, known.facts, today), today) for key, known in found.items()}
    rows = [Standing(placement_id=key, **columns) for key, columns in said.items() if columns != found[key].kept]
    Standing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["placement"], update_fields=list(KEPT))
    return len(rows)


def renew_standings(*, today: dt.date) -> int:
    """Bring every standing of another day to ``today``; answers how many there were."""
    return _renew(Placement.objects.all(), today)


def renew_standings_for(*, viewer: Viewer, today: dt.date) -> int:
    """The same for the students whom ``viewer`` supervises: their list never shows yesterday's road."""
    return _renew(supervised_by(viewer), today)


def at_midnight(now: dt.datetime) -> None:
    """The worker's job when the day changes."""
    renew_standings(today=local_date(now))


def after_write(*, placement_id: int | None, kind: str, object_id: str, **_kwargs: Any) -> None:
    """Rebuild the standing of what was written to, in the same transaction: a placement, or all those of a school."""
    if placement_id is not None:
        rebuild_standings(placement_ids=[placement_id], today=today_for_site())
    elif kind == "school":
        hosted = Placement.objects.filter(school_id=object_id).values_list("pk", flat=True)
        for ids in _batches(list(hosted)):
            rebuild_standings(placement_ids=ids, today=today_for_site())


def standing_of(journey: Journey, today: dt.date) -> dict[str, Any]:
    """The columns of a standing."""
    stop = journey.next
    return {
        "on": today,
        "stage": journey.stage.value,
        "milestone": "" if stop is None else stop.milestone.key,
        "state": "" if stop is None else stop.state.value,
        "turn": "" if stop is None else stop.owners[0].value,
        "due": None if stop is None else stop.due,
        "done_count": journey.done_count,
        "stop_count": len(journey.stops),
    }


def _renew(placements: QuerySet[Placement], today: dt.date) -> int:
    stale = placements.exclude(standing__on=today).order_by("pk").values_list("pk", flat=True)
    return sum(rebuild_standings(placement_ids=ids, today=today) for ids in _batches(list(stale)))


def _batches(ids: list[int]) -> Iterator[list[int]]:
    yield from (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
