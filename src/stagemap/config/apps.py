from contextlib import suppress
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    default = True
    name = "stagemap.config"
    label = "config"

    def ready(self) -> None:
        """Registers the system checks and makes the data folder, for the site alone to read."""
        from stagemap.config import checks

        checks.register_all()
        with suppress(OSError):  # a folder that cannot be made is told by the database, and by the doctor
            Path(settings.DATA).mkdir(mode=0o700, parents=True, exist_ok=True)


class StaticConfig(StaticFilesConfig):
    """Collects our own files and of the libraries' only what a page asks for: htmx 2, not its other editions."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "htmax*",
        "htmx-2.js",
        "htmx-4*",
        "django-htmx*",
        "hx-*",
    ]
