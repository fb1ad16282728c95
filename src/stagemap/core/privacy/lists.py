"""The lists by which a name is told from a word.

They are an argument, like the clock: ``portfolio`` ships them as files, and the browser reads the very same ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"})
LONGEST = 14
"""A word of more letters is taken for no name."""

_LEAST_PART = 4
_FNV_START, _FNV_STEP, _SPREAD, _WORD_SIZE = 0x811C9DC5, 0x01000193, 0x9E3779B1, 1 << 32


def folded(word: str) -> str:
    """``word`` as it stands in the lists: small letters without accents."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.lower())
    return "".join(each for each in bare if unicodedata.category(each) != "Mn").translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Folded words as a Bloom filter: each is always found, and so are about three in a thousand others.

    ``bits`` are numbered from the lowest of the first byte; each word sets ``hashes`` of them.
    """

    bits: bytes
    hashes: int

    def __contains__(self, word: object) -> bool:
        places = places_of(str(word), self.hashes, len(self.bits) * 8)
        return all(self.bits[place >> 3] >> (place & 7) & 1 for place in places)


def places_of(word: str, hashes: int, size: int) -> tuple[int, ...]:
    """The numbers of the bits, out of ``size``, that ``word`` sets: FNV-1a of 32 bits, spread by double hashing."""
    value = _FNV_START
    for byte in word.encode():
        value = (value ^ byte) * _FNV_STEP % _WORD_SIZE
    step = value * _SPREAD % _WORD_SIZE | 1
    return tuple((value + turn * step) % _WORD_SIZE % size for turn in range(hashes))


@dataclass(frozen=True, slots=True)
class Lists:
    """Names, and the words that are none; all folded.

    ``everyday`` holds, by language, the names with which an ordinary sentence may begin, such as *Ben* or *Lieve*.
    ``words`` are those of schools, places and methods that no dictionary holds.
    """

    names: frozenset[str]
    everyday: Mapping[str, frozenset[str]]
    words: frozenset[str]
    dictionary: Container[str]

    def hold(self, word: str) -> bool:
        """Whether the folded ``word`` is a word, perhaps one made of two, as *zorg* and *gesprek*."""
        return word in self.words or word in self.dictionary or self.made_of_two(word)

    def made_of_two(self, word: str) -> bool:
        """Whether two words of the dictionary make it, perhaps with an *s* between them."""
        return any(
            word[:cut] in self.dictionary and self._ends(word[cut:])
            for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
        )

    def _ends(self, part: str) -> bool:
        linked = part[0] == "s" and len(part) > _LEAST_PART and part[1:] in self.dictionary
        return linked or part in self.dictionary


def lists_from(names: str, words: str, dictionary: bytes) -> Lists:
    """The lists as their files have them.

    ``names``: a name a line, behind it the languages in which it is an everyday word. ``words``: words, and lines of
    remarks that begin with ``#``. ``dictionary``: the number of hashes as one byte, then the bits.
    """
    rows = [line.split() for line in names.splitlines()]
    lines = [line for line in words.splitlines() if not line.startswith("#")]
    return Lists(
        names=frozenset(row[0] for row in rows),
        everyday={key: frozenset(row[0] for row in rows if key in row[1:]) for key in ("nl", "en")},
        words=frozenset(word for line in lines for word in line.split()),
        dictionary=Dictionary(dictionary[1:], dictionary[0]),
    )
