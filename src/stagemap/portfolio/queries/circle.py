"""The adults of an internship: their names, and those of school, street and city, are no secret in its portfolio."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from stagemap.core.privacy import folded, known_in
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Placement, Reading, Supervision


def circle_of(placement: Placement) -> frozenset[str]:
    """The folded words of every name that a sheet of ``placement`` may hold; ``access`` loads it with its people.

    The telephone number of the school is one of them. One query.
    """
    people = (placement.student, placement.mentor, placement.class_mentor, placement.care_coordinator)
    houses = (placement.school, placement.site)
    names = [each.name for each in (*people, *houses) if each is not None]
    places = [f"{each.street} {each.city}" for each in houses if each is not None]
    telephone = {folded(placement.school.telephone)} if placement.school is not None else set()
    return known_in(*names, *places, *_others(placement)) | telephone


def _others(placement: Placement) -> list[str]:
    """The supervisors, and who of the school reads along."""
    return [name for (name,) in _NAMES.rows(placement=placement.pk)]


def _names(placement: int) -> QuerySet[Any, Any]:
    readers = Reading.objects.filter(placement=placement).order_by().values_list("person__name")
    return Supervision.objects.filter(placement=placement).order_by().values_list("supervisor__name").union(readers)


_NAMES = Prepared(_names, "placement")
