"""The snapshot of a class card as tabs and leaves, in words. Reads nothing but the card and the pinned programme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from stagemap.core.programme import Edition
from stagemap.core.roster import plan_from_data
from stagemap.core.sheets import Answers, SheetKind, visible
from stagemap.kit import formats
from stagemap.kit.pages import language
from stagemap.planning.views.days import days_view
from stagemap.programmes.queries import kind_for, record_for

from .prose import Speaker

if TYPE_CHECKING:
    from stagemap.portfolio.models import ClassCard

ABOUT, ROSTER, PROJECT = "about", "roster", "project"


@dataclass(frozen=True, slots=True)
class LaidLeaf:
    """One leaf: what it is called, what stands below its title, and the sheet of the snapshot, if it is one."""

    title: str
    meta: str = ""
    sheet: dict[str, Any] | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class LaidTab:
    """One tab with its leaves."""

    key: str
    name: str
    leaves: tuple[LaidLeaf, ...]


def tabs_of(card: ClassCard) -> tuple[LaidTab, ...]:
    """The tabs that hold anything, in the order of the programme."""
    edition = record_for(card.snapshot["edition"])
    return tuple(
        LaidTab(tab.key, tab.name.in_(language()), leaves)
        for tab in edition.tabs
        if (leaves := (*_own_leaves(card, tab.key), *_sheets(card, tab.key)))
    )


def leaf_of(card: ClassCard, tab: LaidTab, number: int) -> dict[str, Any]:
    """What the template prints of one leaf, counted from 1."""
    leaf = tab.leaves[number - 1]
    edition = record_for(card.snapshot["edition"])
    return {"leaf": leaf, "about": card.snapshot["about"], **_body(card, edition, leaf)}


def _body(card: ClassCard, edition: Edition, leaf: LaidLeaf) -> dict[str, Any]:
    if leaf.sheet is not None:
        return {"parts": _parts(kind_for(leaf.sheet["text"]), leaf.sheet["answers"])}
    if leaf.part == ROSTER:
        return dict(days_view(edition, plan_from_data(card.snapshot["roster"]), language=language()))
    if leaf.part == PROJECT:
        return {"plan": plan_from_data(card.snapshot["project"])}
    return {}


def _parts(kind: SheetKind, answers: Answers) -> list[dict[str, Any]]:
    """The parts in which something was filled in, with their answers in words."""
    speaker = Speaker(kind, language())
    parts = [
        {
            "name": shown.part.name.in_(language()),
            "lines": [
                {"name": field.name.in_(language()), "said": speaker.said(field, answers[field.key])}
                for field in shown.fields
                if field.key in answers
            ],
        }
        for shown in visible(kind, answers, closed=True)
    ]
    return [part for part in parts if part["lines"]]


def _own_leaves(card: ClassCard, tab: str) -> tuple[LaidLeaf, ...]:
    """What the folder holds beside sheets: about the internship, the roster that was sent, the project."""
    about = card.snapshot["about"]
    if tab == ABOUT:
        return (LaidLeaf(_("About this internship"), part=ABOUT),)
    if tab == ROSTER and card.snapshot["roster"] is not None:
        return (LaidLeaf(_("Week roster"), part=ROSTER),)
    if tab == PROJECT and card.snapshot["project"]["project"]["description"]:
        return (LaidLeaf(_("The project in %(class)s") % {"class": about["class_label"]}, part=PROJECT),)
    return ()


def _sheets(card: ClassCard, tab: str) -> tuple[LaidLeaf, ...]:
    return tuple(_sheet(sheet) for sheet in card.snapshot["sheets"] if sheet["tab"] == tab)


def _sheet(sheet: dict[str, Any]) -> LaidLeaf:
    """A sheet by its title, else by its kind; below it what the title does not say of kind and day."""
    name = kind_for(sheet["text"]).name.in_(language())
    title = sheet["title"] or name
    day = "" if sheet["day"] is None else formats.day(dt.date.fromisoformat(sheet["day"]), lang=language())
    return LaidLeaf(title, " · ".join(word for word in (name, day) if word and word != title), sheet)
