"""What a text that looks as if it spoke of somebody gives away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why something looks as if it told who a pupil is."""

    NAME = "name"
    CAPITAL = "capital"
    NATIONAL_NUMBER = "national_number"
    PHONE = "phone"
    MAIL = "mail"
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True, slots=True)
class Hint:
    """One place in a text: ``word`` begins at ``start``; up to ``end`` its genitive may follow, as in *Wouts*."""

    start: int
    end: int
    word: str
    why: Why
