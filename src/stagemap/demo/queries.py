"""Reads of the demo: accounts by mail address, the mails that would have left."""

from __future__ import annotations

from stagemap.people.models import User
from stagemap.post.models import Mail

LATEST = 60


def account(email: str) -> User | None:
    """The account of a persona, when the cast is there."""
    return User.objects.filter(email=email).first()


def mails() -> list[Mail]:
    """The latest mails, the newest first."""
    return list(Mail.objects.order_by("-id")[:LATEST])


def mail(mail_id: int) -> Mail | None:
    """One mail."""
    return Mail.objects.filter(pk=mail_id).first()
