"""The days of the week as the planner draws them, without templates: every card of a week stands in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .cards import TaskView


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in a day, in order of time: blocks in the lesson hours, a band, or a free gap (phone only)."""

    kind: str
    at: str
    length: int = 1
    tasks: tuple[TaskView, ...] = ()
    text: str = ""
    url: str = ""
    sort: int = 0

    @property
    def clash(self) -> bool:
        """Whether more than one block wants the same time."""
        return len(self.tasks) > 1


@dataclass(frozen=True, slots=True)
class DayView:
    """One school day of the week."""

    date: str
    col: int
    short: str
    name: str
    note: str
    items: tuple[Item, ...]
    closed: str

    @property
    def html(self) -> SafeString:
        """The column, with its heading."""
        free, choose = escape(_("free")), escape(_("Choose a task"))
        items = "".join(_gap(self, item, free, choose) if item.kind == "gap" else _filled(item) for item in self.items)
        return SafeString(  # every text of a person went through escape
            f'<section class="day" id="d-{self.date}" data-day="{self.date}" data-col="{self.col}"'
            f' aria-labelledby="h-{self.date}"><h3 class="split" id="h-{self.date}">{escape(self.name)}'
            f"<small>{escape(self.note)}</small></h3><ol>{items}</ol></section>"
        )


def _gap(day: DayView, item: Item, free: str, choose: str) -> str:
    """A free stretch, with the way to fill it."""
    return (
        f'<li class="gap split"><span>{item.text} {free}</span><a class="btn quiet" href="{escape(item.url)}"'
        f' data-dialog>{choose}<span class="vh"> {escape(day.name)} {item.text}</span></a></li>'
    )


def _filled(item: Item) -> str:
    """A band with its cards one below the other, or a stretch of lessons with what wants it."""
    if item.kind == "band":
        cards = "".join(f"<li>{task.html}</li>" for task in item.tasks)
        return f'<li class="band"><ol data-at="{item.at}">{cards}</ol></li>'
    clash = " clash" if item.clash else ""
    cards = "".join(task.html for task in item.tasks)
    return f'<li class="slot{clash}" data-at="{item.at}" data-len="{item.length}">{cards}</li>'
