from __future__ import annotations

import datetime as dt
from typing import Any

from stagemap.placements.models import Placement
from stagemap.planning.models import Block, Plan


def plan(of: Placement, **fields: Any) -> Plan:
    known = {"changed_at": dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)}
    return Plan.objects.create(placement=of, **{**known, **fields})


def block(of: Plan, **fields: Any) -> Block:
    """One lesson of co-teaching on Monday of the plan's week, at 8.30."""
    known = {
        "package": "project",
        "kind": "contact",
        "slot": "clock",
        "day": of.placement.week,
        "start": 510,
        "minutes": 50,
        "title": "Co-teaching rekenen in 5A",
        "role": "active",
        "where": "klas 5A",
        "at_what": "breuken in hoeken",
    }
    return Block.objects.create(plan=of, **{**known, **fields})
