"""Asking the mentor to read a sheet by a day, and the mentor's answer: read, perhaps with a remark (G06)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Relation, Viewer, layers_for
from stagemap.core.sheets import Layer
from stagemap.kit.clock import local_date
from stagemap.planning.services.people import person_id_of
from stagemap.portfolio.models import ReadRequest, Review, Sheet

from . import mails
from .holding import hold, tell

NO_MENTOR = gettext_noop("This internship has no mentor yet.")
NOT_READY = gettext_noop("Your mentor reads a sheet once you have made it ready.")
OUT_OF_REACH = gettext_noop("Your mentor does not read this sheet: it is in a layer of your own. Move it first.")
PAST = gettext_noop("Choose a day that is still to come.")
NEWER = gettext_noop("There is a newer version of this sheet. Read that one.")
NOTHING_SHOWN = gettext_noop("This sheet was taken back while you read it.")


def ask_to_read(
    *, sheet: Sheet, by: Viewer, at: dt.datetime, by_day: dt.date | None = None, note: str = ""
) -> ReadRequest:
    """Put a sheet up for the mentor to read, by a day when it has one; the same question twice is one.

    The mentor is mailed once a day, and of what is due at once on its own. Raises ``Impossible`` without a mentor, for
    a sheet that the mentor cannot read, and for a day that has passed.
    """
    with transaction.atomic():
        row = hold(sheet)
        _refuse(row, by_day, local_date(at))
        known = row.requests.last()
        if known is not None and (known.by_day, known.note) == (by_day, note) and not _read_since(row, known):
            return known
        made = ReadRequest.objects.create(sheet=row, by_day=by_day, note=note, at=at)
        tell(row.placement_id, by, "asked", "read_request", made.pk)
        mails.reading_asked(row, made, by, at)
        return made


def review(*, sheet: Sheet, revision: int, by: Viewer, at: dt.datetime, remark: str = "") -> Review:
    """The mentor has read the version of ``revision``; the student sees it, and the remark, at once.

    Reading it twice is reading it once; another remark takes the place of the first. Raises ``Stale`` when a newer
    version was made ready meanwhile, ``Impossible`` when the sheet was taken back.
    """
    with transaction.atomic():
        row, person_id = hold(sheet), person_id_of(sheet.placement_id, by)
        if row.shown is None:
            raise Impossible(NOTHING_SHOWN)
        if row.shown.revision != revision:
            raise Stale(NEWER, revision=row.shown.revision)
        said = {"remark": remark, "at": at}
        made, is_new = Review.objects.get_or_create(version=row.shown, person_id=person_id, defaults=said)
        if not is_new and (not remark or made.remark == remark):
            return made
        made.remark = remark
        made.save(update_fields=["remark"])
        tell(row.placement_id, by, "read", "sheet", row.pk)
        mails.sheet_answered(row, by, at)
        return made


def _refuse(row: Sheet, by_day: dt.date | None, today: dt.date) -> None:
    if row.placement.mentor_id is None:
        raise Impossible(NO_MENTOR)
    if row.shown is None:
        raise Impossible(NOT_READY)
    if Layer(row.layer) not in layers_for(Relation.MENTOR):
        raise Impossible(OUT_OF_REACH)
    if by_day is not None and by_day < today:
        raise Impossible(PAST)


def _read_since(row: Sheet, asked: ReadRequest) -> bool:
    """Whether the mentor read the sheet after it was put up."""
    return Review.objects.filter(version__sheet=row, at__gte=asked.at).exists()
