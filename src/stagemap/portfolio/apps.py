from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import AppConfig

from stagemap.kit import jobs


class PortfolioConfig(AppConfig):
    name = "stagemap.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the worker forget files that never came whole, and files that no sheet names any more."""
        jobs.register(jobs.Job("forget files that never came whole", _sweep_uploads, every=timedelta(hours=1)))
        jobs.register(jobs.Job("forget files that no sheet names", _sweep_kept))


def _sweep_uploads(at: datetime) -> None:
    from stagemap.portfolio import services

    services.sweep_uploads(at)


def _sweep_kept(at: datetime) -> None:  # noqa: ARG001 - whatever the day is
    from stagemap.portfolio import services

    services.sweep_kept()
