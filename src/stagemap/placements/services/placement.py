"""Writing placements: who, where, under whose eyes, in which week (G03-G08, G15, G18)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core.calendar import monday_of
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.people.models import User
from stagemap.people.services import invite_account
from stagemap.placements.models import Placement, Supervision
from stagemap.placements.services.fields import PlacementFields, assign
from stagemap.placements.services.guard import once
from stagemap.programmes.models import Edition

STUDENT_PLACED = gettext_noop("This student has an internship in this edition already.")
OTHER_SCHOOL = gettext_noop("Mentor, class mentor, care coordinator and site all belong to the chosen school.")
NOT_A_MONDAY = gettext_noop("An internship week begins on a Monday.")
SUPERVISES = gettext_noop("This supervisor follows the internship already.")
NOT_SUPERVISING = gettext_noop("This supervisor does not follow the internship (any more).")


@transaction.atomic
def create_placement(
    *, edition: Edition, student: User, fields: PlacementFields, by: Viewer, at: dt.datetime
) -> Placement:
    """Make the placement of ``student`` in ``edition``; ``Impossible`` when there is one already."""
    placement = Placement(edition=edition, student=student, created_at=at)
    assign(placement, fields)
    _belong_together(placement)
    with once(STUDENT_PLACED):
        placement.save(force_insert=True)
    record(actor=by.actor, verb="created", kind="placement", id=placement.pk, placement_id=placement.pk)
    return placement


@transaction.atomic
def place_student(
    *,
    edition: Edition,
    name: str,
    email: str,
    fields: PlacementFields,
    supervisor: User | None,
    by: Viewer,
    at: dt.datetime,
) -> Placement:
    """Make the placement of whoever has this mail address, who is invited by mail and gets an account if need be."""
    student = invite_account(email=email, name=name, by=by, at=at)
    placement = create_placement(edition=edition, student=student, fields=fields, by=by, at=at)
    if supervisor is not None:
        assign_supervisor(placement=placement, supervisor=supervisor, by=by, at=at)
    return placement


@transaction.atomic
def change_placement(*, placement: Placement, fields: PlacementFields, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - every write is handed its moment
    """Change group, school, class or people. Who no longer belongs to it has no door any more; history stays."""
    changed = assign(placement, fields)
    _belong_together(placement)
    if changed:
        placement.save(update_fields=changed)
        _changed(placement, by, changed)


@transaction.atomic
def choose_week(*, placement: Placement, week: dt.date | None, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Choose the active week by its Monday, or none yet; ``Impossible`` for another day of the week (G08).

    Whether the week lies in the period is a finding of the plan, not a refusal.
    """
    if week is not None and week != monday_of(week):
        raise Impossible(NOT_A_MONDAY)
    if placement.week != week:
        placement.week = week
        placement.save(update_fields=["week"])
        _changed(placement, by, ["week"])


@transaction.atomic
def set_class(
    *,
    placement: Placement,
    label: str,
    grades: tuple[str, ...],
    by: Viewer,
    at: dt.datetime,  # noqa: ARG001 - the same
) -> None:
    """Name the one class of the project (G13): its label, such as 5A, and its grades."""
    placement.class_label, placement.grades = label, list(grades)
    placement.save(update_fields=["class_label", "grades"])
    _changed(placement, by, ["class_label", "grades"])


@transaction.atomic
def assign_supervisor(*, placement: Placement, supervisor: User, by: Viewer, at: dt.datetime) -> Supervision:  # noqa: ARG001 - the same
    """Let ``supervisor`` follow the placement; the first one leads (G18)."""
    leads = not Supervision.objects.filter(placement=placement, is_lead=True).exists()
    with once(SUPERVISES):
        made = Supervision.objects.create(placement=placement, supervisor=supervisor, is_lead=leads)
    record(actor=by.actor, verb="assigned", kind="supervision", id=made.pk, placement_id=placement.pk)
    return made


@transaction.atomic
def invite_supervisor(*, placement: Placement, name: str, email: str, by: Viewer, at: dt.datetime) -> Supervision:
    """Let whoever has this mail address follow the placement: invited by mail, with an account if need be."""
    supervisor = invite_account(email=email, name=name, by=by, at=at)
    return assign_supervisor(placement=placement, supervisor=supervisor, by=by, at=at)


@transaction.atomic
def set_lead(*, placement: Placement, supervisor: User, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Let ``supervisor``, who follows the placement, lead; ``Impossible`` for somebody who does not follow it."""
    mine = _supervision(placement, supervisor)
    Supervision.objects.filter(placement=placement, is_lead=True).update(is_lead=False)
    with once(SUPERVISES):
        Supervision.objects.filter(pk=mine.pk).update(is_lead=True)
    record(actor=by.actor, verb="led", kind="supervision", id=mine.pk, placement_id=placement.pk, fields=["is_lead"])


@transaction.atomic
def release_supervisor(*, placement: Placement, supervisor: User, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Let ``supervisor`` follow the placement no longer; when they led, the one who came next leads."""
    mine = _supervision(placement, supervisor)
    key, led = mine.pk, mine.is_lead
    mine.delete()
    heir = Supervision.objects.filter(placement=placement).first() if led else None
    if heir is not None:
        heir.is_lead = True
        heir.save(update_fields=["is_lead"])
    record(actor=by.actor, verb="released", kind="supervision", id=key, placement_id=placement.pk)


def _supervision(placement: Placement, supervisor: User) -> Supervision:
    found = Supervision.objects.filter(placement=placement, supervisor=supervisor).first()
    if found is None:
        raise Impossible(NOT_SUPERVISING)
    return found


def _belong_together(placement: Placement) -> None:
    parts = (placement.site, placement.mentor, placement.class_mentor, placement.care_coordinator)
    if any(part is not None and part.school_id != placement.school_id for part in parts):
        raise Impossible(OTHER_SCHOOL)


def _changed(placement: Placement, by: Viewer, fields: list[str]) -> None:
    record(actor=by.actor, verb="changed", kind="placement", id=placement.pk, placement_id=placement.pk, fields=fields)
