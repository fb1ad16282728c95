"""The dictionary of the hints at names: ``python -m tools.wordlists WORDS...``.

Takes lists of words, one a line, such as Debian's wdutch, wbritish and wamerican install, and writes those in small
letters as the Bloom filter that ``core.privacy`` and the browser read. Left out is what is too long to be taken for a
name, and what two words of the lists make together: both are known without.
"""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

from stagemap.core.privacy import Lists, folded
from stagemap.core.privacy.lists import LONGEST, places_of

FOLDER = Path(__file__).resolve().parent.parent / "src/stagemap/portfolio/static/portfolio/names"
BITS_A_WORD, HASHES = 12, 8
PLAIN = re.compile(r"[a-z]{2,}")
LANGUAGE = re.compile(r"(?:isch|talig)e?")


def words_in(lines: set[str], names: set[str]) -> set[str]:
    """The folded words of one list: those in small letters, and of the others peoples and languages (Gents, Gentse)."""
    capitals = {line for line in lines if line[:1].isupper()}
    peoples = {line for line in capitals if line.endswith("s") and f"{line}e" in capitals}
    peoples = {line for line in peoples if names.isdisjoint({folded(line), folded(line[:-1])})}
    languages = {line for line in capitals if LANGUAGE.search(line, max(len(line) - len("talige"), 0))}
    small = {line for line in lines if line[:1].islower()}
    found = {folded(line) for line in small | peoples | {f"{line}e" for line in peoples} | languages}
    return {word for word in found if PLAIN.fullmatch(word) and len(word) <= LONGEST}


def needed(words: set[str]) -> set[str]:
    """The words without those that two shorter ones make together."""
    kept: set[str] = set()
    lists = Lists(frozenset(), {}, frozenset(), kept)
    for word in sorted(words, key=len):
        if not lists.made_of_two(word):
            kept.add(word)
    return kept


def filter_of(words: set[str]) -> bytes:
    """The number of hashes, then the bits."""
    bits = bytearray(math.ceil(len(words) * BITS_A_WORD / 8))
    for word in words:
        for place in places_of(word, HASHES, len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes([HASHES]) + bytes(bits)


def main() -> None:
    names = {line.split()[0] for line in (FOLDER / "names.txt").read_text(encoding="utf-8").splitlines()}
    words: set[str] = set()
    for path in sys.argv[1:]:
        words |= words_in(set(Path(path).read_text(encoding="utf-8").splitlines()), names)
    kept = needed(words)
    content = filter_of(kept)
    (FOLDER / "words.bin").write_bytes(content)
    print(f"{len(words)} words, {len(kept)} of them kept, {len(content)} bytes")


if __name__ == "__main__":
    main()
