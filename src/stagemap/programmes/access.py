"""The door of the programmes: their coordinators see them, for everybody else they do not exist."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from stagemap.core.roles import Viewer
from stagemap.programmes.models import Edition, Programme


def programmes_for(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes that ``viewer`` coordinates; none for somebody without an account."""
    if viewer.user_id is None:
        return Programme.objects.none()
    return Programme.objects.filter(coordinations__user_id=viewer.user_id)


def programme_for(viewer: Viewer, key: str) -> Programme:
    """The programme ``key`` when ``viewer`` coordinates it; raises ``Http404`` otherwise."""
    programme = programmes_for(viewer).filter(key=key).first()
    if programme is None:
        raise Http404
    return programme


def editions_for(viewer: Viewer) -> QuerySet[Edition]:
    """The opened editions of the programmes that ``viewer`` coordinates, newest first."""
    return Edition.objects.select_related("programme").filter(programme__in=programmes_for(viewer))


def edition_for(viewer: Viewer, edition_id: int) -> Edition:
    """One opened edition of a programme that ``viewer`` coordinates; raises ``Http404`` for any other."""
    edition = editions_for(viewer).filter(pk=edition_id).first()
    if edition is None:
        raise Http404
    return edition
