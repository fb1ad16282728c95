"""Files beside a sheet: as what they are counted, what is said of them, how much room a student has left (G17)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Count, Sum, prefetch_related_objects

from stagemap.core.sheets import Layer, SheetKind, layers_of
from stagemap.kit.uploads.kinds import MEGABYTE, PICTURES, Media
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Attachment, Sheet, Upload

MOST_BYTES = 50 * MEGABYTE
"""What a student may keep beside all sheets together."""


class Family(StrEnum):
    """As what a file is counted: "Photo 2" is the second picture of its sheet."""

    PHOTO = "photo"
    PDF = "pdf"
    DOCUMENT = "document"


def family_of(media_type: str) -> Family:
    """The family of a file that was kept."""
    media = Media(media_type)
    return Family.PHOTO if media in PICTURES else Family.PDF if media is Media.PDF else Family.DOCUMENT


def bytes_left(placement: Placement) -> int:
    """How many bytes the student of ``placement`` may still keep; one query."""
    kept = Attachment.objects.filter(sheet__placement__student_id=placement.student_id).aggregate(all=Sum("size"))
    return max(0, MOST_BYTES - (kept["all"] or 0))


def coming_to(placement: Placement) -> tuple[int, int]:
    """How many files are on their way to the student's sheets, and how many bytes they announce; one query."""
    coming = Upload.objects.filter(sheet__placement__student_id=placement.student_id)
    told = coming.aggregate(files=Count("pk"), bytes=Sum("size"))
    return told["files"], told["bytes"] or 0


def received_of(sheet: Sheet, upload_id: uuid.UUID) -> int:
    """How many bytes of a file on its way to a sheet are here; none of one that nobody began."""
    upload = Upload.objects.filter(pk=upload_id, sheet=sheet).first()
    return 0 if upload is None else upload.received


def with_files(sheet: Sheet) -> Sheet:
    """The sheet with its files read once, for who only reads from here on; one query."""
    prefetch_related_objects([sheet], "attachments")
    return sheet


def captions_of(sheet: Sheet) -> tuple[str, ...]:
    """What is said of the files beside a sheet; one query, none after ``with_files``."""
    return tuple(each.alt for each in sheet.attachments.all() if each.alt)


def layers_now(sheet: Sheet, kind: SheetKind) -> Mapping[Layer, str | None]:
    """Every layer, with the reason why the sheet cannot lie in it as it stands, its captions among that, or None."""
    return layers_of(kind, sheet.answers, "\n".join((sheet.title, *captions_of(sheet))))


def files_since(sheet: Sheet) -> bool:
    """Whether a file lies beside the sheet that others do not see yet: it was added since the sheet was made ready."""
    ready_at = None if sheet.shown is None else sheet.shown.ready_at
    return ready_at is not None and any(each.added_at > ready_at for each in sheet.attachments.all())
