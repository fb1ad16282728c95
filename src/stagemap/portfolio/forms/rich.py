"""The HTML of a long text, cleaned: paragraphs, lists, bold and italic, and nothing else (decision 0010)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import nh3

from stagemap.core.sheets import TAGS, Field, FieldType

DROPPED = {"script", "style", "template", "iframe", "object"}
_TAG = re.compile(r"<[^>]*>|&nbsp;")
_ITEM = re.compile(r"<li><p>(.*?)</p>(?=</li>|<ul>|<ol>|<p>)", re.DOTALL)
SAME = (("b", "strong"), ("i", "em"), ("div", "p"))


def clean(html: str) -> str:
    """``html`` with what a long text may hold; empty when no word is left. Never raises."""
    for loose, meant in SAME:
        html = html.replace(f"<{loose}>", f"<{meant}>").replace(f"</{loose}>", f"</{meant}>")
    kept = nh3.clean(html, tags=set(TAGS), attributes={}, clean_content_tags=DROPPED, strip_comments=True)
    kept = _ITEM.sub(r"<li>\1", kept)
    return kept if _TAG.sub("", kept).strip() else ""


def clean_answers(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers that did not come through the form of their sheet, every long text in them cleaned."""
    by_key = {field.key: field for field in fields}
    return {key: _clean_one(by_key[key], answer) for key, answer in answers.items() if key in by_key}


def _clean_one(field: Field, answer: Any) -> Any:
    if field.type is FieldType.LONG_TEXT and isinstance(answer, str):
        return clean(answer)
    if field.type is FieldType.TABLE and isinstance(answer, list):
        return [clean_answers(field.columns, row) for row in answer if isinstance(row, dict)]
    return answer
