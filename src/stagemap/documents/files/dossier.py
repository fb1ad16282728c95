"""A portfolio, or one sheet of it, on paper: everything in words before anybody decides how it is drawn (G17)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .glyphs import each_text, legible
from .pdf import PAPER, typeset
from .prose import Passage

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of an answer: its heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with what was answered: passages, a table, or both empty for what was left open."""

    label: str
    passages: tuple[Passage, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sheet under one heading; without a name its answers follow at once."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside a sheet: where its file lies (below ``/``, the folder of them all) and of which format it is,
    what it shows for who cannot see it, what it is called, and what is said below it."""

    path: str
    format: str
    alt: str
    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of the folder. ``meta`` stands below its title; ``files`` are named, as paper cannot hold them."""

    title: str
    meta: str
    stretches: tuple[Stretch, ...]
    pictures: tuple[Picture, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One tab of the folder with its leaves."""

    name: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A document. ``mark`` stands on every page, such as "besloten"; ``contents`` is the head of its table of contents,
    empty for a single sheet, which has none. ``page`` words a page's number with ``{page}`` and ``{pages}``."""

    language: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    contents: str
    files: str
    mark: str
    owner: str
    page: str


def dossier_pdf(dossier: Dossier, *, pictures: Path) -> bytes:
    """The bytes of the PDF: tagged, PDF/UA-1, with contents and bookmarks; the same dossier gives the same bytes.

    ``pictures`` is the folder at which the paths of its pictures begin; nothing else on the disk is read. Raises
    ``core.refusals.Impossible`` when Typst fails or takes longer than a minute.
    """
    data = json.dumps(asdict(each_text(dossier, legible)), ensure_ascii=False).encode()
    return typeset(PAPER / "dossier.typ", data, seconds=SECONDS, root=pictures)
