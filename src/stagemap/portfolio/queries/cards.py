"""Reading the class card: what is printed on it, whether it opens today, and what lies open behind it (G17)."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils.crypto import salted_hmac

from stagemap.core.anchors import contact_days
from stagemap.core.roster import plan_to_data
from stagemap.core.sheets import Layer, answered, readable
from stagemap.kit.tokens import digest
from stagemap.placements.access import ACTIVE_DAYS
from stagemap.placements.models import Placement
from stagemap.planning.access import plan_for
from stagemap.planning.queries import (
    latest_version,
    open_desk_of,
    plan_record,
    sheet_facts,
    version_record,
)
from stagemap.portfolio.models import CardOpening, ClassCard, OpenPrint, Sheet, SheetVersion
from stagemap.programmes.queries import kind_for

KEPT_OPEN = dt.timedelta(hours=12)
"""How long a browser may read on after the pin: a school day."""
ABOUT = ("student", "school", "class_label", "class_mentor", "mentor", "college", "internship", "year")
"""What the open folder says of the placement: names of adults, and no way to reach them."""
_SECRET_BYTES = 16
_PINS = 10**6


@dataclass(frozen=True, slots=True)
class CardKeys:
    """What is printed on a card: a secret of 128 bits as 26 letters and figures, and a pin of six figures."""

    secret: str
    pin: str

    @property
    def in_groups(self) -> str:
        """The secret as people copy it from paper."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


def keys_of(card: ClassCard) -> CardKeys:
    """The keys of a card: always the same for one card and one site key, and stored nowhere."""
    secret, pin = (
        salted_hmac("stagemap.portfolio.card", f"{what} of {card.public_id}", algorithm="sha256").digest()
        for what in ("secret", "pin")
    )
    letters = base64.b32encode(secret[:_SECRET_BYTES]).decode().rstrip("=").lower()
    return CardKeys(letters, f"{int.from_bytes(pin, 'big') % _PINS:06}")


def is_secret_of(card: ClassCard, typed: str) -> bool:
    """Whether this is the card's secret, read from its address or copied from paper in groups."""
    return _same(typed, keys_of(card).secret)


def is_pin_of(card: ClassCard, typed: str) -> bool:
    """Whether this is the card's pin."""
    return _same(typed, keys_of(card).pin)


def card_of(placement: Placement) -> ClassCard | None:
    """The card of a placement that was not stopped, with its ``opened``: how often that was done."""
    cards = ClassCard.objects.filter(placement_id=placement.pk, stopped_at=None)
    return cards.annotate(opened=Count("openings")).first()


def is_open_in(card: ClassCard, key: str, *, real: dt.datetime) -> bool:
    """Whether the browser that holds ``key`` opened this card in the last hours; ``real`` is the real moment."""
    openings = CardOpening.objects.filter(card=card, key_hash=digest(key), at__gt=real - KEPT_OPEN)
    return bool(key) and openings.exists()


def open_sheets(placement_id: int) -> QuerySet[Sheet]:
    """The sheets that lie open in the class: made ready, in the open layer, without any pupil code (G17)."""
    ready = Sheet.objects.filter(placement_id=placement_id, layer=Layer.OPEN, shown__isnull=False, pupils="")
    return ready.select_related("shown")


def open_titles(placement: Placement, language: str) -> tuple[str, ...]:
    """What the sheets that lie open are called, as the class reads them."""
    return tuple(
        each.shown.title or kind_for(each.text_id).name.in_(language)
        for each in open_sheets(placement.pk)
        if each.shown is not None
    )


def print_of(placement: Placement) -> OpenPrint | None:
    """The student's word that the open layer lies printed in the class, if it was given."""
    return OpenPrint.objects.filter(placement_id=placement.pk).first()


def open_until(placement: Placement) -> dt.date | None:
    """The last day on which the folder lies open in the class: of its card, else of the week in print."""
    mine = {"placement": OuterRef("pk")}
    cards = ClassCard.objects.filter(stopped_at=None, **mine).values("valid_until")[:1]
    facts = Placement.objects.filter(pk=placement.pk).values_list(
        Subquery(cards), Exists(OpenPrint.objects.filter(**mine))
    )
    until: dt.date | None
    until, is_printed = facts.get()
    if until is None and is_printed and placement.week is not None:
        return placement.week + dt.timedelta(days=ACTIVE_DAYS - 1)
    return until


def valid_until(placement: Placement, *, today: dt.date) -> dt.date | None:
    """The last day on which a card opens: the last day with contact, the Friday of the week at least; None without one.

    Days of the roster that was sent count as well as those of the plan, so that make-up days keep it open (G20).
    """
    if placement.week is None:
        return None
    desk = open_desk_of(plan_for(placement), today=today)
    return max((placement.week + dt.timedelta(days=ACTIVE_DAYS - 1), *contact_days(desk.edition, desk.record.blocks)))


def snapshot_of(placement: Placement, *, today: dt.date) -> dict[str, Any]:
    """All that lies open in the class now, as one value that stands on its own (G17).

    The roster is the one that was sent last, the project as it stands, both without pupil codes; of the sheets those
    that lie open, with the answers that the open layer may hold.
    """
    plan = plan_for(placement)
    version = None if plan.pk is None else latest_version(plan)
    facts = asdict(sheet_facts(plan if version is None else version))
    return {
        "about": {name: facts[name] for name in ABOUT},
        "edition": placement.edition.text_id,
        "roster": None if version is None else plan_to_data(version_record(version)),
        "project": plan_to_data(plan_record(plan, today=today)),
        "sheets": [_laid_open(sheet, sheet.shown) for sheet in open_sheets(placement.pk) if sheet.shown],
    }


def new_since(card: ClassCard) -> int:
    """How many sheets lie open now that the card does not show as they are, or shows and no longer lie open."""
    shown = {(each["id"], each["version"]) for each in card.snapshot["sheets"]}
    now = {(str(pk), version) for pk, version in open_sheets(card.placement_id).values_list("pk", "shown__revision")}
    return len({sheet for sheet, _version in shown ^ now})


def _same(typed: str, right: str) -> bool:
    """In constant time, without the spaces and capitals of who copies from paper."""
    return hmac.compare_digest("".join(typed.split()).lower().encode(), right.encode())


def _laid_open(sheet: Sheet, version: SheetVersion) -> dict[str, Any]:
    kind = kind_for(sheet.text_id)
    asked = answered(kind, version.answers, confirmed=(), closed=True)
    return {
        "id": str(sheet.pk),
        "version": version.revision,
        "text": sheet.text_id,
        "tab": kind.tab,
        "title": version.title,
        "day": None if sheet.day is None else sheet.day.isoformat(),
        "answers": readable(kind, asked, layer=Layer.OPEN, codes=False, language="nl"),
    }
