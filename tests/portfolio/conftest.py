"""The standing persons of a placement, and sheets as their doors give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from stagemap.core.roles import Action, Viewer
from stagemap.placements.models import Placement
from stagemap.portfolio import access
from stagemap.portfolio.models import Sheet
from tests import factories as make
from tests.portfolio.pages import browser

Door = Callable[[Viewer, Sheet, Action], Sheet]
Portfolio = Callable[[Viewer, Action], Placement]


@pytest.fixture(autouse=True)
def _on_the_day_of_the_story() -> Iterator[None]:
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def placement() -> Placement:
    """The placement of the story, with a supervisor and an empty portfolio."""
    made = make.placement()
    make.supervision(made)
    return made


@pytest.fixture
def who(placement: Placement) -> make.Viewers:
    """The standing persons of the placement."""
    return make.viewers(placement)


@pytest.fixture
def door(placement: Placement) -> Door:
    """A sheet as somebody's door gives it."""
    return lambda viewer, sheet, action: access.sheet_for(viewer, placement.pk, sheet.pk, action)


@pytest.fixture
def portfolio(placement: Placement) -> Portfolio:
    """The placement as somebody's door to its portfolio gives it."""
    return lambda viewer, action: access.portfolio_for(viewer, placement.pk, action)


@pytest.fixture
def student(who: make.Viewers, placement: Placement) -> Client:
    """The student's browser."""
    return browser(who.student, placement)


@pytest.fixture
def draft(placement: Placement) -> Sheet:
    """A draft of the student."""
    return make.sheet(placement, is_ready=False)
