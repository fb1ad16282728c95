"""The class card on paper: one page for the wall, with a code to scan and a pin (G17)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import segno

from .glyphs import each_text, legible
from .pdf import PAPER, typeset

SECONDS = 20


@dataclass(frozen=True, slots=True)
class CardSheet:
    """What stands on the card, in words. ``address`` opens without its key, which stands apart as ``secret``."""

    language: str
    title: str
    above: str
    scan: str
    pin_label: str
    pin: str
    or_type: str
    address: str
    secret: str
    stages: tuple[str, ...]
    found: tuple[str, str]
    not_found: tuple[str, str]
    foot: str
    code: str


def card_pdf(sheet: CardSheet, *, link: str) -> bytes:
    """The bytes of the PDF; ``link`` is what the code holds, the key of the card behind its #.

    Raises ``core.refusals.Impossible`` when Typst fails or takes longer than 20 seconds.
    """
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=4, omitsize=True)
    data = asdict(each_text(sheet, legible)) | {"qr": drawn}
    return typeset(PAPER / "class_card.typ", json.dumps(data, ensure_ascii=False).encode(), seconds=SECONDS)
