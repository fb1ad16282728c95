"""The earlier versions of a sheet: who wrote when, and what changed, in words (G17)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stagemap.core.sheets import FieldDifference, FieldType, changed_words
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.portfolio import access, queries

from .files import file_views
from .prose import Speaker


@require_safe
def history(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """The versions that the viewer may read, the latest first, each with what it changed."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    page = queries.page_of(sheet, request.viewer, language=language())
    speaker = Speaker(page.kind, language())
    context = {
        "title": page.title,
        "cards": [
            {
                "version": version,
                "changes": [_change(speaker, each) for each in version.changed],
                "files": file_views(version.files, placement_id),
            }
            for version in queries.history_of(sheet, language=language())
        ],
        "urls": {"sheet": path_to("portfolio:sheet", placement_id, sheet_id)},
    }
    return render(request, "portfolio/history.html", context)


def _change(speaker: Speaker, changed: FieldDifference) -> dict[str, Any]:
    """What became of one question: word by word in a text, else both answers."""
    both = changed.before, changed.after
    texts = changed.field.type in {FieldType.LONG_TEXT, FieldType.SHORT_TEXT} and all(both)
    return {
        "label": changed.field.name.in_(language()),
        "pieces": changed_words(*both) if texts else (),
        "before": speaker.said(changed.field, changed.before),
        "after": speaker.said(changed.field, changed.after),
    }
