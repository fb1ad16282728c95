"""Numbers and addresses that tell who somebody is: national number, telephone, mail, date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stagemap.core.privacy.records import Hint, Why

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NATIONAL = re.compile(r"(?<![\d+])\d\d[ .\-/]?\d\d[ .\-/]?\d\d[ .\-–/]{0,3}\d{3}[ .\-/]?\d\d(?!\d)")
_A_DATE = r"\d{1,2}[./\-]\d{1,2}[./\-]\d{4}(?!\d)"
_PHONE = re.compile(rf"(?<![\d.,/\w])(?!{_A_DATE})(?:(?:\+|00)\d{{1,3}}|0)(?:[ ./\-()]{{0,3}}\d){{7,11}}(?!\d)")
_INSIDE, _ABROAD = range(9, 11), range(10, 16)
_MONTHS = (
    *("jan", "feb", "maart", "apr", "mei", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    *("march", "may", "june", "july", "oct"),
)
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])([./\- ])(?:0?[1-9]|1[0-2])\1(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])([./])(?:0?[1-9]|1[0-2])\1(?P<year>\d\d)(?![./]?\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?:e|ste|de|st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"\b{_MONTH}\s+(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_YOUNGEST, _OLDEST = 2, 110


def numbers_in(text: str, today: date) -> tuple[Hint, ...]:
    """Every such place in ``text``, none over another, in order."""
    found: list[Hint] = []
    for hint in (*_mails(text), *_national_numbers(text), *_birth_dates(text, today), *_phones(text)):
        if all(hint.end <= other.start or other.end <= hint.start for other in found):
            found.append(hint)
    return tuple(sorted(found, key=lambda hint: hint.start))


def _hint(match: re.Match[str], why: Why) -> Hint:
    return Hint(match.start(), match.end(), match[0], why)


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def _mails(text: str) -> Iterator[Hint]:
    return (_hint(match, Why.MAIL) for match in _MAIL.finditer(text))


def _national_numbers(text: str) -> Iterator[Hint]:
    return (_hint(match, Why.NATIONAL_NUMBER) for match in _NATIONAL.finditer(text) if is_national_number(match[0]))


def is_national_number(text: str) -> bool:
    """Whether its last two digits are 97 less the rest of the others by 97, for somebody of either century."""
    digits = _digits(text)
    serial, check = int(digits[:9]), int(digits[9:])
    return check in {97 - serial % 97, 97 - (2_000_000_000 + serial) % 97}


def _phones(text: str) -> Iterator[Hint]:
    for match in _PHONE.finditer(text):
        abroad = match[0].startswith(("+", "00"))
        if len(_digits(match[0])) in (_ABROAD if abroad else _INSIDE):
            yield _hint(match, Why.PHONE)


def _birth_dates(text: str, today: date) -> Iterator[Hint]:
    """Full dates that lie so far back that somebody at a school may be born on them."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if _YOUNGEST <= today.year - _year(match["year"], today) <= _OLDEST:
                yield _hint(match, Why.BIRTH_DATE)


def _year(written: str, today: date) -> int:
    if len(written) == len("2027"):
        return int(written)
    century = today.year // 100 * 100
    return century + int(written) - (100 if int(written) > today.year % 100 else 0)
