"""A real site for the journeys: its own folder, database file and server process, in demo mode.

One server serves every journey. Between two journeys its database goes back to what it was: ``begin("cast")`` to the
demo's cast and story, ``begin("empty")`` to a site on which nobody ever was.
"""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
DATABASE = "stagemap.sqlite3"
LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:\d+")


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Server:
    """A running demo."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> Mapping[str, str]:
        """Its settings; nothing of this process's own test settings reaches it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("STAGEMAP_", "DJANGO_"))}
        return kept | {
            "STAGEMAP_MODE": "demo",
            "STAGEMAP_DATA": str(self.folder),
            "STAGEMAP_SECRET_KEY": "a key for the journeys alone, never for a site that people use",
            "STAGEMAP_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "stagemap.config.settings",
            "BIND": urlsplit(self.address).netloc,
            "WEB_CONCURRENCY": "1",
        }

    def prepare(self) -> None:
        """Makes the database twice, empty and with the cast, and collects the static files meanwhile."""
        static = subprocess.Popen(
            [BIN / "stagemap", "collectstatic", "--noinput", "-v", "0"], cwd=ROOT, env=dict(self.environment)
        )
        self.command("migrate", "-v", "0")
        self._keep("empty")
        self.command("demo")
        self._keep("cast")
        assert static.wait() == 0

    def command(self, *words: str) -> None:
        """Runs ``stagemap ...`` on this site; a failure shows what it said."""
        done = subprocess.run(
            [BIN / "stagemap", *words],
            cwd=ROOT,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"stagemap {words[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"

    def begin(self, state: str) -> None:
        """Puts the database back, in one transaction of the running site: to ``"cast"`` or to ``"empty"``."""
        self._copy(self.folder / f"{state}.sqlite3", self.folder / DATABASE)

    def _keep(self, state: str) -> None:
        self._copy(self.folder / DATABASE, self.folder / f"{state}.sqlite3")

    def _copy(self, source: Path, target: Path) -> None:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
            old.backup(new)

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.folder / "server.log"

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """The web server in a process of its own; what it says is kept in ``log``."""
        words = "--config python:stagemap.config.gunicorn --log-level info stagemap.config.wsgi"
        process = subprocess.Popen(
            [str(BIN / "gunicorn"), *words.split()],
            cwd=ROOT,
            env=dict(self.environment),
            stderr=subprocess.PIPE,
            text=True,
        )
        listening = Event()
        listener = Thread(target=self._listen, args=(process, listening))
        listener.start()
        try:
            listening.wait(timeout=60)
            assert process.poll() is None, (
                f"The server ended before it listened:\n{self.log.read_text(encoding='utf-8')}"
            )
            yield self
        finally:
            process.terminate()
            process.wait(timeout=60)
            listener.join(timeout=60)

    def _listen(self, process: subprocess.Popen[str], listening: Event) -> None:
        assert process.stderr is not None
        with self.log.open("w", encoding="utf-8", buffering=1) as log, process.stderr:
            for line in process.stderr:
                log.write(line)
                if LISTENING.search(line):
                    listening.set()
        listening.set()
