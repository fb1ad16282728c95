"""Saying something about a sheet, or about one of its fields; and the mentor's line about a day (G17)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.placements.models import Placement
from stagemap.planning.services.people import holder_of, person_id_of
from stagemap.portfolio.models import DayNote, Sheet, SheetComment
from stagemap.programmes.queries import kind_for

from . import mails
from .holding import hold, hold_portfolio, tell

MOST_COMMENTS = 100
TOO_MANY = gettext_noop("A sheet holds at most %(most)s remarks. Write a message instead.")
NO_SUCH_FIELD = gettext_noop("This question does not stand on the sheet.")
MOST_NOTES = 20
TOO_MANY_NOTES = gettext_noop("A day holds at most %(most)s notes. Write a message instead.")


def comment(*, sheet: Sheet, text: str, by: Viewer, at: dt.datetime, field: str = "") -> SheetComment:
    """Say something about a sheet, or about the field with this key; the same words twice in a row are said once.

    The writer of the sheet hears of it, or the mentor of what the writer answers, once a day. Raises ``Impossible`` for
    a field that its kind does not have, and for too many remarks.
    """
    with transaction.atomic():
        row, holder = hold(sheet), holder_of(sheet.placement_id, by)
        if field and field not in {each.key for each in kind_for(row.text_id).fields}:
            raise Impossible(NO_SUCH_FIELD)
        author = {f"author_{key}": value for key, value in holder.items()}
        last = row.comments.filter(field=field).last()
        if last is not None and last.text == text and all(getattr(last, key) == author[key] for key in author):
            return last
        if row.comments.count() >= MOST_COMMENTS:
            raise Impossible(TOO_MANY, most=MOST_COMMENTS)
        made = SheetComment.objects.create(sheet=row, field=field, text=text, at=at, **author)
        tell(row.placement_id, by, "wrote", "sheet_comment", made.pk)
        mails.sheet_answered(row, by, at)
        return made


def write_day_note(*, placement: Placement, day: dt.date, text: str, by: Viewer, at: dt.datetime) -> DayNote:
    """A line of the mentor about a day; the same line twice is one. Raises ``Impossible`` for too many on one day."""
    with transaction.atomic():
        hold_portfolio(placement)
        person_id = person_id_of(placement.pk, by)
        notes = DayNote.objects.filter(placement=placement, day=day)
        known = notes.filter(person_id=person_id, text=text).first()
        if known is not None:
            return known
        if notes.count() >= MOST_NOTES:
            raise Impossible(TOO_MANY_NOTES, most=MOST_NOTES)
        made = DayNote.objects.create(placement=placement, person_id=person_id, day=day, text=text, at=at)
        tell(placement.pk, by, "wrote", "day_note", made.pk)
        return made
