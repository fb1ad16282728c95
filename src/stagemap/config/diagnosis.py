"""What ``stagemap doctor`` looks at. Each examination answers one finding and never raises."""

from __future__ import annotations

import shutil
import smtplib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from stagemap.kit.uploads import scanning

ROOM_WANTED = 500 * 1024**2
CLOCK_TOLERANCE = 120.0
MARKS = {"good": "ok  ", "note": "note", "wrong": "WRONG"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the installation, and whether it is good, worth knowing or wrong."""

    state: str
    text: str

    @property
    def wrong(self) -> bool:
        """Whether it must be mended."""
        return self.state == "wrong"

    @property
    def mark(self) -> str:
        """The word before the sentence, of one width."""
        return f"{MARKS[self.state]:5}"


def examine() -> list[Finding]:
    """Every examination in turn; without a database those that need one are left out."""
    findings = [mode(), data_folder(), disk_room(), texts(), static_files(), mail(), system_checks()]
    if settings.CLAMAV:
        findings.append(scanner())
    reached = database()
    findings.append(reached)
    if not reached.wrong:
        findings += [_guarded(examination) for examination in (migrations, durability, clock)]
    return findings


def _guarded(examination: Callable[[], Finding]) -> Finding:
    try:
        return examination()
    except (DatabaseError, OSError) as error:
        return Finding("wrong", f"The database stopped answering ({type(error).__name__}).")


def mode() -> Finding:
    """Which mode, and where people find the site."""
    if settings.DEMO:
        return Finding(
            "note", f"Demo mode on {settings.SITE_URL}: anybody may sign in as anybody. No real data belongs here."
        )
    return Finding("good", f"Mode {settings.MODE}, on {settings.SITE_URL}.")


def data_folder() -> Finding:
    """Whether the data folder can be written in."""
    folder = Path(settings.DATA)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return Finding(
            "wrong", f"The data folder {folder} cannot be written in ({error.strerror}): make it the site's own."
        )
    return Finding("good", f"The data folder {folder} can be written in.")


def disk_room() -> Finding:
    """Room left on the disk of the data folder."""
    folder = next((path for path in (Path(settings.DATA), *Path(settings.DATA).parents) if path.exists()), Path("/"))
    free = shutil.disk_usage(folder).free
    text = f"{free // 1024**2} MB free on the disk of {folder}"
    if free < ROOM_WANTED:
        return Finding("wrong", f"{text}; wanted: {ROOM_WANTED // 1024**2} MB. Make room before people lose work.")
    return Finding("good", f"{text}.")


def texts() -> Finding:
    """Whether each app's Dutch texts are compiled."""
    folders = [Path(config.path) / "locale" / "nl" / "LC_MESSAGES" for config in apps.get_app_configs()]
    ours = [folder for folder in folders if "stagemap" in folder.parts and (folder / "django.po").exists()]
    missing = [str(folder / "django.mo") for folder in ours if not (folder / "django.mo").exists()]
    if missing:
        return Finding(
            "wrong", f"Dutch texts are not compiled: {', '.join(missing)}. Install a built package, or make messages."
        )
    return Finding("good", "The Dutch texts are compiled.")


def static_files() -> Finding:
    """Whether style, scripts and fonts were collected."""
    if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return Finding("good", "Static files are read where they lie.")
    if not staticfiles_storage.hashed_files:
        return Finding("wrong", f"No static files in {settings.STATIC_ROOT}. Run stagemap collectstatic.")
    gone = [name for name in staticfiles_storage.hashed_files.values() if not staticfiles_storage.exists(name)]
    if gone:
        return Finding(
            "wrong", f"Static files that are missing: {len(gone)}, first {gone[0]}. Run stagemap collectstatic."
        )
    return Finding("good", f"{len(staticfiles_storage.hashed_files)} static files in {settings.STATIC_ROOT}.")


def mail() -> Finding:
    """Whether the mail server answers and lets us in; no mail is sent."""
    if not settings.MAIL_SERVER:
        text = "No mail server is set (STAGEMAP_MAIL)"
        return (
            Finding("wrong", f"{text}: mail stays in the outbox.")
            if settings.PRODUCTION
            else Finding("note", f"{text}.")
        )
    from django.core.mail import get_connection

    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        server = get_connection()
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            "wrong", f"The mail server {where} does not take mail ({type(error).__name__}): see STAGEMAP_MAIL."
        )
    return Finding("good", f"The mail server {where} answers; mail comes from {settings.DEFAULT_FROM_EMAIL}.")


def scanner() -> Finding:
    """Whether ClamAV answers, where one is set."""
    try:
        said = scanning.ask(b"PING")
    except scanning.NoAnswer as error:
        said = str(error)
    if said != "PONG":
        return Finding(
            "wrong", f"ClamAV at {settings.CLAMAV} does not answer ({said}): no file is taken until it does."
        )
    return Finding("good", f"ClamAV at {settings.CLAMAV} answers.")


def system_checks() -> Finding:
    """Django's and our own checks, those of a deployment included in production."""
    found = run_checks(include_deployment_checks=settings.PRODUCTION)
    loud = [message for message in found if message.is_serious() and not message.is_silenced()]
    if loud:
        return Finding("wrong", f"System checks that fail: {len(loud)}, first {loud[0].id}: {loud[0].msg}")
    quiet = [message for message in found if not message.is_silenced()]
    if quiet:
        return Finding("note", f"System checks with a remark: {len(quiet)}, first {quiet[0].id}: {quiet[0].msg}")
    return Finding("good", "Every system check passes.")


def database() -> Finding:
    """Whether the database can be reached."""
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    try:
        _ask("SELECT 1")
    except (DatabaseError, OSError) as error:
        hint = "is the server on, and STAGEMAP_DATABASE right?" if kind == "PostgreSQL" else "may the site write there?"
        return Finding("wrong", f"The {kind} database cannot be reached ({type(error).__name__}): {hint}")
    return Finding("good", f"The {kind} database answers.")


def migrations() -> Finding:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding("wrong", f"Migrations that were not applied: {len(waiting)}. Run stagemap migrate.")
    newer = set(executor.loader.applied_migrations) - set(executor.loader.graph.nodes)
    if newer:
        app, name = min(newer)
        return Finding("note", f"Migrations of a newer version in the database: {len(newer)}, first {app}.{name}.")
    return Finding("good", "Every migration is applied.")


def durability() -> Finding:
    """Whether what was saved survives a power cut."""
    if connection.vendor == "postgresql":
        value = str(_ask("SHOW synchronous_commit"))
        good = value != "off"
        return Finding(
            "good" if good else "wrong", f"PostgreSQL's synchronous_commit is {value}{'' if good else ': set it on'}."
        )
    journal, level, keys = (_ask(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys"))
    if (str(journal), level, keys) != ("wal", 2, 1):
        return Finding(
            "wrong", f"SQLite runs with journal {journal}, synchronous {level}, keys {keys}; wanted wal, 2, 1."
        )
    return Finding("good", "SQLite writes ahead, waits for the disk and keeps foreign keys.")


def clock() -> Finding:
    """Whether database and site agree on the time."""
    query = (
        "SELECT extract(epoch FROM clock_timestamp())" if connection.vendor == "postgresql" else "SELECT unixepoch()"
    )
    apart = abs(float(_ask(query)) - datetime.now(UTC).timestamp())
    if apart > CLOCK_TOLERANCE:
        return Finding("wrong", f"The clocks of database and site are {apart:.0f} s apart: set them by a time server.")
    return Finding("good", "The clocks of database and site agree.")


def _ask(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None
