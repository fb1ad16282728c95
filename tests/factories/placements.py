from __future__ import annotations

import datetime as dt
from typing import Any

from stagemap.people.models import User
from stagemap.placements.models import (
    Agreement,
    Message,
    ObservationMoment,
    Paper,
    Placement,
    Reading,
    SchoolPerson,
    Supervision,
)
from stagemap.programmes.models import Edition
from tests.factories import people, programmes, schools

_AT = dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)


def placement(of: Edition | None = None, *, student: User | None = None, **fields: Any) -> Placement:
    """A placement with school, class, mentor, class mentor and week; ``school=None`` makes an empty one."""
    edition = of or programmes.edition()
    if "school" not in fields:
        fields["school"] = schools.school(edition.programme)
    if fields["school"] is not None:
        if "mentor" not in fields:
            fields["mentor"] = schools.person(fields["school"])
        if "class_mentor" not in fields:
            fields["class_mentor"] = schools.person(fields["school"], "Tom Claes", function="class_teacher")
    known = {
        "student_group": "3BALO A",
        "class_label": "5A",
        "grades": ["L5"],
        "week": dt.date(2027, 4, 19),
        "created_at": dt.datetime(2027, 2, 4, 9, tzinfo=dt.UTC),
    }
    return Placement.objects.create(edition=edition, student=student or people.user(), **{**known, **fields})


def supervision(of: Placement, by: User | None = None, *, is_lead: bool = True) -> Supervision:
    return Supervision.objects.create(placement=of, supervisor=by or people.supervisor(), is_lead=is_lead)


def reading(of: Placement, person: SchoolPerson, part: str = "class_mentor") -> Reading:
    return Reading.objects.create(placement=of, person=person, part=part, invited_at=_AT)


def paper(of: Placement, kind: str = "internship_agreement", status: str = "in_order") -> Paper:
    on = dt.date(2027, 2, 22) if status == "in_order" else None
    return Paper.objects.create(placement=of, kind=kind, status=status, on=on)


def moment(of: Placement, number: int = 1, **fields: Any) -> ObservationMoment:
    known = {"day": dt.date(2027, 3, 2), "start": 510, "end": 725}
    return ObservationMoment.objects.create(placement=of, number=number, **{**known, **fields})


def agreement(
    of: Placement,
    what: str = "Lesvoorbereiding co-teaching naar Tom",
    *,
    who: str = "student",
    by_day: dt.date | None = dt.date(2027, 4, 14),
    done_at: dt.datetime | None = None,
) -> Agreement:
    return Agreement.objects.create(placement=of, what=what, who=who, by_day=by_day, made_at=_AT, done_at=done_at)


def message(
    of: Placement,
    by: User | SchoolPerson | None = None,
    text: str = "Ik kom langs op wo 21 april om 12.10 uur.",
    at: dt.datetime = _AT,
) -> Message:
    author: User | SchoolPerson = by or of.student
    key = "author_user" if isinstance(author, User) else "author_person"
    return Message.objects.create(placement=of, text=text, at=at, **{key: author})
