"""The mails of the portfolio: who is told what, once. None holds a title or a text: both may speak of a child."""

from __future__ import annotations

import datetime as dt

from stagemap.core.roles import Relation, Viewer, layers_for
from stagemap.kit import formats
from stagemap.kit.clock import local_date
from stagemap.people.models import User
from stagemap.placements.services.letters import Letter, Reader, give_way_in, send_letter
from stagemap.portfolio.access import writer_of
from stagemap.portfolio.models import ReadRequest, Sheet
from stagemap.programmes.queries import kind_for

AT_ONCE = dt.timedelta(days=1)
"""What has to be read within this time is mailed on its own, however many mails the day has seen."""


def reading_asked(sheet: Sheet, asked: ReadRequest, by: Viewer, at: dt.datetime) -> None:
    """Ask the mentor to read: one mail a day, but for what is due at once. Who never had a personal link gets one."""
    placement, mentor = sheet.placement, sheet.placement.mentor
    if mentor is None:
        return
    give_way_in(placement, mentor, by, at)
    pressing = asked.by_day is not None and asked.by_day - local_date(at) <= AT_ONCE
    letter = Letter(
        "portfolio/mail/reading_asked",
        f"sheet:{sheet.pk}" if pressing else f"portfolio:{placement.pk}",
        ("portfolio:sheet", sheet.pk),
        {
            "kind": kind_for(sheet.text_id).name.in_(mentor.language),
            "by_day": "" if asked.by_day is None else formats.day(asked.by_day, lang=mentor.language),
        },
    )
    send_letter(placement, at, [mentor], letter)


def sheet_answered(sheet: Sheet, by: Viewer, at: dt.datetime) -> None:
    """Tell the writer that somebody read a sheet or said something about it; the mentor, what the writer answers.

    Each once a day; the mentor only of a sheet that they read.
    """
    placement = sheet.placement
    reader: Reader | None = _writer(sheet)
    if sheet.begun_by == writer_of(by, placement.pk):
        shown = sheet.shown_id is not None and sheet.layer in layers_for(Relation.MENTOR)
        reader = placement.mentor if shown else None
    page, said = ("portfolio:sheet", sheet.pk), {"by": by.name}
    letter = Letter("portfolio/mail/sheet_answered", f"portfolio:{placement.pk}", page, said)
    send_letter(placement, at, [reader], letter)


def _writer(sheet: Sheet) -> User | None:
    """The account that writes a sheet: the student, or a supervisor for the record of a visit."""
    student = sheet.placement.student
    what, _, key = sheet.begun_by.partition(":")
    if what != "user":
        return None
    return student if key == str(student.pk) else User.objects.filter(pk=key).first()
