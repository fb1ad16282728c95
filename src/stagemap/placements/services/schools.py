"""Writing schools: their rhythm, sites, closures, standing moments and people (G08, G15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.db import models, transaction
from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.placements.models import Closure, School, SchoolPerson, Site, StandingMoment
from stagemap.placements.services.fields import PersonFields, SchoolFields, SiteFields, StandingFields, assign
from stagemap.placements.services.guard import once
from stagemap.programmes.models import Programme

SCHOOL_KNOWN = gettext_noop("A school with this name and number stands in the list already.")
PERSON_KNOWN = gettext_noop("Somebody of this school has this mail address already.")
PERSON_NEEDED = gettext_noop("This person still belongs to an internship, and therefore stays.")


@transaction.atomic
def create_school(*, programme: Programme, fields: SchoolFields, by: Viewer, at: dt.datetime) -> School:  # noqa: ARG001 - every write is handed its moment
    """Add a school that hosts students of ``programme``; ``Impossible`` when it stands in the list already."""
    with once(SCHOOL_KNOWN):
        school = School.objects.create(programme=programme, **asdict(fields))
    record(actor=by.actor, verb="created", kind="school", id=school.pk)
    return school


@transaction.atomic
def change_school(*, school: School, fields: SchoolFields, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Change name, number, address or rhythm; ``Impossible`` when another school has this name and number."""
    changed = assign(school, fields)
    if changed:
        with once(SCHOOL_KNOWN):
            school.save(update_fields=changed)
        record(actor=by.actor, verb="changed", kind="school", id=school.pk, fields=changed)


@transaction.atomic
def add_site(*, school: School, fields: SiteFields, by: Viewer, at: dt.datetime) -> Site:  # noqa: ARG001 - the same
    """Add a site with its own address."""
    site = Site.objects.create(school=school, **asdict(fields))
    _reshaped(school.pk, "sites", by)
    return site


@transaction.atomic
def add_closure(
    *,
    school: School,
    first_day: dt.date,
    last_day: dt.date,
    reason: str,
    by: Viewer,
    at: dt.datetime,  # noqa: ARG001 - the same
) -> Closure:
    """Add days on which the school is closed, both ends included (G08)."""
    closure = Closure.objects.create(school=school, first_day=first_day, last_day=last_day, reason=reason)
    _reshaped(school.pk, "closures", by)
    return closure


@transaction.atomic
def add_standing_moment(*, school: School, fields: StandingFields, by: Viewer, at: dt.datetime) -> StandingMoment:  # noqa: ARG001 - the same
    """Add a moment that returns every week, such as the care meeting on Thursday at 13.15."""
    moment = StandingMoment.objects.create(school=school, **asdict(fields))
    _reshaped(school.pk, "standing_moments", by)
    return moment


@transaction.atomic
def remove_part(*, part: Site | Closure | StandingMoment, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Remove a site, a closure or a standing moment; placements on the site keep the school's own address."""
    field = {Site: "sites", Closure: "closures", StandingMoment: "standing_moments"}[type(part)]
    part.delete()
    _reshaped(part.school_id, field, by)


@transaction.atomic
def add_person(*, school: School, fields: PersonFields, by: Viewer, at: dt.datetime) -> SchoolPerson:  # noqa: ARG001 - the same
    """Add somebody of the school; ``Impossible`` when the mail address is taken within the school."""
    with once(PERSON_KNOWN):
        person = SchoolPerson.objects.create(school=school, **asdict(fields))
    record(actor=by.actor, verb="added", kind="person", id=person.pk)
    return person


@transaction.atomic
def change_person(*, person: SchoolPerson, fields: PersonFields, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Change name, mail, telephone or function; ``Impossible`` when the mail address is taken within the school."""
    changed = assign(person, fields)
    if changed:
        with once(PERSON_KNOWN):
            person.save(update_fields=changed)
        record(actor=by.actor, verb="changed", kind="person", id=person.pk, fields=changed)


@transaction.atomic
def remove_person(*, person: SchoolPerson, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - the same
    """Remove somebody who belongs to no placement; ``Impossible`` for anybody else, since history holds on to them."""
    key = person.pk
    try:
        with transaction.atomic():
            person.delete()
    except models.ProtectedError as error:
        raise Impossible(PERSON_NEEDED) from error
    record(actor=by.actor, verb="removed", kind="person", id=key)


def _reshaped(school_id: int, field: str, by: Viewer) -> None:
    """A line about the school itself: upper floors look at its placements anew."""
    record(actor=by.actor, verb="changed", kind="school", id=school_id, fields=[field])
