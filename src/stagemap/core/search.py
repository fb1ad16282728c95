"""Finding words in a text: lower case, without accents, every word asked for (``differentieren`` finds ``ë`` too)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text round a word that was found in it."""

    before: str
    found: str
    after: str


def plain(text: str) -> str:
    """Lower case, without accents: as texts are compared."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )


def words_in(asked: str) -> tuple[str, ...]:
    """The words of a question, as they are sought, each once; a NUL, which no database takes, ends one."""
    return tuple(dict.fromkeys(plain(asked).replace("\0", " ").split()))


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether ``text`` holds every one of ``words``, as ``words_in`` gives them."""
    sought = plain(text)
    return all(word in sought for word in words)


def excerpt_of(text: str, words: Iterable[str], *, around: int = 60) -> Excerpt:
    """The first place where one of ``words`` stands in ``text``, with so many characters on either side.

    Cut off between words where it can be. A text that holds none of them gives its beginning.
    """
    line = " ".join(text.split())
    start, end = _first(line, tuple(words))
    before, after = line[:start], line[end:]
    return Excerpt(_end_of(before, around), line[start:end], _begin_of(after, around if end else 2 * around))


def _first(line: str, words: tuple[str, ...]) -> tuple[int, int]:
    """Where the first of ``words`` begins and ends in ``line``; nothing at its beginning when there is none."""
    letters = [(letter, place) for place, written in enumerate(line) for letter in plain(written)]
    sought = "".join(letter for letter, _ in letters)
    found = [(at, at + len(word)) for word in words if (at := sought.find(word)) >= 0]
    if not found:
        return 0, 0
    first, last = min(found)
    return letters[first][1], letters[last - 1][1] + 1


def _end_of(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[-most:]
    return f"{ELLIPSIS}{kept.partition(' ')[2] or kept}"


def _begin_of(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[:most]
    return f"{kept.rpartition(' ')[0] or kept}{ELLIPSIS}"
