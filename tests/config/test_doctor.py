"""``stagemap doctor``: each thing that can be wrong has its sentence."""

from __future__ import annotations

import io
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.apps import apps
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import override_settings

from stagemap.config import diagnosis
from stagemap.config.storage import HashedStorage
from tests.uploads.clamd import answering

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def told(finding: diagnosis.Finding) -> tuple[str, str]:
    """A finding as state and text."""
    return finding.state, finding.text


@pytest.mark.django_db
def test_a_sound_installation_ends_with_all_is_well() -> None:
    output = io.StringIO()
    call_command("doctor", stdout=output)
    lines = output.getvalue().splitlines()
    assert (len(lines), lines[-1], [line for line in lines if "WRONG" in line]) == (12, "All is well.", [])


@pytest.mark.django_db
def test_one_fault_ends_with_a_failure(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with override_settings(DATA=file), pytest.raises(CommandError) as caught:
        call_command("doctor", stdout=io.StringIO())
    assert str(caught.value) == "1 of 11 must be mended."


def test_demo_mode_is_worth_a_note() -> None:
    with override_settings(DEMO=True):
        assert diagnosis.mode().state == "note"
    assert diagnosis.mode().state == "good"


def test_a_full_disk_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(diagnosis, "ROOM_WANTED", usage.total * 2)
    with override_settings(DATA=tmp_path / "not" / "made"):
        state, text = told(diagnosis.disk_room())
    assert (state, text.split(";")[1][:7]) == ("wrong", " wanted")


def test_texts_that_are_not_compiled_are_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "stagemap" / "locale" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").touch()

    class App:
        path = str(tmp_path / "stagemap")

    monkeypatch.setattr(apps, "get_app_configs", lambda: [App])
    assert told(diagnosis.texts()) == (
        "wrong",
        f"Dutch texts are not compiled: {folder / 'django.mo'}. Install a built package, or make messages.",
    )


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> HashedStorage:
    """The static storage of a real site, in an empty folder."""
    storage = HashedStorage(location=str(tmp_path), base_url="/static/")
    monkeypatch.setattr(diagnosis, "staticfiles_storage", storage)
    return storage


@pytest.mark.usefixtures("hashed")
def test_static_files_that_were_not_collected_are_wrong(settings: Any) -> None:
    assert told(diagnosis.static_files()) == (
        "wrong",
        f"No static files in {settings.STATIC_ROOT}. Run stagemap collectstatic.",
    )


def test_a_static_file_that_went_is_wrong(hashed: HashedStorage) -> None:
    hashed.hashed_files = {"a.css": "a.1.css"}
    assert told(diagnosis.static_files()) == (
        "wrong",
        "Static files that are missing: 1, first a.1.css. Run stagemap collectstatic.",
    )


def test_static_files_that_are_there_are_good(hashed: HashedStorage, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "a.1.css").touch()
    hashed.hashed_files = {"a.css": "a.1.css"}
    assert told(diagnosis.static_files()) == ("good", f"1 static files in {settings.STATIC_ROOT}.")


def test_tests_read_static_files_where_they_lie() -> None:
    assert not isinstance(staticfiles_storage, HashedStorage)
    assert told(diagnosis.static_files()) == ("good", "Static files are read where they lie.")


def test_production_without_a_mail_server_is_wrong() -> None:
    with override_settings(PRODUCTION=True):
        assert told(diagnosis.mail()) == ("wrong", "No mail server is set (STAGEMAP_MAIL): mail stays in the outbox.")


@pytest.fixture
def mail_port() -> Iterator[int]:
    """The port of a mail server on this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    yield port
    server.stop()


def test_a_mail_server_that_answers_is_good(mail_port: int) -> None:
    server = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": mail_port}
    with override_settings(MAIL_SERVER=server, EMAIL_BACKEND=SMTP, DEFAULT_FROM_EMAIL="s@x.example", **server):
        found = diagnosis.mail()
    assert told(found) == ("good", f"The mail server 127.0.0.1:{mail_port} answers; mail comes from s@x.example.")


def test_a_mail_server_that_does_not_answer_is_wrong() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": taken.getsockname()[1]}
        with override_settings(MAIL_SERVER=server, EMAIL_BACKEND=SMTP, **server):
            found = diagnosis.mail()
    where = f"127.0.0.1:{server['EMAIL_PORT']}"
    assert told(found) == (
        "wrong",
        f"The mail server {where} does not take mail (ConnectionRefusedError): see STAGEMAP_MAIL.",
    )


def test_a_scanner_is_asked_where_one_is_set(tmp_path: Path) -> None:
    where = str(tmp_path / "clamd")
    with override_settings(CLAMAV=where):
        silent = told(diagnosis.scanner())
        server = socket.socket(socket.AF_UNIX)
        server.bind(where)
        with answering(server):
            living = told(diagnosis.scanner())
    assert silent == (
        "wrong", f"ClamAV at {where} does not answer (FileNotFoundError): no file is taken until it does."
    )  # fmt: skip
    assert living == ("good", f"ClamAV at {where} answers.")


def test_system_checks_are_told() -> None:
    with override_settings(UNKNOWN_SETTINGS=["STAGEMAP_X"]):
        noted = told(diagnosis.system_checks())
    with override_settings(MODE="production"):
        state, text = told(diagnosis.system_checks())
    assert noted == (
        "note",
        "System checks with a remark: 1, first stagemap.W001: STAGEMAP_X is set, but there is no such setting.",
    )
    installed = "stagemap.demo is installed while STAGEMAP_MODE is production."
    assert (state, text) == ("wrong", f"System checks that fail: 1, first stagemap.E001: {installed}")


def test_a_database_that_is_gone_leaves_the_other_questions_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_query: str) -> None:
        raise DatabaseError

    monkeypatch.setattr(diagnosis, "_ask", gone)
    findings = diagnosis.examine()
    assert (len(findings), findings[-1].wrong, findings[-1].text.split(" (")[0][-17:]) == (8, True, "cannot be reached")


@pytest.mark.django_db
def test_a_question_that_the_database_drops_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> diagnosis.Finding:
        raise DatabaseError

    monkeypatch.setattr(diagnosis, "migrations", lost)
    texts = [finding.text for finding in diagnosis.examine() if finding.wrong]
    assert texts == ["The database stopped answering (DatabaseError)."]


@pytest.mark.django_db
def test_migrations_that_wait_or_are_newer_are_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        waiting = told(diagnosis.migrations())
    assert waiting == ("wrong", "Migrations that were not applied: 1. Run stagemap migrate.")


@pytest.mark.django_db
def test_migrations_of_a_newer_version_are_noted() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('kit', '9999_later', CURRENT_TIMESTAMP)"
        )
    assert told(diagnosis.migrations()) == (
        "note",
        "Migrations of a newer version in the database: 1, first kit.9999_later.",
    )


@pytest.mark.django_db
def test_clocks_that_differ_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "_ask", lambda _query: 0)
    state, text = told(diagnosis.clock())
    assert (state, text.split(" are ")[0]) == ("wrong", "The clocks of database and site")


@pytest.mark.django_db
def test_a_database_that_does_not_wait_for_the_disk_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "_ask", lambda _query: "off")
    assert diagnosis.durability().wrong
