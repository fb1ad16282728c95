"""The short lists of a portfolio, as somebody reads them, in one query: sheets, day notes, pupil codes, rosters."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from stagemap.core.privacy import title_without_codes, without_codes
from stagemap.core.roles import Viewer, layers_for, sees_pupil_codes
from stagemap.core.sheets import Layer, SheetKind
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Placement
from stagemap.planning.models import RosterVersion
from stagemap.planning.queries.folding import Folded, day_in, moment_in
from stagemap.portfolio.access import opens_files, reads, writer_of
from stagemap.portfolio.models import Attachment, DayNote, PupilCode, ReadRequest, Review, Sheet, SheetComment
from stagemap.programmes.queries import kind_for

Row = dict[str, Any]


class State(StrEnum):
    """A draft until a version was made ready, ready until the mentor read that version, read after."""

    DRAFT = "draft"
    READY = "ready"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Asked:
    """The mentor is asked to read a sheet, by a day when it has one."""

    at: dt.datetime
    by_day: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet as its viewer reads it.

    ``rewritten``: its writer wrote on since it was made ready. ``asked``: the mentor was asked to read it and did not
    yet. ``changed_at`` is for others when it was made ready. Attachments are those that the viewer may open.
    """

    id: uuid.UUID
    kind: SheetKind
    title: str
    state: State
    layer: Layer
    day: dt.date | None
    block_id: str
    is_mine: bool
    rewritten: bool
    begun_at: dt.datetime
    changed_at: dt.datetime
    ready_at: dt.datetime | None
    asked: Asked | None
    attachments: int
    comments: int


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of the mentor about a day."""

    id: int
    day: dt.date
    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SentLine:
    """A version of the roster that was sent."""

    number: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Lists:
    """The short lists of one portfolio, as its viewer may read them; ``codes`` are its pupil codes, none for most."""

    sheets: tuple[SheetLine, ...]
    notes: tuple[NoteLine, ...]
    codes: tuple[str, ...]
    sent: tuple[SentLine, ...]


def lists_of(placement: Placement, viewer: Viewer, *, language: str) -> Lists:
    """The lists of the portfolio that access opened for ``viewer``, in one query."""
    row = _LISTS.row(placement=placement.pk)
    sheets, notes, codes, sent = ((), (), (), ()) if row is None else row
    reader = _Reader(placement, viewer, language)
    lines = filter(None, map(reader.line, sheets))
    return Lists(
        sheets=tuple(sorted(lines, key=lambda line: (line.begun_at, line.id))),
        notes=tuple(map(reader.note, sorted(notes, key=lambda note: (note["day"], note["id"]))))
        if reader.annex
        else (),
        codes=() if reader.veiled else tuple(f"#{number}" for number in sorted(each["number"] for each in codes)),
        sent=tuple(
            sorted((SentLine(each["number"], moment_in(each["at"])) for each in sent), key=lambda each: each.number)
        ),
    )


class _Reader:
    """Makes lines of rows, as one viewer may read them."""

    def __init__(self, placement: Placement, viewer: Viewer, language: str) -> None:
        self.relation = placement.relation
        self.writer = writer_of(viewer, placement.pk)
        self.annex = Layer.ANNEX in layers_for(placement.relation)
        self.veiled = not sees_pupil_codes(placement.relation)
        self.language = language

    def line(self, row: Row) -> SheetLine | None:
        """A sheet, or None for who does not read it."""
        mine, shown, text_id = row["begun_by"] == self.writer, row["ready_at"] is not None, row["text_id"]
        if not reads(self.relation, mine=mine, shown=shown, layer=row["layer"], text_id=text_id):
            return None
        kind = kind_for(text_id)
        changed_at = moment_in(row["changed_at"])
        ready_at = moment_in(row["ready_at"]) if shown else None
        return SheetLine(
            id=uuid.UUID(row["id"]),
            kind=kind,
            title=self._title(row["title"] if mine else row["shown_title"]) or kind.name.in_(self.language),
            state=State.DRAFT if not shown else State.READ if row["was_read"] else State.READY,
            layer=Layer(row["layer"]),
            day=day_in(row["day"]),
            block_id="" if row["block_id"] is None else str(uuid.UUID(row["block_id"])),
            is_mine=mine,
            rewritten=mine and shown and self._rewritten(row),
            begun_at=moment_in(row["begun_at"]),
            changed_at=changed_at if mine or ready_at is None else ready_at,
            ready_at=ready_at,
            asked=self._asked(row),
            attachments=self._attachments(row, mine=mine),
            comments=row["remarks"] or 0,
        )

    def _rewritten(self, row: Row) -> bool:
        """Whether its writer has more than others read: another text, or another file."""
        return (row["revision"], row["files"]) != (row["shown_revision"], row["shown_files"])

    def note(self, row: Row) -> NoteLine:
        """A day note."""
        return NoteLine(
            row["id"], dt.date.fromisoformat(row["day"]), self._words(row["text"]), row["by"], moment_in(row["at"])
        )

    def _title(self, title: str) -> str:
        return title_without_codes(title, self.language) if self.veiled else title

    def _words(self, text: str) -> str:
        return without_codes(text, self.language) if self.veiled else text

    def _asked(self, row: Row) -> Asked | None:
        """The last question to read it, unless the mentor read any version of the sheet since."""
        if row["asked_at"] is None:
            return None
        asked_at = moment_in(row["asked_at"])
        if row["read_at"] is not None and moment_in(row["read_at"]) >= asked_at:
            return None
        return Asked(asked_at, day_in(row["by_day"]), self._words(row["note"]))

    def _attachments(self, row: Row, *, mine: bool) -> int:
        """How many files beside a sheet the viewer may open."""
        if mine:
            return row["files"] or 0
        may_open = opens_files(self.relation, pupils=row["pupils"], text_id=row["text_id"])
        return row["shown_files"] or 0 if may_open else 0


def _count(rows: QuerySet[Any]) -> Subquery:
    """How many ``rows`` hang on a sheet; None where there are none."""
    return Subquery(rows.order_by().values("sheet_id").annotate(count=Count("pk")).values("count"))


_OF_SHEET: dict[str, Any] = {"sheet_id": OuterRef("pk")}
_OF_PLACEMENT: dict[str, Any] = {"placement_id": OuterRef("pk")}
_REQUESTS = ReadRequest.objects.filter(**_OF_SHEET).order_by("-id")
_SHEETS = Sheet.objects.filter(**_OF_PLACEMENT).annotate(
    shown_title=F("shown__title"),
    shown_revision=F("shown__revision"),
    ready_at=F("shown__ready_at"),
    was_read=Exists(Review.objects.filter(version_id=OuterRef("shown_id"))),
    read_at=Subquery(Review.objects.filter(version__sheet_id=OuterRef("pk")).order_by("-at").values("at")[:1]),
    asked_at=Subquery(_REQUESTS.values("at")[:1]),
    by_day=Subquery(_REQUESTS.values("by_day")[:1]),
    note=Subquery(_REQUESTS.values("note")[:1]),
    files=_count(Attachment.objects.filter(**_OF_SHEET)),
    shown_files=_count(Attachment.objects.filter(**_OF_SHEET, added_at__lte=OuterRef("shown__ready_at"))),
    remarks=_count(SheetComment.objects.filter(**_OF_SHEET)),
)
_COLUMNS = (
    *("id", "kind", "text_id", "block_id", "title", "layer", "pupils", "revision", "day"),
    *("begun_at", "begun_by", "changed_at"),
    *("shown_title", "shown_revision", "ready_at", "was_read", "read_at", "asked_at", "by_day", "note"),
    *("files", "shown_files", "remarks"),
)
_LISTS = Prepared(
    lambda placement: Placement.objects.filter(pk=placement).values_list(
        Folded(_SHEETS, *_COLUMNS),
        Folded(DayNote.objects.filter(**_OF_PLACEMENT).annotate(by=F("person__name")), "id", "day", "text", "by", "at"),
        Folded(PupilCode.objects.filter(**_OF_PLACEMENT), "number"),
        Folded(
            RosterVersion.objects.filter(plan__placement_id=OuterRef("pk")).annotate(at=F("sent_at")), "number", "at"
        ),
    ),
    "placement",
)
