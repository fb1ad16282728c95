"""The planner page as a whole: board, tray, week, balance, each as strings for its template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stagemap.core.programme import Edition
from stagemap.kit import formats
from stagemap.kit.routes import path_to
from stagemap.planning.queries import Desk, TrayFilter, TrayTask, tray_of

from .balance import FindingView, balance_view, finding_views
from .cards import TaskView, card
from .columns import DayView
from .grid import Axis, Strip
from .notes import notes
from .week import Extras, WeekView, week_view

CLASHING = ("overlap", "closed_day", "weekend_day", "free_afternoon")
"""Findings whose blocks are drawn with a dashed frame."""


@dataclass(frozen=True, slots=True)
class CardGroup:
    """A heading of the tray with its cards."""

    code: str
    name: str
    cards: SafeString


@dataclass(frozen=True, slots=True)
class Board:
    """The one next action of the planner: a link, or a POST of ``values`` with a second way beside it."""

    title: str
    text: str
    label: str
    url: str = ""
    post: str = ""
    values: tuple[tuple[str, str], ...] = ()
    other: str = ""
    eyebrow: str = ""
    low: bool = True
    dialog: bool = False


def page_context(desk: Desk, asked: TrayFilter, *, token: str, language: str) -> dict[str, Any]:
    """Everything that ``planning/planner.html`` prints; ``token`` lets its forms through."""
    plan = desk.plan
    findings = finding_views(desk, language=language)
    week = plan.placement.week
    board = _board(desk, findings, language)
    return {
        "plan": plan,
        "edition_title": f"{desk.edition.name.in_(language)} {desk.edition.year}",
        "urls": urls_of(plan.placement_id),
        "week": _week(desk, language),
        "week_end": None if week is None else week + dt.timedelta(days=4),
        "balance": balance_view(desk, language=language),
        "notes": notes(findings, token),
        "board": board,
        "ready": board is None and desk.blocks and (desk.latest_version is None or desk.changed_since_sent),
        "saved_at": _saved(desk, language),
        "send_label": _send_label(desk),
        "can_undo": desk.parts.can_undo,
        **_tray(desk, asked, language),
    }


def urls_of(placement_id: int) -> Mapping[str, str]:
    """The addresses round one plan."""
    names = ("planner", "undo", "week", "project", "ticks", "versions", "send", "own_task", "tasks")
    urls = {name: path_to(f"planning:{name}", placement_id) for name in names}
    add = path_to("planning:add_block", placement_id)
    draft = path_to("documents:plan_pdf", placement_id)
    ahead, project = f"{add}?slot=ahead&kind=preparation", f"{add}?package=project"
    return urls | {"add": add, "add_ahead": ahead, "add_project": project, "draft_pdf": draft}


def _week(desk: Desk, language: str) -> Mapping[str, Any]:
    clashing = frozenset(i for found in desk.findings if found.key in CLASHING for i in found.block_ids)
    extras = Extras(
        revisions={key: row.revision for key, row in desk.block.items()},
        pupils={key: row.pupils for key, row in desk.block.items() if row.pupils},
        comments={key: len(lines) for key, lines in desk.comments.items()},
        clashing=clashing,
    )
    view = week_view(desk.edition, desk.record, extras, placement_id=desk.plan.placement_id, language=language)
    return {
        "grid": view.grid,
        "axis": _joined(view.axis),
        "strips": _joined((*view.strips, *_free(view))),
        "days": view.days,
        "columns": _joined(view.days),
        "ahead": _listed(view.ahead),
        "behind": _listed(view.behind),
        "elsewhere": _listed(view.elsewhere),
        "starts": view.starts,
    }


def _joined(drawn: Iterable[Axis | Strip | DayView]) -> SafeString:
    """One after the other."""
    return SafeString("".join(each.html for each in drawn))  # each is drawn with every text escaped


def _listed(cards: Iterable[TaskView]) -> SafeString:
    """Each as a line of a list."""
    return SafeString("".join(f"<li>{each.html}</li>" for each in cards))  # the same


def _free(view: WeekView) -> Iterable[Strip]:
    """Column strips over the days: free halves, and whole days on which the school is closed."""
    for day in view.days:
        weekday = day.col - 2
        if day.closed:
            whole = view.grid.am + view.grid.pm + 1
            yield Strip("3", whole, day.col, day.closed)
            continue
        for strip in view.grid.free(weekday):
            text = _("morning free") if strip.at == "3" else _("afternoon free")
            yield replace(strip, text=text)


def _saved(desk: Desk, language: str) -> str:
    if desk.plan.pk is None:
        return ""
    return _("saved at %(time)s") % {"time": formats.clock_text(desk.plan.changed_at, lang=language)}


def _send_label(desk: Desk) -> str:
    lead = desk.parts.lead
    if not lead:
        return _("Send my roster")
    return _("Send to %(name)s") % {"name": lead.split(" ")[0]}


def _board(desk: Desk, findings: tuple[FindingView, ...], language: str) -> Board | None:
    """The first finding with an obvious cure, or how to begin."""
    placement_id = desk.plan.placement_id
    if desk.plan.placement.week is None:
        week = path_to("planning:week", placement_id)
        text = _("Pick it together with your mentor: your roster follows the hours of the school.")
        return Board(
            _("Choose your internship week"), text, _("Choose a week"), week, eyebrow=_("Start here"), low=False
        )
    if not desk.blocks:
        tasks = path_to("planning:tasks", placement_id)
        text = _("Choose a task from the list, or put your first preparation in the week.")
        return Board(_("Put your first task in the week"), text, _("Choose a task"), tasks, eyebrow=_("Start here"))
    for found in findings:
        if found.state in ("late", "soon") and found.label and found.key not in ("approval_missing", "approval_ended"):
            return Board(
                title=found.title,
                text=_hint(desk, found, language),
                label=found.label,
                url=found.url,
                post=found.post,
                values=found.values,
                other=_("Choose myself"),
                dialog=found.dialog,
            )
    return None


def _hint(desk: Desk, found: FindingView, language: str) -> str:
    left = desk.balance.left
    if found.state == "late" or not left:
        return found.cite
    return _("%(left)s still to plan. %(cite)s") % {
        "left": formats.duration(left, lang=language),
        "cite": found.cite,
    }


def _tray(desk: Desk, asked: TrayFilter, language: str) -> dict[str, Any]:
    tray = tray_of(desk, asked, language=language)
    mentor = desk.plan.placement.mentor
    first = "" if mentor is None else mentor.first_name
    groups = [
        CardGroup(
            "proposed",
            _("%(name)s proposes") % {"name": first or _("Your mentor")},
            _cards(tray.proposals, desk.edition, language),
        ),
        CardGroup("own", _("Tasks of the school"), _cards(tray.own, desk.edition, language)),
        *(CardGroup(group.code, group.name, _cards(group.tasks, desk.edition, language)) for group in tray.groups),
    ]
    return {
        "tray": tray,
        "asked": asked,
        "levels": desk.edition.levels,
        "groups": [(group.code, group.name.in_(language)) for group in desk.edition.groups],
        "tray_groups": [group for group in groups if group.cards],
        "proposed_label": _("Only what %(name)s proposes") % {"name": first or _("your mentor")},
        "count_text": ngettext("%(count)s task", "%(count)s tasks", tray.count) % {"count": tray.count},
    }


def _cards(tasks: tuple[TrayTask, ...], edition: Edition, language: str) -> SafeString:
    sizes = {level.key: level.size for level in edition.levels}
    return SafeString("".join(card(task, sizes.get(task.level, ""), language) for task in tasks))
