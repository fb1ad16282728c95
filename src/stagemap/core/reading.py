"""Reading written data into frozen records, by the types of their fields, with every problem at its place.

The data arrives as a ``Tree`` whose scalars are still the text that somebody wrote: nothing is guessed, so that
``8:30`` stays a time and ``no`` a word until a record's field says what it is. Three conventions make the files
pleasant to write: a field called ``name`` is written as the record's own ``nl`` and ``en``; a tuple of records with
a ``key`` is written as a mapping by that key; a field with a default, or that may be None, may be left out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from stagemap.core.dates import Anchor, Closure, Period, RelativeDate, Text
from stagemap.core.programme import Hours, Milestone
from stagemap.core.tree import Problem, Tree

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,5}")
_DURATION = re.compile(r"([0-9]{1,3}) h(?: ([0-5][0-9]))?")
_LONGEST_CLOSURE = 366
_WHOLE = 100
_LANGUAGES = ("nl", "en")
_BAD = object()

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a record: ``absent`` is what stands for it when nothing is written, ``required`` when nothing may.

    One that is ``named`` is written as the record's own ``nl`` and ``en``.
    """

    name: str
    shape: Any
    required: bool
    absent: Any
    named: bool


@cache
def fields_of(record: type) -> tuple[_Field, ...]:
    """The fields of a record with their types; one with a default or that may be None is not required."""
    hints = get_type_hints(record, include_extras=True)
    answer = []
    for each in dataclasses.fields(record):
        shape = hints[each.name]
        absent = each.default_factory() if callable(each.default_factory) else each.default
        if absent is dataclasses.MISSING and NoneType in get_args(shape):
            absent = None
        named = each.name == "name" and shape is Text
        answer.append(_Field(each.name, _without_none(shape), absent is dataclasses.MISSING, absent, named))
    return tuple(answer)


def _without_none(shape: Any) -> Any:
    rest = [each for each in get_args(shape) if each is not NoneType]
    return rest[0] if len(rest) == 1 and len(rest) != len(get_args(shape)) else shape


@cache
def is_keyed(shape: Any) -> bool:
    """Whether a type is a record that is written under its key."""
    return dataclasses.is_dataclass(shape) and any(each.name == "key" for each in dataclasses.fields(shape))


def _minutes(text: str) -> int:
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1]) * 60 + int(match[2] or 0)


def _matched(pattern: re.Pattern[str], then: Callable[[str], Any]) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        if pattern.fullmatch(text) is None:
            raise ValueError(text)
        return then(text)

    return parse


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text]


_SCALARS: Mapping[Any, tuple[str, Callable[[str], Any]]] = {
    str: ("text", str),
    int: ("a whole number such as 7", _matched(_NUMBER, int)),
    bool: ("true or false", _boolean),
    dt.date: (
        "a date such as 2021-04-19",
        _matched(re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), dt.date.fromisoformat),
    ),
    RelativeDate: (
        f'a date told by an anchor, such as "active_last_day + 7 days 23:59" (anchors: {", ".join(Anchor)})',
        RelativeDate.parse,
    ),
}


def _period_law(period: Period) -> str:
    return "last_day lies before first_day." if period.last_day < period.first_day else ""


def _closure_law(closure: Closure) -> str:
    length = (closure.last_day - closure.first_day).days
    if length < 0:
        return "last_day lies before first_day."
    return "a closure covers at most a year." if length > _LONGEST_CLOSURE else ""


def _hours_law(hours: Hours) -> str:
    if not hours.least <= hours.target <= hours.most:
        return "expected least, target and most in that order."
    if not hours.half_least_percent * 2 <= _WHOLE <= hours.half_most_percent * 2 <= 2 * _WHOLE:
        return "expected half_least_percent of at most 50 and half_most_percent from 50 to 100."
    return ""


def _milestone_law(milestone: Milestone) -> str:
    return "" if milestone.owners else "expected at least one owner."


_LAWS: Mapping[type, Callable[[Any], str]] = {
    Period: _period_law,
    Closure: _closure_law,
    Hours: _hours_law,
    Milestone: _milestone_law,
}


def as_written(_path: str, text: str) -> str:
    """Take a text as it stands."""
    return text


