"""``make serve`` from nothing: a fresh clone, until its first page answers; the packages were fetched before."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAST = "Stagemap is on"
MOST_SECONDS, MOST_CPU = 15, 12


def main() -> None:
    """Print the split of the time, as the start tells it."""
    with tempfile.TemporaryDirectory(prefix="stagemap-start-") as folder:
        clone = Path(folder) / "stagemap"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
        began, used = time.monotonic(), cpu()
        told = started(clone, began)
        wall, spent = time.monotonic() - began, cpu() - used
    print(f"make serve from nothing, until its first page: at most {MOST_SECONDS} s and {MOST_CPU} s of CPU")
    for name, until in told:
        print(f"  {until:5.1f} s  {name}")
    print(f"  {told[-1][1]:5.1f} s in all, {spent:.1f} s of CPU with the stop ({wall - told[-1][1]:.1f} s)")


def started(clone: Path, began: float) -> list[tuple[str, float]]:
    """What the start said, each line with the seconds since its beginning; the site is stopped after the last."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STAGEMAP_", "DJANGO_"))}
    command = ["make", "--no-print-directory", "serve", f"PORT={port}"]
    told = []
    with subprocess.Popen(
        command,
        cwd=clone,
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip():
                told.append((line.strip(), time.monotonic() - began))
            if LAST in line:
                break
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
    return told


def cpu() -> float:
    """Seconds of CPU of everything that this process started and that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
