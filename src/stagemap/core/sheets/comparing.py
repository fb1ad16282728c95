"""Two states of one sheet: what changed between them, and what becomes of two people or two tabs that wrote at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from stagemap.core.sheets.answers import Answers
from stagemap.core.sheets.kinds import Field, SheetKind
from stagemap.core.sheets.richtext import plain_of

_WORD = re.compile(r"\S+\s*")


class Piece(StrEnum):
    """What became of some words of a text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field whose answer differs; None stands for a field that was not filled in."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """Two states that came from one, as one.

    Where only one side changed a field, that change stands. ``clashes`` are the fields that both changed, each in its
    own way: there ``answers`` has mine, and whoever shows it must show theirs beside it, so that no word is lost.
    """

    answers: Answers
    clashes: tuple[str, ...]


def differences(kind: SheetKind, before: Answers, after: Answers) -> tuple[FieldDifference, ...]:
    """The fields whose answers differ, in the order of the sheet."""
    return tuple(
        FieldDifference(field, before.get(field.key), after.get(field.key))
        for field in kind.fields
        if before.get(field.key) != after.get(field.key)
    )


def changed_words(before: str, after: str) -> tuple[tuple[Piece, str], ...]:
    """Two texts, stored or plain, as one run of words: those that stayed, those that came, those that went."""
    old, new = _WORD.findall(plain_of(before)), _WORD.findall(plain_of(after))
    pieces: list[tuple[Piece, str]] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((Piece.KEPT, "".join(old[old_from:old_to])))
            continue
        pieces.append((Piece.REMOVED, "".join(old[old_from:old_to])))
        pieces.append((Piece.ADDED, "".join(new[new_from:new_to])))
    return tuple(piece for piece in pieces if piece[1])


def merged(kind: SheetKind, base: Answers, mine: Answers, theirs: Answers) -> Merge:
    """``mine`` and ``theirs``, which were both written over ``base``, field by field; a table is one field."""
    answers: dict[str, Any] = {}
    clashes = []
    for field in kind.fields:
        was, my, their = (side.get(field.key) for side in (base, mine, theirs))
        if my != their and was not in (my, their):
            clashes.append(field.key)
        said = their if my == was else my
        if said is not None:
            answers[field.key] = said
    return Merge(answers, tuple(clashes))
