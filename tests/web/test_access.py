"""The door of the hall: whose homes are whose."""

from __future__ import annotations

import pytest

from stagemap.core.roles import Relation, Viewer
from stagemap.placements.models import Placement
from stagemap.web.access import opened_by, supervised_by
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_supervised_are_only_the_placements_of_that_supervisor(placement: Placement, who: make.Viewers) -> None:
    make.supervision(make.placement(), make.supervisor("An De Smet"))
    found = {relation: list(supervised_by(viewer)) for relation, viewer in who.all().items()}
    assert found == {relation: [placement] if relation is Relation.SUPERVISOR else [] for relation in Relation}


def test_nobody_and_the_mentor_of_a_placement_without_supervisor_supervise_nothing() -> None:
    alone = make.placement()
    assert alone.mentor is not None
    assert list(supervised_by(Viewer())) == []
    assert list(supervised_by(make.person_viewer(alone.mentor, alone))) == []


def test_opened_are_the_placements_of_the_links(placement: Placement, who: make.Viewers) -> None:
    opened = {relation: opened_by(viewer) for relation, viewer in who.all().items()}
    by_link = {Relation.MENTOR, Relation.CLASS_MENTOR, Relation.CARE_TEAM}
    assert opened == {r: ((placement.pk, r),) if r in by_link else () for r in Relation}
