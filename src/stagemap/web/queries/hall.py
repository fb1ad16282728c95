"""Which homes somebody has, in one query: it is asked on every page, for the menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from stagemap.core.roles import Viewer
from stagemap.kit.http import Request
from stagemap.kit.prepared import Prepared
from stagemap.people.models import User
from stagemap.placements.access import visible_to
from stagemap.placements.models import Placement, Supervision
from stagemap.programmes.models import Coordination
from stagemap.web.access import opened_by


@dataclass(frozen=True, slots=True)
class Hall:
    """``placement_id`` is the viewer's own (a student's, or the first that an opened link leads to)."""

    placement_id: int | None = None
    supervises: bool = False
    coordinates: bool = False


def hall_of(viewer: Viewer) -> Hall:
    """The homes of ``viewer``; one query for an account, none for a link or for nobody."""
    if viewer.user_id is None:
        return Hall(viewer.grants[0].placement_id if viewer.grants else None)
    row = _HOMES.row(user=viewer.user_id)
    return Hall() if row is None else Hall(row[0], bool(row[1]), bool(row[2]))


def _homes(user: int) -> QuerySet[User, tuple[Any, ...]]:
    own = Placement.objects.filter(student_id=OuterRef("pk")).order_by("-edition__year", "-pk")
    return User.objects.filter(pk=user).values_list(
        Subquery(own.values("pk")[:1]),
        Exists(Supervision.objects.filter(supervisor_id=OuterRef("pk"))),
        Exists(Coordination.objects.filter(user_id=OuterRef("pk"))),
    )


_HOMES = Prepared(_homes, "user")


def hall_for(request: Request) -> Hall:
    """The homes of who asks, found once a request: menu and home both need them."""
    known: Hall | None = getattr(request, "hall", None)
    if known is None:
        known = hall_of(request.viewer)
        request.hall = known  # type: ignore[attr-defined]  # kept for the rest of this request
    return known


def placements_named(viewer: Viewer) -> list[Placement]:
    """The placements that somebody of a school opened, each with its ``relation``, by the student's name."""
    relations = dict(opened_by(viewer))
    found = list(visible_to(viewer).select_related("student").order_by("student__name"))
    for placement in found:
        placement.relation = relations[placement.pk]
    return found
