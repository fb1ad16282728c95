"""A throw-away PostgreSQL for the tests: its own folder, no network, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import debian

DEBIAN = Path("/usr/lib/postgresql")
# Nothing of it needs to survive a power cut.
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c jit=off"
USER = "nobody"


def programs() -> Path:
    """The folder of PostgreSQL's programs, the newest when there are more; installs Debian's when there is none."""
    found = _found()
    if found is None:
        debian.install("postgresql", "The second database")
        found = _found()
    if found is None:
        raise debian.Missing("PostgreSQL was installed but its programs were not found under /usr/lib/postgresql.")
    return found


def _found() -> Path | None:
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name))
    if versions:
        return versions[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def cluster() -> Iterator[str]:
    """Starts a cluster, gives its address as ``STAGEMAP_DATABASE`` takes it, stops it and removes its folder."""
    tools = programs()
    with tempfile.TemporaryDirectory(prefix="stagemap-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            account = pwd.getpwnam(USER)
            os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o755)
        data, log = folder / "data", folder / "log"
        _run(
            tools / "initdb", "-D", data, "-U", "stagemap", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        _run(tools / "pg_ctl", "-D", data, "-l", log, "-o", f"-k {folder} {OPTIONS}", "-w", "-t", "60", "start")
        try:
            yield f"postgres:///postgres?host={folder}&user=stagemap"
        finally:
            _run(tools / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command: str | Path) -> None:
    """Runs one of PostgreSQL's programs, which refuse to run as root, as an account without rights."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", USER, "--", *words]
    done = subprocess.run(words, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise debian.Missing(f"{Path(str(command[0])).name} failed: {done.stderr.strip()}")
