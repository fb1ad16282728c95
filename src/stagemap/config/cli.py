"""The ``stagemap`` command: Django's commands and our own, with the settings named."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

from stagemap.config.readers import BadSetting


def main() -> None:
    """Runs one command; a bad setting or a lost database is told in one sentence and ends with status 2.

    With ``--traceback`` the whole story of the failure is shown.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagemap.config.settings")
    try:
        execute_from_command_line(["stagemap", *sys.argv[1:]])
    except BadSetting as error:
        _end(str(error))
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        _end(
            f"The database does not do its work ({' '.join(str(error).split())}). stagemap doctor tells what is wrong."
        )


def _end(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(2)
