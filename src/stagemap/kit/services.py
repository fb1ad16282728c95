"""Writes of the kit."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from stagemap.kit import clock
from stagemap.kit.models import SiteClock


class NotADemo(Exception):
    """The clock of a site that people really use cannot be set."""


def set_site_clock(*, to: datetime | None) -> None:
    """Set the demo's clock ``to`` an aware moment, from which it runs on; None gives it back to the real one.

    Raises NotADemo outside a demo. Telling the activity log is up to who asks.
    """
    if not settings.STAGEMAP_DEMO:
        raise NotADemo
    if to is None:
        SiteClock.objects.all().delete()
    else:
        SiteClock.objects.update_or_create(id=1, defaults={"moment": to, "set_at": clock.real_now()})
