from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from stagemap.demo.services import make_cast


class Command(BaseCommand):
    help = "Make the demo's cast and story on an empty site; a site that has them keeps everything."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuses on a site that is not a demo."""
        if not settings.STAGEMAP_DEMO:
            raise CommandError("This site is not a demo: set STAGEMAP_MODE=demo on a site of its own.")
        made = make_cast()
        self.stdout.write("The demo's cast is ready." if made else "The demo keeps what it has.")
