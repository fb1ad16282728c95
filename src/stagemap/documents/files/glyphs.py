"""Which characters the paper's fonts can draw.

PDF/UA refuses a letter without a shape, so that one emoji in a title would refuse the whole roster. Latin letters
come from the shipped font, other scripts from those inside Typst; ``COVERED`` is held against both by a test.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

COVERED = (
    *(range(0x20, 0x7F), range(0xA0, 0xAD), range(0xAE, 0x250), range(0x1E00, 0x1F00)),
    *(range(0x370, 0x400), range(0x400, 0x460), range(0x531, 0x557), range(0x561, 0x588)),
    *(range(0x5D0, 0x5EB), range(0x621, 0x63B), range(0x641, 0x64B), range(0x10D0, 0x10F1)),
    *(range(0x2010, 0x2028), range(0x2030, 0x2041), range(0x2074, 0x208F), range(0x20A0, 0x20BE)),
    *(range(0x2190, 0x219A), range(0x2200, 0x2270), range(0x25A0, 0x2600)),
)
"""Code points, unassigned ones aside, that are drawn."""

Texts = TypeVar("Texts")

_INVISIBLE = {"Cc", "Cf", "Mn", "Me", "So", "Sk", "Cs", "Co", "Cn"}
_UNKNOWN = "□"


def legible(text: str) -> str:
    """``text`` with every character that can be drawn; emoji and control characters go, other letters become □."""
    return "".join(map(_drawn, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\t":
        return " "
    if any(ord(character) in codes for codes in COVERED) and category not in {"Cf", "Cn"}:
        return character
    plainer = unicodedata.normalize("NFKC", character)
    if plainer != character:
        return legible(plainer)
    return "" if category in _INVISIBLE else _UNKNOWN


def each_text(value: Texts, change: Callable[[str], str]) -> Texts:
    """``value``, a frozen record of texts, records and tuples, with ``change`` applied to every text in it."""
    made: Any = value
    if isinstance(made, str):
        made = change(made)
    elif isinstance(made, tuple):
        made = tuple(each_text(item, change) for item in made)
    elif is_dataclass(made) and not isinstance(made, type):
        made = replace(made, **{field.name: each_text(getattr(made, field.name), change) for field in fields(made)})
    return made  # type: ignore[no-any-return]  # the same kind of value comes back
