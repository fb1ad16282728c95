"""``stagemap worker``: delivers mail and does the other recurring work, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from stagemap.kit import jobs
from stagemap.kit.clock import local_date, now_for_site, real_now

log = logging.getLogger("stagemap.worker")

PAUSE_SECONDS = 2.0


class Command(BaseCommand):
    help = "Deliver mail and do the recurring work; stops cleanly on SIGTERM. --once does every job once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--once`` for a timer of the system, or for a test."""
        parser.add_argument("--once", action="store_true", help="do every job once and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop; a job that fails is written down and comes back at its next turn."""
        stop = threading.Event()
        schedule = jobs.Schedule(jobs.registered())
        if options["once"]:
            run_due(schedule)
            return
        _stop_on_signals(stop)
        self.stdout.write(f"Worker started: {', '.join(job.name for job in jobs.registered())}")
        while not stop.is_set():
            run_due(schedule)
            stop.wait(PAUSE_SECONDS)
        self.stdout.write("Worker stopped.")


def run_due(schedule: jobs.Schedule) -> None:
    """Run what is due now, one job after another."""
    close_old_connections()
    try:
        at = now_for_site()
        due = schedule.due(now=real_now(), today=local_date(at))
    except Exception:
        log.exception("the clock could not be read")
        return
    for job in due:
        try:
            job.run(at)
        except Exception:
            log.exception("job %s failed", job.name)


def _stop_on_signals(stop: threading.Event) -> None:
    def told(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the shape of a signal handler
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
