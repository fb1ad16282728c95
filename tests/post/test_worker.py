"""``stagemap worker``: what is due, one failure at a time, until it is told to stop."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from stagemap.kit import jobs
from stagemap.kit.jobs import Job, Schedule
from stagemap.post.management.commands.worker import run_due

NOON = dt.datetime(2027, 3, 24, 11, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _signals_and_jobs() -> Iterator[None]:
    """Puts the handlers of signals and the registered jobs back."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    known = dict(jobs._jobs)
    jobs._jobs.clear()
    yield
    jobs._jobs.clear()
    jobs._jobs.update(known)
    for number, handler in handlers.items():
        signal.signal(number, handler)


def test_every_job_is_due_at_first_then_after_its_interval_or_on_a_new_day() -> None:
    often = Job("often", lambda _: None, every=MINUTE)
    daily = Job("daily", lambda _: None)
    schedule = Schedule([often, daily])
    today, tomorrow = dt.date(2027, 3, 24), dt.date(2027, 3, 25)

    assert schedule.due(now=NOON, today=today) == [often, daily]
    assert schedule.due(now=NOON + MINUTE / 2, today=today) == []
    assert schedule.due(now=NOON + MINUTE, today=today) == [often]
    assert schedule.due(now=NOON + 1.5 * MINUTE, today=tomorrow) == [daily]
    assert schedule.due(now=NOON + 1.6 * MINUTE, today=today) == [daily]  # a demo's clock may be set back


def test_a_job_with_a_known_name_takes_the_place_of_the_earlier_one() -> None:
    jobs.register(Job("same", lambda _: None))
    later = Job("same", lambda _: None)
    jobs.register(later)

    assert jobs.registered() == (later,)


@pytest.mark.django_db
def test_once_runs_every_job_once_and_a_failure_keeps_nobody_from_work(caplog: pytest.LogCaptureFixture) -> None:
    ran: list[str] = []

    def fail(at: dt.datetime) -> None:
        raise LookupError(at)

    jobs.register(Job("broken", fail))
    jobs.register(Job("whole", lambda at: ran.append(f"{at.tzinfo}")))

    call_command("worker", "--once")

    assert ran == ["UTC"]
    assert [record.getMessage() for record in caplog.records] == ["job broken failed"]


def test_a_worker_that_cannot_read_the_clock_waits_for_its_next_round(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Schedule):
        def due(self, **_: object) -> list[Job]:
            raise DatabaseError("away")

    run_due(Broken([]))

    assert [record.getMessage() for record in caplog.records] == ["the clock could not be read"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_worker_after_the_job_it_is_at(number: signal.Signals) -> None:
    ran: list[str] = []
    jobs.register(Job("stop", lambda _: os.kill(os.getpid(), number)))
    jobs.register(Job("last", lambda _: ran.append("last")))
    said = StringIO()

    call_command("worker", stdout=said)

    assert ran == ["last"]
    assert said.getvalue().splitlines() == ["Worker started: stop, last", "Worker stopped."]
