"""Who of a placement has a way in, and whether they used it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stagemap.core.roles import Relation
from stagemap.placements.models import Link, Placement
from stagemap.placements.queries.labels import PARTS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody of the school with their newest link; ``part`` says in words what they are to the placement."""

    person_id: int
    name: str
    email: str
    part: StrOrPromise
    is_mentor: bool
    link_id: int | None
    sent_at: dt.datetime | None
    opened_at: dt.datetime | None


def invitations_of(placement: Placement) -> tuple[Invitation, ...]:
    """The mentor first, then everybody whom the mentor invited; a link that was revoked counts as none. Two queries."""
    readings = list(placement.readings.select_related("person"))
    people = [(reading.person, PARTS[reading.part], False) for reading in readings]
    if placement.mentor is not None:
        people.insert(0, (placement.mentor, PARTS[Relation.MENTOR], True))
    links = {link.person_id: link for link in placement.links.order_by("id")}
    return tuple(
        _invitation(person.pk, person.name, person.email, part, links.get(person.pk), is_mentor=is_mentor)
        for person, part, is_mentor in people
    )


def link_in(placement: Placement, link_id: int) -> Link | None:
    """One link to this very placement."""
    return placement.links.filter(pk=link_id).first()


def _invitation(
    person_id: int, name: str, email: str, part: StrOrPromise, link: Link | None, *, is_mentor: bool
) -> Invitation:
    live = link if link is not None and link.revoked_at is None else None
    return Invitation(
        person_id=person_id,
        name=name,
        email=email,
        part=part,
        is_mentor=is_mentor,
        link_id=live.pk if live else None,
        sent_at=live.issued_at if live else None,
        opened_at=live.opened_at if live else None,
    )
