from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from stagemap.kit import limits
from stagemap.kit.faults import too_many_text
from stagemap.kit.models import Attempt

QUARTER = timedelta(minutes=15)
NOON = datetime(2027, 3, 24, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_attempts_beyond_the_limit_are_refused_until_the_window_ends() -> None:
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        verdicts = [limits.hit("sign-in", "els@school.example", at_most=2, per=QUARTER) for _ in range(3)]
    assert [(v.allowed, v.wait) for v in verdicts] == [
        (allowed, timedelta(minutes=10)) for allowed in (True, True, False)
    ]
    with time_machine.travel(NOON + QUARTER, tick=False):
        assert limits.hit("sign-in", "els@school.example", at_most=2, per=QUARTER).allowed is True


@pytest.mark.django_db
def test_an_attempt_that_was_right_can_be_given_back() -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(3):
            assert limits.hit("pin", 3, at_most=1, per=QUARTER).allowed is True
            limits.give_back("pin", 3, per=QUARTER)
        limits.give_back("pin", 3, per=QUARTER)
        assert [limits.hit("pin", 3, at_most=1, per=QUARTER).allowed for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_limits_of_other_people_and_other_things_are_counted_apart() -> None:
    with time_machine.travel(NOON, tick=False):
        for who in (("sign-in", "els"), ("sign-in", "noor"), ("pin", "els"), ("pin", "e", "ls")):
            assert limits.hit(*who, at_most=1, per=QUARTER).allowed is True


@pytest.mark.django_db
def test_nobody_can_be_read_from_what_is_counted() -> None:
    limits.hit("sign-in", "els@school.example", at_most=1, per=QUARTER)
    assert [("els" in subject, len(subject)) for subject in Attempt.objects.values_list("subject", flat=True)] == [
        (False, 64)
    ]


@pytest.mark.django_db
def test_a_demand_beyond_the_limit_says_how_long_to_wait() -> None:
    with time_machine.travel(NOON, tick=False), pytest.raises(limits.TooMany) as caught:
        limits.require("pin", 3, at_most=0, per=QUARTER)
    assert (caught.value.minutes, too_many_text(caught.value)) == (
        15,
        "Te veel pogingen. Probeer het over 15 minuten opnieuw.",
    )
    assert (
        too_many_text(limits.TooMany(timedelta(seconds=5))) == "Te veel pogingen. Probeer het over een minuut opnieuw."
    )


@pytest.mark.django_db
def test_windows_that_ended_are_forgotten() -> None:
    with time_machine.travel(NOON, tick=False):
        limits.hit("pin", 3, at_most=1, per=QUARTER)
        assert (limits.forget(at=NOON), limits.forget(at=NOON + timedelta(hours=1))) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_time_are_all_counted() -> None:
    def attempt(_: int) -> bool:
        try:
            return limits.hit("pin", 3, at_most=5, per=timedelta(days=1)).allowed
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        allowed = list(pool.map(attempt, range(20)))
    assert (sum(allowed), Attempt.objects.get().count) == (5, 20)
