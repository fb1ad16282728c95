"""The one place that reads a clock.

Everything else is handed a moment (``at``) or a day (``today``). A demo site can be set to another moment; sessions,
idle times, limits and the activity log always keep the real one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from django.conf import settings

from stagemap.kit.models import SiteClock
from stagemap.kit.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from stagemap.kit.http import Request

ZONE = ZoneInfo("Europe/Brussels")
_SET = Prepared(lambda: SiteClock.objects.order_by("pk").values_list("moment", "set_at")[:1])


def real_now() -> datetime:
    """This moment in UTC, whatever a demo's clock says."""
    return datetime.now(UTC)


def now_for_site() -> datetime:
    """The site's moment in UTC: the real one, or on a demo site the one that was set, running on since."""
    real = real_now()
    if not settings.STAGEMAP_DEMO:
        return real
    row = _SET.row()
    return real if row is None else row[0] + (real - row[1])


def today_for_site() -> date:
    """The site's day in Brussels."""
    return local_date(now_for_site())


def local(moment: datetime) -> datetime:
    """``moment`` (aware) as people in Brussels read it."""
    return moment.astimezone(ZONE)


def local_date(moment: datetime) -> date:
    """The day in Brussels on which ``moment`` (aware) falls."""
    return moment.astimezone(ZONE).date()


def at_local(day: date, minutes: int) -> datetime:
    """The moment (UTC) of ``minutes`` after midnight on ``day`` in Brussels; 1440 is the next midnight.

    The minutes are those of the clock on the wall: 10.00 is 600 also on the day that summer time begins.
    """
    days, rest = divmod(minutes, 24 * 60)
    wall = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), tzinfo=ZONE)
    return wall.astimezone(UTC)


class ClockMiddleware:
    """Give every request its ``now`` (aware, UTC) and ``today`` (the day in Brussels)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the clock once, so that all of a request happens at one moment."""
        mine = cast("Request", request)
        mine.now = now_for_site()
        mine.today = local_date(mine.now)
        return self.get_response(request)
