"""Searching a portfolio: the words of the sheets that somebody reads, as they read them (G17)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_

from django.db.models import Q

from stagemap.core.privacy import title_without_codes
from stagemap.core.roles import Viewer, sees_pupil_codes
from stagemap.core.search import Excerpt, excerpt_of, holds, words_in
from stagemap.core.sheets import Answers, Layer, SheetKind, answered, readable, words_of
from stagemap.placements.models import Placement
from stagemap.portfolio.access import known, reads_summary, sheets_for, writer_of
from stagemap.portfolio.models import Sheet
from stagemap.programmes.queries import kind_for

from .permissions import Standing

MOST_HITS = 50
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A sheet that holds every word asked for, in its title or its text, and the place where one of them stands."""

    id: uuid.UUID
    kind: SheetKind
    title: str
    excerpt: Excerpt


def hits_of(placement: Placement, viewer: Viewer, asked: str, *, language: str = "nl") -> tuple[Hit, ...]:
    """The sheets of the portfolio that access opened for ``viewer`` in which all words of ``asked`` stand.

    The newest first, ``MOST_HITS`` at most; nothing asked finds nothing. One query, one more
    where consents are asked: what the viewer wrote is sought in
    the database, what others wrote in the text that the viewer reads of it.
    """
    words = words_in(asked)[:MOST_WORDS]
    if not words:
        return ()
    mine = Q(begun_by=writer_of(viewer, placement.pk))
    written = reduce(and_, (Q(words__contains=word) for word in words), mine)
    rows = sheets_for(viewer, placement).filter(written | ~mine).select_related("shown")
    known_rows = (known(row, viewer, placement) for row in rows.order_by("-changed_at", "id"))
    found = _found(known_rows, words, language, Standing(placement))
    return tuple(islice(found, MOST_HITS))


def text_of(kind: SheetKind, title: str, answers: Answers) -> str:
    """All that may be sought in a sheet: what it is called, what kind it is, what it says."""
    return "\n".join((title, kind.name.nl, kind.name.en, words_of(kind, answers)))


def _found(rows: Iterator[Sheet], words: tuple[str, ...], language: str, standing: Standing) -> Iterator[Hit]:
    for row in rows:
        kind = kind_for(row.text_id)
        title, answers = _as_read(row, kind, language)
        if not holds(text_of(kind, title, answers), words):
            continue
        answers = _asked(row, kind, answers, standing)
        if holds(text_of(kind, title, answers), words):
            excerpt = excerpt_of(words_of(kind, answers), words)
            yield Hit(row.pk, kind, title or kind.name.in_(language), excerpt)


def _asked(row: Sheet, kind: SheetKind, answers: Answers, standing: Standing) -> Answers:
    """What the page of a sheet shows of ``answers``: to others than its writer nothing that is hidden or shut."""
    if row.is_mine or row.shown is None:
        return answers
    asked = answered(kind, row.shown.answers, confirmed=standing.of(row, kind), closed=row.closed_at is not None)
    return {key: answer for key, answer in answers.items() if key in asked}


def _as_read(row: Sheet, kind: SheetKind, language: str) -> tuple[str, Answers]:
    """Title and answers of a sheet as the viewer for whom it is ``known`` reads them."""
    if row.is_mine:
        return row.title, row.answers
    if row.shown is None:
        return "", {}
    codes = sees_pupil_codes(row.relation)
    title = row.shown.title if codes else title_without_codes(row.shown.title, language)
    if reads_summary(row):
        return title, {}
    layer = Layer(row.layer)
    return title, readable(kind, row.shown.answers, layer=layer, codes=codes, language=language)
