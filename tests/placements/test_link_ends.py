"""Links that no longer open: all look alike; revoking, replacing and idling end sessions."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from stagemap.activity.models import Entry
from stagemap.core.roles import SYSTEM
from stagemap.kit.clock import real_now, today_for_site
from stagemap.kit.services import set_site_clock
from stagemap.placements.models import Link, LinkSession
from stagemap.placements.queries.links import opened_by
from stagemap.placements.services import revoke_link
from tests import factories
from tests.factories import AT
from tests.placements.links import COOKIE, Issued, issued, may_read, opened

pytestmark = pytest.mark.django_db
UNKNOWN = "x" * 22
LAST_DAY = dt.datetime(2027, 5, 23, 10, tzinfo=dt.UTC)  # Friday 23 April + 30 days
STORY = time_machine.travel(AT, tick=False)


def dead_links() -> dict[str, Issued]:
    """A link of every kind that does not open at ``LAST_DAY`` plus one day."""
    cases = {
        name: issued(factories.placement(student=factories.user(f"{name} X")))
        for name in ("revoked", "wrong", "expired")
    }
    revoke_link(link=cases["revoked"].link, by=SYSTEM, at=AT)
    no_part = factories.placement(student=factories.user("Lars Peeters"))
    cases["no part"] = issued(no_part)
    no_part.mentor = None
    no_part.save()
    cases["unknown"] = Issued(Link(public_id=UNKNOWN), cases["expired"].secret)
    later = issued(factories.placement(student=factories.user("Wrong Secret")), at=LAST_DAY)
    cases["wrong"] = Issued(later.link, cases["expired"].secret)
    return cases


def told(client: Client, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
    """What an answer tells: status, address, and the page without its public id and token."""
    answer = getattr(client, method)(path, data or {})
    page = re.sub(r'value="[A-Za-z0-9]{64}"|CSRFToken": "[A-Za-z0-9]+', "", answer.content.decode())
    public_id = path.split("/")[2]
    return (
        answer.status_code,
        answer.headers.get("Location", "").replace(public_id, "ID"),
        page.replace(public_id, "ID"),
    )


def test_every_link_that_does_not_open_gets_the_same_answer() -> None:
    cases = dead_links()
    with time_machine.travel(LAST_DAY + dt.timedelta(days=1), tick=False):
        answers = {name: told(Client(), "post", case.url, {"secret": case.secret}) for name, case in cases.items()}
        pages = {name: told(Client(), "get", case.url) for name, case in cases.items() if name != "wrong"}
        codes = {name: told(Client(), "post", f"{case.url}code/mail/") for name, case in cases.items()}
        tries = {name: told(Client(), "post", f"{case.url}code/", {"code": "12"}) for name, case in cases.items()}
        renewals = {name: told(Client(), "post", f"{case.url}renewal/") for name, case in cases.items()}

    unknown = answers["unknown"]
    assert unknown[0] == 404
    assert answers == dict.fromkeys(answers, unknown)
    assert pages == dict.fromkeys(pages, pages["unknown"])
    assert [each["unknown"][:2] for each in (pages, codes, tries, renewals)] == [
        (404, ""),
        (303, "/link/ID/code/"),
        (422, ""),
        (303, "/link/ID/renewal/"),
    ]
    for each in (codes, tries, renewals):
        assert each == dict.fromkeys(each, each["unknown"])


def test_a_link_opens_until_thirty_days_after_the_week_and_not_a_day_longer() -> None:
    link = issued(factories.placement())

    with time_machine.travel(LAST_DAY, tick=False):
        assert Client().get(link.url).status_code == 200
    with time_machine.travel(LAST_DAY + dt.timedelta(days=1), tick=False):
        assert Client().get(link.url).status_code == 404


def test_an_expired_link_ends_what_it_opened() -> None:
    placement = factories.placement()
    with time_machine.travel(LAST_DAY, tick=False) as clock:
        browser = opened(issued(placement))
        Link.objects.update(issued_at=AT)
        assert may_read(browser, placement)
        clock.shift(dt.timedelta(days=1))

        assert browser.get(f"/placements/{placement.pk}/").status_code == 302


@STORY
def test_a_stranger_cannot_use_a_secret_of_another_link() -> None:
    mine = issued(factories.placement())
    theirs = issued(factories.placement(student=factories.user("Lars Peeters")))

    assert Client().post(theirs.url, {"secret": mine.secret}).status_code == 404
    assert Client().post(mine.url, {}).status_code == 404
    assert Client().post(mine.url, {"secret": "x" * 500}).status_code == 404
    assert LinkSession.objects.count() == 0


@STORY
def test_revoking_ends_every_session_of_a_link_at_once() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = opened(link)

    revoke_link(link=link.link, by=SYSTEM, at=AT)

    assert not may_read(browser, placement)
    assert LinkSession.objects.count() == 0


@STORY
def test_revoking_one_link_leaves_the_session_to_another() -> None:
    school = factories.school()
    els = factories.person(school, email="els@wegwijzer.example")
    first, second = (
        factories.placement(school=school, mentor=els, student=factories.user(name)) for name in ("Noor V", "Lars P")
    )
    link, browser = issued(first), Client()
    opened(link, browser)
    opened(issued(second), browser)

    revoke_link(link=link.link, by=SYSTEM, at=AT)
    revoke_link(link=link.link, by=SYSTEM, at=AT)

    assert [may_read(browser, first), may_read(browser, second)] == [False, True]
    assert Entry.objects.filter(verb="revoked").count() == 1


@STORY
def test_a_new_link_takes_the_place_of_the_old_one() -> None:
    placement = factories.placement()
    old = issued(placement)
    browser = opened(old)

    new = issued(placement)

    assert not may_read(browser, placement)
    assert Client().get(old.url).status_code == 404
    assert may_read(opened(new), placement)


@STORY
def test_a_person_who_no_longer_has_a_part_sees_nothing_more() -> None:
    placement = factories.placement()
    browser = opened(issued(placement))
    placement.mentor = None
    placement.save()

    assert not may_read(browser, placement)


def test_a_session_ends_after_fourteen_idle_days_and_lives_on_when_used() -> None:
    placement = factories.placement()
    link = issued(placement)
    with time_machine.travel(AT, tick=False) as clock:
        browser = opened(link)
        clock.shift(dt.timedelta(days=13))
        assert may_read(browser, placement)
        clock.shift(dt.timedelta(days=13))
        assert may_read(browser, placement)
        clock.shift(dt.timedelta(days=14))

        assert not may_read(browser, placement)


def test_the_demos_clock_counts_for_links_and_never_for_sessions(settings: Settings) -> None:
    settings.STAGEMAP_DEMO = True
    set_site_clock(to=AT)
    key = opened(issued(factories.placement())).cookies[COOKIE].value
    is_open = []
    for moment in (AT + dt.timedelta(days=40), LAST_DAY, LAST_DAY + dt.timedelta(days=1)):
        set_site_clock(to=moment)
        is_open.append(opened_by(key, real=real_now(), today=today_for_site()) is not None)

    assert is_open == [True, True, False]


@STORY
def test_signing_out_closes_the_session_and_takes_the_cookie() -> None:
    placement = factories.placement()
    browser = opened(issued(placement))

    answer = browser.post("/link/sign-out/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/")
    assert (answer.cookies[COOKIE].value, LinkSession.objects.count()) == ("", 0)
    assert Client().post("/link/sign-out/").status_code == 303
