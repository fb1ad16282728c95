from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any, Final

from stagemap.placements.models import Closure, School, SchoolPerson, Site, StandingMoment
from stagemap.programmes.models import Programme
from tests.factories.programmes import programme

_MORNING = [[510, 560], [560, 610], [625, 675], [675, 725]]
_AFTERNOON = [[795, 845], [860, 910]]
LESSONS: Final = [_MORNING + (_AFTERNOON if weekday != 2 else []) for weekday in range(5)]
"""8.30-9.20, 9.20-10.10, 10.25-11.15, 11.15-12.05, 13.15-14.05, 14.20-15.10; no lessons on Wednesday afternoon."""

_numbers = count(100001)


def school(of: Programme | None = None, *, name: str = "Basisschool De Wegwijzer", **fields: Any) -> School:
    known = {
        "institution_number": str(next(_numbers)),
        "street": "Wegwijzerstraat 12",
        "postcode": "1000",
        "city": "Brussel",
        "telephone": "02 000 00 00",
        "lessons": LESSONS,
    }
    return School.objects.create(programme=of or programme(), name=name, **{**known, **fields})


def site(of: School, name: str = "Vestiging Noord") -> Site:
    return Site.objects.create(school=of, name=name, street="Noordlaan 3", postcode="1020", city="Laken")


def closure(
    of: School,
    first_day: dt.date = dt.date(2027, 4, 21),
    last_day: dt.date | None = None,
    reason: str = "pedagogische studiedag",
) -> Closure:
    return Closure.objects.create(school=of, first_day=first_day, last_day=last_day or first_day, reason=reason)


def standing_moment(
    of: School, *, weekday: int = 3, start: int = 795, end: int = 845, title: str = "zorgoverleg"
) -> StandingMoment:
    return StandingMoment.objects.create(school=of, weekday=weekday, start=start, end=end, title=title)


def person(
    of: School, name: str = "Els Peeters", *, function: str = "care_coordinator", email: str = "", language: str = "nl"
) -> SchoolPerson:
    address = email or f"{name.split(maxsplit=1)[0].lower()}{next(_numbers)}@school.example"
    return SchoolPerson.objects.create(
        school=of, name=name, email=address, function=function, language=language, telephone="02 000 00 01"
    )
