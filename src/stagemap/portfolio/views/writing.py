"""What the page of a sheet that is being written shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from stagemap.core.sheets import Field, FieldType, Filler, Layer, SheetKind, Shown
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.portfolio import queries, services
from stagemap.portfolio.forms import Around, CaptionsForm, SheetForm, stretches_of
from stagemap.portfolio.queries import Lists

from .beside import captions_form, panel_of
from .files import label_of
from .naming import naming_of
from .words import crumbs_of, drawn, layer_views, state_mark

if TYPE_CHECKING:
    from django.http import QueryDict

    from stagemap.portfolio.models import Sheet

NOUNS = ("write", "sheet", "layer", "history", "removal")


class Finder:
    """What the questions of a sheet offer from the portfolio and the roster, looked up when one is drawn."""

    def __init__(self, request: Request, sheet: Sheet) -> None:
        self.request, self.sheet, self.said = request, sheet, language()

    @cached_property
    def lists(self) -> Lists:
        """The sheets and the pupil codes."""
        return queries.lists_of(self.sheet.placement, self.request.viewer, language=self.said)

    def __call__(self, asked: Field) -> Sequence[tuple[str, str]]:
        """The values and words that ``asked`` offers."""
        if asked.type is FieldType.PUPIL:
            return [(code, code) for code in self.lists.codes]
        if asked.type is FieldType.SHEET:
            lines = (line for line in self.lists.sheets if not asked.of_kind or line.kind.key == asked.of_kind)
            return [(str(line.id), self._sheet(line)) for line in lines if line.id != self.sheet.pk]
        if asked.type is FieldType.BLOCK:
            return [(block.id, self._moment(block)) for block in queries.blocks_of(self.sheet.placement)]
        return [(str(each.pk), label_of(each)) for each in self.sheet.attachments.all()]

    def _sheet(self, line: Any) -> str:
        day = "" if line.day is None else formats.day(line.day, lang=self.said)
        return ", ".join(part for part in (line.title, day) if part)

    def _moment(self, block: Any) -> str:
        day = "" if block.day is None else formats.day(block.day, lang=self.said)
        time = "" if block.start is None else formats.clock(block.start, lang=self.said)
        return ", ".join(part for part in (block.title, f"{day} {time}".strip()) if part)


def form_of(
    request: Request, sheet: Sheet, kind: SheetKind, shown: Sequence[Shown], data: QueryDict | None = None
) -> SheetForm:
    """The form of a sheet as it stands, filled in with what was sent."""
    around = Around(language(), Finder(request, sheet))
    return SheetForm(
        data, kind=kind, shown=shown, answers=sheet.answers, around=around, by=Filler(sheet.relation.value)
    )


def writing_context(
    request: Request,
    sheet: Sheet,
    form: SheetForm | None = None,
    captions: CaptionsForm | None = None,
    faults: Sequence[str] = (),
) -> dict[str, Any]:
    """All of the page; ``form`` and ``captions`` were sent and could not be kept, ``faults`` are those of files."""
    said = language()
    page = queries.page_of(sheet, request.viewer, language=said)
    form = form or form_of(request, sheet, page.kind, page.parts)
    finder = form.around.find
    naming = naming_of(request, sheet, page.kind, finder.lists.codes if isinstance(finder, Finder) else ())
    captions = captions or captions_form(sheet)
    return {
        "form": form,
        "captions": captions,
        "beside": panel_of(sheet, page.attachments, captions, naming.notes, faults),
        "page": page,
        "naming": naming,
        "stretches": stretches_of(form, page.permissions, naming.notes),
        "mark": drawn(state_mark(page.state)),
        "crumbs": crumbs_of(sheet.placement, page.kind, said),
        "labels": {field.key: field.name.in_(said) for field in page.kind.fields},
        **saved_context(request, sheet, page.kind),
    }


def saved_context(request: Request, sheet: Sheet, kind: SheetKind) -> dict[str, Any]:
    """What a script is told of a sheet that was kept: when, its title, its layers, and the press."""
    said = language()
    refused = dict(queries.layers_now(queries.with_files(sheet), kind))
    refused[Layer.OPEN] = refused[Layer.OPEN] or services.name_refused(sheet, kind, Layer.OPEN, request.now)
    return {
        "sheet": sheet,
        "title": sheet.title or kind.name.in_(said),
        "press": _press(sheet, kind),
        "saved": _("saved at %(time)s") % {"time": formats.clock_text(sheet.changed_at, lang=said)},
        "layers": [
            {"view": view, "chosen": view.key == sheet.layer, "refused": _reason(refused[view.layer])}
            for view in layer_views(sheet.placement, kind)
            if view.layer in kind.layers or view.layer is Layer.OPEN
        ],
        "urls": {noun: path_to(f"portfolio:{noun}", sheet.placement_id, sheet.pk) for noun in NOUNS},
    }


def _reason(sentence: str | None) -> str:
    return "" if sentence is None else _(sentence)


def _press(sheet: Sheet, kind: SheetKind) -> tuple[str, str]:
    """The press that leads on: what it does, and what it says."""
    mentor = sheet.placement.mentor
    if kind.closes and sheet.closed_at is None:
        return "close", _("Close the observation")
    if kind.by is not Filler.STUDENT or mentor is None or sheet.layer == Layer.PRIVATE:
        return "ready", _("Ready")
    return "ready", _("Ready: ask %(name)s to read it") % {"name": mentor.first_name}
