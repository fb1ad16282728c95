"""What tests of planning begin from: fields of a block, a plan with many blocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from stagemap.core.roles import Viewer
from stagemap.planning import services
from stagemap.planning.models import Block, Plan
from stagemap.planning.services import BlockFields
from tests.factories import AT

MONDAY = dt.date(2027, 4, 19)
CANARY = "#97"
"""A pupil code that stands in no page by itself."""


def fields(**changed: Any) -> BlockFields:
    """One lesson of observing on Monday at 8.30, with nothing left open."""
    known: dict[str, Any] = {
        "package": "exploration",
        "kind": "contact",
        "title": "Klasbezoek in L2",
        "minutes": 50,
        "day": MONDAY,
        "start": 510,
        "level": "pupil",
        "role": "observing",
        "where": "L2",
        "at_what": "hoe de leerkracht differentieert",
    }
    return BlockFields(**known | changed)


def add(plan: Plan, by: Viewer, **changed: Any) -> Block:
    """A block of that kind, added by somebody."""
    return services.add_block(plan=plan, fields=fields(**changed), by=by, at=AT)


def fill(plan: Plan, by: Viewer, count: int) -> list[Block]:
    """So many blocks of ten minutes, day after day, none of which clash."""
    return [
        add(plan, by, day=MONDAY + dt.timedelta(days=number % 5), start=510 + number // 5 * 10, minutes=10)
        for number in range(count)
    ]


def blocks(plan: Plan) -> dict[str, BlockFields]:
    """What every block of the plan says now, by its id."""
    return {str(row.pk): services.fields_of(row) for row in Block.objects.filter(plan_id=plan.pk)}
