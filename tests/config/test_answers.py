"""What every answer of the site carries, and what its journal holds."""

from __future__ import annotations

import logging
import sys

import pytest
from django.test import Client

from stagemap.config.logs import PlainFormatter
from stagemap.config.middleware import PERMISSIONS


@pytest.mark.django_db
def test_every_answer_tells_the_browser_what_it_may_do(client: Client) -> None:
    headers = client.get("/there/is/no/such/page/").headers
    names = ["Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "X-Content-Type-Options", "Cache-Control"]
    assert [headers[name] for name in names] == ["same-origin", "same-origin", "nosniff", "no-store"]
    assert headers["Permissions-Policy"] == PERMISSIONS
    assert headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in headers["Content-Security-Policy"].split("; ")


def formatted(message: str, *args: object, failure: bool = False) -> str:
    """A log record as the journal gets it."""
    info = sys.exc_info() if failure else None
    record = logging.LogRecord("stagemap.x", logging.WARNING, __file__, 1, message, args, info)
    record.created = 1_800_000_000.0
    return PlainFormatter().format(record)


def test_an_event_is_one_line() -> None:
    assert formatted("lost %s\nlines", 2) == "2027-01-15T08:00:00Z WARNING stagemap.x lost 2 lines"


def test_a_failure_of_our_own_making_is_told_in_full() -> None:
    try:
        raise ImportError("no module named x")
    except ImportError:
        assert formatted("broke", failure=True).splitlines()[1] == "  ImportError: no module named x"


def test_a_failure_tells_kind_and_place_and_never_a_value() -> None:
    try:
        try:
            raise ValueError("noor@student.example")
        except ValueError as error:
            raise RuntimeError("Noor") from error
    except RuntimeError:
        text = formatted("broke", failure=True)
    kinds = [line.strip() for line in text.splitlines() if line.startswith("  ") and not line.startswith("    ")]
    assert kinds == ["RuntimeError", "ValueError"]
    assert ("noor" in text.lower(), "test_answers.py" in text) == (False, True)
