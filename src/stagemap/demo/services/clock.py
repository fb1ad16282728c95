"""The demo's clock: one row for the whole site."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from stagemap.activity.services import record
from stagemap.core.roles import SYSTEM, Viewer
from stagemap.kit.services import set_site_clock


@transaction.atomic
def set_clock(*, to: dt.datetime | None, by: Viewer = SYSTEM) -> None:
    """Set what time the demo pretends it is; None gives it back to the real clock."""
    set_site_clock(to=to)
    record(actor=by.actor, verb="set", kind="site_clock", id=1)
