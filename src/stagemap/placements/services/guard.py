"""Constraints of the database as refusals: two writes at once never end as a fault of the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from stagemap.core.refusals import Impossible


@contextmanager
def once(reason: str) -> Iterator[None]:
    """Write inside a savepoint; a row that breaks a constraint raises ``Impossible`` with ``reason`` instead."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Impossible(reason) from error
