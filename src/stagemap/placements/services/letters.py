"""Letters about a placement: one template, its readers each in their language, by the page or by their own link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from stagemap.core.calendar import week_days
from stagemap.core.roles import Viewer
from stagemap.kit import formats
from stagemap.kit.clock import local_date
from stagemap.people.models import User
from stagemap.placements.models import Placement, SchoolPerson
from stagemap.placements.queries.links import newest_link, opens
from stagemap.post.services import write

from .links import issue_link

Reader = User | SchoolPerson


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to come: its template, what it is about, the page that its button opens, and what its text needs.

    ``page`` is the name of a route whose address begins with the placement, and what else its address holds. The same
    letter to the same reader on the same day is one, as ``object_id`` says what it is about.
    """

    template: str
    object_id: object
    page: tuple[object, ...]
    said: Mapping[str, Any] = field(default_factory=dict)


def send_letter(placement: Placement, at: dt.datetime, readers: Iterable[Reader | None], letter: Letter) -> None:
    """Write ``letter`` to each of ``readers``, in the transaction of what it tells; nobody (None) gets none."""
    for reader in (each for each in readers if each is not None):
        said = _said(placement, reader) | dict(letter.said) | {"url": _address(placement, reader, letter.page, at)}
        write(
            template=letter.template,
            language=reader.language,
            context=said,
            kind=letter.template.rpartition("/")[2],
            object_id=letter.object_id,
            recipient=reader.email,
            due_on=local_date(at),
            at=at,
        )


def give_way_in(placement: Placement, person: SchoolPerson, by: Viewer, at: dt.datetime) -> None:
    """Issue a personal link to somebody of the school who never had one to this placement."""
    if newest_link(placement.pk, person.pk) is None:
        issue_link(placement=placement, person=person, by=by, at=at)


def _said(placement: Placement, reader: Reader) -> dict[str, Any]:
    """What every letter about a placement may name."""
    week = placement.week
    return {
        "student": placement.student.name,
        "student_first": placement.student.first_name,
        "first_name": reader.first_name,
        "formal": isinstance(reader, SchoolPerson),
        "school": "" if placement.school is None else placement.school.name,
        "week": "" if week is None else formats.days(week, week_days(week)[-1], lang=reader.language),
    }


def _address(placement: Placement, reader: Reader, page: tuple[object, ...], at: dt.datetime) -> str:
    """The page for an account; for somebody of the school their own link, which leads to it and can mail a code."""
    link = None if isinstance(reader, User) else newest_link(placement.pk, reader.pk)
    if link is not None and opens(link, local_date(at)):
        return f"{settings.SITE_URL}{reverse('placements:link', args=[link.public_id])}"
    name, *more = page
    return f"{settings.SITE_URL}{reverse(str(name), args=[placement.pk, *more])}"
