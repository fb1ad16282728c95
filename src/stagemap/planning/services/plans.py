"""Taking hold of a plan: it is made on first need, locked while it is written, and counts its changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from stagemap.activity import services as activity
from stagemap.core.roles import SYSTEM, Viewer
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Placement
from stagemap.planning.models import Plan

_READ_AFRESH = (
    *("revision", "last_revision", "changed_at", "project_revision"),
    *("project_example", "description", "goals", "desired_result", "described_at"),
)

_HELD = Prepared(lambda placement: Plan.objects.select_for_update().filter(placement_id=placement), "placement")


def plan_of(*, placement: Placement, at: dt.datetime, by: Viewer = SYSTEM) -> Plan:
    """The plan of a placement, made when there is none yet."""
    with transaction.atomic():
        plan, is_new = Plan.objects.get_or_create(placement=placement, defaults={"changed_at": at})
        plan.placement = placement
        if is_new:
            tell(plan, by, "made", "plan", plan.pk)
    return plan


def hold(plan: Plan, at: dt.datetime) -> None:
    """Save ``plan`` if it never was, lock its row until the transaction ends, and read it afresh.

    Everything that changes a plan or what hangs on it begins here, so that two writers come one after the other:
    PostgreSQL locks the row, SQLite begins every transaction IMMEDIATE.
    """
    now = _HELD.object(placement=plan.placement_id)
    if now is None:
        plan_of(placement=plan.placement, at=at)
        now = _HELD.object(placement=plan.placement_id)
    plan.pk = now.pk
    plan._state.adding = False  # noqa: SLF001 - the row exists from here on, made by us or by another request
    for name in _READ_AFRESH:
        setattr(plan, name, getattr(now, name))


def count_change(plan: Plan, at: dt.datetime) -> None:
    """Give the plan a revision that no earlier state of it had: an agreement with the mentor ends here (G07)."""
    plan.last_revision = plan.revision = max(plan.last_revision, plan.revision) + 1
    plan.changed_at = at
    plan.save(update_fields=["last_revision", "revision", "changed_at"])


def tell(plan: Plan, by: Viewer, verb: str, kind: str, thing: object, fields: Iterable[str] = ()) -> None:
    """The one activity line of a write in this plan."""
    activity.record(actor=by.actor, verb=verb, kind=kind, id=thing, placement_id=plan.placement_id, fields=fields)
