"""Limits on how often somebody may try something, counted in the database so that every process counts alike.

A fixed window: the first attempt of a subject opens no window of its own, the clock cuts time in equal pieces. That
lets at most twice the limit through around a cut, which is enough against guessing, and needs one row a subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from math import ceil

from django.db import IntegrityError, transaction
from django.db.models import F

from stagemap.kit.clock import real_now
from stagemap.kit.models import Attempt


class TooMany(Exception):
    """The limit is reached; ``wait`` is how long until the next window."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait

    @property
    def minutes(self) -> int:
        """``wait`` in whole minutes, rounded up, at least 1."""
        return max(1, ceil(self.wait / timedelta(minutes=1)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether this attempt is within the limit, and how long the window still lasts."""

    allowed: bool
    wait: timedelta


def hit(name: str, *who: object, at_most: int, per: timedelta) -> Verdict:
    """Count one attempt at ``name`` by ``who`` (address, link, ...) and say whether it is among the first ``at_most``.

    Only a digest of ``who`` is stored. Counts also when the caller's own transaction later fails, unless the caller
    opened one: call it before ``atomic``.
    """
    subject, window, ends_at = _window(name, who, per)
    return Verdict(allowed=_count(subject, window, ends_at) <= at_most, wait=ends_at - real_now())


def require(name: str, *who: object, at_most: int, per: timedelta) -> None:
    """As ``hit``, but raises TooMany beyond the limit; uncaught it becomes a page with status 429."""
    verdict = hit(name, *who, at_most=at_most, per=per)
    if not verdict.allowed:
        raise TooMany(verdict.wait)


def give_back(name: str, *who: object, per: timedelta) -> None:
    """Take back the attempt that was just counted: it was the right one, and only wrong ones are to be limited."""
    subject, window, _ends_at = _window(name, who, per)
    Attempt.objects.filter(subject=subject, window=window, count__gt=0).update(count=F("count") - 1)


def forget(*, at: datetime) -> int:
    """Delete the counts whose window ended before ``at``; how many went. The worker does it now and then."""
    return Attempt.objects.filter(ends_at__lt=at).delete()[0]


def _window(name: str, who: tuple[object, ...], per: timedelta) -> tuple[str, int, datetime]:
    """The digest of a subject, the number of the window in which now lies, and when that ends."""
    window = int(real_now().timestamp() // per.total_seconds())
    ends_at = datetime.fromtimestamp((window + 1) * per.total_seconds(), UTC)
    return sha256("\x1f".join([name, str(per), *map(str, who)]).encode()).hexdigest(), window, ends_at


def _count(subject: str, window: int, ends_at: datetime) -> int:
    """Add one to the window's row, made when missing, and read it back; both databases do so without losing one."""
    rows = Attempt.objects.filter(subject=subject, window=window)
    with transaction.atomic():
        if not rows.update(count=F("count") + 1):
            _open(subject, window, ends_at)
            rows.update(count=F("count") + 1)
        return rows.values_list("count", flat=True).get()


def _open(subject: str, window: int, ends_at: datetime) -> None:
    """Make the window's row, unless another process was just ahead."""
    try:
        with transaction.atomic():
            Attempt.objects.create(subject=subject, window=window, ends_at=ends_at)
    except IntegrityError:
        return
