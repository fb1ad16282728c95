"""Reading personal links: which one opens, until when, and what a browser that opened some may see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from stagemap.core.roles import Grant, Relation, Viewer
from stagemap.kit.clock import local_date
from stagemap.kit.prepared import Prepared
from stagemap.kit.tokens import digest
from stagemap.placements.access import ACTIVE_DAYS, relation_by_part
from stagemap.placements.models import Link, LinkCode, LinkOpening, LinkSession, Placement, Reading, SchoolPerson

AFTER_THE_WEEK = dt.timedelta(days=30)
WITHOUT_A_WEEK = dt.timedelta(days=365)
IDLE = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Opened:
    """A browser that opened links: its session, and who that makes its user."""

    session_id: int
    seen_at: dt.datetime
    viewer: Viewer


def last_day(link: Link) -> dt.date:
    """The last day on which ``link`` opens: 30 days after the active week's Friday.

    One that was issued later works for 30 days; as long as no week is chosen, a year.
    """
    issued_on = local_date(link.issued_at)
    week = link.placement.week
    if week is None:
        return issued_on + WITHOUT_A_WEEK
    friday = week + dt.timedelta(days=ACTIVE_DAYS - 1)
    return max(friday, issued_on) + AFTER_THE_WEEK


def link_of(public_id: str) -> Link | None:
    """The link with this public id, whatever became of it."""
    return _links().filter(public_id=public_id).first()


def newest_link(placement_id: int, person_id: int) -> Link | None:
    """The last link that a person got to a placement."""
    return _links().filter(placement_id=placement_id, person_id=person_id).order_by("-id").first()


def opens(link: Link | None, today: dt.date) -> bool:
    """Whether ``link`` opens on ``today``: not revoked, not expired, and its person still has a part (G17)."""
    return link is not None and link.revoked_at is None and today <= last_day(link) and _relation(link) is not _STRANGER


def has_part(link: Link) -> bool:
    """Whether the person of ``link`` is still something to its placement."""
    return _relation(link) is not _STRANGER


def session_of(key: str, *, real: dt.datetime) -> LinkSession | None:
    """The session behind a cookie, unless it was idle for 14 days; ``real`` is the real moment."""
    return LinkSession.objects.filter(key_hash=digest(key), seen_at__gt=real - IDLE).first()


def latest_code(link: Link) -> LinkCode | None:
    """The last code that was mailed for ``link``; earlier ones no longer count."""
    return LinkCode.objects.filter(link=link).order_by("-id").first()


def links_with_mail(email: str) -> list[Link]:
    """The newest link of each placement in which the person with this address still has a part."""
    people = SchoolPerson.objects.filter(email__iexact=email)
    parts = Q(placement__mentor_id__in=people) | Q(placement__readings__person_id__in=people)
    found = _links().filter(parts, person__in=people, placement__closed_at=None).distinct().order_by("id")
    newest = {(link.placement_id, link.person_id): link for link in found}
    return [link for link in newest.values() if link.revoked_at is None and has_part(link)]


def opened_by(key: str, *, real: dt.datetime, today: dt.date) -> Opened | None:
    """What a browser with this cookie opened and may still see, in one query; None when that is nothing.

    ``real`` is the real moment, by which a session is idle; ``today`` the site's day, by which a link expires.
    """
    grants: list[Grant] = []
    valid = None
    for row in _OPENINGS.objects(key_hash=digest(key)):
        relation = relation_by_part(row.link.person_id, row.link.placement, row.part)
        if relation is not _STRANGER and row.session.seen_at > real - IDLE and today <= last_day(row.link):
            grants.append(Grant(row.link.placement_id, row.link.person_id, row.link_id, relation))
            valid = valid or row
    if valid is None:
        return None
    person = valid.link.person
    viewer = Viewer(name=person.name, language=person.language, grants=tuple(grants))
    return Opened(valid.session_id, valid.session.seen_at, viewer)


_STRANGER = Relation.STRANGER


def _part(path: str) -> Subquery:
    """As what the person of a link was invited to read; NULL when they were not."""
    placement, person = OuterRef(f"{path}placement_id"), OuterRef(f"{path}person_id")
    return Subquery(Reading.objects.filter(placement_id=placement, person_id=person).values("part")[:1])


_OPENINGS = Prepared(
    lambda key_hash: (
        LinkOpening.objects.filter(session__key_hash=key_hash, link__revoked_at=None)
        .select_related("session", "link__placement", "link__person")
        .annotate(part=_part("link__"))
        .order_by("id")
    ),
    "key_hash",
)


def _links() -> QuerySet[Link, Link]:
    return Link.objects.select_related("placement__student", "placement__school", "person").annotate(part=_part(""))


def _relation(link: Any) -> Relation:
    placement: Placement = link.placement
    return relation_by_part(link.person_id, placement, link.part)
