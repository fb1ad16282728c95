from __future__ import annotations

from typing import TYPE_CHECKING

from stagemap.kit.clock import real_now
from stagemap.kit.tokens import digest, new_secret
from stagemap.placements.models import Link, LinkOpening, LinkSession, Placement, SchoolPerson
from stagemap.placements.services.link_cookie import cookie_name

if TYPE_CHECKING:
    from django.test import Client


def link(of: Placement, person: SchoolPerson) -> Link:
    """A link as it was issued and opened; nobody knows its secret."""
    now = real_now()
    return Link.objects.create(
        public_id=new_secret()[:22], secret_hash=digest(new_secret()), placement=of, person=person, issued_at=now
    )


def open_link(client: Client, of: Placement, person: SchoolPerson) -> Link:
    """Let the browser ``client`` be one in which ``person`` opened a link to ``of``."""
    made, key, now = link(of, person), new_secret(), real_now()
    session = LinkSession.objects.create(key_hash=digest(key), started_at=now, seen_at=now)
    LinkOpening.objects.create(session=session, link=made, at=now)
    client.cookies[cookie_name()] = key
    return made
