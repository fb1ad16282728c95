"""Words in a text that look like somebody's name (G17).

A name of the list is one with a capital anywhere and, if no dictionary holds it, in small letters too; only the few
with which a sentence may begin as a word (*Ben*, *Lieve*) need a capital inside one. Any other word with a capital is
one when no dictionary holds it, or when it follows a name or a title. The adults of an internship are known and never
hinted at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from stagemap.core.privacy.codes import is_code
from stagemap.core.privacy.lists import LONGEST, Lists, folded
from stagemap.core.privacy.numbers import numbers_in
from stagemap.core.privacy.records import Hint, Why

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_TOKEN = re.compile(rf"(?<![\w#@])(?:{_LETTER})+(?:[-'’](?:{_LETTER})+)*(?![\w@])")
_PART = re.compile(rf"(?:{_LETTER}){{2,}}")
_WEB = re.compile(r"(?:https?://|www\.)\S+")
_OPENING = r"\"'“‘„«(\["
_BEGINS = re.compile(
    rf"(?:^|[\n\r])[\s\-*•–>{_OPENING}]*(?:\d{{1,2}}[.)]\s*)?[{_OPENING}]*$"
    rf"|[.!?…:][\"'”’»)\]]*\s+[{_OPENING}]*$"
    r"|[\"“„«‘]$|[\s(]'$"
)
_SHORTENED = re.compile(
    r"(?:^|[^\w.])(?:[^\W\d_]|[\w.]+\.\w|bv|bijv|ca|dhr|dr|enz|evt|incl|mevr|mr|mrs|ms|nr|resp|st|vs|zgn)\.\s+$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:^|\W)(juf|juffrouw|meester|mevrouw|meneer|mijnheer|dhr\.?|mevr\.?|mr\.?|mrs\.?|ms\.?|miss|teacher)\s+$",
    re.IGNORECASE,
)
_FAMILY = r"van|de|der|den|ter|ten|'t|el|al|ben|bin|le|la|di|da|do|dos|von"
_FAMILY_WORD = re.compile(_FAMILY, re.IGNORECASE)
_BETWEEN = re.compile(rf"[ \u00a0](?:(?:{_FAMILY})[ \u00a0])*|-", re.IGNORECASE)
_BEFORE_FAMILY_NAME = re.compile(r"(?:^|\W)((?:De|Van|Vander|Vanden|Ter|Ten|El|Ben|Le)(?: (?:de|den|der))? )$")
_GENITIVE = re.compile(r"['’]s(?!\w)|(?<=[sxz])['’](?!\w)")
_ARTICLE = re.compile(r"(?:^|\W)(?:de|een|onze|mijn|jouw|hun|the|a|our|my|your|their)\s+$", re.IGNORECASE)
_NEUTER = frozenset({"clb", "kind", "secretariaat", "team", "zorgteam"})
_BACK = 40
_SHORTHAND, _LEAST_SMALL = 4, 4


def known_in(*texts: str) -> frozenset[str]:
    """The words of ``texts``, folded: those of names of adults, schools and streets that are no secret here."""
    return frozenset(folded(part[0]) for text in texts for part in _PART.finditer(text))


def hints_in(text: str, *, lists: Lists, known: frozenset[str], today: date, language: str) -> tuple[Hint, ...]:
    """What looks like a name, number or date of somebody in ``text``, in order, none over another.

    ``known`` holds what is never hinted at, folded: words of ``known_in``, and what was answered to be no name.
    ``today`` tells which dates somebody may be born on; ``language`` which names are everyday words.
    """
    numbers = numbers_in(text, today)
    closed = [(hint.start, hint.end) for hint in numbers] + [match.span() for match in _WEB.finditer(text)]
    parts = tuple(_parts(text, closed, lists))
    reader = _Reader(text, lists, known, language)
    found = reader.read(parts, frozenset())
    names = _joined(text, reader.read(parts, {folded(hint.word) for hint in found}) if found else found)
    everything = sorted((*numbers, *names), key=lambda hint: hint.start)
    return tuple(hint for hint in everything if folded(hint.word) not in known)


def replaced(text: str, hints: Iterable[Hint], by: str, language: str, *, bare: str = "") -> str:
    """``text`` with ``by``, a pupil code, a function in words or nothing, at the place of each of ``hints``.

    A function gets an article where it has none, and takes the place of a title: "juf Griet" becomes "de zorgjuf".
    ``bare`` is the text in which the hints were found, where ``text`` holds tags between its words.
    """
    plain = bare or text
    for hint in sorted(hints, key=lambda each: each.start, reverse=True):
        start, words = (hint.start, by) if is_code(by) or not by else _as_function(plain, hint.start, by, language)
        owned = "'s" if by and not _whole(hint) else ""
        text = text[:start] + words + owned + text[hint.end :]
    return text


def _as_function(text: str, start: int, by: str, language: str) -> tuple[int, str]:
    title = _TITLE.search(_before(text, start))
    start -= len(_before(text, start)) - title.start(1) if title else 0
    words = by if _ARTICLE.search(_before(text, start)) else f"{_article(by, language)} {by}"
    return start, words[0].upper() + words[1:] if _begins(text, start) else words


def _article(by: str, language: str) -> str:
    if language == "en":
        return "the"
    return "het" if folded(by) in _NEUTER else "de"


def _before(text: str, start: int) -> str:
    """The end of what stands before ``start``; where more does, with a sign at its head that begins no sentence."""
    return text[:start] if start <= _BACK else "x" + text[start - _BACK : start]


def _begins(text: str, start: int) -> bool:
    before = _before(text, start)
    return _BEGINS.search(before) is not None and _SHORTENED.search(before) is None


@dataclass(frozen=True, slots=True)
class _Part:
    """A word between hyphens; ``begins`` where a sentence begins with it and its capital says nothing."""

    start: int
    word: str
    begins: bool

    @property
    def end(self) -> int:
        return self.start + len(self.word)

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()

    @property
    def proper(self) -> bool:
        """Whether it has a capital and is more than the beginning of a family name."""
        return self.capital and _FAMILY_WORD.fullmatch(self.word) is None

    @property
    def shorthand(self) -> bool:
        """Whether it is written as abbreviations are: CLB, BaO."""
        return len(self.word) <= _SHORTHAND and any(letter.isupper() for letter in self.word[1:])


def _parts(text: str, closed: Collection[tuple[int, int]], lists: Lists) -> Iterator[_Part]:
    for token in _TOKEN.finditer(text):
        inside = any(start < token.end() and token.start() < end for start, end in closed)
        if inside or ("-" in token[0] and folded(token[0]) in lists.words):
            continue
        begins = token[0][0].isupper() and _begins(text, token.start())
        for part in _PART.finditer(token[0]):
            yield _Part(token.start() + part.start(), part[0], begins)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Tells the names in one text from its other words."""

    text: str
    lists: Lists
    known: frozenset[str]
    language: str

    def read(self, parts: Iterable[_Part], once: Collection[str]) -> list[Hint]:
        """The parts that are names, in order; what was one elsewhere, as ``once`` tells, is so at a beginning too."""
        found: list[Hint] = []
        for part in parts:
            if part.shorthand or self._is_known(part.word):
                continue
            name = self._listed(part)
            if name:
                found.append(self._hint(part.start, name, part.end, Why.NAME))
            elif part.proper and (self._follows(part, found) or folded(part.word) in once or self._stands_out(part)):
                start = self._family_name_from(part)
                found.append(self._hint(start, self.text[start : part.end], part.end, Why.CAPITAL))
        return found

    def _hint(self, start: int, word: str, end: int, why: Why) -> Hint:
        owner = _GENITIVE.match(self.text, end) if self.text[start - 1 : start] not in {"'", "‘"} else None
        return Hint(start, owner.end() if owner else end, word, why)

    def _is_known(self, word: str) -> bool:
        return folded(word) in self.known or (word.endswith("s") and folded(word[:-1]) in self.known)

    def _listed(self, part: _Part) -> str:
        """The name of the list in ``part``, without an *s* of possession; empty where it is none."""
        if self._is_name(part.word, part):
            return part.word
        small = folded(part.word)
        proper = part.capital and not part.begins and small not in self.lists.words
        owned = small.endswith("s") and (proper or not self.lists.hold(small))
        return part.word[:-1] if owned and self._is_name(part.word[:-1], part) else ""

    def _is_name(self, word: str, part: _Part) -> bool:
        name = folded(word)
        if name not in self.lists.names:
            return False
        if not part.capital:
            return len(name) >= _LEAST_SMALL and not self.lists.hold(name)
        return not (part.begins and name in self.lists.everyday.get(self.language, ()))

    def _follows(self, part: _Part, found: list[Hint]) -> bool:
        """Whether it stands behind a name, as a family name does."""
        return (
            bool(found) and _whole(found[-1]) and _BETWEEN.fullmatch(self.text, found[-1].end, part.start) is not None
        )

    def _stands_out(self, part: _Part) -> bool:
        """Whether it is no word, or stands where names stand: behind a title, or behind the "De" of *De Smet*."""
        if _TITLE.search(_before(self.text, part.start)) or self._family_name_from(part) < part.start:
            return True
        word = folded(part.word)
        return part.word[1:].islower() and len(word) <= LONGEST and not self.lists.hold(word)

    def _family_name_from(self, part: _Part) -> int:
        """Where a family name begins: at "De" of *De Smet*, unless a sentence begins there."""
        match = _BEFORE_FAMILY_NAME.search(_before(self.text, part.start))
        start = part.start - len(match[1]) if match else part.start
        return part.start if _begins(self.text, start) else start


def _whole(hint: Hint) -> bool:
    return hint.end == hint.start + len(hint.word)


def _joined(text: str, found: list[Hint]) -> list[Hint]:
    """First and family name as one."""
    joined: list[Hint] = []
    for hint in found:
        last = joined[-1] if joined else None
        if last and _whole(last) and _BETWEEN.fullmatch(text, last.end, hint.start):
            word = text[last.start : hint.start + len(hint.word)]
            joined[-1] = Hint(last.start, hint.end, word, last.why)
        else:
            joined.append(hint)
    return joined
