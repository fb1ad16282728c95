"""The door of the hall: a supervisor's own students, and what somebody of a school opened."""

from __future__ import annotations

from django.db.models import QuerySet

from stagemap.core.roles import Relation, Viewer
from stagemap.placements.access import visible_to
from stagemap.placements.models import Placement


def supervised_by(viewer: Viewer) -> QuerySet[Placement]:
    """The placements that an account supervises; none for anybody else."""
    if viewer.user_id is None:
        return Placement.objects.none()
    return visible_to(viewer).filter(supervisions__supervisor_id=viewer.user_id)


def opened_by(viewer: Viewer) -> tuple[tuple[int, Relation], ...]:
    """The placements whose links somebody of a school opened, each with what they are to it."""
    return tuple((grant.placement_id, grant.relation) for grant in viewer.grants)
