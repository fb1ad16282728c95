"""The versions of a sheet: who wrote what when, and what each changed (G17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from stagemap.core.roles import Relation
from stagemap.core.sheets import Answers, FieldDifference, Layer, SheetKind, answered, differences, readable
from stagemap.people.models import User
from stagemap.placements.models import SchoolPerson
from stagemap.portfolio.access import opens
from stagemap.portfolio.models import Attachment, Sheet, SheetVersion
from stagemap.programmes.queries import kind_for

from .permissions import confirmed_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a sheet: a stretch of writing, from ``begun_at`` to ``at``, and what it changed of the one before.

    ``ready_at`` is when it was made ready, ``read_at`` when the mentor read it; ``is_shown`` marks what others read.
    ``files`` were added since the version before it, and are still there; the newest has those that came after it.
    """

    revision: int
    by: str
    begun_at: dt.datetime
    at: dt.datetime
    ready_at: dt.datetime | None
    read_at: dt.datetime | None
    is_shown: bool
    changed: tuple[FieldDifference, ...]
    files: tuple[Attachment, ...]


def has_history(sheet: Sheet) -> bool:
    """Whether whoever access loaded the sheet for reads earlier versions of it."""
    return sheet.is_mine or sheet.relation is Relation.MENTOR


def history_of(sheet: Sheet, *, language: str = "nl") -> tuple[VersionLine, ...]:
    """The versions of a sheet that access loaded, the newest first; five queries at most.

    Its writer has them all. The mentor has those that they read and the one to read now, so that they see what changed
    since: an earlier one may have lain in a layer of the student alone. Nobody else has a history.
    """
    kind, versions = kind_for(sheet.text_id), _versions(sheet)
    names = _names(version.by for version in versions)
    confirmed = frozenset() if sheet.is_mine else confirmed_of(sheet, kind)
    found: list[VersionLine] = []
    before: Answers = {}
    beside = [each for each in sheet.attachments.all() if opens(sheet, each)]
    for version in versions:
        last = version is versions[-1]
        came = tuple(each for each in beside if last or each.added_at <= version.at)
        beside = [each for each in beside if each not in came]
        answers = version.answers if sheet.is_mine else _as_read(sheet, kind, version, language, confirmed)
        read_at = max((review.at for review in version.reviews.all()), default=None)
        found.append(
            VersionLine(
                revision=version.revision,
                by=names.get(version.by, ""),
                begun_at=version.begun_at,
                at=version.at,
                ready_at=version.ready_at,
                read_at=read_at,
                is_shown=version.pk == sheet.shown_id,
                changed=differences(kind, before, answers),
                files=came,
            )
        )
        before = answers
    return tuple(reversed(found))


def _versions(sheet: Sheet) -> list[SheetVersion]:
    rows = SheetVersion.objects.filter(sheet=sheet).prefetch_related("reviews")
    if sheet.is_mine:
        return list(rows)
    if not has_history(sheet):
        return []
    return list(rows.filter(Q(reviews__isnull=False) | Q(pk=sheet.shown_id)).distinct())


def _as_read(sheet: Sheet, kind: SheetKind, version: SheetVersion, language: str, confirmed: frozenset[str]) -> Answers:
    """What a version says to the mentor, as the page of the sheet shows it: nothing that is hidden or shut."""
    asked = answered(kind, version.answers, confirmed=confirmed, closed=sheet.closed_at is not None)
    return readable(kind, asked, layer=Layer(sheet.layer), codes=True, language=language)


def _names(writers: Iterable[str]) -> Mapping[str, str]:
    """The names of who wrote, by what a version keeps of them."""
    told = set(writers)
    names: dict[str, str] = {}
    for what, rows in (("user", User.objects.all()), ("person", SchoolPerson.objects.all())):
        ids = [int(each.partition(":")[2]) for each in told if each.startswith(f"{what}:")]
        if ids:
            names |= {f"{what}:{row.pk}": row.name for row in rows.filter(pk__in=ids)}
    return names
