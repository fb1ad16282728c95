"""The canonical text of an edition or of a kind of sheets: what is stored under its hash when it is pinned, and read
back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

from stagemap.core.dates import RelativeDate
from stagemap.core.reading import Reader, fields_of, is_keyed
from stagemap.core.tree import Place, Tree, joined

_FILE = "pinned"

Record = TypeVar("Record")


class NotPinned(ValueError):
    """A text that does not read as the record that it should hold; the message lists every problem."""


def canonical(record: Any) -> str:
    """The one text of a record, as JSON with its fields in their order; a record with a key is written under it.

    Equal records have equal texts, and ``read_pinned`` gives back an equal record. What is empty is left out where it
    may be.
    """
    shape: Any = type(record)
    written = _several((record,), shape) if is_keyed(shape) else _record(record)
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def digest_of(text: str) -> str:
    """The SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_pinned(text: str, shape: type[Record]) -> Record:
    """The record of type ``shape`` in a canonical text; raises NotPinned when it holds none."""
    try:
        tree = _tree(json.loads(text), "")
    except ValueError as error:
        raise NotPinned(str(error)) from error
    wanted: Any = shape
    key, below = _keyed(tree) if is_keyed(wanted) else ("", tree)
    reader = Reader()
    record = reader.record(below, shape, key)
    if record is None or reader.problems:
        raise NotPinned("\n".join(map(str, reader.problems)))
    return record


def _keyed(tree: Tree) -> tuple[str, Tree]:
    """The key of a record and what is written under it; nothing where there is not exactly one."""
    entries = tuple(tree.entries.items())
    return entries[0] if len(entries) == 1 else ("", Tree(tree.place))


def _written(value: Any, shape: Any) -> Any:
    if get_origin(shape) is Annotated:
        return f"{value // 60} h" + (f" {value % 60:02}" if value % 60 else "")
    if isinstance(value, tuple):
        return _several(value, get_args(shape)[0])
    if isinstance(value, Mapping):
        return {key: _written(each, get_args(shape)[1]) for key, each in value.items()}
    return _record(value) if dataclasses.is_dataclass(value) else _scalar(value)


def _scalar(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _several(values: tuple[Any, ...], shape: Any) -> Any:
    if is_keyed(shape):
        return {each.key: _record(each) for each in values}
    return [_written(each, shape) for each in values]


def _record(record: Any) -> Any:
    if isinstance(record, RelativeDate):
        return record.written
    answer: dict[str, Any] = {}
    for each in fields_of(record.__class__):
        value = getattr(record, each.name)
        if each.named:
            answer |= {"nl": value.nl, "en": value.en}
        elif (value or value != each.absent) and not (each.name == "key" and is_keyed(record.__class__)):
            answer[each.name] = _written(value, each.shape)
    return answer


def _tree(value: Any, path: str) -> Tree:
    """A tree of what JSON holds; numbers and truth values become the text that a file would hold."""
    place = Place(_FILE)
    if isinstance(value, dict):
        return Tree(place, path, {key: _tree(each, joined(path, key)) for key, each in value.items()})
    if isinstance(value, list):
        return Tree(place, path, tuple(_tree(each, f"{path}[{number}]") for number, each in enumerate(value)))
    if isinstance(value, bool):
        return Tree(place, path, str(value).lower())
    return Tree(place, path, None if value is None else str(value))
