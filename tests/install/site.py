"""Starts a web server of ours in a process of its own and asks it for pages."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+)")


@dataclass(frozen=True)
class Answer:
    """What the site answered."""

    status: int
    headers: Mapping[str, str]
    text: str


def ask(port: int, path: str, **headers: str) -> Answer:
    """One GET; header names are written with underscores."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return Answer(answer.status, dict(answer.headers), answer.read().decode("utf-8", errors="replace"))
    finally:
        line.close()


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> str:
    """Runs a program to its end and gives what it printed; a failure shows its errors."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=dict(environment), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words[0]} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def listening(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Iterator[int]:
    """Starts gunicorn, waits for its word that it listens, gives the port, and stops it.

    What it said goes to this process's standard error, which pytest shows of a test that failed.
    """
    process = subprocess.Popen(
        [str(word) for word in command], cwd=folder, env=dict(environment), stderr=subprocess.PIPE, text=True
    )
    said = []
    try:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if found := LISTENING.search(line):
                yield int(found.group(1))
                break
        else:
            raise AssertionError("The server ended before it listened:\n" + "".join(said))
    finally:
        process.terminate()
        sys.stderr.write("".join([*said, process.communicate(timeout=60)[1] or ""]))
