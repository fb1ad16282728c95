"""YAML as a tree of texts with their places: no scalar is guessed, no double key passes, nothing is repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from stagemap.core.tree import Place, Problem, Tree, joined

LARGEST_FILE = 1_000_000
"""Bytes; the shipped files together hold less than a tenth of it."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12
_NOTHING = ("", "~", "null", "Null", "NULL")


class _Unreadable(Exception):
    """What makes a whole file unreadable, with its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_tree(path: Path, name: str) -> tuple[Tree | None, list[Problem]]:
    """The tree of one YAML file, called ``name`` in problems; None with its problem where there is no tree at all."""
    try:
        written = path.read_bytes()
    except OSError as error:
        return None, [Problem(Place(name), "", f"cannot be read: {error.strerror}.")]
    if len(written) > LARGEST_FILE:
        return None, [Problem(Place(name), "", f"expected at most {LARGEST_FILE:,} bytes, found {len(written):,}.")]
    return tree_of(written, name)


def tree_of(written: bytes, name: str) -> tuple[Tree | None, list[Problem]]:
    """The tree of a YAML text, and what is wrong with it."""
    try:
        composer = _Composer(name, iter(yaml.parse(written.decode("utf-8-sig"), Loader=_LOADER)))
        return composer.document(), composer.problems
    except UnicodeDecodeError:
        return None, [Problem(Place(name), "", "expected text in UTF-8.")]
    except yaml.YAMLError as error:
        return None, [_syntax(error, name)]
    except _Unreadable as error:
        return None, [error.problem]


def _syntax(error: yaml.YAMLError, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(name) if mark is None else Place(name, mark.line + 1, mark.column + 1)
    return Problem(
        place, "", f"is no YAML: {getattr(error, 'problem', None) or 'a character that may not stand here'}."
    )


@dataclass
class _Composer:
    """Builds a tree from the events of one file, and says what a plain YAML reader would let pass."""

    name: str
    events: Iterator[yaml.Event]
    problems: list[Problem] = field(default_factory=list)

    def document(self) -> Tree:
        """The tree of the file's only document."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Tree(Place(self.name))
        tree = self._tree(next(self.events), "", None, 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._say(self._place(after), "", "expected one document, found a second one.")
        return tree

    def _tree(self, event: yaml.Event, path: str, key_place: Place | None, depth: int) -> Tree:
        place = self._place(event)
        if depth > _DEEPEST:
            raise _Unreadable(Problem(place, "", f"is nested deeper than {_DEEPEST} levels."))
        if isinstance(event, yaml.AliasEvent):
            self._say(place, path, "is repeated by an alias; write it out.")
            return Tree(place, path, "", key_place)
        if event.tag:  # type: ignore[attr-defined]  # every event but an alias has one
            self._say(place, path, "has a tag; write the value alone.")
        if isinstance(event, yaml.ScalarEvent):
            nothing = event.implicit[0] and event.value in _NOTHING
            return Tree(place, path, None if nothing else event.value, key_place)
        if isinstance(event, yaml.MappingStartEvent):
            return Tree(place, path, self._entries(path, depth), key_place)
        return Tree(place, path, tuple(self._items(path, depth)), key_place)

    def _items(self, path: str, depth: int) -> Iterator[Tree]:
        for number, event in enumerate(iter(self.events.__next__, None)):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._tree(event, f"{path}[{number}]", None, depth + 1)

    def _entries(self, path: str, depth: int) -> dict[str, Tree]:
        entries: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._tree(event, path, None, depth + 1)
            value = self._tree(next(self.events), joined(path, key.text), key.place, depth + 1)
            if not key.text:
                self._say(key.place, path, "expected a word as key.")
            elif key.text in entries:
                first = entries[key.text].key_place or key.place
                self._say(key.place, value.path, f"is written twice; the first stands on line {first.line}.")
            else:
                entries[key.text] = value
        return entries

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1)

    def _say(self, place: Place, path: str, sentence: str) -> None:
        self.problems.append(Problem(place, path, sentence))
