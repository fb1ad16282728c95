"""What tests of the portfolio's pages share: addresses, browsers, and what a page says."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from stagemap.core.roles import Viewer
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Sheet
from tests import factories as make
from tests.portfolio.filled import filled

SCRIPT = {"HX-Request": "true"}
"""What a script of ours says with a request."""


def to(of: Placement | Sheet, name: str, *more: object) -> str:
    """The address of a page of a portfolio, or of one of its sheets."""
    keys = [of.placement_id, of.pk] if isinstance(of, Sheet) else [of.pk]
    return reverse(f"portfolio:{name}", args=[*keys, *more])


def browser(viewer: Viewer, placement: Placement) -> Client:
    """A browser in which somebody is signed in, or opened their personal link."""
    return make.sign_in(Client(), viewer, placement)


def html(answer: Any) -> str:
    """The whole page."""
    return str(answer.content.decode())


def text(answer: Any) -> str:
    """What a page says, without its markup."""
    main = html(answer).split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def went(answer: Any) -> tuple[int, str]:
    """The status of an answer, and where it leads."""
    return answer.status_code, answer.headers.get("Location", "")


def form_of(client: Client, url: str, **changed: str) -> QueryDict:
    """The form of the page as it stands, with some controls changed."""
    data = filled(html(client.get(url)))
    for name, value in changed.items():
        data[name] = value
    return data


def now(sheet: Sheet) -> Sheet:
    """The sheet as it stands in the database."""
    return Sheet.objects.get(pk=sheet.pk)
