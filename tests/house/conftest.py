"""The world of the doors, made once for each module that asks at them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.factories import AT
from tests.house.doors_asking import SITE
from tests.house.doors_world import World, a_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001 - it makes the database
    """On the day of the story, in a transaction below those of the tests; each request wipes its own traces."""
    on_the_day = override_settings(ROOT_URLCONF=SITE), time_machine.travel(AT, tick=False)
    with on_the_day[0], on_the_day[1], django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)
