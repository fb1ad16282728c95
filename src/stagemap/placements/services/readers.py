"""Who of the school reads along: invited by the mentor, by a personal link (G17)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.placements.models import Placement, Reading, SchoolPerson
from stagemap.placements.queries.links import newest_link
from stagemap.placements.queries.schools import person_with_mail
from stagemap.placements.services.fields import PersonFields
from stagemap.placements.services.links import issue_link, revoke_link

NO_SCHOOL = gettext_noop("This internship has no school yet: the coordinator chooses it first.")
IS_MENTOR = gettext_noop("This is the mentor's own address: the mentor has a link already.")


@transaction.atomic
def invite_reader(
    *, placement: Placement, person: SchoolPerson | PersonFields, part: str, by: Viewer, at: dt.datetime
) -> Reading:
    """Let somebody of the school read along as ``part`` (a ``Reading.Part``), and mail them their link.

    Given fields, the colleague is found by mail address or noted as new. A class mentor becomes the one of the
    placement when there was none. Inviting again mails a new link. ``Impossible`` for the mentor.
    """
    colleague = person if isinstance(person, SchoolPerson) else _colleague(placement, person)
    if colleague.pk == placement.mentor_id:
        raise Impossible(IS_MENTOR)
    reading, _ = Reading.objects.update_or_create(
        placement=placement, person=colleague, defaults={"part": part, "invited_at": at}
    )
    changed = ["part"]
    if part == Reading.Part.CLASS_MENTOR and placement.class_mentor_id is None:
        placement.class_mentor = colleague
        placement.save(update_fields=["class_mentor"])
        changed.append("class_mentor")
    record(actor=by.actor, verb="invited", kind="reading", id=reading.pk, placement_id=placement.pk, fields=changed)
    issue_link(placement=placement, person=colleague, by=by, at=at)
    return reading


@transaction.atomic
def withdraw_reader(*, reading: Reading, by: Viewer, at: dt.datetime) -> None:
    """Let somebody read along no longer: their link stops at once, and with it every page that it opened."""
    key, placement_id = reading.pk, reading.placement_id
    link = newest_link(placement_id, reading.person_id)
    if link is not None:
        revoke_link(link=link, by=by, at=at)
    reading.delete()
    record(actor=by.actor, verb="withdrew", kind="reading", id=key, placement_id=placement_id)


def _colleague(placement: Placement, fields: PersonFields) -> SchoolPerson:
    if placement.school is None:
        raise Impossible(NO_SCHOOL)
    known = person_with_mail(placement.school, fields.email)
    return known or SchoolPerson.objects.create(school=placement.school, **asdict(fields))
