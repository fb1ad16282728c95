"""The HTML form of a plain text mail: paragraphs, one button, a code in large figures. Nothing is written twice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.template.loader import render_to_string

from stagemap.core.privacy import without_codes

ADDRESS = re.compile(r"https?://\S+")
CODE = re.compile(r"\d[\d ]{3,}\d")


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph: plain ``lines``; or a ``url`` with the words on its button; or a ``code``."""

    lines: tuple[str, ...] = ()
    url: str = ""
    code: str = ""

    @property
    def words(self) -> str:
        """What stands on the button: the lines before the address, without their colon."""
        return " ".join(self.lines).rstrip(":") or self.url


def parts_of(text: str) -> list[Part]:
    """The paragraphs of ``text``, which are separated by empty lines."""
    return [_part(block.strip().splitlines()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def html_of(subject: str, text: str, language: str) -> str:
    """The mail as an HTML page."""
    context = {"subject": subject, "parts": parts_of(text), "language": language}
    return render_to_string("post/letter.html", context)


def text_without_codes(text: str, language: str) -> str:
    """``text`` with every pupil code put in words; addresses, whose fragment may look like one, stay whole."""
    pieces = re.split(rf"({ADDRESS.pattern})", text)
    return "".join(
        piece if is_address % 2 else without_codes(piece, language) for is_address, piece in enumerate(pieces)
    )


def _part(lines: list[str]) -> Part:
    last = lines[-1].strip()
    if ADDRESS.fullmatch(last):
        return Part(lines=tuple(lines[:-1]), url=last)
    if len(lines) == 1 and CODE.fullmatch(last):
        return Part(code=last)
    return Part(lines=tuple(lines))
