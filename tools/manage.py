"""Django's commands with the settings of the tests: ``python -m tools.manage makemigrations``."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Runs one command."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    execute_from_command_line(["manage", *sys.argv[1:]])


if __name__ == "__main__":
    main()
