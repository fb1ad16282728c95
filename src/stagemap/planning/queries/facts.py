"""The header fields of the roster form (G15): of the plan as it stands, or frozen in a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from stagemap.planning.models import Plan, RosterVersion

from .desk import edition_of


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What stands above the table: student, school, class, class mentor (G15), mentor, college, edition, version.

    ``number`` is 0 and ``sent_at`` None for a roster that was not sent: a draft. An unknown field is empty.
    """

    student: str
    student_group: str
    student_email: str
    student_telephone: str
    school: str
    school_address: str
    school_telephone: str
    class_label: str
    class_mentor: str
    class_mentor_email: str
    mentor: str
    college: str
    internship: str
    year: str
    number: int = 0
    sent_at: dt.datetime | None = None


def sheet_facts(of: Plan | RosterVersion, *, language: str = "nl") -> SheetFacts:
    """The header of a plan (a draft) or of a version as it was sent; ``language`` words a draft's college."""
    return _frozen(of) if isinstance(of, RosterVersion) else _draft(of, language)


def facts_to_data(facts: SheetFacts) -> dict[str, str]:
    """The facts as they are stored in a version: all but its number and moment, which have columns."""
    return {name: value for name, value in asdict(facts).items() if name in _STORED}


def _draft(plan: Plan, language: str) -> SheetFacts:
    placement, edition = plan.placement, edition_of(plan)
    school, mentor, class_mentor = placement.school, placement.mentor, placement.class_mentor
    house = placement.site or school
    return SheetFacts(
        student=placement.student.name,
        student_group=placement.student_group,
        student_email=placement.student.email,
        student_telephone=placement.student.telephone,
        school="" if school is None else school.name,
        school_address="" if house is None else house.address,
        school_telephone="" if school is None else school.telephone,
        class_label=placement.class_label,
        class_mentor="" if class_mentor is None else class_mentor.name,
        class_mentor_email="" if class_mentor is None else class_mentor.email,
        mentor="" if mentor is None else mentor.name,
        college=edition.college.in_(language),
        internship=edition.name.in_(language),
        year=edition.year,
    )


def _frozen(version: RosterVersion) -> SheetFacts:
    stored: Mapping[str, Any] = version.content["facts"]
    known = {name: str(stored.get(name, "")) for name in _STORED}
    return SheetFacts(**known, number=version.number, sent_at=version.sent_at)


_STORED = tuple(field.name for field in fields(SheetFacts) if field.name not in ("number", "sent_at"))
