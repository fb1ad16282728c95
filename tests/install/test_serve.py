"""``make serve``: from nothing to a demo that answers, and a second start that keeps what was there."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from stagemap.demo.services.personas import PERSONAS
from tests.house import source
from tests.install.site import ask


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def started(data: Path, port: int) -> subprocess.Popen[str]:
    """``make serve`` without make, with its data elsewhere."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("STAGEMAP_", "DJANGO_"))}
    environment |= {"STAGEMAP_DATA": str(data), "PORT": str(port)}
    command = [sys.executable, "-m", "tools.serve"]
    return subprocess.Popen(command, cwd=source.ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def served(data: Path) -> tuple[list[str], int, str]:
    """What a start printed until it was ready, the status of the first page and its text; the site is stopped again."""
    port = free_port()
    process = started(data, port)
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line.rstrip())
        if line.startswith("Ctrl+C"):
            break
    page = ask(port, "/sign-in/")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    return said, page.status, page.text


def asked(data: Path, query: str) -> list[tuple[int | str, ...]]:
    """What the site's database answers; what the query changes is kept."""
    with closing(sqlite3.connect(data / "stagemap.sqlite3")) as connection, connection:
        return connection.execute(query).fetchall()


@pytest.mark.slow
def test_serve_makes_a_demo_from_nothing_and_a_second_start_keeps_it(tmp_path: Path) -> None:
    first, status, text = served(tmp_path)
    (made,) = asked(tmp_path, "SELECT count(*) > 0, count(*) FROM placements_placement")
    key = (tmp_path / "secret-key").read_text(encoding="utf-8")
    asked(tmp_path, "UPDATE placements_placement SET class_label = 'as it was left'")
    second, again, _ = served(tmp_path)
    assert (status, again, 'lang="nl-BE"' in text) == (200, 200, True)
    kept = asked(tmp_path, "SELECT class_label, count(*) FROM placements_placement GROUP BY class_label")
    assert (made[0], kept) == (1, [("as it was left", made[1])])
    assert key == (tmp_path / "secret-key").read_text(encoding="utf-8")
    cast = [line for line in first if line.startswith("  ")]
    assert [line.strip().split("  ")[0] for line in cast] == [persona.name for persona in PERSONAS]
    assert [line for line in second if line.startswith("  ")] == cast


@pytest.mark.slow
def test_serve_says_when_its_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {**os.environ, "STAGEMAP_DATA": str(tmp_path), "PORT": str(port)}
        command = [sys.executable, "-m", "tools.serve"]
        done = subprocess.run(command, cwd=source.ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        f"Port {port} is taken by another program. Name another: make serve PORT={port + 1}\n",
    )
