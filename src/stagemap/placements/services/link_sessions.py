"""What opens a link: its secret on the first device, a mailed code on any other; and the sessions that follow.

Sessions keep the real clock, links the site's: a demo that walks through the months signs nobody out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from stagemap.activity.services import record
from stagemap.core.roles import Viewer
from stagemap.kit.clock import local_date, real_now
from stagemap.kit.tokens import digest, matches, new_secret
from stagemap.placements.models import Link, LinkCode, LinkOpening, LinkSession
from stagemap.placements.queries import links as queries
from stagemap.placements.services.link_codes import mail_code, use_code

NOTHING = digest("")
SEEN_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """How it ended: opened with a new ``key`` for the browser, or a code was mailed, or neither."""

    key: str = ""
    needs_code: bool = False


NO = Answer()


@transaction.atomic
def open_by_secret(*, public_id: str, secret: str, key: str, at: datetime) -> Answer:
    """Exchange the secret of a link for a session. ``key`` is what the browser's cookie holds, if anything.

    The first device needs nothing more; another one gets a mailed code first. Unknown, revoked, expired and wrong
    all end the same way, after the same work. Opening does not use a link up.
    """
    link = _openable(public_id, local_date(at))
    if not matches(secret, link.secret_hash if link else NOTHING) or link is None:
        return NO
    if _knows(key, link) or Link.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at):
        return Answer(key=_open(link, key))
    mail_code(link=link, at=at)
    return Answer(needs_code=True)


@transaction.atomic
def open_by_code(*, public_id: str, code: str, key: str, at: datetime) -> Answer:
    """Exchange a mailed code for a session."""
    link = _openable(public_id, local_date(at))
    if not use_code(link=link, code=code) or link is None:
        return NO
    Link.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)
    return Answer(key=_open(link, key))


@transaction.atomic
def ask_code(*, public_id: str, at: datetime) -> None:
    """Mail a code to the address on file of a link that opens; for any other, nothing, in silence."""
    link = _openable(public_id, local_date(at))
    if link is not None:
        mail_code(link=link, at=at)


@transaction.atomic
def end_session(*, key: str, by: Viewer) -> None:
    """Close what this browser opened."""
    session = queries.session_of(key, real=real_now())
    if session is not None:
        record(actor=by.actor, verb="signed_out", kind="link_session", id=session.pk)
        session.delete()


def touch_session(*, opened: queries.Opened, real: datetime) -> bool:
    """Note, once an hour, that a session is alive; whether it was noted, so that its cookie lives on too."""
    if real - opened.seen_at < SEEN_EVERY:
        return False
    return bool(LinkSession.objects.filter(pk=opened.session_id).update(seen_at=real))


def forget(*, real: datetime) -> None:
    """Remove sessions that were idle too long and codes of earlier days; the worker does it every hour."""
    LinkSession.objects.filter(seen_at__lte=real - queries.IDLE).delete()
    LinkCode.objects.filter(mailed_at__lt=real - timedelta(days=1)).delete()


def _openable(public_id: str, today: date) -> Link | None:
    link = queries.link_of(public_id)
    return link if queries.opens(link, today) else None


def _knows(key: str, link: Link) -> bool:
    """Whether this browser opened ``link`` before."""
    session = queries.session_of(key, real=real_now())
    return session is not None and LinkOpening.objects.filter(session=session, link=link).exists()


def _open(link: Link, key: str) -> str:
    """Add ``link`` to the browser's session and give that a new key.

    A session belongs to one person: when somebody with another mail address used this browser, theirs ends.
    """
    now, fresh = real_now(), new_secret()
    session = queries.session_of(key, real=now)
    if session is not None and _is_of_another(session, link):
        session.delete()
        session = None
    if session is None:
        session = LinkSession.objects.create(key_hash=digest(fresh), started_at=now, seen_at=now)
    else:
        session.key_hash, session.seen_at = digest(fresh), now
        session.save(update_fields=["key_hash", "seen_at"])
    LinkOpening.objects.get_or_create(session=session, link=link, defaults={"at": now})
    record(actor=f"person:{link.person_id}", verb="opened", kind="link", id=link.pk, placement_id=link.placement_id)
    return fresh


def _is_of_another(session: LinkSession, link: Link) -> bool:
    openings = LinkOpening.objects.filter(session=session)
    return openings.exists() and not openings.filter(link__person__email__iexact=link.person.email).exists()
