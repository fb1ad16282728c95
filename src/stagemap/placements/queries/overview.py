"""The placements of an edition as its coordinator sees them: rows, what each lacks, where the group stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from stagemap.core.roles import Viewer
from stagemap.placements.access import visible_to
from stagemap.placements.models import ObservationMoment, Paper, Placement, Supervision
from stagemap.placements.queries.labels import GAPS
from stagemap.programmes.models import Edition
from stagemap.programmes.queries import record_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE_SIZE = 25
ANY_GAP = "any"


@dataclass(frozen=True, slots=True)
class Row:
    """One placement of the list; ``gaps`` are keys of ``labels.GAPS``, in the order of the list."""

    id: int
    student: str
    group: str
    school: str
    city: str
    mentor: str
    class_label: str
    week: dt.date | None
    supervisors: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def missing(self) -> tuple[StrOrPromise, ...]:
        """The gaps in words."""
        return tuple(GAPS[gap] for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of rows, and how many placements there are in the edition."""

    rows: tuple[Row, ...]
    page: Page[Placement]
    total: int
    standing: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many placements of the edition lack one thing no more."""

    key: str
    done: int
    total: int

    @property
    def text(self) -> StrOrPromise:
        """What is counted, in words."""
        return GAPS[self.key]

    @property
    def left(self) -> int:
        """How many still lack it."""
        return self.total - self.done


def overview(viewer: Viewer, edition: Edition, *, search: str = "", lacks: str = "", page: int = 1) -> Overview:
    """The placements of ``edition`` by the student's name; four queries, however many there are.

    ``search`` looks in the student's name and group, the school and the mentor; ``lacks`` is a key of
    ``labels.GAPS`` or ``ANY_GAP``; a page beyond the last one is the last one.
    """
    missing = lacking(record_of(edition).observation_moments)
    everything = visible_to(viewer).filter(edition=edition)
    totals = everything.order_by().aggregate(
        total=Count("pk"), **{f"lacks_{key}": Count("pk", filter=lack) for key, lack in missing.items()}
    )
    found = _searched(everything, search).filter(_wanted(missing, lacks))
    rows = _rich(found, missing).order_by("student__name", "pk")
    chosen = Paginator(rows, PAGE_SIZE).get_page(page)
    return Overview(
        rows=tuple(_row(placement) for placement in chosen),
        page=chosen,
        total=totals["total"],
        standing=tuple(Standing(key, totals["total"] - totals[f"lacks_{key}"], totals["total"]) for key in GAPS),
    )


def gaps_of(placement: Placement) -> tuple[str, ...]:
    """What one placement lacks, as keys of ``labels.GAPS``. One query."""
    missing = lacking(record_of(placement.edition).observation_moments)
    return _gaps(_marked(Placement.objects.filter(pk=placement.pk), missing).get())


def lacking(moments: int) -> Mapping[str, Q]:
    """What a placement may lack, each as a condition; ``moments`` is how many observation moments the edition asks."""
    leads = Supervision.objects.filter(placement_id=OuterRef("pk"), is_lead=True)
    ready = Paper.objects.filter(
        placement_id=OuterRef("pk"), kind=Paper.Kind.INTERNSHIP_AGREEMENT, status=Paper.Status.IN_ORDER
    )
    unplanned = Q()
    for number in range(1, moments + 1):
        planned = ObservationMoment.objects.filter(placement_id=OuterRef("pk"), number=number, day__isnull=False)
        unplanned |= ~Q(Exists(planned))
    return {
        "school": Q(school__isnull=True),
        "mentor": Q(mentor__isnull=True),
        "supervisor": ~Q(Exists(leads)),
        "class": Q(class_label=""),
        "papers": ~Q(Exists(ready)),
        "moments": unplanned or Q(pk__in=[]),
        "week": Q(week__isnull=True),
    }


def _wanted(missing: Mapping[str, Q], lacks: str) -> Q:
    if lacks == ANY_GAP:
        wanted = Q()
        for lack in missing.values():
            wanted |= lack
        return wanted
    return missing.get(lacks, Q())


def _searched(placements: QuerySet[Placement], search: str) -> QuerySet[Placement]:
    """Every word has to occur somewhere in the row."""
    for word in search.split():
        placements = placements.filter(
            Q(student__name__icontains=word)
            | Q(student_group__icontains=word)
            | Q(school__name__icontains=word)
            | Q(school__city__icontains=word)
            | Q(mentor__name__icontains=word)
        )
    return placements


def _rich(placements: QuerySet[Placement], missing: Mapping[str, Q]) -> QuerySet[Placement]:
    return (
        _marked(placements, missing)
        .select_related("student", "school", "mentor")
        .prefetch_related("supervisions__supervisor")
    )


def _marked(placements: QuerySet[Placement], missing: Mapping[str, Q]) -> QuerySet[Placement]:
    marks: dict[str, Any] = {
        f"lacks_{key}": Case(
            When(lack, then=Value(value=True)), default=Value(value=False), output_field=BooleanField()
        )
        for key, lack in missing.items()
    }
    return placements.annotate(**marks)


def _gaps(placement: Placement) -> tuple[str, ...]:
    return tuple(key for key in GAPS if getattr(placement, f"lacks_{key}"))


def _row(placement: Placement) -> Row:
    school, mentor = placement.school, placement.mentor
    return Row(
        id=placement.pk,
        student=placement.student.name,
        group=placement.student_group,
        school=school.name if school else "",
        city=school.city if school else "",
        mentor=mentor.name if mentor else "",
        class_label=placement.class_label,
        week=placement.week,
        supervisors=tuple(each.supervisor.name for each in placement.supervisions.all()),
        gaps=_gaps(placement),
    )
