"""Every test of the hall happens on Wednesday 24 March 2027, the day of the story."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from stagemap.placements.models import Placement
from tests import factories as make


@pytest.fixture(autouse=True)
def _on_the_day_of_the_story() -> Iterator[None]:
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def placement() -> Placement:
    """The placement of the story, with a supervisor and no plan."""
    made = make.placement()
    make.supervision(made)
    return made


@pytest.fixture
def who(placement: Placement) -> make.Viewers:
    """The standing persons of the placement."""
    return make.viewers(placement)
