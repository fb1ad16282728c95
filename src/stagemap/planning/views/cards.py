"""The cards of the planner, drawn without templates: a week has forty and the tray sixty, at a tenth of the time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stagemap.kit.icons import icon
from stagemap.kit.templatetags.kit import chip_level, chip_role


@dataclass(frozen=True, slots=True)
class TaskView:
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
    level: str
    role: str
    role_name: str
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


@dataclass(frozen=True, slots=True)
class CardView:
    """One task of the tray."""

    title: str
    level: str
    size: str
    group: str
    key: str
    url: str
    proposed: bool
    planned: bool
    note: str

    @property
    def html(self) -> SafeString:
        """The card, with the way to plan its task."""
        return _card(self, get_language() or "nl")


def _task(view: TaskView) -> SafeString:
    start = "" if view.start is None else f' data-start="{view.start}"'
    level = f' data-level="{view.size}"' if view.size else ""
    mark = icon("warning-circle", "own") if view.clash else icon("puzzle-piece", "own") if view.project else ""
    title = escape(f"{view.title} {view.pupils}".strip())
    grip = "" if view.start is None else '<span class="grip" aria-hidden="true"></span>'
    return mark_safe(  # every text of a person went through escape
        f'<a class="task{view.style}" id="b-{view.id}" href="{view.url}" data-dialog data-block="{view.id}"'
        f' data-revision="{view.revision}" data-day="{view.day}" data-slot="{view.slot}"'
        f' data-minutes="{view.minutes}"{start}{level}>'
        f'<span class="time">{view.time}</span><span>{mark}{title}</span>'
        f'<span class="meta">{_marks(view)}<span class="vh">{escape(view.spoken)}</span></span>{grip}</a>'
    )


def _marks(view: TaskView) -> str:
    """Level, role, remarks and what became of the block."""
    level = chip_level(view.size, view.size, bare=True) if view.size else ""
    role = chip_role(view.role, view.role_name) if view.role else ""
    said = ""
    if view.comments:
        words = escape(_("remarks"))
        said = f'<span class="chip bare">{icon("chat-text")}{view.comments}<span class="vh"> {words}</span></span>'
    done = f'{icon("check-circle")}<span class="vh">{escape(_("done"))}</span>' if view.state == "done" else ""
    return f"{level}{role}{said}{done}"


@lru_cache(maxsize=2048)
def _card(view: CardView, language: str) -> SafeString:
    del language  # the words on the card are translated, so the language belongs to the key
    note = f" <small>{escape(view.note)}</small>" if view.note else ""
    level = chip_level(view.size, view.size, bare=True) if view.size else ""
    planned = ""
    if view.planned:
        planned = f'{icon("check-circle", "tone")}<span class="vh">{escape(_("in your week"))}</span>'
    title = escape(view.title)
    return mark_safe(  # every text of a person went through escape
        f'<li class="card" data-level="{view.size}" data-size="{escape(view.level)}" data-code="{escape(view.group)}"'
        f' data-new="{escape(view.key)}"{" data-proposed" if view.proposed else ""}>'
        f'<span>{title}{note}</span><span class="split"><span class="row">{level}{planned}</span>'
        f'<a class="btn small" id="plan-{escape(view.key)}" href="{escape(view.url)}" data-dialog>{escape(_("Plan…"))}'
        f'<span class="vh"> {title}</span></a></span></li>'
    )
