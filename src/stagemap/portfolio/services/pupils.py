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

from .drafts import save_draft
from .holding import hold, hold_portfolio, tell

MOST_CODES = 99
TOO_MANY = gettext_noop("An internship has at most %(most)s pupil codes.")
NOT_ASKED = gettext_noop("The student has not written on this sheet whose permission there is.")


def make_code(*, placement: Placement, by: Viewer, at: dt.datetime) -> PupilCode:
    """The next pupil code of the placement. Raises ``Impossible`` when there are too many."""
    with transaction.atomic():
        hold_portfolio(placement)
        last = PupilCode.objects.filter(placement=placement).last()
        following = 1 if last is None else last.number + 1
        if following > MOST_CODES:
            raise Impossible(TOO_MANY, most=MOST_CODES)
        made = PupilCode.objects.create(placement=placement, number=following, made_at=at)
        tell(placement.pk, by, "made", "pupil_code", made.pk)
        return made


def choose_new_code(*, sheet: Sheet, field: str, offered: int, by: Viewer, at: dt.datetime) -> PupilCode:
    """A new pupil code, chosen at once in the question ``field`` of a sheet where that asks for pupils.

    ``offered`` is the number that the page told it would get: once that is chosen there, a double press asks for it
    again. Raises ``Impossible`` when there are too many.
    """
    with transaction.atomic():
        hold_portfolio(sheet.placement)
        row = hold(sheet)
        chosen = row.answers.get(field, [])
        known = PupilCode.objects.filter(placement_id=row.placement_id, number=offered).first()
        if known is not None and known.code in chosen:
            return known
        made = make_code(placement=row.placement, by=by, at=at)
        asked = next((each for each in kind_for(row.text_id).fields if each.key == field), None)
        if asked is not None and asked.type is FieldType.PUPIL:
            codes = [made.code] if asked.most == 1 else [*chosen, made.code]
            save_draft(sheet=row, revision=row.revision, answers={**row.answers, field: codes}, by=by, at=at)
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
