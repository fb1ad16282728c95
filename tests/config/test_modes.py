"""Settings as a whole: what each mode switches on, seen from a process that starts in it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.test import override_settings

from stagemap.config import checks

SHOW = """
import json, sys
from stagemap.config import settings as s
names = sys.argv[1:]
print(json.dumps({name: getattr(s, name) for name in names}, default=str))
"""
KEY = "k" * 50


def settings_of(folder: Path, *names: str, **values: str) -> dict[str, Any]:
    """What the named settings are in a process of its own with these ``STAGEMAP_`` variables."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STAGEMAP_")}
    environment |= {"STAGEMAP_SECRET_KEY": KEY, "STAGEMAP_DATA": str(folder)}
    environment |= {f"STAGEMAP_{name}": value for name, value in values.items()}
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *names], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


PUBLIC = {"URL": "https://stage.example.org", "MAIL_FROM": "stage@example.org"}


def test_production_has_no_demo_and_only_its_own_host(tmp_path: Path) -> None:
    told = settings_of(tmp_path, "INSTALLED_APPS", "ALLOWED_HOSTS", "DEBUG", "STAGEMAP_DEMO", **PUBLIC)
    assert "stagemap.demo" not in told["INSTALLED_APPS"]
    assert (told["ALLOWED_HOSTS"], told["DEBUG"], told["STAGEMAP_DEMO"]) == (["stage.example.org"], False, False)


def test_production_cookies_are_bound_to_the_host_and_to_https(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME"]
    flags = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    told = settings_of(tmp_path, *names, *flags, "SECURE_HSTS_SECONDS", **PUBLIC)
    assert [told[name] for name in names] == ["__Host-session", "__Host-csrf", "__Host-language"]
    assert [told[flag] for flag in flags] == [True] * 4
    assert told["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600


def test_a_demo_has_its_app_and_sends_no_mail(tmp_path: Path) -> None:
    told = settings_of(tmp_path, "INSTALLED_APPS", "EMAIL_BACKEND", MODE="demo", MAIL="smtp://mail.example.org")
    assert "stagemap.demo" in told["INSTALLED_APPS"]
    assert told["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"


def test_the_content_policy_has_no_unsafe_word() -> None:
    from stagemap.config import settings

    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    assert [word for words in policy.values() for word in words if "unsafe" in word] == []


def command(folder: Path, *words: str, **values: str) -> tuple[int, str]:
    """How the ``stagemap`` command ends with these ``STAGEMAP_`` variables: its status and what it complains of."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STAGEMAP_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "stagemap.config.settings"}
    environment |= {f"STAGEMAP_{name}": value for name, value in values.items()}
    program = str(Path(sys.executable).parent / "stagemap")
    done = subprocess.run([program, *words], env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_the_command_tells_a_bad_setting_in_one_sentence(tmp_path: Path) -> None:
    told = command(tmp_path, "check", MODE="live")
    assert told == (2, "STAGEMAP_MODE is 'live'. Wanted: one of production, demo, test.\n")


def test_the_command_tells_a_lost_database_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "gone" / "x.sqlite3"
    told = command(tmp_path, "migrate", MODE="demo", SECRET_KEY=KEY, DATABASE=f"sqlite:///{file}", DATA=str(tmp_path))
    sentence = (
        "The database does not do its work (unable to open database file). stagemap doctor tells what is wrong.\n"
    )
    assert told == (2, sentence)


def test_the_data_folder_is_made_for_the_site_alone(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    assert command(tmp_path, "check", MODE="demo", SECRET_KEY=KEY, DATA=str(data)) == (0, "")
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_demo_app_in_production_refuses_the_start() -> None:
    with override_settings(MODE="production"):
        assert [message.id for message in checks.demo_stays_out_of_production(None)] == ["stagemap.E001"]
    assert checks.demo_stays_out_of_production(None) == []


def test_an_unknown_setting_is_remarked_upon() -> None:
    with override_settings(UNKNOWN_SETTINGS=["STAGEMAP_MDOE"]):
        (message,) = checks.settings_are_known(None)
    assert (message.id, message.msg) == ("stagemap.W001", "STAGEMAP_MDOE is set, but there is no such setting.")
