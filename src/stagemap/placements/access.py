"""The door of the placements: who is what to one, which ones somebody may see, and load or 404.

One rule, two faces. What somebody is follows from the placement alone: an account is its student, one of its
supervisors or a coordinator of its programme; a person of the school who opened a link is its mentor, or reads
along because the mentor invited them (G17). An account outranks links that the same browser opened.
``visible_to`` is the same rule as a filter. ``core.roles`` decides what a relation may do.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from stagemap.core.refusals import WrongPhase
from stagemap.core.roles import Action, Grant, Phase, Relation, Verdict, Viewer, verdict
from stagemap.kit.clock import today_for_site
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Placement, Reading, School, Supervision
from stagemap.programmes.access import programmes_for
from stagemap.programmes.models import Coordination, Edition

ACTIVE_DAYS = 5
"""The active week runs from its Monday to its Friday (G08)."""

_READS_AS = {Reading.Part.CLASS_MENTOR: Relation.CLASS_MENTOR, Reading.Part.CARE_TEAM: Relation.CARE_TEAM}


def visible_to(viewer: Viewer) -> QuerySet[Placement]:
    """The placements to which ``viewer`` is more than a stranger; none for somebody unknown."""
    if viewer.user_id is not None:
        return Placement.objects.filter(_of_account(viewer.user_id))
    if viewer.grants:
        return Placement.objects.filter(_of_people(viewer.grants))
    return Placement.objects.none()


def relation_of(viewer: Viewer, placement: Placement) -> Relation:
    """What ``viewer`` is to ``placement``; of several relations the nearest one."""
    return relations_of(viewer, placement)[0]


def relations_of(viewer: Viewer, placement: Placement) -> tuple[Relation, ...]:
    """Everything that ``viewer`` is to ``placement``, the nearest first; ``(STRANGER,)`` when nothing.

    A lecturer who coordinates a programme may supervise in it too: then both hold. Costs no query for the
    student and the mentor, one for everybody else.
    """
    if viewer.user_id is not None:
        return _relations_of_account(viewer.user_id, placement)
    return (_relation_of_person(viewer.grant_for(placement.pk), placement),)


def phase_of(placement: Placement, today: dt.date) -> Phase:
    """Where ``placement`` stands on ``today``: before, in or after its active week, or closed (G08)."""
    if placement.closed_at is not None:
        return Phase.CLOSED
    if placement.week is None or today < placement.week:
        return Phase.PREPARING
    return Phase.ACTIVE if today < placement.week + dt.timedelta(days=ACTIVE_DAYS) else Phase.AFTER


def get_for(viewer: Viewer, placement_id: int, action: Action, *, today: dt.date | None = None) -> Placement:
    """The placement, when ``viewer`` may do ``action`` with it; its ``relation`` is the one that gives the right.

    ``today`` is the site's day when not given. Raises ``Http404`` for a stranger and for somebody who never has
    the right, ``WrongPhase`` with its reason when the right rests in the placement's phase. At most two queries.
    """
    return admit(viewer, _ONE.object(placement_id=placement_id), action, today=today)


def whole(placement_id: int) -> QuerySet[Placement]:
    """One placement with all that belongs to it; an upper floor may join its own and hand it to ``admit``."""
    return Placement.objects.select_related(*_WHOLE).filter(pk=placement_id).order_by()


def admit(viewer: Viewer, placement: Placement | None, action: Action, *, today: dt.date | None = None) -> Placement:
    """What ``get_for`` does with the placement that it found, None when there is none. At most one query."""
    if placement is None or not viewer.known:
        raise Http404
    phase = phase_of(placement, today or today_for_site())
    placement.relation, answer = _best(relations_of(viewer, placement), action, phase)
    if answer.hidden:
        raise Http404
    if answer.reason is not None:
        raise WrongPhase(answer.reason)
    return placement


def may(placement: Placement, action: Action, today: dt.date) -> bool:
    """Whether a page may offer ``action`` to the viewer for whom ``get_for`` loaded ``placement``."""
    return verdict(placement.relation, action, phase=phase_of(placement, today)).allowed


def schools_for(viewer: Viewer) -> QuerySet[School]:
    """The schools of the programmes that ``viewer`` coordinates; nobody else has a door to them."""
    return School.objects.filter(programme__in=programmes_for(viewer))


def school_for(viewer: Viewer, school_id: int, action: Action) -> School:
    """One school of a programme that ``viewer`` coordinates; raises ``Http404`` for any other."""
    school = schools_for(viewer).select_related("programme").filter(pk=school_id).first()
    if school is None or not verdict(Relation.COORDINATOR, action).allowed:
        raise Http404
    return school


_WHOLE = (
    "edition", "edition__programme", "student", "school", "site", "mentor", "class_mentor", "care_coordinator",
)  # fmt: skip


_ONE = Prepared(whole, "placement_id")


def _facts_of_account(placement: int, user: int) -> QuerySet[Placement, tuple[bool, bool]]:
    """Whether an account supervises a placement, and whether it coordinates its programme."""
    supervision = Supervision.objects.filter(placement_id=OuterRef("pk"), supervisor_id=user)
    coordination = Coordination.objects.filter(programme_id=OuterRef("edition__programme_id"), user_id=user)
    return Placement.objects.filter(pk=placement).values_list(Exists(supervision), Exists(coordination))


_HELD = Prepared(_facts_of_account, "placement", "user")


def _of_account(user_id: int) -> Q:
    """Student, supervisor or coordinator; each branch can use an index of its own."""
    supervised = Supervision.objects.filter(supervisor_id=user_id).values("placement_id")
    coordinated = Edition.objects.filter(programme__coordinations__user_id=user_id).values("pk")
    return Q(student_id=user_id) | Q(pk__in=supervised) | Q(edition_id__in=coordinated)


def _of_people(grants: tuple[Grant, ...]) -> Q:
    """Mentor or invited reader, each only in the placement whose link was opened."""
    found = Q(pk__in=[])
    for grant in grants:
        read = Reading.objects.filter(person_id=grant.person_id).values("placement_id")
        found |= Q(pk=grant.placement_id) & (Q(mentor_id=grant.person_id) | Q(pk__in=read))
    return found


def _relations_of_account(user_id: int, placement: Placement) -> tuple[Relation, ...]:
    if placement.student_id == user_id:
        return (Relation.STUDENT,)
    facts = _HELD.rows(placement=placement.pk, user=user_id)[0]
    held = zip((Relation.SUPERVISOR, Relation.COORDINATOR), facts, strict=True)
    return tuple(relation for relation, holds in held if holds) or (Relation.STRANGER,)


def _relation_of_person(grant: Grant | None, placement: Placement) -> Relation:
    if grant is None:
        return Relation.STRANGER
    if placement.mentor_id == grant.person_id:
        return Relation.MENTOR
    reading = Reading.objects.filter(placement_id=placement.pk, person_id=grant.person_id).first()
    return relation_by_part(grant.person_id, placement, reading.part if reading else None)


def relation_by_part(person_id: int, placement: Placement, part: str | None) -> Relation:
    """What a person of the school is to ``placement``: its mentor, or a reader as they were invited (``part``)."""
    if placement.mentor_id == person_id:
        return Relation.MENTOR
    return Relation.STRANGER if part is None else _READS_AS[Reading.Part(part)]


def _best(relations: tuple[Relation, ...], action: Action, phase: Phase) -> tuple[Relation, Verdict]:
    """The relation with the kindest answer: allowed, else a reason that may be told, else the nearest one."""
    answers = [(relation, verdict(relation, action, phase=phase)) for relation in relations]
    return min(answers, key=lambda pair: (not pair[1].allowed, pair[1].hidden))
