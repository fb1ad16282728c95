from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.apps import AppConfig

from stagemap.kit import jobs


class PeopleConfig(AppConfig):
    name = "stagemap.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    sign_in_hints: ClassVar[list[str]] = []
    """Templates that upper floors add below the sign-in form: what somebody without an account does, a demo's doors."""

    def ready(self) -> None:
        """Listen to what libraries do, and have the worker forget sessions and counts that ended."""
        from stagemap.people import adapters

        adapters.listen()
        jobs.register(jobs.Job("forget ended sessions", _forget, every=timedelta(hours=1)))


def _forget(at: datetime) -> None:  # noqa: ARG001 - sessions and limits keep the real clock
    from django.contrib.sessions.backends.db import SessionStore

    from stagemap.kit import limits
    from stagemap.kit.clock import real_now

    SessionStore.clear_expired()
    limits.forget(at=real_now())
