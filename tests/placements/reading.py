"""What the tests of pages share."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from stagemap.core.roles import Relation
from stagemap.placements.models import Placement
from tests import factories as make
from tests.factories import Viewers

STORY = dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)


def url(name: str, *keys: object) -> str:
    return reverse(f"placements:{name}", args=keys)


def words(response: Any) -> str:
    """What a page says, without its markup."""
    main = response.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    text = re.sub(r"(?s)<(svg|script)\b.*?</\1>", " ", main)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def as_(client: Client, viewers: Viewers, relation: Relation, placement: Placement) -> Client:
    return make.sign_in(client, viewers.all()[relation], placement)
