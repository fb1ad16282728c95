"""Personal links as tests hold them: issued, and opened in a browser."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.test import Client

from stagemap.core.roles import SYSTEM
from stagemap.placements.models import Link, Placement, SchoolPerson
from stagemap.placements.services import issue_link
from stagemap.post.models import Mail
from tests.factories import AT

COOKIE = "stagemap-link"


@dataclass(frozen=True, slots=True)
class Issued:
    """A link and the secret that only its mail holds."""

    link: Link
    secret: str

    @property
    def url(self) -> str:
        return f"/link/{self.link.public_id}/"


def issued(placement: Placement, person: SchoolPerson | None = None, at: dt.datetime = AT) -> Issued:
    """A fresh link, for the mentor unless somebody else is named."""
    holder = person or placement.mentor
    assert holder is not None
    path = issue_link(placement=placement, person=holder, by=SYSTEM, at=at)
    public_id, secret = path.removeprefix("/link/").split("/#")
    return Issued(Link.objects.get(public_id=public_id), secret)


def opened(link: Issued, browser: Client | None = None) -> Client:
    """A browser in which the holder pressed the button."""
    client = browser or Client()
    answer = client.post(link.url, {"secret": link.secret})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    return client


def mailed_code() -> str:
    """The six figures of the latest mail."""
    found = re.search(r"\b(\d{3} \d{3})\b", Mail.objects.filter(kind="link_code").latest("id").text)
    assert found is not None
    return found[1]


def may_read(client: Client, placement: Placement) -> bool:
    """Whether this browser gets the page of a placement."""
    return client.get(f"/placements/{placement.pk}/").status_code == 200
