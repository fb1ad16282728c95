"""What a sheet says, written into its row, and the versions that keep what it said (G17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop

from stagemap.core.privacy import folded
from stagemap.core.refusals import Refused, Stale
from stagemap.core.roles import Viewer
from stagemap.core.search import plain
from stagemap.core.sheets import Answers, Fault, FieldType, Merge, SheetKind, codes_of, title_of
from stagemap.kit.prepared import Prepared
from stagemap.portfolio.access import writer_of
from stagemap.portfolio.models import Sheet, SheetVersion
from stagemap.portfolio.queries import captions_of, text_of

STRETCH = dt.timedelta(minutes=30)
"""One stretch of writing: what is saved within it is one version."""
SHORT = 200
"""The characters that a title and the codes of a sheet have room for."""
STALE = gettext_noop("This sheet was changed meanwhile. Compare both texts and choose.")
FAULTY = gettext_noop("Not everything can be kept as it stands. Nothing was saved.")
_LAST = Prepared(lambda sheet: SheetVersion.objects.filter(sheet=sheet).order_by("-revision")[:1], uuids=("sheet",))
COLUMNS = ("answers", "title", "pupils", "words", "cleared", "day", "revision", "changed_at")


class FaultySheet(Refused):
    """Answers that a sheet cannot hold, or not yet; ``faults`` tells all of them at once."""

    def __init__(self, reason: str, faults: Iterable[Fault]) -> None:
        super().__init__(reason)
        self.faults = tuple(faults)


class StaleSheet(Stale):
    """The sheet was changed meanwhile: ``mine`` was to be written, ``theirs`` stands now, both came from ``base``.

    ``merge`` is what comes of the two, field by field; where both changed the same one it clashes.
    """

    def __init__(self, *, revision: int, mine: Answers, theirs: Answers, base: Answers, merge: Merge) -> None:
        super().__init__(STALE, revision=revision)
        self.mine, self.theirs, self.base, self.merge = mine, theirs, base, merge


def put(row: Sheet, kind: SheetKind, answers: Answers, language: str) -> None:
    """Write answers into a row, unsaved, with the columns that follow from them."""
    title = title_of(kind, answers, language)
    row.answers = dict(answers)
    row.title = "" if title == kind.name.in_(language) else title[:SHORT]
    row.day = day_of(kind, answers) or row.day
    row.pupils = pupils_of(row, kind)
    row.words = plain(text_of(kind, row.title, answers))
    row.cleared = still_standing(row.cleared, row, kind)


def still_standing(words: Iterable[str], row: Sheet, kind: SheetKind) -> list[str]:
    """Those of the folded ``words`` that stand in the sheet, each once: what was written over is not kept."""
    words = [word for word in words if word]
    if not words:
        return []
    text = folded("\n".join((text_of(kind, row.title, row.answers), *captions_of(row))))
    return sorted({word for word in words if word in text})


def day_of(kind: SheetKind, answers: Answers) -> dt.date | None:
    """The day that a sheet is about: that of its first field with a date that begins with one."""
    days = (answers.get(field.key) for field in kind.fields if field.type is FieldType.DATE and field.begins_with)
    return next((dt.date.fromisoformat(day) for day in days if day), None)


def pupils_of(row: Sheet, kind: SheetKind) -> str:
    """The pupil codes that stand anywhere in a sheet: in what its writer reads, in what others do, in captions."""
    codes = [*codes_of(kind, row.answers, "\n".join((row.title, *captions_of(row))))]
    if row.shown is not None:
        codes += codes_of(kind, row.shown.answers, row.shown.title)
    told = ""
    for code in dict.fromkeys(codes):
        told = f"{told} {code}".strip() if len(told) + len(code) < SHORT else told
    return told


def keep(row: Sheet, by: Viewer, at: dt.datetime) -> tuple[SheetVersion, bool]:
    """Keep what ``row`` says as its latest version, and whether a new stretch of writing begins with it.

    The version with which a sheet begins stands, so that whatever is written can be compared with it.
    """
    writer = writer_of(by, row.placement_id)
    last: SheetVersion | None = _LAST.object(sheet=row.pk)
    says: dict[str, Any] = {"revision": row.revision, "title": row.title, "answers": row.answers, "at": at}
    if last is not None and _goes_on(last, writer, at):
        for name, value in says.items():
            setattr(last, name, value)
        last.save(update_fields=list(says))
        return last, False
    return SheetVersion.objects.create(sheet=row, by=writer, begun_at=at, **says), True


def _goes_on(last: SheetVersion, writer: str, at: dt.datetime) -> bool:
    """Whether writing now belongs to the stretch of the last version."""
    is_begin = last.revision == 1
    return not is_begin and last.ready_at is None and last.by == writer and at - last.begun_at < STRETCH


def version_before(row: Sheet, revision: int) -> Answers:
    """What the sheet said at ``revision``, or in the last version before it that was kept."""
    known = row.versions.filter(revision__lte=revision).last()
    return {} if known is None else known.answers
