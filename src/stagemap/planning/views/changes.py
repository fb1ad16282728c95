"""What changed between two versions, in words: block by block, then the texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from stagemap.core.programme import Edition, Kind, Level, Role
from stagemap.core.roster import Block, BlockChange, ChangeKind, Differences, ExtraClass, FieldChange
from stagemap.kit import formats
from stagemap.planning.forms.block import SLOTS

WORDS = {
    ChangeKind.ADDED: gettext_lazy("new"),
    ChangeKind.CHANGED: gettext_lazy("changed"),
    ChangeKind.REMOVED: gettext_lazy("taken out"),
}
FIELDS = {
    "title": gettext_lazy("what"),
    "package": gettext_lazy("belongs to"),
    "kind": gettext_lazy("kind of time"),
    "minutes": gettext_lazy("lasts"),
    "slot": gettext_lazy("when"),
    "day": gettext_lazy("day"),
    "start": gettext_lazy("begins at"),
    "level": gettext_lazy("level"),
    "role": gettext_lazy("role"),
    "where": gettext_lazy("where"),
    "at_what": gettext_lazy("at what"),
    "week": gettext_lazy("internship week"),
    "school": gettext_lazy("school"),
    "learning_questions": gettext_lazy("learning questions"),
    "learning_goals": gettext_lazy("learning goals"),
    "description": gettext_lazy("description of the project"),
    "goals": gettext_lazy("goals of the project"),
    "desired_result": gettext_lazy("desired result"),
    "class_label": gettext_lazy("class of the project"),
    "extra_classes": gettext_lazy("other classes"),
}
"""The fields whose change is told; the others follow from these."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field that differs: what it said, and what it says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One block that differs; ``fields`` is empty for one that is new or was taken out."""

    kind: str
    word: str
    title: str
    moment: str
    fields: tuple[FieldView, ...]


def changes_view(edition: Edition, changed: Differences, *, language: str) -> Mapping[str, Any]:
    """``blocks`` and ``texts`` that differ; ``any`` is false when nothing that is told does."""
    blocks = [_block(edition, change, language) for change in changed.blocks]
    texts = [_field(edition, change, language) for change in changed.texts if change.name in FIELDS]
    return {"blocks": blocks, "texts": texts, "any": bool(blocks or texts)}


def changed_words(changed: Differences) -> Mapping[str, str]:
    """The word beside a block that is new or changed, by its id."""
    return {change.block_id: str(WORDS[change.kind]) for change in changed.blocks if change.new is not None}


def _block(edition: Edition, change: BlockChange, language: str) -> ChangeView:
    block = change.new or change.old
    fields = [
        _field(edition, FieldChange(name, getattr(change.old, name), getattr(change.new, name)), language)
        for name in change.fields
        if name in FIELDS
    ]
    return ChangeView(
        kind=change.kind.value,
        word=str(WORDS[change.kind]),
        title="" if block is None else block.title,
        moment="" if block is None else _moment(block, language),
        fields=tuple(fields),
    )


def _moment(block: Block, language: str) -> str:
    day = "" if block.day is None else formats.day(block.day, lang=language)
    if block.start is None:
        time = f"{SLOTS[block.slot]}, {formats.duration(block.minutes, lang=language)}"
    else:
        time = formats.span(block.start, block.start + block.minutes, lang=language)
    return f"{day}, {time}" if day else time


def _field(edition: Edition, change: FieldChange, language: str) -> FieldView:
    old, new = (_said(edition, change.name, value, language) for value in (change.old, change.new))
    return FieldView(str(FIELDS[change.name]), old, new)


def _said(edition: Edition, name: str, value: Any, language: str) -> str:
    """A value as people read it; nothing is a dash."""
    if value in (None, "", ()):
        return "–"
    if isinstance(value, dt.date):
        return formats.day_long(value, lang=language)
    if isinstance(value, tuple):
        return "; ".join(each.label if isinstance(each, ExtraClass) else str(each) for each in value)
    return _key(edition, name, value, language)


def _key(edition: Edition, name: str, value: Any, language: str) -> str:
    """A number or a key of the edition in words, any other text as it stands."""
    if name == "start":
        return formats.clock(value, lang=language)
    if name == "minutes":
        return formats.duration(value, lang=language)
    if name == "slot":
        return str(SLOTS[value])
    if name == "package":
        return edition.packages[value].in_(language)
    tables: Mapping[str, Mapping[str, Level | Role | Kind]]
    tables = {"level": edition.level, "role": edition.role, "kind": edition.kind}
    known = tables.get(name, {}).get(value)
    return str(value) if known is None else known.name.in_(language)
