from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from stagemap.demo.services import make_cast, renew_editions


class Command(BaseCommand):
    help = (
        "Make the demo's cast and story on an empty site; a site that has them keeps everything, and takes over newer "
        "kinds of sheets."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuses on a site that is not a demo."""
        if not settings.STAGEMAP_DEMO:
            raise CommandError("This site is not a demo: set STAGEMAP_MODE=demo on a site of its own.")
        if make_cast():
            self.stdout.write("The demo's cast is ready.")
            return
        newer = renew_editions()
        gained = f" Its editions took over {newer} newer kinds of sheets." if newer else ""
        self.stdout.write(f"The demo keeps what it has.{gained}")
