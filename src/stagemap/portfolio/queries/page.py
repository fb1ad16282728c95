"""One sheet as its page shows it, to its writer as it stands and to everybody else as they may read it (G17)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from stagemap.core.privacy import title_without_codes, without_codes
from stagemap.core.roles import Viewer, sees_pupil_codes
from stagemap.core.sheets import (
    Answers,
    Field,
    FieldType,
    Layer,
    SheetKind,
    Shown,
    Tally,
    readable,
    summary_of,
    visible,
)
from stagemap.portfolio.access import known, opens, reads_summary, sheets_for
from stagemap.portfolio.models import Attachment, ReadRequest, Review, Sheet, SheetComment
from stagemap.programmes.queries import kind_for

from .files import files_since, layers_now, with_files
from .lines import Asked, State
from .permissions import Confirmed, permissions_of


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A remark on a sheet, or on its field with the key ``field``."""

    id: int
    field: str
    text: str
    by: str
    is_mine: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """The mentor read the version of ``revision``, perhaps with a remark."""

    revision: int
    remark: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SheetPage:
    """All that the page of one sheet shows.

    ``answers`` and ``parts`` are what the viewer reads; for the college none of a kind of which it reads the counts
    alone (``is_summary``, ``summary``). ``permissions`` are those that stand, by the key of their field. ``layers``
    says why the writer cannot move the sheet to a layer, None where that is free; it is empty for everybody else.
    ``cited`` are the titles of other sheets that answers name and the viewer reads.
    """

    sheet: Sheet
    kind: SheetKind
    title: str
    state: State
    answers: Answers
    parts: tuple[Shown, ...]
    is_summary: bool
    summary: tuple[Tally, ...]
    rewritten: bool
    asked: Asked | None
    comments: tuple[CommentLine, ...]
    reviews: tuple[ReviewLine, ...]
    permissions: Mapping[str, Confirmed]
    attachments: tuple[Attachment, ...]
    layers: Mapping[Layer, str | None]
    cited: Mapping[str, str]

    @property
    def confirmed(self) -> frozenset[str]:
        """The keys of the consent fields whose permission stands."""
        return frozenset(self.permissions)

    def comments_on(self, key: str) -> tuple[CommentLine, ...]:
        """The remarks on one field, or on the whole sheet for an empty key."""
        return tuple(line for line in self.comments if line.field == key)


def page_of(sheet: Sheet, viewer: Viewer, *, language: str = "nl") -> SheetPage:
    """The page of a sheet that access loaded for ``viewer``; five queries, one more where it cites other sheets."""
    return _Page(sheet, viewer, language).page()


class _Page:
    """Reads what stands round one sheet, as one viewer may."""

    def __init__(self, sheet: Sheet, viewer: Viewer, language: str) -> None:
        self.sheet, self.viewer, self.language = sheet, viewer, language
        self.kind = kind_for(sheet.text_id)
        self.veiled = not sees_pupil_codes(sheet.relation)
        self.is_summary = reads_summary(sheet)

    def page(self) -> SheetPage:
        sheet, kind = with_files(self.sheet), self.kind
        permissions, reviews = permissions_of(self.sheet), self._reviews()
        says = sheet.answers if sheet.is_mine else {} if sheet.shown is None else sheet.shown.answers
        answers = self._answers(says)
        shown_revision = 0 if sheet.shown is None else sheet.shown.revision
        was_read = any(line.revision == shown_revision for line in reviews)
        return SheetPage(
            sheet=sheet,
            kind=kind,
            title=self._title(sheet),
            state=State.DRAFT if sheet.shown is None else State.READ if was_read else State.READY,
            answers=answers,
            parts=self._parts(says, frozenset(permissions)),
            is_summary=self.is_summary,
            summary=summary_of(kind, says, self.language) if self.is_summary else (),
            rewritten=sheet.is_mine and (shown_revision not in (0, sheet.revision) or files_since(sheet)),
            asked=self._asked(reviews),
            comments=tuple(self._comments()),
            reviews=reviews,
            permissions=permissions,
            attachments=tuple(each for each in sheet.attachments.all() if opens(sheet, each)),
            layers=layers_now(sheet, kind) if sheet.is_mine else {},
            cited=self._cited(answers),
        )

    def _title(self, sheet: Sheet) -> str:
        title = sheet.title if sheet.is_mine or sheet.shown is None else sheet.shown.title
        said = title_without_codes(title, self.language) if self.veiled else title
        return said or kind_for(sheet.text_id).name.in_(self.language)

    def _words(self, text: str) -> str:
        return without_codes(text, self.language) if self.veiled else text

    def _answers(self, says: Answers) -> Answers:
        if self.sheet.is_mine:
            return says
        if self.is_summary:
            return {}
        layer = Layer(self.sheet.layer)
        return readable(self.kind, says, layer=layer, codes=not self.veiled, language=self.language)

    def _parts(self, says: Answers, confirmed: frozenset[str]) -> tuple[Shown, ...]:
        if self.is_summary:
            return ()
        parts = visible(self.kind, says, confirmed=confirmed, closed=self.sheet.closed_at is not None)
        return tuple(replace(each, fields=tuple(filter(self._reads, each.fields))) for each in parts)

    def _reads(self, field: Field) -> bool:
        return self.sheet.is_mine or not field.layers or Layer(self.sheet.layer) in field.layers

    def _reviews(self) -> tuple[ReviewLine, ...]:
        rows = Review.objects.filter(version__sheet=self.sheet).select_related("version", "person")
        return tuple(ReviewLine(row.version.revision, self._words(row.remark), row.person.name, row.at) for row in rows)

    def _asked(self, reviews: Iterable[ReviewLine]) -> Asked | None:
        """The last question to read it, while the mentor did not."""
        last = ReadRequest.objects.filter(sheet=self.sheet).last()
        if last is None or any(line.at >= last.at for line in reviews):
            return None
        return Asked(last.at, last.by_day, self._words(last.note))

    def _comments(self) -> Iterable[CommentLine]:
        """The remarks on what the viewer reads, oldest first."""
        rows = SheetComment.objects.filter(sheet=self.sheet).select_related("author_user", "author_person")
        hidden = {field.key for field in self.kind.fields if self.is_summary or not self._reads(field)}
        grant = self.viewer.grant_for(self.sheet.placement_id)
        person_id = None if self.viewer.user_id is not None or grant is None else grant.person_id
        for row in rows:
            author = row.author_user or row.author_person
            mine = (row.author_user_id, row.author_person_id) == (self.viewer.user_id, person_id)
            if row.field not in hidden and author is not None:
                yield CommentLine(row.pk, row.field, self._words(row.text), author.name, mine, row.at)

    def _cited(self, answers: Answers) -> Mapping[str, str]:
        keys = [field.key for field in self.kind.fields if field.type is FieldType.SHEET]
        ids = [uuid.UUID(each) for key in keys for each in answers.get(key, ())]
        rows = sheets_for(self.viewer, self.sheet.placement).select_related("shown").filter(pk__in=ids) if ids else ()
        return {str(row.pk): self._title(known(row, self.viewer, self.sheet.placement)) for row in rows}
