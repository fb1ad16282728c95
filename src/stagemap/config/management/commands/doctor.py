"""``stagemap doctor``: what is wrong with an installation, one sentence a finding."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stagemap.config.diagnosis import examine


class Command(BaseCommand):
    help = "Examines this installation: database, migrations, texts, disk, folders, mail, static files, clock."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints every finding; ends with status 1 when something must be mended."""
        findings = examine()
        for finding in findings:
            self.stdout.write(f"{finding.mark}  {finding.text}")
        wrong = sum(finding.wrong for finding in findings)
        if wrong:
            raise CommandError(f"{wrong} of {len(findings)} must be mended.")
        self.stdout.write("All is well.")
