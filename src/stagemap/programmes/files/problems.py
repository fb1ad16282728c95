"""Sentences about what is written, for the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stagemap.core.tree import Problem, Tree


def wrong(tree: Tree, sentence: str) -> Problem:
    """A problem at a value."""
    return Problem(tree.place, tree.path, sentence)


def wrong_key(tree: Tree, sentence: str) -> Problem:
    """A problem at the key under which a value stands."""
    return Problem(tree.key_place or tree.place, tree.path, sentence)


def expected(tree: Tree, what: str) -> Problem:
    """A value that is not what was expected."""
    return wrong(tree, f"expected {what}, found {tree.found}.")


def some(tree: Tree, what: str) -> Iterator[Problem]:
    """A list or a mapping that is written holds something."""
    if isinstance(tree.value, (tuple, Mapping)) and not tree.value:
        yield wrong(tree, f"expected at least one {what}.")


def one_of(references: Iterable[Tree], known: Iterable[str]) -> Iterator[Problem]:
    """Every reference names one of ``known``; nothing is said where there is none, as those could not be read."""
    keys = tuple(known)
    for each in references:
        if keys and each.text and each.text not in keys:
            yield expected(each, f"one of {', '.join(keys)}")


def members(tree: Tree, known: Iterable[str]) -> Iterator[Problem]:
    """A mapping that has exactly the keys ``known``."""
    keys = tuple(known)
    for key in keys:
        if tree.entries and key not in tree.entries:
            yield wrong(tree, f'the key "{key}" is missing.')
    for key, each in tree.entries.items():
        if key not in keys:
            yield wrong_key(each, f"unknown key. The keys here are {', '.join(keys)}.")
