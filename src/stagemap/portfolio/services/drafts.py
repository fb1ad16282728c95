"""Writing in a sheet: a draft with its revision, which nobody but its writer reads (G17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from stagemap.core.privacy import folded
from stagemap.core.roles import Viewer
from stagemap.core.sheets import Answers, SheetKind, faults_of, merged, tidy, visible
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.queries import confirmed_of
from stagemap.programmes.queries import kind_for

from .holding import hold, tell
from .naming import keep_cleared
from .versions import COLUMNS, FAULTY, FaultySheet, StaleSheet, keep, put, version_before


def save_draft(
    *,
    sheet: Sheet,
    revision: int,
    answers: Answers,
    by: Viewer,
    at: dt.datetime,
    cleared: Iterable[str] | None = None,
) -> Sheet:
    """Keep what the writer wrote; ``revision`` is the one that was read, and ``answers`` all that the page showed.

    A field that is shut, hidden or another's to fill in keeps what it says. ``cleared`` are the words that the page
    knows to be no names, those of the sheet without it. Saving what stands there already changes nothing. Raises
    ``FaultySheet`` for answers that not even a draft may hold, and ``StaleSheet`` with both texts when the sheet was
    changed meanwhile; nothing is saved then. One activity line a stretch of writing.
    """
    with transaction.atomic():
        row = hold(sheet)
        kind = kind_for(row.text_id)
        mine = _written(row, kind, answers)
        if mine == row.answers:
            return row if cleared is None else keep_cleared(row, cleared, by)
        if row.revision != revision:
            base = version_before(row, revision)
            merge = merged(kind, base, mine, row.answers)
            raise StaleSheet(revision=row.revision, mine=mine, theirs=row.answers, base=base, merge=merge)
        changed = sorted(key for key in {*mine, *row.answers} if mine.get(key) != row.answers.get(key))
        row.cleared = row.cleared if cleared is None else [folded(word) for word in cleared]
        put(row, kind, mine, by.language)
        row.revision, row.changed_at = row.revision + 1, at
        row.save(update_fields=COLUMNS)
        _version, is_new = keep(row, by, at)
        if is_new:
            tell(row.placement_id, by, "wrote", "sheet", row.pk, changed)
        return row


def _written(row: Sheet, kind: SheetKind, answers: Answers) -> Answers:
    """What the sheet says once its writer has written ``answers``; raises ``FaultySheet``."""
    confirmed, closed = confirmed_of(row, kind), row.closed_at is not None
    own = {field.key for field in kind.fields if field.by == row.relation.value}
    said = {key: value for key, value in answers.items() if key in own}
    faults = faults_of(kind, said, confirmed=confirmed, whole=False)
    if faults:
        raise FaultySheet(FAULTY, faults)
    said = dict(tidy(kind, said))
    shown, _ = _doors(kind, row.answers, confirmed, closed=closed)
    asked = {key: value for key, value in row.answers.items() if key not in shown & own} | said
    still_shown, shut = _doors(kind, asked, confirmed, closed=closed)
    kept = {key: value for key, value in row.answers.items() if key not in shown & still_shown & own}
    return kept | {key: value for key, value in said.items() if key not in shut}


def _doors(kind: SheetKind, answers: Answers, confirmed: frozenset[str], *, closed: bool) -> tuple[set[str], set[str]]:
    """The keys of the fields that a page of these answers shows, and of those in parts that are shut."""
    parts = visible(kind, answers, confirmed=confirmed, closed=closed)
    shown = {field.key for each in parts if each.locked is None for field in each.fields}
    return shown, {field.key for each in parts if each.locked is not None for field in each.part.fields}
