"""What a form hands to a service: checked values, by name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from django.db import models

from stagemap.placements.models import School, SchoolPerson, Site

Lessons = list[list[list[int]]]
"""Monday to Friday; of each day the lessons as ``[start, end]`` in minutes after midnight, in order of time."""


@dataclass(frozen=True, slots=True)
class SchoolFields:
    """A school with the rhythm of its week (G15)."""

    name: str
    institution_number: str
    street: str
    postcode: str
    city: str
    telephone: str
    lessons: Lessons


@dataclass(frozen=True, slots=True)
class SiteFields:
    """A site (vestigingsplaats) of a school."""

    name: str
    street: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class StandingFields:
    """A moment that returns every week; Monday is 0, times are minutes after midnight."""

    weekday: int
    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class PersonFields:
    """Somebody of a school; ``function`` is a ``SchoolPerson.Function``."""

    name: str
    email: str
    function: str
    telephone: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class PlacementFields:
    """All of a placement but its student and its week: each may still be missing (G03-G06, G15)."""

    student_group: str
    school: School | None = None
    site: Site | None = None
    class_label: str = ""
    grades: tuple[str, ...] = ()
    mentor: SchoolPerson | None = None
    class_mentor: SchoolPerson | None = None
    care_coordinator: SchoolPerson | None = None


@dataclass(frozen=True, slots=True)
class MomentFields:
    """An observation moment (G03): times in minutes after midnight, None while not planned."""

    day: dt.date | None = None
    start: int | None = None
    end: int | None = None
    look_for: str = ""
    notes: str = ""


def assign(row: models.Model, values: Any) -> list[str]:
    """Write the record ``values`` into ``row``, not saved yet; answers the names of the fields that changed."""
    changed = []
    for name in (field.name for field in fields(values)):
        value = getattr(values, name)
        value = list(value) if isinstance(value, tuple) else value
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed
