"""The roster as an editable Word document, in the same layout as the PDF.

The parts of the document are templates, and a DOCX is a ZIP of them: no library has to be loaded for it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from .glyphs import each_text
from .sheet import Cell, Entry, RosterSheet, Row, Sign

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/footer1.xml": "footer.xml",
}
"""What lies where in the document, and the template that it comes from."""

_FIELD_WIDTHS = (2400, 5200, 2600, 5278)
_OUTSIDE_WIDTHS = (9778, 2500, 1400, 1800)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_SHAPES = {"micro": "●", "meso": "●●", "macro": "⌂"}
_TONGUES = {"en": "en-GB"}
_TABLE_HEIGHT, _ROW_LEAST = 6350, 624
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def roster_docx(sheet: RosterSheet) -> bytes:
    """The bytes of the document; the same sheet gives the same bytes."""
    context = _context(each_text(sheet, _xml_text))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, template in PARTS.items():
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, render_to_string(f"documents/docx/{template}", context))
    return target.getvalue()


def _context(sheet: RosterSheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "author": sheet.fields[0][0].value,
        "tongue": _TONGUES.get(sheet.language, "nl-BE"),
        "sides": _SIDES,
        "fields": list(_fields(sheet)),
        "heads": [
            {"texts": [sheet.corner, *(day.name for day in sheet.days)], "strong": True},
            {"texts": [sheet.dates, *(day.date for day in sheet.days)], "strong": False},
            {"texts": [sheet.hours, *(day.hours for day in sheet.days)], "strong": False},
        ],
        "rows": list(_rows(sheet.rows)),
        "least": min(_ROW_LEAST, _TABLE_HEIGHT // len(sheet.rows)),
        "roles": " · ".join(map(_sign, sheet.roles)),
        "levels": "   ".join(map(_sign, sheet.levels)),
        "boxes": [sheet.boxes[at : at + 2] for at in range(0, len(sheet.boxes), 2)],
        "outside": [(line.title, line.when, line.time, line.package) for line in sheet.outside],
        "outside_widths": _OUTSIDE_WIDTHS,
        "page": list(_page(sheet.page)),
    }


def _fields(sheet: RosterSheet) -> Iterator[list[dict[str, Any]]]:
    for pair in sheet.fields:
        texts = [text for field in pair for text in (field.label, field.value)]
        yield [
            {"text": text, "width": width, "filled": number % 2 == 1}
            for number, (text, width) in enumerate(zip(texts, _FIELD_WIDTHS, strict=True))
        ]


def _rows(rows: tuple[Row, ...]) -> Iterator[dict[str, Any]]:
    """Rows with all their cells: where the sheet has none, the cell above goes on."""
    above: list[Cell | None] = [None] * len(rows[0].cells)
    for row in rows:
        above = [cell or over for cell, over in zip(row.cells, above, strict=True)]
        yield {
            "label": row.label,
            "cells": [_cell(cell, over) for cell, over in zip(row.cells, above, strict=True)],
        }


def _cell(cell: Cell | None, over: Cell | None) -> dict[str, Any]:
    if cell is None:
        return {"merge": "continue", "hatched": bool(over and over.hatched), "entries": [], "note": ""}
    return {
        "merge": "restart" if cell.rows > 1 else "",
        "hatched": cell.hatched,
        "entries": [{"title": entry.title, "line": _line(entry)} for entry in cell.entries],
        "note": cell.note,
    }


def _line(entry: Entry) -> str:
    shape = _SHAPES.get(entry.shape, "")
    tags = " ".join(filter(None, (shape, " · ".join(entry.tags))))
    return " · ".join(filter(None, (entry.time, tags, entry.place)))


def _sign(sign: Sign) -> str:
    return " ".join(filter(None, (_SHAPES.get(sign.shape, ""), sign.text)))


def _page(pattern: str) -> Iterator[dict[str, str]]:
    """``Page {page} of {pages}`` as texts and Word's own fields."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    for part in re.split(r"(\{pages?\})", pattern):
        yield {"field": fields.get(part, ""), "text": part}


def _xml_text(text: str) -> str:
    return _NOT_XML.sub("", text)
