"""Filling a portfolio of the story, sheet by sheet, through the services that people use."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stagemap.core.roles import Action, Viewer
from stagemap.core.sheets import Field, FieldType, html_of
from stagemap.demo.files import Folder, Leaf, picture
from stagemap.placements.models import Placement
from stagemap.planning.access import plan_for
from stagemap.planning.models import Block
from stagemap.portfolio import access, services
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.services import cards
from stagemap.programmes.queries import kind_for

from .people import at

LAID, WRITTEN, READ = 8, 16, 18
"""The hours of a day at which a print lies ready, the student writes and others read."""


@dataclass
class Hands:
    """Who writes in one portfolio. ``sheets`` are those that have a name in the story, by which others cite them."""

    placement: Placement
    student: Viewer
    mentor: Viewer
    supervisor: Viewer
    sheets: dict[str, uuid.UUID] = field(default_factory=dict)

    def fill(self, folder: Folder) -> None:
        """Write all that stands in ``folder``, in the order of its days."""
        leaves = sorted(folder.leaves, key=lambda each: each.day)
        for _ in range(folder.codes):
            placement = self._portfolio(self.student, Action.WRITE_SHEET)
            services.make_code(placement=placement, by=self.student, at=at(leaves[0].day, 9))
        for leaf in leaves:
            self._write(leaf)
        for day, text in folder.notes.items():
            placement = self._portfolio(self.mentor, Action.WRITE_DAY_NOTE)
            services.write_day_note(placement=placement, day=day, text=text, by=self.mentor, at=at(day, READ))
        if folder.printed is not None:
            cards.lay_print(placement=self.placement, by=self.student, at=at(folder.printed, LAID))

    def _write(self, leaf: Leaf) -> None:
        """One sheet, from its first word to what others said of it."""
        by: Viewer = getattr(self, leaf.by)
        writing, reading = at(leaf.day, WRITTEN), at(leaf.day, READ)
        placement = self._portfolio(by, Action.WRITE_SHEET)
        sheet = services.begin_sheet(
            placement=placement, kind=leaf.kind, block=self._block(leaf.block), by=by, at=writing
        )
        if leaf.name:
            self.sheets[leaf.name] = sheet.pk
        sheet = self._save(sheet, leaf, by)
        self._lay(sheet, leaf, by)
        for consent in leaf.permit:
            asked = access.permission_for(self.mentor, placement.pk, sheet.pk, Action.REVIEW_SHEET)
            services.confirm_permission(sheet=asked, field=consent, by=self.mentor, at=writing)
        if leaf.closed:
            services.close_observation(sheet=sheet, by=by, at=writing)
        if leaf.closed or leaf.permit:
            sheet = self._save(sheet, leaf, by)
        if leaf.layer:
            services.move_layer(sheet=sheet, layer=leaf.layer, by=by, at=writing)
        if leaf.state != "draft":
            self._show(sheet, leaf, by)
        for remark in leaf.remarks:
            other: Viewer = getattr(self, remark.by)
            services.comment(sheet=self._read(sheet, other), field=remark.field, text=remark.text, by=other, at=reading)

    def _lay(self, sheet: Sheet, leaf: Leaf, by: Viewer) -> None:
        """The pictures beside a sheet, with what they show."""
        writing = at(leaf.day, WRITTEN)
        for name, shows in leaf.pictures.items():
            with picture(name) as source:
                made = services.add_file(sheet=sheet, source=source, by=by, at=writing)
            services.caption_files(sheet=sheet, captions={made.pk: (made.alt, shows)}, by=by, at=writing)

    def _show(self, sheet: Sheet, leaf: Leaf, by: Viewer) -> None:
        """Make a sheet ready, put it up for reading and have it read, as far as the story goes."""
        writing, reading = at(leaf.day, WRITTEN, 30), at(leaf.day, READ)
        shown = services.make_ready(sheet=sheet, revision=sheet.revision, by=by, at=writing).sheet
        if leaf.by_day or leaf.note:
            services.ask_to_read(sheet=shown, by_day=leaf.by_day, note=leaf.note, by=by, at=writing)
        if leaf.state == "read":
            services.review(
                sheet=self._read(sheet, self.mentor),
                revision=shown.revision,
                remark=leaf.remark,
                by=self.mentor,
                at=reading,
            )

    def _save(self, sheet: Sheet, leaf: Leaf, by: Viewer) -> Sheet:
        fields = {each.key: each for each in kind_for(sheet.text_id).fields}
        said = {key: self._said(fields[key], value) for key, value in leaf.answers.items()}
        answers = {**sheet.answers, **said}
        return services.save_draft(
            sheet=sheet, revision=sheet.revision, answers=answers, by=by, at=at(leaf.day, WRITTEN)
        )

    def _said(self, asked: Field, value: Any) -> Any:
        """An answer as the portfolio keeps it: the story writes text plainly, times as 10.25, sheets by name."""
        if asked.type is FieldType.TABLE:
            columns = {each.key: each for each in asked.columns}
            return [{key: self._said(columns[key], cell) for key, cell in row.items()} for row in value]
        plain: Mapping[FieldType, Any] = {
            FieldType.LONG_TEXT: html_of,
            FieldType.TIME: _minutes,
            FieldType.DATE: str,
            FieldType.CONSENT: lambda given: {"by": given["by"], "on": str(given["day"])},
            FieldType.SHEET: lambda names: [str(self.sheets[name]) for name in names],
        }
        return plain.get(asked.type, lambda same: same)(value)

    def _portfolio(self, viewer: Viewer, action: Action) -> Placement:
        return access.portfolio_for(viewer, self.placement.pk, action)

    def _read(self, sheet: Sheet, viewer: Viewer) -> Sheet:
        """The sheet as another reader finds it."""
        return access.sheet_for(viewer, self.placement.pk, sheet.pk, Action.READ_PORTFOLIO)

    def _block(self, title: str) -> Block | None:
        """The first block of the week with this title."""
        plan = plan_for(self.placement)
        block = Block.objects.filter(plan=plan, title=title).order_by("day", "start").first() if title else None
        if block is not None:
            block.plan = plan
        return block


def _minutes(text: str) -> int:
    hours, minutes = text.split(".")
    return int(hours) * 60 + int(minutes)
