"""The lists of names and words that ship with the portfolio; pages read the same files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stagemap.core.privacy import Lists, lists_from

FOLDER = Path(__file__).resolve().parent.parent / "static" / "portfolio" / "names"


@cache
def lists() -> Lists:
    """The lists, read once in a process: 1.3 MB of memory."""
    return lists_from(
        (FOLDER / "names.txt").read_text(encoding="utf-8"),
        (FOLDER / "words.txt").read_text(encoding="utf-8"),
        (FOLDER / "words.bin").read_bytes(),
    )
