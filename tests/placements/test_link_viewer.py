"""Who asks: what an account and a browser with opened links become, what it costs, and how long it lasts."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.roles import Grant, Relation, Viewer
from stagemap.kit import jobs
from stagemap.placements.adapters import account_viewer, end_link_session
from stagemap.placements.models import Link, LinkCode, LinkSession, Placement, SchoolPerson
from stagemap.placements.queries.links import last_day, links_with_mail, opened_by, opens
from stagemap.placements.services import link_sessions
from tests import factories
from tests.factories import AT, TODAY
from tests.placements.links import COOKIE, issued, opened

DAY = dt.timedelta(days=1)
days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


def a_link(issued_on: dt.date, week: dt.date | None) -> Link:
    return Link(issued_at=dt.datetime.combine(issued_on, dt.time(12), dt.UTC), placement=Placement(week=week))


@given(days, days)
def test_a_link_works_thirty_days_at_least_and_until_thirty_days_after_the_week(
    issued_on: dt.date, week: dt.date
) -> None:
    last = last_day(a_link(issued_on, week))

    assert last == max(issued_on, week + 4 * DAY) + 30 * DAY


@given(days)
def test_a_link_without_a_week_works_a_year(issued_on: dt.date) -> None:
    assert last_day(a_link(issued_on, None)) == issued_on + 365 * DAY


@pytest.mark.django_db
@time_machine.travel(AT, tick=False)
def test_everybody_who_has_a_part_gets_that_part_and_nobody_else() -> None:
    placement = factories.placement()
    assert placement.school is not None
    assert placement.mentor is not None
    people = {name: factories.person(placement.school, name) for name in ("Tom C", "Griet M", "Jan W")}
    placement.class_mentor = placement.care_coordinator = people["Jan W"]
    placement.save()
    factories.reading(placement, people["Tom C"], "class_mentor")
    factories.reading(placement, people["Griet M"], "care_team")

    def relation(person: SchoolPerson) -> Relation | None:
        link = issued(placement, person)
        answer = link_sessions.open_by_secret(public_id=link.link.public_id, secret=link.secret, key="", at=AT)
        found = opened_by(answer.key, real=AT, today=TODAY)
        return found.viewer.grants[0].relation if found else None

    assert relation(placement.mentor) is Relation.MENTOR
    assert relation(people["Tom C"]) is Relation.CLASS_MENTOR
    assert relation(people["Griet M"]) is Relation.CARE_TEAM
    assert relation(people["Jan W"]) is None  # on file, but never invited (G17)


@pytest.mark.django_db
@time_machine.travel(AT, tick=False)
def test_a_browser_becomes_its_person_with_a_grant_for_each_link() -> None:
    placement = factories.placement()
    assert placement.mentor is not None
    link = issued(placement)
    key = opened(link).cookies[COOKIE].value

    found = opened_by(key, real=AT, today=TODAY)

    assert found is not None
    grant = Grant(placement.pk, placement.mentor.pk, link.link.pk, Relation.MENTOR)
    assert found.viewer == Viewer(name="Els Peeters", language="nl", grants=(grant,))
    assert found.viewer.actor == f"person:{placement.mentor.pk}"


@pytest.mark.django_db
def test_a_key_that_nobody_has_opens_nothing() -> None:
    issued(factories.placement())

    assert opened_by("", real=AT, today=TODAY) is None
    assert opened_by("x" * 43, real=AT, today=TODAY) is None
    assert opens(None, TODAY) is False


@pytest.mark.django_db
def test_an_account_becomes_a_viewer_and_nobody_stays_nobody() -> None:
    noor = factories.user(language="en")
    request = RequestFactory().get("/")
    request.user = noor
    nobody = RequestFactory().get("/")
    nobody.user = AnonymousUser()

    assert account_viewer(request) == Viewer(user_id=noor.pk, name="Noor Verhaegen", language="en")
    assert account_viewer(nobody) == Viewer()


@pytest.mark.django_db
def test_an_account_costs_djangos_own_two_queries_and_a_stranger_none() -> None:
    browser = Client()
    browser.force_login(factories.user())

    with CaptureQueriesContext(connection) as account:
        browser.get("/sign-in/second-step/")
    with CaptureQueriesContext(connection) as stranger:
        Client().get("/sign-in/second-step/")

    assert (len(account), len(stranger)) == (2, 0)


@pytest.mark.django_db
def test_an_account_outranks_links_that_the_same_browser_opened() -> None:
    placement = factories.placement()
    with time_machine.travel(AT, tick=False):
        browser = opened(issued(placement))
        browser.force_login(factories.user("Lars Peeters"))

        assert browser.get(f"/placements/{placement.pk}/").status_code == 404


@pytest.mark.django_db
def test_a_session_is_noted_as_alive_once_an_hour_and_its_cookie_lives_on() -> None:
    with time_machine.travel(AT, tick=False) as clock:
        browser = opened(issued(factories.placement()))
        key = browser.cookies[COOKIE].value
        renewed = []
        for minutes in (59, 1, 59, 1):
            clock.shift(dt.timedelta(minutes=minutes))
            answer = browser.get("/sign-in/second-step/")
            renewed.append((COOKIE in answer.cookies, LinkSession.objects.get().seen_at - AT))

    hour = dt.timedelta(hours=1)
    assert renewed == [(False, 0 * hour), (True, hour), (False, hour), (True, 2 * hour)]
    assert browser.cookies[COOKIE].value == key


@pytest.mark.django_db
def test_the_worker_forgets_idle_sessions_and_old_codes() -> None:
    with time_machine.travel(AT, tick=False) as clock:
        link = issued(factories.placement())
        opened(link)
        Client().post(f"{link.url}code/mail/")
        [job] = [job for job in jobs.registered() if job.name == "forget ended link sessions"]
        clock.shift(14 * DAY - dt.timedelta(seconds=1))
        job.run(AT)
        assert (LinkSession.objects.count(), LinkCode.objects.count()) == (1, 0)
        clock.shift(dt.timedelta(seconds=1))
        job.run(AT)

    assert LinkSession.objects.count() == 0


@pytest.mark.django_db
def test_a_sign_in_without_links_ends_nothing() -> None:
    request = RequestFactory().get("/")

    end_link_session(None)
    end_link_session(request)
    request.COOKIES[COOKIE] = "unknown"
    end_link_session(request)

    assert LinkSession.objects.count() == 0


@pytest.mark.django_db
@time_machine.travel(AT, tick=False)
def test_the_way_back_is_for_the_newest_link_of_an_open_placement_only() -> None:
    school = factories.school()
    els = factories.person(school, email="els@wegwijzer.example")
    old, closed, lost = (
        factories.placement(school=school, mentor=els, student=factories.user(name)) for name in ("A B", "C D", "E F")
    )
    factories.placement(school=school, mentor=els, student=factories.user("never issued"))
    issued(old)
    newest = issued(old)
    issued(closed)
    issued(lost)
    closed.closed_at = AT
    closed.save()
    lost.mentor = None
    lost.save()

    assert links_with_mail("ELS@wegwijzer.example") == [newest.link]
    assert links_with_mail("tom@wegwijzer.example") == []


@pytest.mark.django_db
@time_machine.travel(AT, tick=False)
def test_a_chosen_language_is_kept_for_whoever_has_no_account() -> None:
    placement = factories.placement()
    browser = opened(issued(placement))

    browser.post("/language/", {"language": "en", "next": "/"})
    browser.post("/language/", {"language": "en", "next": "/"})

    assert placement.mentor is not None
    placement.mentor.refresh_from_db()
    assert placement.mentor.language == "en"
