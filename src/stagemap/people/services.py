"""Writes of accounts: invite, change, choose a language, end sessions; and the mails that go with signing in."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from stagemap.activity.services import record
from stagemap.core.roles import Viewer
from stagemap.kit.clock import local_date
from stagemap.people.models import User
from stagemap.people.signals import language_chosen
from stagemap.post.services import write

SIGN_IN = f"{settings.SITE_URL}{settings.LOGIN_URL}"


@transaction.atomic
def invite_account(
    *, email: str, name: str, telephone: str = "", language: str = "nl", by: Viewer, at: datetime
) -> User:
    """The account with this address, made when there is none, and a mail that says how to sign in.

    An account that exists keeps its name, telephone and language. The same person is mailed once a day at most.
    """
    user, is_new = User.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name.strip(), "telephone": telephone, "language": language}
    )
    record(actor=by.actor, verb="invited", kind="account", id=user.pk, fields=["email"] if is_new else [])
    _mail(user, "invitation", {"by": "" if by.is_system else by.name, "sign_in": SIGN_IN}, str(user.pk), at)
    return user


@transaction.atomic
def change_profile(*, user: User, name: str, telephone: str, language: str, by: Viewer) -> User:
    """Change what the owner of an account says of themselves."""
    wanted = {"name": name.strip(), "telephone": telephone.strip(), "language": language}
    changed = [field for field, value in wanted.items() if getattr(user, field) != value]
    if changed:
        for field in changed:
            setattr(user, field, wanted[field])
        user.save(update_fields=changed)
        record(actor=by.actor, verb="changed", kind="account", id=user.pk, fields=changed)
    return user


@transaction.atomic
def choose_language(*, language: str, by: Viewer, at: datetime) -> None:
    """Keep the language that somebody chose; upper floors keep it for those without an account."""
    if by.user_id is not None and User.objects.filter(pk=by.user_id).exclude(language=language).update(
        language=language
    ):
        record(actor=by.actor, verb="changed", kind="account", id=by.user_id, fields=["language"])
    language_chosen.send(User, viewer=by, language=language, at=at)


@transaction.atomic
def end_sessions(*, user: User, by: Viewer) -> User:
    """Sign an account out everywhere: every session is bound to a value that changes here."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(actor=by.actor, verb="ended_sessions", kind="account", id=user.pk)
    return user


def note(*, user: User, verb: str) -> None:
    """Put in the log what somebody did with their own account by a library's hand (sign in, add a passkey)."""
    record(actor=f"user:{user.pk}", verb=verb, kind="account", id=user.pk)


def mail_code(*, user: User, code: str, at: datetime) -> None:
    """Mail the code with which ``user`` signs in; its text is wiped from the outbox once sent."""
    shown = f"{code[:3]} {code[3:]}"
    _mail(user, "code", {"code": shown}, uuid4().hex, at, holds_secret=True)


def mail_security_change(*, user: User, at: datetime) -> None:
    """Tell the owner that a passkey or app was added or removed, so that a stranger cannot do it unseen."""
    _mail(user, "security", {"sign_in": SIGN_IN}, uuid4().hex, at)


def _mail(
    user: User, kind: str, context: dict[str, object], object_id: str, at: datetime, *, holds_secret: bool = False
) -> None:
    write(
        template=f"people/mail/{kind}",
        language=user.language,
        context={"first_name": user.first_name, **context},
        kind=f"account_{kind}",
        object_id=object_id,
        recipient=user.email,
        due_on=local_date(at),
        at=at,
        holds_secret=holds_secret,
    )
