"""Mail is written as a row in the transaction of its event, and leaves after the commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.template.context import make_context
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import strip_tags

from stagemap.core.privacy import codes_in
from stagemap.post.models import Mail
from stagemap.post.services import postman
from stagemap.post.services.letter import html_of, text_without_codes

SUBJECT_LENGTH = 200


@transaction.atomic
def queue(
    *,
    kind: str,
    object_id: object,
    recipient: str,
    due_on: date,
    language: str,
    subject: str,
    text: str,
    html: str = "",
    at: datetime,
    holds_secret: bool = False,
) -> None:
    """Put one mail in the outbox, in the caller's transaction; it leaves after the commit.

    The same ``kind``, ``object_id``, ``recipient`` and ``due_on`` a second time is the same mail and changes nothing.
    ``holds_secret``: the text is wiped as soon as the mail was sent (codes and personal links). No pupil leaves: codes
    in ``subject`` and ``text`` are put in words; raises ValueError for one in ``html``, which is the caller's own work.
    """
    if codes_in(strip_tags(html)):
        raise ValueError(f"A mail about {kind} holds the code of a pupil.")
    mail = {
        "message_id": f"<{uuid4().hex}@{settings.SITE.hostname}>",
        "language": language,
        "subject": " ".join(text_without_codes(subject, language).split())[:SUBJECT_LENGTH],
        "text": text_without_codes(text, language),
        "html": html,
        "queued_at": at,
        "next_try_at": at,
        "holds_secret": holds_secret,
    }
    once = {"kind": kind, "object_id": str(object_id), "recipient": recipient, "due_on": due_on}
    if Mail.objects.get_or_create(**once, defaults=mail)[1]:
        transaction.on_commit(postman.wake, robust=True)


def write(
    *,
    template: str,
    language: str,
    context: Mapping[str, Any],
    kind: str,
    object_id: object,
    recipient: str,
    due_on: date,
    at: datetime,
    holds_secret: bool = False,
) -> None:
    """Render ``<template>.txt`` in ``language`` and queue it; its first line is the subject, the rest plain text.

    The HTML form follows from the text: an address alone on its line, behind a line that says what it opens, becomes
    the one button. Addresses in ``context`` are whole (``https://...``).
    """
    with translation.override(language):
        source: Any = get_template(f"{template}.txt")
        plain = source.template.render(make_context(dict(context), autoescape=False))
        subject, _, text = text_without_codes(plain.strip(), language).partition("\n")
        html = html_of(subject, text.strip(), language)
    queue(
        kind=kind,
        object_id=object_id,
        recipient=recipient,
        due_on=due_on,
        language=language,
        subject=subject,
        text=text.strip() + "\n",
        html=html,
        at=at,
        holds_secret=holds_secret,
    )
