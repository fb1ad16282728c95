"""Delivering what is due: at least once, never forgotten, and twice only after a break nobody can see through.

=========  =====================================================================================
queued     waits for its moment
sending    somebody carries it; when its moment passes, the carrier was killed: uncertain
sent       the server took it
uncertain  it may have arrived; tried once more under the same Message-ID, then left to a person
failed     the server refused it for good, or two days of trying did not help
=========  =====================================================================================
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from stagemap.post.models import Mail
from stagemap.post.services.carrier import Carrier, End, Outcome

BREAK = timedelta(minutes=2)
SECOND_LOOK = timedelta(minutes=15)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
BATCH = 200
TROUBLE_LENGTH = 300

Status = Mail.Status


def deliver_due(*, at: datetime) -> int:
    """Try every mail that is due at ``at``; how many were sent. Without a mail server nothing is tried."""
    if not settings.MAIL_SERVER:
        return 0
    Mail.objects.filter(status=Status.SENDING, next_try_at__lte=at).update(
        status=Status.UNCERTAIN, next_try_at=at, trouble="The attempt broke off."
    )
    due = Mail.objects.filter(status__in=[Status.QUEUED, Status.UNCERTAIN], next_try_at__lte=at)
    carrier = Carrier()
    try:
        return sum(_try(mail, carrier, at) for mail in due.order_by("next_try_at", "id")[:BATCH])
    finally:
        carrier.close()


def _try(mail: Mail, carrier: Carrier, at: datetime) -> bool:
    """Carry one mail when no other process was ahead; whether it was sent."""
    if not _claim(mail, at):
        return False
    outcome = carrier.carry(mail)
    after = _after_second_look if mail.status == Status.UNCERTAIN else _after
    changes = after(outcome, mail.tries + 1, at)
    if outcome.end is End.SENT and mail.holds_secret:
        changes |= {"text": "", "html": ""}
    if outcome.said:
        changes["trouble"] = outcome.said[:TROUBLE_LENGTH]
    Mail.objects.filter(pk=mail.pk).update(**changes)
    return outcome.end is End.SENT


def _claim(mail: Mail, at: datetime) -> bool:
    """Take the mail for this process alone. A second look has no third: its next moment is taken away at once."""
    mine = Mail.objects.filter(pk=mail.pk, status=mail.status, next_try_at__lte=at)
    if mail.status == Status.UNCERTAIN:
        return bool(mine.update(tries=F("tries") + 1, next_try_at=None))
    return bool(mine.update(tries=F("tries") + 1, status=Status.SENDING, next_try_at=at + BREAK))


def _after(outcome: Outcome, tries: int, at: datetime) -> dict[str, object]:
    """What becomes of a first-time mail after try number ``tries``."""
    again = _next_try(tries, at)
    if outcome.end is End.SENT:
        return {"status": Status.SENT, "sent_at": at, "next_try_at": None}
    if outcome.end is End.UNKNOWN:
        return {"status": Status.UNCERTAIN, "next_try_at": at + SECOND_LOOK}
    if outcome.end is End.LATER and again is not None:
        return {"status": Status.QUEUED, "next_try_at": again}
    return {"status": Status.FAILED, "next_try_at": None}


def _after_second_look(outcome: Outcome, tries: int, at: datetime) -> dict[str, object]:
    """What becomes of an uncertain mail: sent, tried later when it never got as far as the server, or left as it is."""
    if outcome.end is End.SENT:
        return {"status": Status.SENT, "sent_at": at, "next_try_at": None}
    return {"next_try_at": _next_try(tries, at) if outcome.end is End.LATER else None}


def _next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again after ``tries`` tries; None when it was the last."""
    return at + BACK_OFF[tries - 1] if tries <= len(BACK_OFF) else None
