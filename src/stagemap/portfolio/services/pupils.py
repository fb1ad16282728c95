"""Pupils: a code is made with one press, and the mentor confirms what the school has permission for (G04, G17)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.core.sheets import FieldType
from stagemap.placements.models import Placement
from stagemap.planning.services.people import person_id_of
from stagemap.portfolio.models import Permission, PupilCode, Sheet
from stagemap.programmes.queries import kind_for

from .holding import hold, hold_portfolio, tell

MOST_CODES = 99
TOO_MANY = gettext_noop("An internship has at most %(most)s pupil codes.")
NOT_ASKED = gettext_noop("The student has not written on this sheet whose permission there is.")


def make_code(*, placement: Placement, by: Viewer, at: dt.datetime, number: int | None = None) -> PupilCode:
    """The next pupil code of the placement; with the ``number`` that the page offered, a double press makes one.

    Raises ``Impossible`` when there are too many.
    """
    with transaction.atomic():
        hold_portfolio(placement)
        codes = PupilCode.objects.filter(placement=placement)
        known = None if number is None else codes.filter(number=number).first()
        if known is not None:
            return known
        last = codes.last()
        following = 1 if last is None else last.number + 1
        if following > MOST_CODES:
            raise Impossible(TOO_MANY, most=MOST_CODES)
        made = PupilCode.objects.create(placement=placement, number=following, made_at=at)
        tell(placement.pk, by, "made", "pupil_code", made.pk)
        return made


def confirm_permission(*, sheet: Sheet, field: str, by: Viewer, at: dt.datetime) -> Permission:
    """The mentor confirms that the school has the permission which a consent field of the sheet speaks of.

    Confirming twice is confirming once. Raises ``Impossible`` while the student wrote nothing there.
    """
    with transaction.atomic():
        row, person_id = hold(sheet), person_id_of(sheet.placement_id, by)
        consents = {each.key for each in kind_for(row.text_id).fields if each.type is FieldType.CONSENT}
        if field not in consents or field not in row.answers:
            raise Impossible(NOT_ASKED)
        said = {"person_id": person_id, "at": at}
        made, is_new = Permission.objects.get_or_create(sheet=row, field=field, withdrawn_at=None, defaults=said)
        if is_new:
            tell(row.placement_id, by, "confirmed", "permission", made.pk)
        return made


def withdraw_permission(*, sheet: Sheet, field: str, by: Viewer, at: dt.datetime) -> None:
    """Take a confirmed permission back; it stays known, with its day. Without one nothing changes."""
    with transaction.atomic():
        row = hold(sheet)
        known = Permission.objects.filter(sheet=row, field=field, withdrawn_at=None).first()
        if known is not None:
            known.withdrawn_at = at
            known.save(update_fields=["withdrawn_at"])
            tell(row.placement_id, by, "withdrew", "permission", known.pk)
