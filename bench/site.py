"""What is measured: the demo's cast, a supervisor with 200 students, and any number of placements beside them."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

from stagemap.kit.clock import real_now, today_for_site
from stagemap.placements.models import Placement, Supervision
from stagemap.portfolio.models import Sheet, SheetVersion
from stagemap.web.services import rebuild_standings

HOST = "bench.example"
RUNS = 7
WEEK = dt.date(2027, 4, 26)
SHEET = ("kind", "text_id", "title", "layer", "answers", "words", "pupils", "revision", "day", "begun_at", "changed_at")
VERSION = ("revision", "title", "answers", "by", "begun_at", "at")
CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request costs: least and median CPU in milliseconds, queries, bytes as they are and compressed."""

    least: float
    median: float
    queries: int
    size: int
    packed: int


def play() -> None:
    """The cast of the demo, with its services, in one transaction."""
    from stagemap.demo.services.cast import Stage

    with transaction.atomic():
        stage = Stage()
        stage.set()
        stage.play()


def crowd(number: int, *, supervisor: str, name: str) -> None:
    """``number`` more placements like Jonas's, in the same school, under ``supervisor`` (made when not there)."""
    User = get_user_model()  # noqa: N806 - a class
    like = Placement.objects.get(student__email="jonas.wouters@student.example")
    lead, _ = User.objects.get_or_create(email=supervisor, defaults={"name": "Lies Goossens"})
    users = [User(email=f"{name}.{n}@student.example", name=f"Student {name} {n}") for n in range(number)]
    User.objects.bulk_create(users, batch_size=500)
    same = {field: getattr(like, field) for field in ("edition", "school", "mentor", "class_mentor", "student_group")}
    placements = [Placement(**same, student=user, week=WEEK, created_at=real_now()) for user in users]
    Placement.objects.bulk_create(placements, batch_size=500)
    Supervision.objects.bulk_create(
        [Supervision(placement=each, supervisor=lead, is_lead=True) for each in placements], batch_size=500
    )
    rebuild_standings(placement_ids=[each.pk for each in placements], today=today_for_site())


def sheets(each: int) -> int:
    """``each`` sheets, ready to be read, in every portfolio that has none; answers how many there are on the site."""
    some = Sheet.objects.filter(shown__isnull=False, block=None).select_related("shown")
    like = list(itertools.islice(itertools.cycle(some), each))
    rows, versions = [], []
    for placement in Placement.objects.filter(sheets=None).values_list("pk", "student_id"):
        for row in like:
            copy = Sheet(
                **{name: getattr(row, name) for name in SHEET},
                placement_id=placement[0],
                begun_by=f"user:{placement[1]}",
            )
            rows.append(copy)
            said = {name: getattr(row.shown, name) for name in VERSION}
            versions.append(SheetVersion(sheet=copy, ready_at=copy.changed_at, **said))
    Sheet.objects.bulk_create(rows, batch_size=500)
    SheetVersion.objects.bulk_create(versions, batch_size=500)
    for row, version in zip(rows, versions, strict=True):
        row.shown = version
    Sheet.objects.bulk_update(rows, ["shown"], batch_size=500)
    return Sheet.objects.count()


def client(email: str = "") -> Client:
    """A browser, signed in when ``email`` is given."""
    browser = Client(HTTP_HOST=HOST)
    if email:
        browser.force_login(get_user_model().objects.get(email=email))
    return browser


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every query that runs meanwhile; that a transaction begins or ends is not counted."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        if not sql.startswith(CONTROL):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def nothing() -> None:
    """No preparation."""


def cost(ask: Callable[[], Any], prepare: Callable[[], object] = nothing) -> Cost:
    """The cost of one request, after two to warm up; what ``prepare`` does before each is not part of it."""
    prepare()
    ask()
    prepare()
    with counted() as queries:
        answer = ask()
    times = []
    for _ in range(RUNS):
        prepare()
        began = time.process_time()
        ask()
        times.append((time.process_time() - began) * 1000)
    body = answer.content
    return Cost(min(times), statistics.median(times), len(queries), len(body), len(gzip.compress(body)))
