"""A plan as plain data, and back: what a frozen version of the roster stores (G07).

Format 1: every field by its name, days in ISO form, keys of a mapping sorted. What is stored reads back equal:
``plan_from_data(plan_to_data(plan)) == plan``. A field that a later release adds has a default, so that older
versions stay readable.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from stagemap.core.roster.records import (
    Block,
    ExtraClass,
    Observation,
    Outcome,
    Package,
    Plan,
    Project,
    Rhythm,
    Slot,
    Span,
    StandingMoment,
)

FORMAT = 1

Data = Mapping[str, Any]


class UnknownFormat(ValueError):
    """The data was written by a release that this one does not know."""


def plan_to_data(plan: Plan) -> dict[str, Any]:
    """The plan as dicts, lists, strings, numbers, booleans and None, fit for JSON."""
    return {"format": FORMAT, **_plain(plan)}


def plan_from_data(data: Data) -> Plan:
    """The plan that ``plan_to_data`` wrote; keys that are not a plan's are passed over.

    Raises ``UnknownFormat`` for another format, KeyError, TypeError or ValueError for data that it never wrote.
    """
    _known(data)
    return _record(Plan, {name: data[name] for name in _PLAN_FIELDS if name in data}, _IN_PLAN)


def blocks_in(data: Data) -> list[Data]:
    """The blocks of a stored plan as plain data, for who needs but a field or two; raises ``UnknownFormat``."""
    _known(data)
    blocks: list[Data] = data.get("blocks", [])
    return blocks


def block_to_data(block: Block) -> dict[str, Any]:
    """One block as plain data, for undo and for showing both sides of a conflict."""
    return dict(_plain(block))


def block_from_data(data: Data) -> Block:
    """The block that ``block_to_data`` wrote."""
    return _record(Block, data, _IN_BLOCK)


def _known(data: Data) -> None:
    """Refuse a plan of another format."""
    if data.get("format") != FORMAT:
        raise UnknownFormat(data.get("format"))


def _plain(value: Any) -> Any:
    """``value`` as JSON knows it."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_plain(key): _plain(value[key]) for key in sorted(value)}
    return str(value) if isinstance(value, str) else value


Reader = Callable[[Any], Any]
Record = TypeVar("Record")


def _record(record: Callable[..., Record], data: Data, readers: Mapping[str, Reader]) -> Record:
    """``record`` with each field read by its reader, or taken as it stands."""
    return record(**{name: readers[name](value) if name in readers else value for name, value in data.items()})


def _day(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)


def _each(record: Callable[..., Any], readers: Mapping[str, Reader]) -> Reader:
    """A reader of a list of records."""
    return lambda items: tuple(_record(record, item, readers) for item in items)


def _one(record: Callable[..., Any], readers: Mapping[str, Reader]) -> Reader:
    """A reader of one record."""
    return lambda item: _record(record, item, readers)


_SPANS = _each(Span, {})
_IN_BLOCK: Mapping[str, Reader] = {"package": Package, "slot": Slot, "outcome": Outcome, "day": _day}
_IN_RHYTHM: Mapping[str, Reader] = {
    "lessons": lambda days: tuple(_SPANS(day) for day in days),
    "standing": _each(StandingMoment, {"span": _one(Span, {})}),
}
_IN_PROJECT: Mapping[str, Reader] = {"goals": tuple, "grades": tuple, "extra_classes": _each(ExtraClass, {})}
_IN_PLAN: Mapping[str, Reader] = {
    "week": _day,
    "rhythm": _one(Rhythm, _IN_RHYTHM),
    "closures": lambda days: {dt.date.fromisoformat(day): reason for day, reason in days.items()},
    "blocks": _each(Block, _IN_BLOCK),
    "project": _one(Project, _IN_PROJECT),
    "learning_questions": tuple,
    "learning_goals": tuple,
    "observations": _each(Observation, {"day": _day}),
    "agreed_on": _day,
    "sent_on": _day,
}
_PLAN_FIELDS = tuple(each.name for each in fields(Plan))
