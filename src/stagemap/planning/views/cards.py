"""The cards of the planner, drawn without templates: a week has forty and the tray sixty, at a tenth of the time."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stagemap.kit.icons import icon
from stagemap.kit.templatetags.kit import chip_level, chip_role
from stagemap.planning.queries import TrayTask

NEW = "blocks/new/"
"""The form of a new block, as the planner's own page reaches it: the same card serves every plan."""


class TaskView(NamedTuple):
    """One block as its card shows it."""

    id: str
    url: str
    revision: int
    day: str
    slot: str
    start: int | None
    minutes: int
    style: str
    size: str
    marks: str
    time: str
    title: str
    spoken: str
    project: bool
    clash: bool
    pupils: str
    comments: int
    state: str
    sort: int

    @property
    def html(self) -> SafeString:
        """The card: a link to the block's form, which the planner's script may also move."""
        return _task(self)


def _task(view: TaskView) -> SafeString:
    start = "" if view.start is None else f' data-start="{view.start}"'
    level = f' data-level="{view.size}"' if view.size else ""
    mark = icon("warning-circle", "own") if view.clash else icon("puzzle-piece", "own") if view.project else ""
    title = escape(f"{view.title} {view.pupils}".strip())
    grip = "" if view.start is None else '<span class="grip" aria-hidden="true"></span>'
    return SafeString(  # every text of a person went through escape
        f'<a class="task{view.style}" id="b-{view.id}" href="{view.url}" data-dialog data-block="{view.id}"'
        f' data-revision="{view.revision}" data-day="{view.day}" data-slot="{view.slot}"'
        f' data-minutes="{view.minutes}"{start}{level}>'
        f'<span class="time">{view.time}</span><span>{mark}{title}</span>'
        f'<span class="meta">{view.marks}{_said(view)}<span class="vh">{escape(view.spoken)}</span></span>{grip}</a>'
    )


@lru_cache(maxsize=256)
def marks(size: str, role: str, role_name: str, language: str) -> str:
    """Level and role of a block, each empty when it has none; worked out once for each pair of them."""
    del language  # which is active while this is drawn, so it belongs to the key
    level = chip_level(size, size, bare=True) if size else ""
    return f"{level}{chip_role(role, role_name) if role else ''}"


def _said(view: TaskView) -> str:
    """Remarks, and what became of the block."""
    said = ""
    if view.comments:
        words = escape(_("remarks"))
        said = f'<span class="chip bare">{icon("chat-text")}{view.comments}<span class="vh"> {words}</span></span>'
    done = f'{icon("check-circle")}<span class="vh">{escape(_("done"))}</span>' if view.state == "done" else ""
    return f"{said}{done}"


@lru_cache(maxsize=2048)
def card(task: TrayTask, size: str, language: str) -> SafeString:
    """A card of the tray, with the way to plan its task; ``size`` is that of its level."""
    del language  # the words on the card are translated, so the language belongs to the key
    note = f" <small>{escape(task.proposal.note)}</small>" if task.proposal and task.proposal.note else ""
    level = chip_level(size, size, bare=True) if size else ""
    planned = ""
    if task.planned:
        planned = f'{icon("check-circle", "tone")}<span class="vh">{escape(_("in your week"))}</span>'
    title, key = escape(task.title), escape(task.key)
    asked = {"proposal": task.proposal.id} if task.proposal else {"task": task.key}
    return SafeString(  # every text of a person went through escape
        f'<li class="card" data-level="{size}" data-size="{escape(task.level)}" data-code="{escape(task.group)}"'
        f' data-new="{key}"{" data-proposed" if task.proposal else ""}>'
        f'<span>{title}{note}</span><span class="split"><span class="row">{level}{planned}</span>'
        f'<a class="btn small" id="plan-{key}" href="{NEW}?{urlencode(asked)}" data-dialog>{escape(_("Plan…"))}'
        f'<span class="vh"> {title}</span></a></span></li>'
    )
