from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING

from stagemap.programmes.models import Coordination, Edition, PinnedText, Programme

if TYPE_CHECKING:
    from stagemap.people.models import User


def programme(key: str = "zorgstage") -> Programme:
    return Programme.objects.get_or_create(key=key, defaults={"name_nl": "Zorgstage", "name_en": "Care internship"})[0]


def edition(of: Programme | None = None, *, year: str = "2026-2027", body: str = "") -> Edition:
    """An opened edition of a programme; the same one when asked again."""
    text, _ = PinnedText.objects.get_or_create(digest=sha256(body.encode()).hexdigest(), defaults={"body": body})
    made, _ = Edition.objects.get_or_create(
        programme=of or programme(),
        year=year,
        defaults={"text": text, "opened_at": dt.datetime(2026, 9, 21, 8, tzinfo=dt.UTC)},
    )
    return made


def coordination(of: Programme, by: User) -> Coordination:
    return Coordination.objects.create(programme=of, user=by)
