"""The door of planning: a plan, a block or a version is loaded here or it does not exist.

``placements.access`` decides who may come in; what is found here belongs to that placement and to no other.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import Http404

from stagemap.core.roles import Action, Relation, Viewer, sees_pupil_codes
from stagemap.kit.prepared import Prepared
from stagemap.placements import access as placements_access
from stagemap.placements.models import Placement

from .models import Block, ExtraClass, OwnTask, Plan, Proposal, RosterVersion

_PLACEMENT = Prepared(lambda placement: placements_access.whole(placement).select_related("plan"), "placement")


def get_for(viewer: Viewer, placement_id: int, action: Action, *, today: dt.date | None = None) -> Plan:
    """The plan of a placement, for an action that ``viewer`` may do now.

    A placement whose plan nobody touched yet gives an unsaved plan: services save it on the first write, so
    that reading writes nothing. ``today`` is the site's day when not given. Raises ``Http404`` for a stranger and
    ``core.refusals.WrongPhase`` out of season.
    """
    found = _PLACEMENT.object(placement=placement_id)
    return plan_for(placements_access.admit(viewer, found, action, today=today))


def plan_for(placement: Placement) -> Plan:
    """The plan of a placement that a door gave; unsaved while nobody touched it. One query, none if it came along."""
    plan: Plan = getattr(placement, "plan", None) or Plan(changed_at=placement.created_at)
    plan.placement = placement
    return plan


def block_for(viewer: Viewer, placement_id: int, block_id: uuid.UUID, action: Action) -> Block:
    """One block of the plan (``block.plan`` comes through ``get_for``), or ``Http404``."""
    plan = get_for(viewer, placement_id, action)
    block = Block.objects.select_related("own_task").filter(plan_id=plan.pk, pk=block_id).first()
    if block is None:
        raise Http404
    block.plan = plan
    return block


def version_for(viewer: Viewer, placement_id: int, number: int, action: Action) -> RosterVersion:
    """A version of the roster by its number (``version.plan`` comes through ``get_for``), or ``Http404``."""
    plan = get_for(viewer, placement_id, action)
    version = RosterVersion.objects.select_related("sent_by").filter(plan_id=plan.pk, number=number).first()
    if version is None:
        raise Http404
    version.plan = plan
    return version


def proposal_for(viewer: Viewer, placement_id: int, proposal_id: int, action: Action) -> Proposal:
    """A proposal of the mentor in this plan, or ``Http404``."""
    plan = get_for(viewer, placement_id, action)
    proposal = Proposal.objects.select_related("own_task", "person").filter(plan_id=plan.pk, pk=proposal_id).first()
    if proposal is None:
        raise Http404
    proposal.plan = plan
    return proposal


def own_task_for(viewer: Viewer, placement_id: int, own_task_id: int, action: Action) -> OwnTask:
    """A task of the school itself in this plan, or ``Http404``."""
    plan = get_for(viewer, placement_id, action)
    task = OwnTask.objects.filter(plan_id=plan.pk, pk=own_task_id).first()
    if task is None:
        raise Http404
    task.plan = plan
    return task


def extra_class_for(viewer: Viewer, placement_id: int, extra_class_id: int, action: Action) -> ExtraClass:
    """Another class that takes part in this plan's project, or ``Http404``."""
    plan = get_for(viewer, placement_id, action)
    extra = ExtraClass.objects.filter(plan_id=plan.pk, pk=extra_class_id).first()
    if extra is None:
        raise Http404
    extra.plan = plan
    return extra


def relation_of(plan: Plan) -> Relation:
    """What the viewer for whom ``get_for`` loaded the plan is to its placement."""
    return plan.placement.relation


def sees_pupils(plan: Plan) -> bool:
    """Whether pupil codes may be shown to the viewer for whom the plan was loaded (G17)."""
    return sees_pupil_codes(relation_of(plan))
