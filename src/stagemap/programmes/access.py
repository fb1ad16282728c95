"""The door of the programmes: their coordinators see them, for everybody else they do not exist."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from stagemap.core.roles import Action, Relation, Viewer, verdict
from stagemap.programmes.models import Edition, Programme


def programmes_for(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes that ``viewer`` coordinates; none for somebody without an account."""
    if viewer.user_id is None:
        return Programme.objects.none()
    return Programme.objects.filter(coordinations__user_id=viewer.user_id)


def editions_for(viewer: Viewer) -> QuerySet[Edition]:
    """The opened editions of the programmes that ``viewer`` coordinates, newest first."""
    return Edition.objects.select_related("programme").filter(programme__in=programmes_for(viewer))


def coordinated_by(viewer: Viewer, action: Action) -> list[Programme]:
    """The programmes in which ``viewer`` may do ``action``; raises ``Http404`` for somebody who coordinates none."""
    programmes = list(programmes_for(viewer))
    if not (programmes and _coordinators_may(action)):
        raise Http404
    return programmes


def programme_for(viewer: Viewer, key: str, action: Action) -> Programme:
    """The programme ``key``, when ``viewer`` may do ``action`` with it; raises ``Http404`` otherwise."""
    programme = programmes_for(viewer).filter(key=key).first()
    if programme is None or not _coordinators_may(action):
        raise Http404
    return programme


def edition_for(viewer: Viewer, edition_id: int, action: Action) -> Edition:
    """An opened edition, when ``viewer`` may do ``action`` with it; raises ``Http404`` otherwise."""
    edition = editions_for(viewer).filter(pk=edition_id).first()
    if edition is None or not _coordinators_may(action):
        raise Http404
    return edition


def _coordinators_may(action: Action) -> bool:
    return verdict(Relation.COORDINATOR, action).allowed
