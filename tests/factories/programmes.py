from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from stagemap.core.pinned import canonical, digest_of
from stagemap.programmes.files import shipped
from stagemap.programmes.models import Coordination, Edition, KindVersion, PinnedText, Programme
from stagemap.programmes.queries import record_of

if TYPE_CHECKING:
    from stagemap.people.models import User


OPENED = dt.datetime(2026, 9, 21, 8, tzinfo=dt.UTC)


@cache
def shipped_text(year: str) -> str:
    """The whole text of a shipped edition of the care internship."""
    return canonical(shipped()["zorgstage"].editions[year])


@cache
def shipped_kinds(year: str) -> dict[str, tuple[int, str]]:
    """Version and text of every shipped kind of sheets."""
    return {key: (kind.version, canonical(kind)) for key, kind in shipped()["zorgstage"].kinds[year].items()}


def programme(key: str = "zorgstage") -> Programme:
    return Programme.objects.get_or_create(key=key, defaults={"name_nl": "Zorgstage", "name_en": "Care internship"})[0]


def edition(of: Programme | None = None, *, year: str = "2026-2027") -> Edition:
    """A shipped edition with its kinds of sheets, opened in a programme; the same one when asked again."""
    body = shipped_text(year)
    text, _ = PinnedText.objects.get_or_create(digest=digest_of(body), defaults={"body": body})
    made, opened = Edition.objects.get_or_create(
        programme=of or programme(), year=year, defaults={"text": text, "opened_at": OPENED}
    )
    if opened:
        kinds(made)
    return made


def kinds(of: Edition) -> None:
    """Pin the shipped kinds of sheets in an edition."""
    texts = {key: (number, digest_of(body), body) for key, (number, body) in shipped_kinds(of.year).items()}
    PinnedText.objects.bulk_create(
        [PinnedText(digest=digest, body=body) for _, digest, body in texts.values()], ignore_conflicts=True
    )
    KindVersion.objects.bulk_create(
        KindVersion(edition=of, kind=key, number=number, text_id=digest, since=OPENED)
        for key, (number, digest, _) in texts.items()
    )


def pin(of: Edition, **changed: Any) -> Edition:
    """Pin the text of an edition anew, with some of its fields changed."""
    body = canonical(dataclasses.replace(record_of(of), **changed))
    of.text, _ = PinnedText.objects.get_or_create(digest=digest_of(body), defaults={"body": body})
    of.save(update_fields=["text"])
    return of


def coordination(of: Programme, by: User) -> Coordination:
    return Coordination.objects.create(programme=of, user=by)
