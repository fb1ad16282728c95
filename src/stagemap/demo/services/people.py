"""Who acts in the story, and when."""

from __future__ import annotations

import datetime as dt

from stagemap.core.roles import Grant, Relation, Viewer
from stagemap.kit.clock import at_local
from stagemap.people.models import User
from stagemap.placements.models import Placement, SchoolPerson


def at(day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
    """A moment of the story, told by the clock on the wall."""
    return at_local(day, hour * 60 + minute)


def as_account(user: User) -> Viewer:
    """Somebody who signed in."""
    return Viewer(user_id=user.pk, name=user.name)


def as_mentor(placement: Placement, person: SchoolPerson) -> Viewer:
    """The mentor of a placement, who opened the link to it."""
    return Viewer(name=person.name, grants=(Grant(placement.pk, person.pk, 0, Relation.MENTOR),))
