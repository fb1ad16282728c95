"""What a web worker of gunicorn keeps in memory, after it drew the supervisor's list fifty times."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .pages import LIES
from .site import HOST, client

PAGES = 50
READY = 30.0


def main() -> None:
    """Print the resident memory after a first page and after fifty lists."""
    cookie = client(LIES).cookies[settings.SESSION_COOKIE_NAME].value
    with serving() as (port, master):
        ask(port, "/sign-in/", cookie)
        first = memory(master)
        sizes = {len(ask(port, "/students/", cookie)) for _ in range(PAGES)}
        print(
            f"A worker's memory: {first} MB after its first page, {memory(master)} MB after {PAGES} lists of 200"
            f" ({min(sizes) / 1000:.0f} kB each; at most 80 MB)"
        )


@contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """The site's own gunicorn with one worker: its port and the id of its first process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "gunicorn"), "--config", "python:stagemap.config.gunicorn"]
    environment = {**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1"}
    process = subprocess.Popen([*command, "stagemap.config.wsgi"], env=environment)
    try:
        deadline = time.monotonic() + READY
        while not listens(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=READY)


def listens(port: int) -> bool:
    """Whether somebody answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, path: str, cookie: str) -> bytes:
    """One page, as a browser behind the college's proxy asks for it."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=READY)
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        body = answer.read()
        assert answer.status in {200, 302}, (path, answer.status)
        return body
    finally:
        line.close()


def memory(master: int) -> int:
    """Resident megabytes of the largest process below ``master``."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    told = [Path(f"/proc/{child}/status").read_text(encoding="ascii") for child in children]
    return max(int(re.findall(r"VmRSS:\s+(\d+)", each)[0]) for each in told) // 1024
