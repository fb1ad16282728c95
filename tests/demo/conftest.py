"""The site in demo mode; its cast is made once for each module, in a transaction that is rolled back at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from stagemap.demo.services import make_cast

REAL = dt.datetime(2026, 9, 28, 9, tzinfo=dt.UTC)
"""The real moment of these tests; the story happens half a year later."""


@pytest.fixture(autouse=True)
def _in_demo_mode() -> Iterator[None]:
    demo = override_settings(STAGEMAP_DEMO=True, ROOT_URLCONF="tests.demo.site")
    with demo, time_machine.travel(REAL, tick=False):
        yield


@pytest.fixture(scope="module")
def _cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001 - it makes the database
    demo = override_settings(STAGEMAP_DEMO=True)
    with django_db_blocker.unblock(), transaction.atomic():
        with demo, time_machine.travel(REAL, tick=False):
            assert make_cast() is True
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cast(_cast: None, db: None) -> None:
    """Everybody of the story, as the test finds them."""
