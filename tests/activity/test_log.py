"""The activity log: one line a write, told to upper floors, never changed or removed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from stagemap.activity import queries
from stagemap.activity.models import Entry
from stagemap.activity.services import record
from stagemap.activity.signals import recorded

REFUSAL = "The activity log only grows: a line is never changed or removed."


def a_line(**fields: Any) -> Entry:
    record(**{"actor": "user:7", "verb": "sent", "kind": "roster", "id": 3, "placement_id": 5, **fields})
    return Entry.objects.latest("id")


@pytest.mark.django_db
@time_machine.travel(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), tick=False)
def test_a_line_holds_ids_and_names_of_fields_at_the_real_moment() -> None:
    line = a_line(fields=("title", "where"))

    assert (line.at, line.actor, line.verb, line.kind, line.object_id, line.placement_id, line.fields) == (
        dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC),
        "user:7",
        "sent",
        "roster",
        "3",
        5,
        ["title", "where"],
    )


@pytest.mark.django_db
def test_a_line_needs_no_placement() -> None:
    assert a_line(placement_id=None).placement_id is None


@pytest.mark.django_db
def test_upper_floors_are_told_what_was_done() -> None:
    told: list[dict[str, Any]] = []

    def listen(**what: Any) -> None:
        told.append({name: what[name] for name in ("placement_id", "verb", "kind", "object_id")})

    recorded.connect(listen)
    try:
        a_line()
    finally:
        recorded.disconnect(listen)

    assert told == [{"placement_id": 5, "verb": "sent", "kind": "roster", "object_id": "3"}]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_takes_the_line_with_it() -> None:
    def fail(**_: Any) -> None:
        raise LookupError

    recorded.connect(fail)
    try:
        with pytest.raises(LookupError):
            a_line()
    finally:
        recorded.disconnect(fail)

    assert Entry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE activity_entry SET actor = 'user:8'", "DELETE FROM activity_entry"],
)
def test_the_database_itself_refuses_to_change_or_remove_a_line(statement: str) -> None:
    a_line()

    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert [entry.actor for entry in Entry.objects.all()] == ["user:7"]


@pytest.mark.django_db
def test_the_orm_is_refused_as_well() -> None:
    line = a_line()

    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        line.save()
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        line.delete()

    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_emptying_the_whole_table_is_refused_on_postgresql() -> None:
    a_line()
    if connection.vendor != "postgresql":
        return

    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE activity_entry")

    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_number", [1, 2])
def test_the_triggers_lie_again_after_the_flush_of_a_transactional_test(round_number: int) -> None:
    assert Entry.objects.count() == 0
    a_line(id=round_number)

    with pytest.raises(DatabaseError, match=REFUSAL):
        Entry.objects.all().delete()


@pytest.mark.django_db
def test_lines_are_read_by_placement_and_by_object_latest_first() -> None:
    for number, placement in enumerate([5, 6, 5]):
        a_line(id=number, placement_id=placement)

    assert [line.object_id for line in queries.lines_of(5)] == ["2", "0"]
    assert [line.placement_id for line in queries.lines_about("roster", 1)] == [6]
