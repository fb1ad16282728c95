"""Six figures by mail, for a new device and for a browser without JavaScript."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from stagemap.activity.services import record
from stagemap.core.roles import SYSTEM
from stagemap.kit.clock import local_date, real_now
from stagemap.placements.models import Link, LinkCode
from stagemap.placements.queries import links as queries
from stagemap.post.services import write

DIGITS = 6
LIFE = timedelta(minutes=15)
TRIES = 5


@transaction.atomic
def mail_code(*, link: Link, at: datetime) -> None:
    """Mail a code for ``link`` to the address on file. Only the latest code counts, and only for 15 real minutes."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    LinkCode.objects.create(link=link, code_hash=_hash(link.pk, code), mailed_at=real_now())
    record(actor=SYSTEM.actor, verb="mailed_code", kind="link", id=link.pk, placement_id=link.placement_id)
    write(
        template="placements/mail/link_code",
        language=link.person.language,
        context={
            "person": link.person,
            "student": link.placement.student,
            "code": f"{code[:3]} {code[3:]}",
            "url": f"{settings.SITE_URL}{reverse('placements:link_code', args=[link.public_id])}",
        },
        kind="link_code",
        object_id=uuid4().hex,
        recipient=link.person.email,
        due_on=local_date(at),
        at=at,
        holds_secret=True,
    )


@transaction.atomic
def use_code(*, link: Link | None, code: str) -> bool:
    """Whether ``code`` is the one that was mailed for ``link``; it works once, and five wrong ones end it.

    Without a link the answer is no, after the same work.
    """
    known = queries.latest_code(link) if link is not None else None
    is_right = constant_time_compare(_hash(link.pk if link else 0, code), known.code_hash if known else "")
    if known is None:
        return False
    mine = LinkCode.objects.filter(pk=known.pk, used_at=None, tries__lt=TRIES, mailed_at__gt=real_now() - LIFE)
    if not mine.update(tries=F("tries") + 1) or not is_right:
        return False
    return bool(LinkCode.objects.filter(pk=known.pk, used_at=None).update(used_at=real_now()))


def _hash(link_id: int, code: str) -> str:
    """Keyed with the site's key: six figures alone would be guessed from a plain hash at once."""
    return salted_hmac(f"placements.link.{link_id}", "".join(code.split()), algorithm="sha256").hexdigest()
