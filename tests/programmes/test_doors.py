"""Programmes and editions exist for those who coordinate them, and for nobody else."""

from __future__ import annotations

import pytest
from django.http import Http404

from stagemap.core.roles import Action, Viewer
from stagemap.programmes import access
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Viewer:
    return factories.account(factories.coordinator(factories.programme()))


@pytest.fixture
def foreign() -> Viewer:
    return factories.account(factories.coordinator(factories.programme("talentstage"), "Rik Aerts"))


def test_a_coordinator_sees_the_own_programme_and_its_editions_newest_first(own: Viewer) -> None:
    older, newer = factories.edition(year="2020-2021"), factories.edition()
    factories.edition(factories.programme("talentstage"))
    assert access.coordinated_by(own, Action.COORDINATE) == [newer.programme]
    assert access.programme_for(own, "zorgstage", Action.COORDINATE) == newer.programme
    assert list(access.editions_for(own)) == [newer, older]
    assert access.edition_for(own, older.pk, Action.COORDINATE) == older


def test_another_programme_does_not_exist_for_a_coordinator(foreign: Viewer) -> None:
    edition = factories.edition()
    with pytest.raises(Http404):
        access.programme_for(foreign, "zorgstage", Action.COORDINATE)
    with pytest.raises(Http404):
        access.edition_for(foreign, edition.pk, Action.COORDINATE)


def test_nothing_exists_for_the_people_of_a_placement() -> None:
    placement = factories.placement()
    people = factories.viewers(placement)
    for viewer in (people.student, people.mentor, people.class_mentor, people.supervisor, people.stranger, Viewer()):
        assert list(access.programmes_for(viewer)) == []
        with pytest.raises(Http404):
            access.coordinated_by(viewer, Action.COORDINATE)
        with pytest.raises(Http404):
            access.edition_for(viewer, placement.edition_id, Action.COORDINATE)


def test_a_coordinator_has_no_door_for_what_is_the_students() -> None:
    edition = factories.edition()
    viewer = factories.account(factories.coordinator(edition.programme))
    for load in (
        lambda: access.coordinated_by(viewer, Action.PLAN),
        lambda: access.programme_for(viewer, "zorgstage", Action.PLAN),
        lambda: access.edition_for(viewer, edition.pk, Action.PLAN),
    ):
        with pytest.raises(Http404):
            load()
