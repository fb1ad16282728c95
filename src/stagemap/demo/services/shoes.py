"""Stepping into somebody's shoes: an account signs in, somebody of the school gets a fresh link of their own."""

from __future__ import annotations

import datetime as dt

from stagemap.core.roles import SYSTEM
from stagemap.placements.models import Placement, SchoolPerson
from stagemap.placements.services import issue_link

from .personas import Persona


def viewer_link(*, persona: Persona, at: dt.datetime) -> str | None:
    """The address of a new personal link for a persona of the school; None when the cast is not there."""
    placement = Placement.objects.filter(student__email=persona.student).first()
    person = SchoolPerson.objects.filter(email=persona.person).first()
    if placement is None or person is None:
        return None
    return issue_link(placement=placement, person=person, by=SYSTEM, at=at)
