"""Lifting the triggers of the activity log around the flush after a transactional test, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.db import connection
from django.test import TransactionTestCase

_triggers = import_module("stagemap.activity.migrations.0002_append_only")


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """The log may be emptied inside this block; the triggers lie again when it ends."""
    _execute(_triggers.statements_to_lift(connection.vendor))
    try:
        yield
    finally:
        _execute(_triggers.statements_to_lay(connection.vendor))


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_the_log() -> Iterator[None]:
    """Transactional tests end with a flush, which deletes every row of every table."""
    flush = vars(TransactionTestCase)["_fixture_teardown"]  # what Django's types keep silent about

    def flush_without_triggers(self: TransactionTestCase) -> None:
        with triggers_lifted():
            flush(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_triggers)
        yield
