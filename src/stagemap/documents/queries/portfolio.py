"""The sheets of a portfolio, each as its page shows it to one reader."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from stagemap.core.roles import Viewer
from stagemap.placements.models import Placement
from stagemap.portfolio.access import known, sheets_for
from stagemap.portfolio.queries import SheetPage, page_of


def pages_of(placement: Placement, viewer: Viewer, *, language: str) -> Mapping[uuid.UUID, SheetPage]:
    """Every sheet that ``viewer`` reads of the portfolio that access opened for them: their own drafts too."""
    rows = sheets_for(viewer, placement).select_related("shown")
    return {row.pk: page_of(known(row, viewer, placement), viewer, language=language) for row in rows}
