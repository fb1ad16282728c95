"""The balance and the findings as strings, for every page that shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from stagemap.core.hours import Balance, Half
from stagemap.core.programme import Edition
from stagemap.core.roster import Package
from stagemap.core.rules import Mend, MendKind
from stagemap.kit import formats
from stagemap.kit.routes import path_to
from stagemap.planning.queries import Desk, Wording, worded

ICONS = {"late": "warning-circle", "soon": "warning-circle", "open": "info", "done": "check-circle"}
ROLE_ICONS = {"observing": "eye", "participating": "users", "active": "lightning"}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding with its one press: a POST of ``values``, or a link to ``url`` (in the dialog when ``dialog``).

    Beside a POST ``url`` is the form of the block that it changes.
    """

    state: str
    icon: str
    title: str
    cite: str
    label: str = ""
    url: str = ""
    post: str = ""
    values: tuple[tuple[str, str], ...] = ()
    dialog: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class HalfView:
    """One of the two halves of the meter; ``plan`` and ``done`` are shares of what is meant for it."""

    label: str
    value: str
    of: str
    plan: int
    done: int


def balance_view(desk: Desk, *, language: str) -> Mapping[str, Any]:
    """What ``planning/planner_balance.html`` prints."""
    balance, edition = desk.balance, desk.edition
    target = formats.duration(balance.target, lang=language)
    return {
        "total": formats.duration(balance.planned, lang=language),
        "of_target": _("of %(target)s") % {"target": target},
        "halves": [_half(edition, package, half, desk, language) for package, half in balance.halves.items()],
        "cover": _cover(edition, balance, language),
        "kinds": _kinds(edition, balance, language),
        "left": formats.duration(balance.left, lang=language) if balance.left else "",
    }


def _half(edition: Edition, package: Package, half: Half, desk: Desk, language: str) -> HalfView:
    name = edition.packages[package.value].in_(language)
    label = desk.record.project.class_label
    if package is Package.PROJECT and label:
        name = _("%(project)s in %(class)s") % {"project": name, "class": label}
    return HalfView(
        label=name,
        value=formats.duration(half.planned, lang=language),
        of=_("of %(target)s") % {"target": formats.duration(half.target, lang=language)},
        plan=_share(half.planned, half.target),
        done=_share(half.done, half.target),
    )


def _share(part: int, whole: int) -> int:
    return min(100, round(100 * part / whole)) if whole else 0


def _cover(edition: Edition, balance: Balance, language: str) -> Mapping[str, Any]:
    return {
        "caption": _("Number of tasks by level and role"),
        "roles": [{"icon": ROLE_ICONS[role.key], "text": role.name.in_(language)} for role in edition.roles],
        "rows": [
            {
                "level": level.size,
                "text": level.size,
                "cells": [balance.cover[level.key, role.key] for role in edition.roles],
            }
            for level in edition.levels
        ],
    }


def _kinds(edition: Edition, balance: Balance, language: str) -> str:
    """``contact 20 u · voorbereiding 4 u``: the kinds of time that occur, in the edition's order."""
    return " · ".join(
        f"{kind.name.in_(language).lower()} {formats.duration(balance.kinds[kind.key].planned, lang=language)}"
        for kind in edition.kinds
        if kind.key in balance.kinds
    )


def finding_views(desk: Desk, *, language: str) -> tuple[FindingView, ...]:
    """Every finding in words, each with the press that mends it or leads to the place."""
    placement_id = desk.plan.placement_id
    return tuple(
        _finding(wording, placement_id, desk) for wording in worded(desk.edition, desk.findings, language=language)
    )


def _finding(wording: Wording, placement_id: int, desk: Desk) -> FindingView:
    press = {} if wording.mend is None else _press(wording.mend, placement_id, desk)
    return FindingView(
        state=wording.state,
        icon=ICONS[wording.state],
        title=wording.title,
        cite=wording.cite,
        label=wording.mend_label,
        key=wording.finding.key,
        **press,
    )


def _press(mend: Mend, placement_id: int, desk: Desk) -> Mapping[str, Any]:
    """Where the one press goes: an address, or a POST with its values."""
    if mend.kind in (MendKind.SHIFT_BLOCK, MendKind.MARK_OUTSIDE):
        return _post(mend, placement_id, desk)
    if mend.kind is MendKind.OPEN_BLOCK:
        return {"url": path_to("planning:block", placement_id, desk.block[mend.block_id].pk), "dialog": True}
    if mend.kind is MendKind.PLAN_DAY:
        day = "" if mend.day is None else mend.day.isoformat()
        return {"url": f"{path_to('planning:add_block', placement_id)}?day={day}", "dialog": True}
    if mend.kind is MendKind.CHOOSE_TASKS:
        return {"url": f"{path_to('planning:tasks', placement_id)}?level={mend.level}"}
    return {"url": path_to(PLACES[mend.kind], placement_id)}


PLACES: Mapping[MendKind, str] = {
    MendKind.CHOOSE_WEEK: "planning:week",
    MendKind.EDIT_PLACEMENT: "placements:placement",
    MendKind.EDIT_PROJECT: "planning:project",
    MendKind.EDIT_QUESTIONS: "planning:project",
    MendKind.EDIT_OBSERVATION: "placements:moments",
    MendKind.ASK_APPROVAL: "planning:approval_request",
    MendKind.SEND_ROSTER: "planning:send",
}


def _post(mend: Mend, placement_id: int, desk: Desk) -> Mapping[str, Any]:
    block = desk.block[mend.block_id]
    revision, form = str(block.revision), path_to("planning:block", placement_id, block.pk)
    if mend.kind is MendKind.MARK_OUTSIDE:
        mark = path_to("planning:mark", placement_id, block.pk)
        return {"url": form, "post": mark, "values": (("revision", revision),)}
    day: dt.date | None = mend.day
    return {
        "url": form,
        "post": path_to("planning:position", placement_id, block.pk),
        "values": (
            ("revision", revision),
            ("day", "" if day is None else day.isoformat()),
            ("slot", "clock"),
            ("start", str(mend.start)),
        ),
    }
