"""The leaves of the folder in words: sheets, blocks of the roster with theirs, notes, rosters, the project."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stagemap.core.roles import Action
from stagemap.core.roster import Block
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.placements.access import may
from stagemap.portfolio.queries import Leaf, NoteLine, SheetLine, Source, State

from .words import Mark, drawn, layer_mark, state_mark

if TYPE_CHECKING:
    from stagemap.placements.models import Placement

LINE = "\n"


@dataclass(frozen=True, slots=True)
class LeafView:
    """One leaf: a link, or with ``block`` a button that begins its sheet; ``others`` are further sheets of a block."""

    title: str
    about: str
    url: str = ""
    marks: tuple[Mark, ...] = ()
    text: str = ""
    block: str = ""
    id: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def html(self) -> SafeString:
        """The leaf as the folder shows it, without the button that begins a sheet."""
        title = f'<a href="{self.url}">{escape(self.title)}</a>' if self.url else escape(self.title)
        text = f'<p class="note-text">{escape(self.text).replace(LINE, "<br>")}</p>' if self.text else ""
        marks = f'<p class="row marks">{"".join(map(drawn, self.marks))}</p>' if self.marks else ""
        others = "".join(f'<a href="{url}">{escape(each)}</a>' for each, url in self.others)
        more = f'<p class="row small others">{others}</p>' if others else ""
        return SafeString(  # every text of a person went through escape
            f"<h3>{title}</h3><small>{escape(self.about)}</small>{text}{marks}{more}"
        )


def leaf_views(leaves: Iterable[Leaf], placement: Placement, request: Request) -> list[LeafView]:
    """Every leaf in words."""
    painter = _Painter(placement, request)
    return [painter.view(leaf) for leaf in leaves]


class _Painter:
    def __init__(self, placement: Placement, request: Request) -> None:
        self.placement_id, self.said = placement.pk, language()
        self.writes = may(placement, Action.WRITE_SHEET, request.today) and may(placement, Action.PLAN, request.today)
        self.plans = may(placement, Action.PLAN, request.today)

    def view(self, leaf: Leaf) -> LeafView:
        """One leaf."""
        if leaf.note is not None:
            return self.note(leaf.note)
        if leaf.sent is not None:
            title = _("Week roster, version %(number)s") % {"number": leaf.sent.number}
            about = _("sent on %(day)s") % {"day": formats.day(leaf.sent.at, lang=self.said)}
            return LeafView(title, about, path_to("planning:version", self.placement_id, leaf.sent.number))
        if leaf.source is Source.PROJECT:
            url = path_to("planning:project", self.placement_id) if self.plans else ""
            return LeafView(_("The project"), _("written in the planner"), url)
        if not leaf.sheets:
            return self.open_block(leaf)
        return self.sheet(leaf)

    def note(self, note: NoteLine) -> LeafView:
        """A line of the mentor about a day."""
        return LeafView(
            _("Note of %(name)s") % {"name": note.by}, formats.day(note.day, lang=self.said), text=note.text
        )

    def open_block(self, leaf: Leaf) -> LeafView:
        """A block of the roster for which nothing was written yet."""
        about = "" if leaf.block is None else self.moment(leaf.block)
        if leaf.block is None or not self.writes:
            return LeafView(leaf.title, about)
        return LeafView(leaf.title, about, block=leaf.block.id, id=str(uuid.uuid4()))

    def sheet(self, leaf: Leaf) -> LeafView:
        """A sheet, or a block with its sheets."""
        line, *more = leaf.sheets
        kind = line.kind.name.in_(self.said)
        moment = self.moment(leaf.block) if leaf.block is not None else self.day(line)
        about = [part for part in (moment, kind if kind != leaf.title else "") if part]
        others = tuple((each.title, self.address(each)) for each in more)
        return LeafView(
            leaf.title or line.title, " · ".join(about), self.address(line), self.marks(line), others=others
        )

    def address(self, line: SheetLine) -> str:
        """Where a sheet is opened: to write on while it is one's own draft, else to read."""
        noun = "write" if line.is_mine and line.state is State.DRAFT else "sheet"
        return path_to(f"portfolio:{noun}", self.placement_id, line.id)

    def day(self, line: SheetLine) -> str:
        """The day that a sheet is about."""
        return "" if line.day is None else formats.day(line.day, lang=self.said)

    def moment(self, block: Block) -> str:
        """When a block lies in the roster."""
        if block.day is None:
            return formats.duration(block.minutes, lang=self.said)
        day = formats.day(block.day, lang=self.said)
        return day if block.start is None else f"{day}, {formats.clock_text(block.start, lang=self.said)}"

    def marks(self, line: SheetLine) -> tuple[Mark, ...]:
        """The chips of a sheet: its state, its layer, what lies beside it."""
        marks = [state_mark(line.state)]
        if line.rewritten:
            marks.append(Mark("pencil-simple", _("written on since")))
        marks.append(layer_mark(line.layer))
        if line.attachments:
            files = ngettext("%(count)s attachment", "%(count)s attachments", line.attachments)
            marks.append(Mark("paperclip", files % {"count": line.attachments}))
        if line.comments:
            remarks = ngettext("%(count)s remark", "%(count)s remarks", line.comments)
            marks.append(Mark("chat-text", remarks % {"count": line.comments}))
        return tuple(marks)
