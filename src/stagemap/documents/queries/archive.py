"""Everything of one portfolio as plain data: what its student takes along."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from stagemap.core.pinned import canonical
from stagemap.kit.uploads.kinds import ENDINGS, Media
from stagemap.kit.uploads.store import kept
from stagemap.placements.models import Placement
from stagemap.planning.access import plan_for
from stagemap.planning.models import RosterVersion
from stagemap.planning.queries import sheet_facts
from stagemap.portfolio.models import (
    Attachment,
    DayNote,
    Permission,
    PupilCode,
    Review,
    Sheet,
    SheetComment,
    SheetVersion,
)
from stagemap.programmes.queries import kind_for

_AUTHOR = Coalesce("author_user__name", "author_person__name")


def portfolio_data(placement: Placement) -> Mapping[str, Any]:
    """All that was written in the portfolio of a placement, with the questions that it answers, as JSON knows it.

    Sheets with their versions, remarks, reviews, permissions and attachments, each by the id of its sheet; the kinds of
    sheets by the digest of their text; day notes, pupil codes and the rosters that were sent.
    """
    sheets = Sheet.objects.filter(placement=placement)
    of_sheet = {"sheet__placement": placement}
    data = {
        "about": _named(sheet_facts(plan_for(placement))),
        "sheets": _rows(sheets, *_SHEET),
        "kinds": {text: json.loads(canonical(kind_for(text))) for text in _texts(sheets)},
        "versions": _rows(SheetVersion.objects.filter(**of_sheet), *_VERSION),
        "comments": _rows(
            SheetComment.objects.filter(**of_sheet).annotate(by=_AUTHOR), "sheet_id", "field", "by", "text", "at"
        ),
        "reviews": _rows(
            Review.objects.filter(version__sheet__placement=placement).annotate(
                sheet_id=F("version__sheet_id"), revision=F("version__revision"), by=F("person__name")
            ),
            *("sheet_id", "revision", "by", "remark", "at"),
        ),
        "permissions": _rows(
            Permission.objects.filter(**of_sheet).annotate(by=F("person__name")),
            *("sheet_id", "field", "by", "at", "withdrawn_at"),
        ),
        "attachments": _rows(Attachment.objects.filter(**of_sheet), *_ATTACHMENT),
        "day_notes": _rows(
            DayNote.objects.filter(placement=placement).annotate(by=F("person__name")), "day", "by", "text", "at"
        ),
        "pupil_codes": _rows(PupilCode.objects.filter(placement=placement), "number", "made_at"),
        "rosters": _rows(RosterVersion.objects.filter(plan__placement=placement), "number", "sent_at", "content"),
    }
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))  # type: ignore[no-any-return]  # a dict of JSON values


def files_of(placement: Placement) -> tuple[tuple[str, Attachment], ...]:
    """The files beside the sheets of a placement that are there, each with the name under which an archive keeps it."""
    beside = Attachment.objects.filter(sheet__placement=placement)
    named = ((f"{each.digest}.{ENDINGS[Media(each.media_type)]}", each) for each in beside)
    return tuple((name, each) for name, each in named if kept(each.digest).exists())


_SHEET = (
    *("id", "kind", "text_id", "block_id", "title", "layer", "answers", "pupils", "revision", "day"),
    *("begun_at", "begun_by", "changed_at", "closed_at", "shown__revision"),
)
_VERSION = ("sheet_id", "revision", "title", "answers", "by", "begun_at", "at", "ready_at")
_ATTACHMENT = ("id", "sheet_id", "number", "media_type", "size", "digest", "alt", "added_by", "added_at")


def _rows(rows: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values(*columns))


def _texts(sheets: QuerySet[Sheet]) -> Iterable[str]:
    return sheets.order_by("text_id").values_list("text_id", flat=True).distinct()


def _named(facts: Any) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__slots__}
