"""The door of the calendar feeds: a secret address stands for its holder, and opens no more than they may see."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.http import Http404

from stagemap.core.roles import Action, Grant, Relation, Viewer
from stagemap.kit.tokens import digest
from stagemap.placements.queries.links import newest_link, opens
from stagemap.planning import access as planning_access
from stagemap.planning.models import CalendarFeed, Plan


def feed_for(secret: str, *, today: dt.date) -> tuple[Plan, Viewer]:
    """The plan behind a calendar address, with its holder as the viewer for whom it was loaded.

    Raises ``Http404`` for an address that is unknown or revoked, and for a holder who has no right any more: an
    account that was closed, a person whose link would not open ``today``, somebody who left the placement.
    """
    holds = Q(user__is_active=True) | Q(person__isnull=False)
    feeds = CalendarFeed.objects.select_related("user", "person").filter(holds, revoked_at=None)
    feed = feeds.filter(token_hash=digest(secret)).first()
    if feed is None:
        raise Http404
    holder = _holder(feed, today)
    return planning_access.get_for(holder, feed.placement_id, Action.READ_ROSTER), holder


def _holder(feed: CalendarFeed, today: dt.date) -> Viewer:
    if feed.user is not None:
        return Viewer(user_id=feed.user.pk, name=feed.user.name, language=feed.user.language)
    person = feed.person
    link = newest_link(feed.placement_id, person.pk) if person else None
    if person is None or link is None or not opens(link, today):
        raise Http404
    grant = Grant(feed.placement_id, person.pk, link.pk, Relation.STRANGER)
    return Viewer(name=person.name, language=person.language, grants=(grant,))
