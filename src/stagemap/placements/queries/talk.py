"""The conversation of a placement, and how much of it somebody has not read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from stagemap.core.privacy import without_codes
from stagemap.core.roles import Relation, Viewer, sees_pupil_codes
from stagemap.kit.formats import initials
from stagemap.kit.prepared import Prepared
from stagemap.placements.access import visible_to
from stagemap.placements.models import Message, Placement, Seen, Supervision


@dataclass(frozen=True, slots=True)
class Line:
    """A message as one viewer sees it; ``is_new`` when they have not read it before."""

    id: int
    name: str
    text: str
    at: dt.datetime
    is_mine: bool
    is_new: bool

    @property
    def initials(self) -> str:
        """First letters of the first and the last word of the name."""
        return initials(self.name)


def messages_of(placement: Placement) -> QuerySet[Message]:
    """All messages of the placement with their authors, oldest first."""
    return placement.messages.select_related("author_user", "author_person")


def conversation(placement: Placement, viewer: Viewer, *, latest: int | None = None) -> tuple[Line, ...]:
    """What was said, oldest first, or the ``latest`` few; codes of pupils stay inside the school. One query."""
    if latest and viewer.user_id is not None:
        found: Iterable[Any] = reversed(_latest(latest).objects(placement=placement.pk, user=viewer.user_id))
    else:
        rows = _said(placement.pk, _reader(viewer))
        found = reversed(rows.order_by("-id")[:latest]) if latest else rows
    return tuple(_line(row, placement.relation, viewer, row.read) for row in found)


def _said(placement: int, reader: Q) -> QuerySet[Message]:
    """The messages of a placement with their authors, and ``read``: up to which one somebody has read them."""
    seen = Seen.objects.filter(reader, placement_id=placement).values("message_id")
    rows = Message.objects.filter(placement_id=placement).select_related("author_user", "author_person")
    return rows.annotate(read=Coalesce(Subquery(seen[:1]), 0))


@cache
def _latest(count: int) -> Prepared:
    """The last few messages, as an account reads them: they stand on its home."""
    return Prepared(
        lambda placement, user: _said(placement, Q(user_id=user)).order_by("-id")[:count], "placement", "user"
    )


def unread_of(placement: Placement, viewer: Viewer) -> int:
    """How many messages of others in this placement the viewer has not read. Two queries."""
    return _not_mine(placement.messages.filter(pk__gt=_read_up_to(placement, viewer)), viewer).count()


def unread_for(viewer: Viewer) -> int:
    """How many messages of others the viewer has not read, over all their placements. One query."""
    if viewer.user_id is not None:
        row = _UNREAD.row(user=viewer.user_id)
        return row[0] if row else 0
    if not viewer.grants:
        return 0
    seen = Seen.objects.filter(_reader(viewer), placement_id=OuterRef("placement_id")).values("message_id")
    return (
        _not_mine(Message.objects.filter(placement__in=_readable(viewer)), viewer)
        .alias(read=Coalesce(Subquery(seen[:1]), 0))
        .filter(pk__gt=F("read"))
        .count()
    )


def _unread(user: int) -> QuerySet[Message, tuple[int]]:
    """How many unread messages an account has, as one row: it is asked on every page, for the menu."""
    seen = Seen.objects.filter(user_id=user, placement_id=OuterRef("placement_id")).values("message_id")
    supervised = Supervision.objects.filter(supervisor_id=user).values("placement_id")
    mine = Q(placement__student_id=user) | Q(placement_id__in=supervised)
    return (
        Message.objects.filter(mine)
        .exclude(author_user_id=user)
        .alias(read=Coalesce(Subquery(seen[:1]), 0))
        .filter(pk__gt=F("read"))
        .order_by()
        .values(everything=Value(1))
        .annotate(unread=Count("pk"))
        .values_list("unread")
    )


_UNREAD = Prepared(_unread, "user")


def _readable(viewer: Viewer) -> QuerySet[Placement]:
    """The placements in which somebody of a school is the mentor: those with ``Action.READ_MESSAGES``."""
    return visible_to(viewer).order_by().filter(mentor_id__in=_people(viewer))


def _people(viewer: Viewer) -> set[int]:
    return {grant.person_id for grant in viewer.grants}


def _reader(viewer: Viewer) -> Q:
    return Q(user_id=viewer.user_id) if viewer.user_id is not None else Q(person_id__in=_people(viewer))


def _not_mine(messages: QuerySet[Message], viewer: Viewer) -> QuerySet[Message]:
    if viewer.user_id is not None:
        return messages.exclude(author_user_id=viewer.user_id)
    return messages.exclude(author_person_id__in=_people(viewer))


def _read_up_to(placement: Placement, viewer: Viewer) -> int:
    return Seen.objects.filter(_reader(viewer), placement=placement).values_list("message_id", flat=True).first() or 0


def _line(row: Message, relation: Relation, viewer: Viewer, read: int) -> Line:
    author = row.author_user or row.author_person
    mine = (
        row.author_user_id == viewer.user_id if viewer.user_id is not None else row.author_person_id in _people(viewer)
    )
    return Line(
        id=row.pk,
        name=author.name if author else "",
        text=row.text if sees_pupil_codes(relation) else without_codes(row.text, viewer.language),
        at=row.at,
        is_mine=mine,
        is_new=row.pk > read and not mine,
    )
