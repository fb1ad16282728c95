"""Writing what the people of a placement agree on and say to each other (G05, G06)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.placements.models import Agreement, Message, Placement, Seen

NOT_OF_THE_PLACEMENT = gettext_noop("Only somebody of this internship can do this.")


@transaction.atomic
def make_agreement(
    *, placement: Placement, what: str, who: str, by_day: dt.date | None, by: Viewer, at: dt.datetime
) -> Agreement:
    """Note what was agreed, who does it (``Agreement.Who``) and by when."""
    agreement = Agreement.objects.create(placement=placement, what=what, who=who, by_day=by_day, made_at=at)
    record(actor=by.actor, verb="made", kind="agreement", id=agreement.pk, placement_id=placement.pk)
    return agreement


@transaction.atomic
def finish_agreement(*, agreement: Agreement, by: Viewer, at: dt.datetime) -> None:
    """Note that an agreement was kept."""
    if agreement.done_at is None:
        _close(agreement, at, "finished", by)


@transaction.atomic
def reopen_agreement(*, agreement: Agreement, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - every write is handed its moment
    """Take back that an agreement was kept."""
    if agreement.done_at is not None:
        _close(agreement, None, "reopened", by)


@transaction.atomic
def write_message(*, placement: Placement, text: str, by: Viewer, at: dt.datetime) -> Message:
    """Say something to the people of the placement; the writer has seen it, and all before it."""
    writer = _writer(placement, by)
    author: dict[str, Any] = {f"author_{key}": value for key, value in writer.items()}
    message = Message.objects.create(placement=placement, text=text, at=at, **author)
    _see(placement, writer, message.pk)
    record(actor=by.actor, verb="wrote", kind="message", id=message.pk, placement_id=placement.pk)
    return message


@transaction.atomic
def mark_seen(*, placement: Placement, message_id: int, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Note that the viewer read the conversation up to and with ``message_id``; never moves back."""
    reader: dict[str, Any] = _writer(placement, by)
    known = Seen.objects.filter(placement=placement, **reader).first()
    if known is None or known.message_id < message_id:
        _see(placement, reader, message_id)
        record(actor=by.actor, verb="read", kind="message", id=message_id, placement_id=placement.pk)


def _close(agreement: Agreement, at: dt.datetime | None, verb: str, by: Viewer) -> None:
    agreement.done_at = at
    agreement.save(update_fields=["done_at"])
    record(
        actor=by.actor,
        verb=verb,
        kind="agreement",
        id=agreement.pk,
        placement_id=agreement.placement_id,
        fields=["done_at"],
    )


def _writer(placement: Placement, by: Viewer) -> dict[str, int]:
    """The account, or the person who opened a link to this very placement."""
    if by.user_id is not None:
        return {"user_id": by.user_id}
    grant = by.grant_for(placement.pk)
    if grant is None:
        raise Impossible(NOT_OF_THE_PLACEMENT)
    return {"person_id": grant.person_id}


def _see(placement: Placement, reader: dict[str, Any], message_id: int) -> None:
    Seen.objects.update_or_create(placement=placement, **reader, defaults={"message_id": message_id})
