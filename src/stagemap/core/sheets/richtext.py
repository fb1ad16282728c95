"""Long texts: the small HTML that is stored, and the same as plain text for who writes without an editor.

Stored are paragraphs, lists, bold, italic and line breaks, nothing else. In plain text an empty line parts two
paragraphs, and lines that begin with ``- `` or ``1. `` are a list. Bold and italic have no plain form: they stay while
a text comes back unchanged, which is up to who reads the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from html.parser import HTMLParser

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li"})
"""Every tag that a stored text may hold; none has attributes."""

_DEEPEST = 12
"""How many tags of a stored text may stand in each other."""
_TAG = re.compile(rf"<(/?)({'|'.join(sorted(TAGS))})>")
_PIECE = re.compile(r"(<[^>]*>)|[^<]+")
_ENDS = re.compile(r"<br>|</(?:p|li|ul|ol)>")
_BULLET = re.compile(r"[-*•]\s+(.*)")
_NUMBERED = re.compile(r"[0-9]{1,3}[.)]\s+(.*)")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SPACES = re.compile(r"[ \t\f\v\r\n\xa0]+")


def is_clean(html: str) -> bool:
    """Whether ``html`` holds tags of ``TAGS`` alone, bare and each closed; whatever else it says is text."""
    open_tags: list[str] = []
    for closes, tag in _TAG.findall(html):
        if closes and (not open_tags or open_tags.pop() != tag):
            return False
        if not closes and tag != "br":
            open_tags.append(tag)
        if len(open_tags) > _DEEPEST:
            return False
    return not open_tags and not {"<", ">"} & set(_TAG.sub("", html))


def text_in(html: str) -> str:
    """The words of a clean text, a line for each paragraph, item and line of it."""
    return unescape(_TAG.sub("", _ENDS.sub("\n", html))).strip()


def with_words(html: str, put: Callable[[str], str]) -> str:
    """A clean text with the words between its tags as ``put`` gives them."""
    return _PIECE.sub(lambda piece: piece[0] if piece[1] else escape(put(unescape(piece[0])), quote=False), html)


def html_of(plain: str) -> str:
    """The stored form of plain text; nothing for a text without words."""
    paragraphs = _BLANK_LINES.split(plain.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "".join("".join(_blocks(paragraph)) for paragraph in paragraphs if paragraph.strip())


def plain_of(html: str) -> str:
    """A stored text as plain text, without bold and italic. ``html_of`` brings the rest of it back."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    return "\n\n".join("\n".join(lines) for lines in reader.blocks if any(lines))


def _blocks(paragraph: str) -> Iterator[str]:
    """A paragraph as one, or as text and lists in the order in which its lines have them."""
    lines: list[str] = []
    kind = ""
    for raw in paragraph.split("\n"):
        this, line = _kind(_SPACES.sub(" ", raw).strip())
        if this != kind and lines:
            yield _block(kind, lines)
            lines = []
        kind = this
        lines.append(escape(line, quote=False))
    yield _block(kind, lines)


def _kind(line: str) -> tuple[str, str]:
    """Whether a line is an item of a list, and what it says."""
    for kind, pattern in (("ul", _BULLET), ("ol", _NUMBERED)):
        match = pattern.fullmatch(line)
        if match is not None:
            return kind, match[1]
    return "p", line


def _block(kind: str, lines: list[str]) -> str:
    if kind == "p":
        return f"<p>{'<br>'.join(line for line in lines if line)}</p>"
    return f"<{kind}>{''.join(f'<li>{line}</li>' for line in lines)}</{kind}>"


class _Plain(HTMLParser):
    """Gathers the lines of each block; whatever stands outside one begins a block of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[""]]
        self.lists: list[int] = []
        """The number of the next item of each list that is open, 0 where it has dots."""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in ("p", "ul", "ol") and not self.lists:
            self.blocks.append([""])
        if tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._item()
        elif tag == "br":
            self.blocks[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in ("p", "ul", "ol") and not self.lists:
            self.blocks.append([""])

    def handle_data(self, data: str) -> None:
        self.blocks[-1][-1] += _SPACES.sub(" ", data)

    def _item(self) -> None:
        number = self.lists[-1] if self.lists else 0
        if number:
            self.lists[-1] += 1
        mark = f"{number}. " if number else "- "
        lines = self.blocks[-1]
        if lines[-1]:
            lines.append(mark)
        else:
            lines[-1] = mark
