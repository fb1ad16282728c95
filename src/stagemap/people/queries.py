"""Reading accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session

from stagemap.kit.prepared import Prepared
from stagemap.people.models import User

_ACCOUNT = Prepared(lambda user: User.objects.filter(pk=user), "user")
_SESSION = Prepared(lambda key: Session.objects.filter(pk=key).values_list("session_data", "expire_date"), "key")


def account(user_id: int) -> User | None:
    """The account with this id."""
    found: User | None = _ACCOUNT.object(user=user_id)
    return found


def session(key: str, at: datetime) -> str | None:
    """What is kept, still encoded, of the session ``key`` while it lives at the moment ``at``."""
    kept = _SESSION.row(key=key)
    return kept[0] if kept is not None and kept[1] > at else None


def account_with_mail(email: str) -> User | None:
    """The account with this mail address, in any case."""
    return User.objects.filter(email__iexact=email.strip()).first()
