"""Who has a private calendar address."""

from __future__ import annotations

from stagemap.core.roles import Viewer
from stagemap.placements.models import Placement
from stagemap.planning.models import CalendarFeed


def feed_of(placement: Placement, viewer: Viewer) -> CalendarFeed | None:
    """The viewer's own calendar address of this placement, while it works."""
    grant = viewer.grant_for(placement.pk)
    if viewer.user_id is not None:
        mine = CalendarFeed.objects.filter(user_id=viewer.user_id)
    elif grant is not None:
        mine = CalendarFeed.objects.filter(person_id=grant.person_id)
    else:
        return None
    return mine.filter(placement=placement, revoked_at=None).last()
