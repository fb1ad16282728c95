"""The ``stagemap`` command: Django's commands and our own, with the settings named."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from stagemap.config.readers import BadSetting


def main() -> None:
    """Runs one command; a bad setting is told in one sentence and ends with status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagemap.config.settings")
    try:
        execute_from_command_line(["stagemap", *sys.argv[1:]])
    except BadSetting as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
