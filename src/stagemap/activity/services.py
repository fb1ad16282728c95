"""Writing the activity log: who did what when, as ids and names of fields, never as values."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from stagemap.activity.models import Entry
from stagemap.activity.signals import recorded
from stagemap.kit.clock import real_now


@transaction.atomic(savepoint=False)
def record(
    *,
    actor: str,
    verb: str,
    kind: str,
    id: object,  # noqa: A002 - callers read as a sentence: record(actor=..., verb="sent", kind="roster", id=7)
    placement_id: int | None = None,
    fields: Iterable[str] = (),
) -> None:
    """Append one line in the caller's transaction and tell the upper floors.

    ``actor`` is a plain id such as ``user:7`` (``Viewer.actor``); ``fields`` names the fields that changed, never
    their values, so that the log survives the erasure of what it speaks of. The moment is the real clock's.
    """
    object_id = str(id)
    Entry.objects.create(
        at=real_now(),
        actor=actor,
        verb=verb,
        kind=kind,
        object_id=object_id,
        placement_id=placement_id,
        fields=list(fields),
    )
    recorded.send(Entry, placement_id=placement_id, verb=verb, kind=kind, object_id=object_id)
