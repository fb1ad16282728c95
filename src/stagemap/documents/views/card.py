"""The class card as a page for the wall."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stagemap.documents.files.card import CardSheet, card_pdf
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.placements import access as placements_access
from stagemap.placements.access import ACTIVE_DAYS
from stagemap.portfolio.queries.cards import card_of, keys_of
from stagemap.programmes.queries import record_of

from .answer import PDF, file_answer

if TYPE_CHECKING:
    from stagemap.placements.models import Placement
    from stagemap.portfolio.models import ClassCard


@require_safe
def class_card(request: Request, placement_id: int) -> HttpResponse:
    """The card that opens now, as PDF; printed again it is the same card."""
    placement = placements_access.get_for(request.viewer, placement_id, request.action)
    card = card_of(placement)
    if card is None:
        raise Http404
    address = f"{settings.SITE_URL}{reverse('portfolio:class_door', args=[card.public_id])}"
    made = card_pdf(_worded(placement, card, address), link=f"{address}#{keys_of(card).secret}")
    return file_answer(made, PDF, f"{slugify(' '.join((_('Class card'), placement.student.name)))}.pdf")


def _worded(placement: Placement, card: ClassCard, address: str) -> CardSheet:
    """All that stands on the card."""
    edition, keys, lang = record_of(placement.edition), keys_of(card), language()
    mentor = placement.mentor.name if placement.mentor is not None else _("the mentor")
    found = _("Roster, project, preparation, activities and reports, without anything about children.")
    elsewhere = _("Observations and reports about children. They are safe with %(mentor)s.") % {"mentor": mentor}
    return CardSheet(
        language=lang,
        title=_("The stagemap of %(name)s") % {"name": placement.student.name},
        above=_above(placement, edition.name.in_(lang), lang),
        scan=_("Scan, type the pin, read along."),
        pin_label=_("pin"),
        pin=keys.pin,
        or_type=_("or type this address and key"),
        address=urlsplit(address).netloc + urlsplit(address).path,
        secret=keys.in_groups,
        stages=tuple(stage.in_(lang) for stage in edition.stages.values()),
        found=(_("What you find"), found),
        not_found=(_("What you do not find"), elsewhere),
        foot=_foot(placement, card, lang),
        code=_("Code to scan, which leads to %(address)s") % {"address": address},
    )


def _above(placement: Placement, name: str, lang: str) -> str:
    """The internship, the class and the days."""
    week = placement.week
    days = "" if week is None else formats.days(week, week + dt.timedelta(days=ACTIVE_DAYS - 1), lang=lang)
    where = _("%(internship)s in %(class)s") % {"internship": name, "class": placement.class_label}
    return " · ".join(part for part in (where if placement.class_label else name, days) if part)


def _foot(placement: Placement, card: ClassCard, lang: str) -> str:
    """Until when it opens, and which school it hangs in."""
    until = _("Lies open in the class. The code works until %(day)s.") % {
        "day": formats.day_long(card.valid_until, lang=lang)
    }
    school = placement.school
    return until if school is None else f"{until} {school.name}, {school.city}."
