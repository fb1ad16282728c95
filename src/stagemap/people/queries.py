"""Reading accounts."""

from __future__ import annotations

from stagemap.people.models import User


def account(user_id: int) -> User | None:
    """The account with this id."""
    return User.objects.filter(pk=user_id).first()


def account_with_mail(email: str) -> User | None:
    """The account with this mail address, in any case."""
    return User.objects.filter(email__iexact=email.strip()).first()
