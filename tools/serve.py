"""``make serve``: the site with demo data on this machine. All of it lies in ``.data``; a second start keeps it."""

from __future__ import annotations

import hashlib
import multiprocessing.connection
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from importlib import import_module
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("STAGEMAP_DATA") or ROOT / ".data")
PATIENCE = 30.0


class Stopped(Exception):
    """Somebody asked the site to stop."""


def environment(port: int) -> dict[str, str]:
    """The settings of a demo on this machine; the secret key is made once and kept."""
    DATA.mkdir(parents=True, exist_ok=True)
    key = DATA / "secret-key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return {
        "STAGEMAP_MODE": "demo",
        "STAGEMAP_DATA": str(DATA),
        "STAGEMAP_SECRET_KEY_FILE": str(key),
        "STAGEMAP_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "stagemap.config.settings",
        "BIND": f"127.0.0.1:{port}",
    }


def port_is_free(port: int) -> bool:
    """Whether nothing listens there yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def fill() -> None:
    """Brings database and demo cast up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    print("The database is up to date.", flush=True)
    call_command("demo")


def prepared() -> int:
    """Prepares data and static files side by side; 0, or the status of what went wrong."""
    processes = [part(collect_static), part(fill)]
    try:
        for process in processes:
            process.join()
    finally:
        for process in processes:
            process.terminate()
    return next((process.exitcode for process in processes if process.exitcode), 0)


def collect_static() -> None:
    """Hashes and compresses the static files, when one of them changed since the last start."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: str(pair[0])):
            state = Path(storage.path(name)).stat()
            found.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == found.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(found.hexdigest(), encoding="utf-8")


def web() -> None:
    """The web server."""
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", "--config", "python:stagemap.config.gunicorn", "stagemap.config.wsgi"]
    WSGIApplication().run()


def worker() -> None:
    """The worker that delivers mail and keeps what follows from the calendar."""
    from django.core.management import call_command

    call_command("worker")


def part(work: Callable[[], None]) -> ForkProcess:
    """One part of the work, in a process of its own: Django was read before, and what the part used ends with it."""

    def begin() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        work()

    process = multiprocessing.get_context("fork").Process(target=begin, name=work.__name__)
    process.start()
    return process


@contextmanager
def running() -> Iterator[list[ForkProcess]]:
    """The web server and the worker; both are stopped at the end."""
    started = [part(web), part(worker)]
    try:
        yield started
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.join(timeout=20)
            process.kill()


def answers(port: int) -> bool:
    """Whether the site gives its first page."""
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        line.request("GET", "/sign-in/")
        return line.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        line.close()


def welcome(address: str) -> str:
    """Where the site is, and how to sign in as each of its people."""
    from django.utils.translation import override

    from stagemap.demo.services.personas import PERSONAS

    with override("en"):
        cast = [f"  {persona.name:16} {persona.part!s:20} {persona.says}" for persona in PERSONAS]
    return "\n".join(
        [
            f"\nStagemap is on {address}",
            f"Sign in with one press at {address}/demo/ as:",
            *cast,
            f"The mails that a real site would send are at {address}/demo/mails/.",
            f"Ctrl+C stops the site; its data stays in {DATA}.",
        ]
    )


def stop(_number: int, _frame: FrameType | None) -> None:
    """Turns a signal into an end with tidying up."""
    raise Stopped


def serve(port: int) -> int:
    """Starts everything, says where it is and waits; 1 when a part of it ended by itself."""
    with running() as processes:
        deadline = time.monotonic() + PATIENCE
        while not answers(port) and time.monotonic() < deadline and all(p.is_alive() for p in processes):
            time.sleep(0.05)
        if all(process.is_alive() for process in processes):
            print(welcome(f"http://127.0.0.1:{port}"), flush=True)
        multiprocessing.connection.wait([process.sentinel for process in processes])
        ended = [f"{process.name} ({process.exitcode})" for process in processes if not process.is_alive()]
        print(f"Ended by itself: {', '.join(ended)}", file=sys.stderr)
    return 1


def main() -> int:
    """The whole of ``make serve``."""
    port = int(os.environ.get("PORT", "8000"))
    if not port_is_free(port):
        print(f"Port {port} is taken by another program. Name another: make serve PORT={port + 1}", file=sys.stderr)
        return 1
    os.environ.update(environment(port))
    import django

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        django.setup()
        import_module("stagemap.config.urls")  # all views, read once for every part
        return prepared() or serve(port)
    except Stopped:
        print("\nStopped. Start again with make serve: everything is kept.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
