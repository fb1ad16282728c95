"""Reading the activity log. The page that shows lines passes its own door first: this floor knows no placements."""

from __future__ import annotations

from django.db.models import QuerySet

from stagemap.activity.models import Entry


def lines_of(placement_id: int) -> QuerySet[Entry]:
    """Everything that was done around one placement, latest first."""
    return Entry.objects.filter(placement_id=placement_id).order_by("-id")


def lines_about(kind: str, id: object) -> QuerySet[Entry]:  # noqa: A002 - the same word as in ``services.record``
    """Everything that was done to one object, latest first."""
    return Entry.objects.filter(kind=kind, object_id=str(id)).order_by("-id")
