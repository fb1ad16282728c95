"""Private calendar addresses: one a holder and placement, told once, kept only as a hash."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from stagemap.activity import services as activity
from stagemap.core.roles import Viewer
from stagemap.kit.tokens import digest, new_secret
from stagemap.placements.models import Placement
from stagemap.planning.models import CalendarFeed

from .people import holder_of


def issue_feed(*, placement: Placement, by: Viewer, at: dt.datetime) -> str:
    """A new secret for the viewer's calendar of this placement; an earlier one stops working. Told only now."""
    secret = new_secret()
    with transaction.atomic():
        _revoke(placement, by, at)
        feed = CalendarFeed.objects.create(
            placement=placement, token_hash=digest(secret), issued_at=at, **holder_of(placement.pk, by)
        )
        activity.record(actor=by.actor, verb="issued", kind="calendar_feed", id=feed.pk, placement_id=placement.pk)
    return secret


def revoke_feed(*, placement: Placement, by: Viewer, at: dt.datetime) -> None:
    """Stop the viewer's calendar address of this placement; without one nothing happens."""
    with transaction.atomic():
        gone = _revoke(placement, by, at)
        for key in gone:
            activity.record(actor=by.actor, verb="revoked", kind="calendar_feed", id=key, placement_id=placement.pk)


def _revoke(placement: Placement, by: Viewer, at: dt.datetime) -> list[int]:
    mine = CalendarFeed.objects.filter(placement=placement, revoked_at=None, **holder_of(placement.pk, by))
    keys = list(mine.values_list("pk", flat=True))
    mine.update(revoked_at=at)
    return keys
