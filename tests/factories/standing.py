from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stagemap.core.roles import Grant, Relation, Viewer
from stagemap.people.models import User
from stagemap.placements.models import Placement, SchoolPerson
from tests.factories import links, people, placements, schools

if TYPE_CHECKING:
    from django.test import Client

TODAY: Final = dt.date(2027, 3, 24)
AT: Final = dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)
"""Wednesday 24 March 2027, 10.00 in Brussels: the day of the story."""


@dataclass(frozen=True, slots=True)
class Viewers:
    """The standing persons of one placement, as viewers."""

    student: Viewer
    mentor: Viewer
    class_mentor: Viewer
    care_team: Viewer
    supervisor: Viewer
    coordinator: Viewer
    stranger: Viewer

    def all(self) -> dict[Relation, Viewer]:
        """Every one by what they are to the placement."""
        return {relation: getattr(self, relation.value) for relation in Relation}


def person_viewer(person: SchoolPerson, placement: Placement, relation: Relation = Relation.MENTOR) -> Viewer:
    """Somebody of the school whose link to ``placement`` this browser opened (without the rows of the link)."""
    grant = Grant(placement_id=placement.pk, person_id=person.pk, link_id=0, relation=relation)
    return Viewer(name=person.name, language=person.language, grants=(grant,))


def sign_in(client: Client, viewer: Viewer, of: Placement) -> Client:
    """Let the browser ``client`` be that of ``viewer``: signed in, or with an opened link to ``of``."""
    client.logout()
    client.cookies.clear()
    if viewer.user_id is not None:
        client.force_login(User.objects.get(pk=viewer.user_id))
    elif viewer.grants:
        links.open_link(client, of, SchoolPerson.objects.get(pk=viewer.grants[0].person_id))
    return client


def viewers(of: Placement) -> Viewers:
    """The people of a placement that has a school, made where they are missing; the stranger studies elsewhere."""
    assert of.school is not None
    mentor = of.mentor or schools.person(of.school)
    class_mentor = of.class_mentor or schools.person(of.school, "Tom Claes", function="class_teacher")
    care_teacher = schools.person(of.school, "Griet Maes", function="care_teacher")
    if of.mentor is None or of.class_mentor is None:
        of.mentor, of.class_mentor = mentor, class_mentor
        of.save(update_fields=["mentor", "class_mentor"])
    placements.reading(of, class_mentor, "class_mentor")
    placements.reading(of, care_teacher, "care_team")
    return Viewers(
        student=people.account(of.student),
        mentor=person_viewer(mentor, of),
        class_mentor=person_viewer(class_mentor, of, Relation.CLASS_MENTOR),
        care_team=person_viewer(care_teacher, of, Relation.CARE_TEAM),
        supervisor=people.account(_lead(of)),
        coordinator=people.account(people.coordinator(of.edition.programme)),
        stranger=people.account(people.user("Lars Peeters")),
    )


def _lead(of: Placement) -> User:
    known = of.supervisions.select_related("supervisor").first()
    return (known or placements.supervision(of)).supervisor
