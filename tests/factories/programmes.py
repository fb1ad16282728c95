from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from stagemap.core.pinned import canonical, digest_of
from stagemap.programmes.files import shipped
from stagemap.programmes.models import Coordination, Edition, PinnedText, Programme

if TYPE_CHECKING:
    from stagemap.people.models import User


@cache
def shipped_text(year: str) -> str:
    """The whole text of a shipped edition of the care internship."""
    return canonical(shipped()["zorgstage"].editions[year])


def programme(key: str = "zorgstage") -> Programme:
    return Programme.objects.get_or_create(key=key, defaults={"name_nl": "Zorgstage", "name_en": "Care internship"})[0]


def edition(of: Programme | None = None, *, year: str = "2026-2027") -> Edition:
    """A shipped edition, opened in a programme; the same one when asked again."""
    body = shipped_text(year)
    text, _ = PinnedText.objects.get_or_create(digest=digest_of(body), defaults={"body": body})
    made, _ = Edition.objects.get_or_create(
        programme=of or programme(),
        year=year,
        defaults={"text": text, "opened_at": dt.datetime(2026, 9, 21, 8, tzinfo=dt.UTC)},
    )
    return made


def coordination(of: Programme, by: User) -> Coordination:
    return Coordination.objects.create(programme=of, user=by)
