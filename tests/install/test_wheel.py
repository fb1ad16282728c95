"""The package as others get it: built, installed alone, started, asked for its first page."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house import source
from tests.install.site import ask, listening, run

UV = Path(sys.executable).parent / "uv"
CARRIED = {
    ".html",
    ".css",
    ".js",
    ".svg",
    ".woff2",
    ".ttf",
    ".typ",
    ".csv",
    ".yaml",
    ".po",
    ".mo",
    ".txt",
    ".md",
    ".py",
    ".typed",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run([UV, "build", "--wheel", "--quiet", "--out-dir", folder], source.ROOT, os.environ)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if name.startswith("stagemap/")}
    ours = {
        path.relative_to(source.ROOT / "src").as_posix() for path in source.tracked() if source.SOURCE in path.parents
    }
    assert {name for name in ours if Path(name).suffix in CARRIED} - carried == set()


def production(folder: Path) -> dict[str, str]:
    """The environment of a site that people use, with nothing of this one."""
    ours = ("STAGEMAP_", "DJANGO_", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return environment | {
        "STAGEMAP_DATA": str(folder / "data"),
        "STAGEMAP_SECRET_KEY": "s" * 60,
        "STAGEMAP_URL": "https://stage.example.org",
        "STAGEMAP_MAIL_FROM": "stage@example.org",
        "GUNICORN_CMD_ARGS": "--bind 127.0.0.1:0 --log-level info",
    }


@pytest.fixture
def programs(wheel: Path, tmp_path: Path) -> Path:
    """The programs of a bare environment that holds the wheel and what is locked for it, and nothing else."""
    run([sys.executable, "-m", "venv", "--without-pip", "bare"], tmp_path, os.environ)
    folder = tmp_path / "bare" / "bin"
    install: list[str | Path] = [UV, "pip", "install", "--quiet", "--no-deps", "--python", folder / "python"]
    run([*install, "--require-hashes", "-r", source.ROOT / "requirements" / "core.txt"], tmp_path, os.environ)
    run([*install, wheel], tmp_path, os.environ)
    return folder


@pytest.mark.slow
def test_the_wheel_starts_in_a_bare_environment_and_answers_in_production_mode(programs: Path, tmp_path: Path) -> None:
    environment = production(tmp_path)
    run([str(programs / "stagemap"), "migrate", "--verbosity=0"], tmp_path, environment)
    run([str(programs / "stagemap"), "collectstatic", "--no-input", "--verbosity=0"], tmp_path, environment)
    server = [str(programs / "gunicorn"), "--config", "python:stagemap.config.gunicorn", "stagemap.config.wsgi"]
    with listening(server, tmp_path, environment) as port:
        page = ask(port, "/sign-in/", Host="stage.example.org", X_Forwarded_Proto="https")
        sheets = [ask(port, path, Host="stage.example.org", X_Forwarded_Proto="https") for path in links(page.text)]
        plain = ask(port, "/sign-in/", Host="stage.example.org")
        foreign = ask(port, "/sign-in/", Host="elsewhere.example", X_Forwarded_Proto="https")
    assert (page.status, 'lang="nl-BE"' in page.text) == (200, True)
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert page.headers["Set-Cookie"].startswith("__Host-")
    assert (len(sheets) > 0, {sheet.status for sheet in sheets}) == (True, {200})
    assert (plain.status, plain.headers["Location"]) == (301, "https://stage.example.org/sign-in/")
    assert foreign.status == 400


def links(html: str) -> list[str]:
    """The static files that a page asks for."""
    return re.findall(r'(?:href|src)="(/static/[^"#]+)', html)
