"""What somebody wrote, as a tree of texts that know their places, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN = 40
"""Letters of a wrong text that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: the file's name inside its folder, and line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, at which field, and a sentence that says what was expected."""

    place: Place
    path: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        return f"{where}: {self.path}: {self.sentence}" if self.path else f"{where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Tree:
    """One written value with its place and its path: a scalar's text, a list, a mapping, or None for nothing.

    ``key_place`` is where the key that leads to it is written.
    """

    place: Place
    path: str = ""
    value: str | tuple[Tree, ...] | dict[str, Tree] | None = None
    key_place: Place | None = None

    def at(self, *keys: str) -> Tree:
        """The tree below ``keys``; an empty one where nothing is written."""
        tree = self
        for key in keys:
            tree = tree.entries.get(key) or Tree(tree.place, joined(tree.path, key))
        return tree

    @property
    def entries(self) -> dict[str, Tree]:
        """The entries of a mapping; none for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> tuple[Tree, ...]:
        """The items of a list; none for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def text(self) -> str:
        """The text of a scalar; empty for anything else."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def found(self) -> str:
        """What stands here, for a sentence."""
        if self.value is None:
            return "nothing"
        if isinstance(self.value, str):
            return f'"{self.value if len(self.value) <= _SHOWN else self.value[: _SHOWN - 1] + "…"}"'
        return "a list" if isinstance(self.value, tuple) else "a mapping"


def joined(path: str, key: str) -> str:
    """The path of ``key`` below ``path``."""
    return f"{path}.{key}" if path else key
