"""What the road of a placement knows of its portfolio (G04, G17): columns of one query, and how to read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from stagemap.kit.clock import local_date
from stagemap.planning.queries.folding import Folded, moment_in
from stagemap.portfolio.models import ClassCard, OpenPrint, Sheet, SheetVersion

POLICY_SKETCH, CLASS_CARD = "policy_sketch", "class_card"
"""Milestones; the first is a kind of sheets too."""

_OF_PLACEMENT: Mapping[str, Any] = {"placement_id": OuterRef("pk")}
_SKETCHES = Sheet.objects.filter(**_OF_PLACEMENT, kind=POLICY_SKETCH)
_READY = SheetVersion.objects.filter(
    sheet__placement_id=OuterRef("pk"),
    sheet__kind=POLICY_SKETCH,
    sheet__shown__isnull=False,
    ready_at__isnull=False,
).order_by("ready_at")

COLUMNS: Mapping[str, Any] = {
    "sketch_begun": Exists(_SKETCHES),
    "sketch_ready_at": Subquery(_READY.values("ready_at")[:1]),
    "cards": Folded(ClassCard.objects.filter(**_OF_PLACEMENT), "id", "published_at", "stopped_at"),
    "printed_at": Subquery(OpenPrint.objects.filter(**_OF_PLACEMENT).values("at")[:1]),
}
"""Annotations of placements, by the names under which ``begun_in`` and ``done_in`` find them."""


def begun_in(row: Mapping[str, Any]) -> frozenset[str]:
    """The milestones on which work has started."""
    return frozenset({POLICY_SKETCH} if row["sketch_begun"] else ())


def done_in(row: Mapping[str, Any], first_day: dt.date | None) -> dict[str, dt.date]:
    """The milestones that are reached, with their day.

    The sketch was ready first on its day, while others still read it. The folder lies open in the class as a card that
    was not stopped before ``first_day``, the first active day, or in print.
    """
    done = {}
    if row["sketch_ready_at"] is not None:
        done[POLICY_SKETCH] = local_date(row["sketch_ready_at"])
    opened = [local_date(moment_in(card["published_at"])) for card in row["cards"] if _lay_open(card, first_day)]
    if row["printed_at"] is not None:
        opened.append(local_date(row["printed_at"]))
    if opened:
        done[CLASS_CARD] = min(opened)
    return done


def _lay_open(card: Mapping[str, Any], first_day: dt.date | None) -> bool:
    if card["stopped_at"] is None:
        return True
    return first_day is not None and local_date(moment_in(card["stopped_at"])) >= first_day
