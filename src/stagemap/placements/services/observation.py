"""Writing papers and observation moments: before the first moment the agreement is in order (G03, G05)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.kit.clock import local_date
from stagemap.placements.models import ObservationMoment, Paper, Placement
from stagemap.placements.queries.facts import agreement_ready
from stagemap.placements.services.fields import MomentFields, assign

NOT_READY = gettext_noop(
    "The internship agreement is not in order yet. It has to be before the first observation moment."
)
NO_DAY = gettext_noop("This observation moment has no day yet. Plan it first.")
STILL_TO_COME = gettext_noop("This observation moment is still to come. Mark it as held afterwards.")


@transaction.atomic
def set_paper(
    *,
    placement: Placement,
    kind: str,
    status: str,
    on: dt.date | None,
    by: Viewer,
    at: dt.datetime,  # noqa: ARG001 - every write is handed its moment
) -> Paper:
    """Note how a paper of the agreement stands, and since when; the paper itself is never kept."""
    paper, _ = Paper.objects.update_or_create(placement=placement, kind=kind, defaults={"status": status, "on": on})
    record(
        actor=by.actor,
        verb="changed",
        kind="paper",
        id=paper.pk,
        placement_id=placement.pk,
        fields=["status", "on"],
    )
    return paper


@transaction.atomic
def plan_moment(
    *,
    placement: Placement,
    number: int,
    fields: MomentFields,
    by: Viewer,
    at: dt.datetime,  # noqa: ARG001 - the same
) -> ObservationMoment:
    """Write when observation moment ``number`` is, what to look for, and the notes (G03)."""
    moment, _ = ObservationMoment.objects.get_or_create(placement=placement, number=number)
    changed = assign(moment, fields)
    if moment.day is None and moment.held_at is not None:
        raise Impossible(NO_DAY)
    moment.save()
    _noted(moment, "planned", by, changed)
    return moment


@transaction.atomic
def hold_moment(*, placement: Placement, number: int, by: Viewer, at: dt.datetime) -> None:
    """Note that observation moment ``number`` took place.

    ``Impossible`` while the internship agreement is not in order (the gate of G03), without a day, or before it.
    """
    moment = ObservationMoment.objects.filter(placement=placement, number=number).first()
    if not agreement_ready(placement):
        raise Impossible(NOT_READY)
    if moment is None or moment.day is None:
        raise Impossible(NO_DAY)
    if moment.day > local_date(at):
        raise Impossible(STILL_TO_COME)
    if moment.held_at is None:
        moment.held_at = at
        moment.save(update_fields=["held_at"])
        _noted(moment, "held", by, ["held_at"])


@transaction.atomic
def reopen_moment(*, placement: Placement, number: int, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Take back that observation moment ``number`` took place."""
    moment = ObservationMoment.objects.filter(placement=placement, number=number, held_at__isnull=False).first()
    if moment is not None:
        moment.held_at = None
        moment.save(update_fields=["held_at"])
        _noted(moment, "reopened", by, ["held_at"])


def _noted(moment: ObservationMoment, verb: str, by: Viewer, fields: list[str]) -> None:
    record(
        actor=by.actor,
        verb=verb,
        kind="observation_moment",
        id=moment.pk,
        placement_id=moment.placement_id,
        fields=fields,
    )
