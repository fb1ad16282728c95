"""Writes round the class card: publish, renew, stop, open with its pin, or lie printed in the class (G17)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_noop

from stagemap.activity import services as activity
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.kit.tokens import digest, new_secret
from stagemap.placements.models import Placement
from stagemap.portfolio.models import CardOpening, ClassCard, OpenPrint, Sheet
from stagemap.portfolio.queries.cards import is_pin_of, snapshot_of, valid_until

from .holding import hold_portfolio

NO_WEEK = gettext_noop("Choose your internship week first: the card opens until its last day.")
WEEK_OVER = gettext_noop("The internship week is over: the folder no longer lies open in the class.")
NO_CARD = gettext_noop("There is no card to renew: make one first.")
_PUBLIC_LETTERS = 22


@transaction.atomic
def publish_card(
    *, placement: Placement, by: Viewer, at: dt.datetime, today: dt.date, instead: str | None = None
) -> ClassCard:
    """A new card with the open layer as it is now; one that was published before is stopped.

    ``instead`` is the public id of the card that the page showed, empty for none: where another one stands by now, a
    double press made it, and it is answered. Raises ``Impossible`` while no week is chosen, and once its last day is
    over.
    """
    until = _until(placement, today)
    for card in _current(placement):
        if instead not in (None, card.public_id):
            return card
        _stop(card, by, at)
    card = ClassCard.objects.create(
        placement=placement,
        public_id=get_random_string(_PUBLIC_LETTERS),
        snapshot=snapshot_of(placement, today=today),
        valid_until=until,
        made_at=at,
        published_at=at,
    )
    _tell(card, by, "published")
    return card


@transaction.atomic
def renew_card(*, placement: Placement, by: Viewer, at: dt.datetime, today: dt.date) -> None:
    """Show through the same card what lies open now, until the last day as it is now.

    Raises ``Impossible`` when there is no card, and as ``publish_card`` does.
    """
    cards = _current(placement)
    if not cards:
        raise Impossible(NO_CARD)
    (card,) = cards
    card.snapshot, card.valid_until = snapshot_of(placement, today=today), _until(placement, today)
    card.published_at = at
    card.save(update_fields=["snapshot", "valid_until", "published_at"])
    _tell(card, by, "renewed")


@transaction.atomic
def stop_card(*, placement: Placement, by: Viewer, at: dt.datetime) -> None:
    """Shut the folder: the card opens nothing any more, nor does any browser that opened it."""
    for card in _current(placement):
        _stop(card, by, at)


def take_off_card(sheet: Sheet) -> None:
    """Let the class read a sheet no more, at once; what comes anew waits for a press. Inside a held portfolio."""
    card = ClassCard.objects.filter(placement_id=sheet.placement_id, stopped_at=None).first()
    shown = [] if card is None else card.snapshot["sheets"]
    left = [each for each in shown if each["id"] != str(sheet.pk)]
    if card is not None and left != shown:
        card.snapshot["sheets"] = left
        card.save(update_fields=["snapshot"])


def open_card(*, card: ClassCard, pin: str, real: dt.datetime) -> str:
    """Open a card for one browser, whose key is answered for its cookie; an empty one when the pin is wrong.

    ``real`` is the real moment, from which the browser reads on for some hours.
    """
    if not is_pin_of(card, pin):
        return ""
    key = new_secret()
    with transaction.atomic():
        CardOpening.objects.create(card=card, key_hash=digest(key), at=real)
        activity.record(actor="nobody", verb="opened", kind="class card", id=card.pk, placement_id=card.placement_id)
    return key


@transaction.atomic
def lay_print(*, placement: Placement, by: Viewer, at: dt.datetime) -> None:
    """The student says that the open layer lies printed in the class; said twice it is said once."""
    _print, is_new = OpenPrint.objects.get_or_create(placement=placement, defaults={"at": at})
    if is_new:
        activity.record(actor=by.actor, verb="printed", kind="open layer", id=placement.pk, placement_id=placement.pk)


@transaction.atomic
def take_print_back(*, placement: Placement, by: Viewer) -> None:
    """The print does not lie in the class after all."""
    gone, _rows = OpenPrint.objects.filter(placement=placement).delete()
    if gone:
        activity.record(actor=by.actor, verb="took back", kind="open layer", id=placement.pk, placement_id=placement.pk)


def _until(placement: Placement, today: dt.date) -> dt.date:
    until = valid_until(placement, today=today)
    if until is None:
        raise Impossible(NO_WEEK)
    if until < today:
        raise Impossible(WEEK_OVER)
    return until


def _current(placement: Placement) -> list[ClassCard]:
    """The card that stands, if there is one; until the transaction ends nobody else makes or stops any."""
    hold_portfolio(placement)
    return list(ClassCard.objects.filter(placement_id=placement.pk, stopped_at=None))


def _stop(card: ClassCard, by: Viewer, at: dt.datetime) -> None:
    card.stopped_at = at
    card.save(update_fields=["stopped_at"])
    _tell(card, by, "stopped")


def _tell(card: ClassCard, by: Viewer, verb: str) -> None:
    activity.record(actor=by.actor, verb=verb, kind="class card", id=card.pk, placement_id=card.placement_id)
