"""Everything of one portfolio as plain data: what its student takes along."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Q, QuerySet
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
    """All that its student reads of the portfolio of a placement, with the questions that it answers, as JSON knows it.

    What the student wrote whole, of a sheet of somebody else the version that was made ready last (G17). Sheets with
    their versions, remarks, reviews, permissions and attachments, each by the id of its sheet; the kinds of sheets by
    the digest of their text; day notes, pupil codes and the rosters that were sent.
    """
    sheets = _sheets(placement)
    of_sheet = {"sheet__in": sheets}
    data = {
        "about": _named(sheet_facts(plan_for(placement))),
        "sheets": [_as_read(row, placement) for row in _rows(sheets, *_SHEET, *_SHOWN)],
        "kinds": {text: json.loads(canonical(kind_for(text))) for text in _texts(sheets)},
        "versions": _rows(SheetVersion.objects.filter(_mine(placement) | _IS_SHOWN, **of_sheet), *_VERSION),
        "comments": _rows(
            SheetComment.objects.filter(**of_sheet).annotate(by=_AUTHOR), "sheet_id", "field", "by", "text", "at"
        ),
        "reviews": _rows(
            Review.objects.filter(version__sheet__in=sheets).annotate(
                sheet_id=F("version__sheet_id"), revision=F("version__revision"), by=F("person__name")
            ),
            *("sheet_id", "revision", "by", "remark", "at"),
        ),
        "permissions": _rows(
            Permission.objects.filter(**of_sheet).annotate(by=F("person__name")),
            *("sheet_id", "field", "by", "at", "withdrawn_at"),
        ),
        "attachments": _rows(_attachments(placement), *_ATTACHMENT),
        "day_notes": _rows(
            DayNote.objects.filter(placement=placement).annotate(by=F("person__name")), "day", "by", "text", "at"
        ),
        "pupil_codes": _rows(PupilCode.objects.filter(placement=placement), "number", "made_at"),
        "rosters": _rows(RosterVersion.objects.filter(plan__placement=placement), "number", "sent_at", "content"),
    }
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))  # type: ignore[no-any-return]  # a dict of JSON values


def files_of(placement: Placement) -> tuple[tuple[str, Attachment], ...]:
    """The files beside the sheets of a placement that are there, each with the name under which an archive keeps it."""
    named = ((f"{each.digest}.{ENDINGS[Media(each.media_type)]}", each) for each in _attachments(placement))
    return tuple((name, each) for name, each in named if kept(each.digest).exists())


_SHEET = (
    *("id", "kind", "text_id", "block_id", "title", "layer", "answers", "pupils", "revision", "day"),
    *("begun_at", "begun_by", "changed_at", "closed_at", "shown__revision"),
)
_SHOWN = ("shown__title", "shown__answers")
_VERSION = ("sheet_id", "revision", "title", "answers", "by", "begun_at", "at", "ready_at")
_ATTACHMENT = ("id", "sheet_id", "number", "media_type", "size", "digest", "alt", "added_by", "added_at")


_IS_SHOWN = Q(pk=F("sheet__shown_id"))


def _writer(placement: Placement) -> str:
    return f"user:{placement.student_id}"


def _mine(placement: Placement) -> Q:
    """What hangs on a sheet that the student writes."""
    return Q(sheet__begun_by=_writer(placement))


def _sheets(placement: Placement) -> QuerySet[Sheet]:
    """The sheets that the student reads: no draft of somebody else."""
    read = Q(begun_by=_writer(placement)) | Q(shown__isnull=False)
    return Sheet.objects.filter(read, placement=placement)


def _attachments(placement: Placement) -> QuerySet[Attachment]:
    """The files that the student may open."""
    shown = Q(added_at__lte=F("sheet__shown__ready_at"))
    return Attachment.objects.filter(_mine(placement) | shown, sheet__placement=placement)


def _as_read(row: dict[str, Any], placement: Placement) -> dict[str, Any]:
    """A sheet as the student reads it."""
    title, answers = (row.pop(column) for column in _SHOWN)
    return row if row["begun_by"] == _writer(placement) else {**row, "title": title, "answers": answers}


def _rows(rows: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values(*columns))


def _texts(sheets: QuerySet[Sheet]) -> Iterable[str]:
    return sheets.order_by("text_id").values_list("text_id", flat=True).distinct()


def _named(facts: Any) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__slots__}
