from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from stagemap.kit import clock
from stagemap.kit.services import NotADemo, set_site_clock

REAL = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
STORY = datetime(2027, 3, 24, 15, 42, tzinfo=UTC)


@pytest.mark.django_db
def test_a_demo_clock_runs_on_from_where_it_was_set(settings: Settings) -> None:
    settings.STAGEMAP_DEMO = True
    with time_machine.travel(REAL, tick=False) as travel:
        set_site_clock(to=STORY)
        travel.shift(timedelta(minutes=3))
        assert (clock.now_for_site(), clock.today_for_site()) == (STORY + timedelta(minutes=3), date(2027, 3, 24))
        assert clock.real_now() == REAL + timedelta(minutes=3)
        set_site_clock(to=STORY - timedelta(days=1))
        assert clock.now_for_site() == STORY - timedelta(days=1)
        set_site_clock(to=None)
        assert clock.now_for_site() == clock.real_now()


@pytest.mark.django_db
def test_the_clock_of_a_real_site_cannot_be_set(settings: Settings) -> None:
    settings.STAGEMAP_DEMO = False
    with pytest.raises(NotADemo):
        set_site_clock(to=STORY)


@pytest.mark.django_db
def test_a_real_site_asks_the_database_nothing_for_the_time(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.STAGEMAP_DEMO = False
    with time_machine.travel(REAL, tick=False), django_assert_num_queries(0):
        assert clock.now_for_site() == REAL


def test_a_request_has_its_moment_and_the_day_in_brussels(stranger: Client) -> None:
    with time_machine.travel(datetime(2027, 3, 24, 23, 30, tzinfo=UTC), tick=False):
        said = stranger.get("/public/").content.decode()
    assert said == "public 2027-03-24T23:30:00+00:00 2027-03-25"


@pytest.mark.parametrize(
    ("day", "minutes", "moment"),
    [
        (date(2027, 3, 27), 600, datetime(2027, 3, 27, 9, 0, tzinfo=UTC)),
        (date(2027, 3, 28), 600, datetime(2027, 3, 28, 8, 0, tzinfo=UTC)),
        (date(2027, 10, 31), 600, datetime(2027, 10, 31, 9, 0, tzinfo=UTC)),
        (date(2027, 4, 19), 1440, datetime(2027, 4, 19, 22, 0, tzinfo=UTC)),
    ],
)
def test_a_time_on_the_wall_is_the_same_in_summer_and_winter(day: date, minutes: int, moment: datetime) -> None:
    assert clock.at_local(day, minutes) == moment
    assert clock.local(moment).replace(tzinfo=None) == datetime.combine(day, datetime.min.time()) + timedelta(
        minutes=minutes
    )
