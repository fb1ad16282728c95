"""Sentences as students write them, with every name in them marked: ``[Wout]`` is to be found, the rest is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stagemap.core.privacy import Hint, hints_in, known_in
from stagemap.portfolio.files.wordlists import lists

FOLDER = Path(__file__).parent / "texts"
TODAY = date(2027, 4, 22)
ADULTS = known_in("Els Wouters", "Karim Benali", "Noor Verhaegen", "Annelies De Backer", "De Regenboog", "Mechelen")
MARKED = re.compile(r"\[(.+?)\]")


@dataclass(frozen=True)
class Sentence:
    """What was written, and what in it tells who somebody is, in order."""

    text: str
    named: tuple[str, ...]


def sentences(language: str) -> Iterator[Sentence]:
    """The sentences of one language."""
    for line in (FOLDER / f"names_{language}.txt").read_text(encoding="utf-8").splitlines():
        yield Sentence(MARKED.sub(r"\1", line), tuple(MARKED.findall(line)))


def found(text: str, language: str = "nl", known: frozenset[str] = ADULTS) -> tuple[Hint, ...]:
    """The hints in ``text`` on a day of the internship."""
    return hints_in(text, lists=lists(), known=known, today=TODAY, language=language)


def places(text: str, language: str = "nl", known: frozenset[str] = ADULTS) -> list[str]:
    """What is hinted at in ``text``, as it is written there."""
    return [text[hint.start : hint.end] for hint in found(text, language, known)]