@dataclass
class Reader:
    """Reads trees into records and gathers every problem on the way.

    ``fill`` may replace words inside the texts of both languages; it gets path and text, and raises ValueError
    with a sentence.
    """

    fill: Callable[[str, str], str] = as_written
    problems: list[Problem] = field(default_factory=list)

    def record(self, tree: Tree, shape: type[Record], key: str = "") -> Record | None:
        """The record of type ``shape`` that ``tree`` holds under ``key``; None when anything in it is wrong."""
        made = self._record(tree, shape, key)
        return made if isinstance(made, shape) else None

    def _read(self, tree: Tree, shape: Any) -> Any:
        if get_origin(shape) is tuple:
            return self._several(tree, get_args(shape)[0])
        if get_origin(shape) is Mapping:
            return self._mapping(tree, get_args(shape)[1])
        if shape is Text:
            return self._words(tree) if self._is_mapping(tree, _LANGUAGES) else _BAD
        scalar = _scalar_of(shape)
        return self._record(tree, shape, "") if scalar is None else self._scalar(tree, *scalar)

    def _scalar(self, tree: Tree, expected: str, parse: Callable[[str], Any]) -> Any:
        if tree.text:
            try:
                return parse(tree.text)
            except (ValueError, KeyError):
                pass
        return self._wrong(tree, f"expected {expected}, found {tree.found}.")

    def _record(self, tree: Tree, shape: Any, key: str) -> Any:
        if not self._is_mapping(tree, _keys_of(shape)):
            return _BAD
        values: dict[str, Any] = {"key": key} if is_keyed(shape) else {}
        for each in fields_of(shape):
            if each.named:
                values[each.name] = self._words(tree)
            elif each.name in tree.entries:
                values[each.name] = self._read(tree.at(each.name), each.shape)
            elif each.name not in values:
                values[each.name] = self._missing(tree, each.name) if each.required else each.absent
        return _BAD if _BAD in values.values() else self._lawful(tree, shape(**values))

    def _lawful(self, tree: Tree, record: Any) -> Any:
        law = _LAWS.get(type(record))
        sentence = law(record) if law else ""
        return self._wrong(tree, sentence) if sentence else record

    def _several(self, tree: Tree, shape: Any) -> Any:
        if is_keyed(shape):
            if not self._is_mapping(tree):
                return _BAD
            made = [self._record(each, shape, key) for key, each in tree.entries.items()]
        elif isinstance(tree.value, tuple):
            made = [self._read(each, shape) for each in tree.items]
        else:
            return self._wrong(tree, f"expected a list, found {tree.found}.")
        return _BAD if _BAD in made else tuple(made)

    def _mapping(self, tree: Tree, shape: Any) -> Any:
        if not self._is_mapping(tree):
            return _BAD
        made = {key: self._read(each, shape) for key, each in tree.entries.items()}
        return _BAD if _BAD in made.values() else MappingProxyType(made)

    def _words(self, tree: Tree) -> Any:
        made = [self._word(tree.at(each)) if each in tree.entries else self._missing(tree, each) for each in _LANGUAGES]
        return _BAD if _BAD in made else Text(*made)

    def _word(self, tree: Tree) -> Any:
        if not tree.text:
            return self._wrong(tree, f"expected text, found {tree.found}.")
        try:
            return self.fill(tree.path, tree.text)
        except ValueError as error:
            return self._wrong(tree, str(error))

    def _is_mapping(self, tree: Tree, known: tuple[str, ...] | None = None) -> bool:
        """Whether ``tree`` is a mapping; its keys are ``known``, or any that are well formed."""
        if not isinstance(tree.value, dict):
            self._wrong(tree, f"expected a mapping, found {tree.found}.")
            return False
        for key, each in tree.entries.items():
            if known is None and _KEY.fullmatch(key) is None:
                self._at_key(each, "expected a key of small letters, digits and underscores.")
            elif known is not None and key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f'; did you mean "{near[0]}"?' if near else "."
                self._at_key(each, f"unknown key{hint} The keys here are {', '.join(known)}.")
        return True

    def _missing(self, tree: Tree, key: str) -> Any:
        return self._wrong(tree, f'the key "{key}" is missing.')

    def _at_key(self, tree: Tree, sentence: str) -> None:
        self.problems.append(Problem(tree.key_place or tree.place, tree.path, sentence))

    def _wrong(self, tree: Tree, sentence: str) -> Any:
        self.problems.append(Problem(tree.place, tree.path, sentence))
        return _BAD


@cache
def _scalar_of(shape: Any) -> tuple[str, Callable[[str], Any]] | None:
    """What is expected of a scalar of this type, and how to read it; None for a record."""
    if get_origin(shape) is Annotated:
        return 'a duration such as "50 h" or "45 h 30"', _minutes
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return f"one of {', '.join(shape)}", shape
    return _SCALARS.get(shape)


@cache
def _keys_of(shape: type) -> tuple[str, ...]:
    """The keys that a record is written with."""
    keys: list[str] = []
    for each in fields_of(shape):
        if each.named:
            keys.extend(_LANGUAGES)
        elif not (each.name == "key" and is_keyed(shape)):
            keys.append(each.name)
    return tuple(keys)
