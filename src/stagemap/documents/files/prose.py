"""Long texts for paper: the small HTML of a sheet as paragraphs and lists of runs, for writers that know no HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

PARAGRAPH, DOTS, NUMBERS = "p", "ul", "ol"


@dataclass(frozen=True, slots=True)
class Run:
    """Some letters of one weight and slope."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a list with dots or numbers: its lines or items, each a row of runs."""

    kind: str
    lines: tuple[tuple[Run, ...], ...]


def passages_of(html: str) -> tuple[Passage, ...]:
    """The passages of a stored text, those without a letter left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(Passage(kind, lines) for kind, rows in reader.read if (lines := _written(rows)))


def plain_passage(text: str) -> Passage:
    """A plain text as one paragraph; its line breaks stay."""
    return Passage(PARAGRAPH, tuple((Run(line),) for line in text.splitlines() if line.strip()))


def _written(rows: list[list[Run]]) -> tuple[tuple[Run, ...], ...]:
    return tuple(tuple(row) for row in rows if any(run.text.strip() for run in row))


@dataclass
class _Reader(HTMLParser):
    """Gathers the rows of runs of each passage."""

    read: list[tuple[str, list[list[Run]]]] = field(default_factory=list)
    bold: int = 0
    italic: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in (PARAGRAPH, DOTS, NUMBERS):
            self.read.append((tag, [[]]))
        elif tag in ("li", "br"):
            self._rows().append([])
        self.bold += tag == "strong"
        self.italic += tag == "em"

    def handle_endtag(self, tag: str) -> None:
        self.bold = max(0, self.bold - (tag == "strong"))
        self.italic = max(0, self.italic - (tag == "em"))
        if tag in (PARAGRAPH, DOTS, NUMBERS):
            self.read.append((PARAGRAPH, [[]]))

    def handle_data(self, data: str) -> None:
        self._rows()[-1].append(Run(" ".join(data.split(" ")), bold=self.bold > 0, italic=self.italic > 0))

    def _rows(self) -> list[list[Run]]:
        if not self.read:
            self.read.append((PARAGRAPH, [[]]))
        return self.read[-1][1]
