"""System checks: what must hold before the site answers anybody. Routes and their actions are ``kit.checks``' work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register


def register_all() -> None:
    """Registers the checks of this module with Django."""
    register(demo_stays_out_of_production, Tags.security)
    register(settings_are_known, Tags.compatibility)


def demo_stays_out_of_production(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Demo mode signs anybody in as anybody: its app is never installed where the mode is production."""
    if settings.MODE == "production" and apps.is_installed("stagemap.demo"):
        return [
            checks.Error(
                "stagemap.demo is installed while STAGEMAP_MODE is production.",
                hint="Take it out: demo mode signs anybody in as anybody.",
                id="stagemap.E001",
            )
        ]
    return []


def settings_are_known(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A ``STAGEMAP_`` variable that nobody reads is most likely a slip of the pen."""
    return [
        checks.Warning(
            f"{name} is set, but there is no such setting.", hint="See docs/run/configure.md.", id="stagemap.W001"
        )
        for name in settings.UNKNOWN_SETTINGS
    ]
