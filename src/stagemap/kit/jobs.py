"""Work that returns by itself: each app registers its jobs when the site starts, ``stagemap worker`` runs them.

A job may run twice, or in two workers at once: it must then do no more than once. Nothing about the schedule is stored:
a worker that starts runs every job once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Job:
    """``run`` gets the site's moment; ``every`` None means once a day, just after midnight in Brussels."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta | None = None


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    """Have the worker run ``job``; one with the same name takes the place of the earlier one."""
    _jobs[job.name] = job


def registered() -> tuple[Job, ...]:
    """Every job, in the order of registration."""
    return tuple(_jobs.values())


class Schedule:
    """Which jobs are due: all of them at first, then each after its interval or on a new day."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = tuple(jobs)
        self._ran: dict[str, tuple[datetime, date]] = {}

    def due(self, *, now: datetime, today: date) -> list[Job]:
        """The jobs that are due at the real moment ``now`` and the site's day ``today``; they count as run."""
        found = [job for job in self._jobs if self._is_due(job, now, today)]
        self._ran.update({job.name: (now, today) for job in found})
        return found

    def _is_due(self, job: Job, now: datetime, today: date) -> bool:
        if job.name not in self._ran:
            return True
        moment, day = self._ran[job.name]
        return today != day if job.every is None else now - moment >= job.every
