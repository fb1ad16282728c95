"""Answering what looks like a name: with a code or a function in its place, or that it is none (decision 0011)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.privacy import folded
from stagemap.core.roles import Viewer
from stagemap.core.sheets import Answers, Layer, SheetKind, names_in, without_name
from stagemap.kit.clock import local_date
from stagemap.portfolio.files.naming import look_for
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.queries import captions_of
from stagemap.programmes.queries import kind_for

from .holding import hold, tell
from .versions import still_standing

NAME_WAITS = gettext_noop(
    "Something in this sheet looks like a name, so it cannot lie open in the class. Replace it, or say that it is none."
)
NAME_WAS_SHOWN = gettext_noop(
    "What others read of this sheet still holds what looks like a name. Make the sheet ready again, then move it."
)


def clear_word(*, sheet: Sheet, word: str, by: Viewer) -> Sheet:
    """Keep that ``word`` is no name in this sheet; a word that does not stand there changes nothing."""
    with transaction.atomic():
        row = hold(sheet)
        return keep_cleared(row, [*row.cleared, word], by)


def keep_cleared(row: Sheet, words: Iterable[str], by: Viewer) -> Sheet:
    """Keep the words that are no names of a sheet that is held; one activity line when they changed."""
    standing = still_standing(map(folded, words), row, kind_for(row.text_id))
    if standing != row.cleared:
        row.cleared = standing
        row.save(update_fields=["cleared"])
        tell(row.placement_id, by, "cleared", "sheet", row.pk, ["cleared"])
    return row


def answers_without(sheet: Sheet, *, word: str, instead: str, by: Viewer, at: dt.datetime) -> Answers:
    """What the sheet says with a code or a function wherever ``word`` looks like a name; nothing is written."""
    look = look_for(sheet, local_date(at), by.language)
    return without_name(kind_for(sheet.text_id), sheet.answers, look, word=word, by=instead, language=by.language)


def name_refused(row: Sheet, kind: SheetKind, layer: Layer, at: dt.datetime, *, anew: bool = False) -> str | None:
    """Why a name keeps a sheet out of ``layer``, or None: of what it says, and of what others read of it.

    ``anew`` says that what they read is about to change to what it says.
    """
    if layer is not Layer.OPEN:
        return None
    look = look_for(row, local_date(at), row.placement.student.language)
    if names_in(kind, row.answers, look) or any(map(look, captions_of(row))):
        return NAME_WAITS
    old = row.shown is not None and not anew and names_in(kind, row.shown.answers, look)
    return NAME_WAS_SHOWN if old else None
