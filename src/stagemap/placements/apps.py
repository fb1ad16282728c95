from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import AppConfig, apps

from stagemap.kit import jobs


class PlacementsConfig(AppConfig):
    name = "stagemap.placements"
    label = "placements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to sign-in, tell mentors there what to do, and have the worker forget ended link sessions."""
        from stagemap.placements import adapters

        adapters.listen()
        hints = apps.get_app_config("people").sign_in_hints  # type: ignore[attr-defined]  # a list of our own
        hints.append("placements/link_hint.html")
        jobs.register(jobs.Job("forget ended link sessions", _forget, every=timedelta(hours=1)))


def _forget(at: datetime) -> None:  # noqa: ARG001 - sessions keep the real clock
    from stagemap.kit.clock import real_now
    from stagemap.placements.services import link_sessions

    link_sessions.forget(real=real_now())
