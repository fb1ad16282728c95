"""A worker that is killed in the middle of its round loses no mail, and says which ones may have arrived twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.post.conftest import Sink

MAILS = 12
KILL_AT = (3, 5, 8)
REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def command(folder: Path, port: int, *words: str) -> subprocess.Popen[bytes]:
    """One ``stagemap`` command on a database of its own."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("STAGEMAP_")},
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "STAGEMAP_TEST_DATABASE": f"sqlite:///{folder / 'outbox.sqlite3'}",
        "STAGEMAP_MAIL": f"smtp://127.0.0.1:{port}?tls=no",
    }
    words = (sys.executable, "-m", "django", *words)
    return subprocess.Popen(
        words, cwd=REPOSITORY, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


def filled_outbox(folder: Path, port: int) -> tuple[sqlite3.Connection, set[str]]:
    """A database with mails that are due, and their Message-IDs."""
    assert command(folder, port, "migrate", "post").wait() == 0
    outbox = sqlite3.connect(folder / "outbox.sqlite3", isolation_level=None)
    insert = (
        "INSERT INTO post_mail (kind, object_id, recipient, due_on, message_id, language, subject, text, html, status,"
        " queued_at, next_try_at, tries, trouble, holds_secret) VALUES ('roster', ?, 'karim@college.example',"
        " '2026-03-24', ?, 'nl', 'Rooster', 'Dag', '', 'queued', '2026-01-01 09:00:00', '2026-01-01 09:00:00', 0,"
        " '', 0)"
    )
    ids = [f"<{number}@stage.example>" for number in range(MAILS)]
    outbox.executemany(insert, enumerate(ids))
    return outbox, set(ids)


def test_kills_lose_nothing_and_every_doubtful_mail_is_flagged(tmp_path: Path, sink: Sink) -> None:
    outbox, ids = filled_outbox(tmp_path, sink.port)
    worker: list[subprocess.Popen[bytes]] = []
    arrived: Counter[str] = Counter()

    def kill_now_and_then() -> None:
        arrived["texts"] += 1
        if arrived["texts"] in KILL_AT:
            os.kill(worker[-1].pid, signal.SIGKILL)
            worker[-1].wait()

    sink.on_text.append(kill_now_and_then)
    for _ in range(len(KILL_AT) + 1):
        worker.append(command(tmp_path, sink.port, "worker", "--once"))
        worker[-1].wait()
        outbox.execute("UPDATE post_mail SET next_try_at = '2026-01-01 09:00:00' WHERE status = 'sending'")

    rows = outbox.execute("SELECT message_id, status, trouble FROM post_mail").fetchall()
    copies = Counter(str(mail["Message-ID"]) for mail in sink.got)
    doubtful = {message_id for message_id, _, trouble in rows if trouble}
    assert [process.returncode for process in worker] == [-signal.SIGKILL] * len(KILL_AT) + [0]
    assert (Counter(status for _, status, _ in rows), set(copies)) == ({"sent": MAILS}, ids)
    assert {message_id for message_id, number in copies.items() if number > 1} <= doubtful
    assert len(doubtful) == len(KILL_AT)
