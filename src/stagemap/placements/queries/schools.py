"""Schools as their coordinator sees them, and the choices of a placement's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from stagemap.core.roles import Viewer
from stagemap.people.models import User
from stagemap.placements.access import schools_for
from stagemap.placements.models import Closure, Placement, School, SchoolPerson, Site, StandingMoment, Supervision
from stagemap.programmes.models import Coordination, Edition, Programme

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school of the list, with how many people and placements it has."""

    id: int
    name: str
    city: str
    institution_number: str
    people: int
    placements: int


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """All that hangs on one school; ``placements`` are those of every edition, latest first."""

    sites: tuple[Site, ...]
    closures: tuple[Closure, ...]
    standing: tuple[StandingMoment, ...]
    people: tuple[SchoolPerson, ...]
    placements: tuple[Placement, ...]


def schools_page(viewer: Viewer, *, search: str = "", page: int = 1) -> tuple[tuple[SchoolRow, ...], Page[Any]]:
    """The schools that the viewer may see, by name, 25 a page. Two queries."""
    found = schools_for(viewer)
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(institution_number__startswith=word))
    rows = found.annotate(person_count=_count(SchoolPerson), placement_count=_count(Placement))
    chosen = Paginator(rows, PAGE_SIZE).get_page(page)
    return tuple(_row(school) for school in chosen), chosen


def school_facts(school: School) -> SchoolFacts:
    """Sites, closures, standing moments, people and placements of a school. Five queries."""
    return SchoolFacts(
        sites=tuple(school.sites.all()),
        closures=tuple(school.closures.all()),
        standing=tuple(school.standing_moments.all()),
        people=tuple(school.people.all()),
        placements=tuple(school.placements.select_related("student", "edition").order_by("-edition__year", "pk")),
    )


def part_of(school: School, kind: str, part_id: int) -> Site | Closure | StandingMoment | None:
    """A site (``site``), closure (``closure``) or standing moment (``standing``) of this very school."""
    if kind == "site":
        return school.sites.filter(pk=part_id).first()
    if kind == "closure":
        return school.closures.filter(pk=part_id).first()
    return school.standing_moments.filter(pk=part_id).first() if kind == "standing" else None


def person_in(school: School, person_id: int) -> SchoolPerson | None:
    """Somebody of this very school."""
    return school.people.filter(pk=person_id).first()


def person_with_mail(school: School, email: str) -> SchoolPerson | None:
    """Who of this school has a mail address, whatever its case."""
    return school.people.filter(email__iexact=email).first()


def school_named(programme: Programme, institution_number: str, name: str) -> School | None:
    """The school of a programme with this number and name: one number may stand for several schools."""
    return School.objects.filter(programme=programme, institution_number=institution_number, name__iexact=name).first()


def schools_of(programme: Programme) -> QuerySet[School]:
    """Every school of a programme, by name."""
    return School.objects.filter(programme=programme)


def school_in(programme: Programme, school_id: int) -> School | None:
    """One school of a programme."""
    return School.objects.filter(programme=programme, pk=school_id).first()


def people_in(school: School | None) -> QuerySet[SchoolPerson]:
    """The people of a school, by name; nobody while there is no school."""
    return SchoolPerson.objects.filter(school=school) if school else SchoolPerson.objects.none()


def sites_in(school: School | None) -> QuerySet[Site]:
    """The sites of a school, by name."""
    return Site.objects.filter(school=school) if school else Site.objects.none()


def placed_already(edition: Edition, email: str) -> bool:
    """Whether the student with a mail address has a placement in an edition."""
    return Placement.objects.filter(edition=edition, student__email__iexact=email).exists()


def lecturers_for(placement: Placement) -> QuerySet[User]:
    """Who may be asked to supervise a placement: the lecturers of its programme who do not follow it yet."""
    following = placement.supervisions.values("supervisor_id")
    return lecturers_of(placement.edition.programme).exclude(pk__in=following)


def lecturers_of(programme: Programme) -> QuerySet[User]:
    """Who may be asked to supervise: whoever did in this programme before, and its coordinators."""
    supervised = Supervision.objects.filter(placement__edition__programme=programme).values("supervisor_id")
    coordinates = Coordination.objects.filter(programme=programme).values("user_id")
    return User.objects.filter(Q(pk__in=supervised) | Q(pk__in=coordinates), is_active=True).order_by("name", "pk")


def _count(model: type[SchoolPerson | Placement]) -> Coalesce:
    counted = model.objects.filter(school=OuterRef("pk")).order_by().values("school").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def _row(school: School) -> SchoolRow:
    return SchoolRow(
        id=school.pk,
        name=school.name,
        city=school.city,
        institution_number=school.institution_number,
        people=getattr(school, "person_count", 0),
        placements=getattr(school, "placement_count", 0),
    )
