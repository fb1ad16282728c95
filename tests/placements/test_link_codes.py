"""A mailed code opens a link: without JavaScript, and on another device than the first."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from stagemap.placements.services.link_codes import TRIES
from tests import factories
from tests.factories import AT
from tests.placements.links import issued, mailed_code, may_read, opened

pytestmark = pytest.mark.django_db
STORY = time_machine.travel(AT, tick=False)


@STORY
def test_another_device_than_the_first_needs_a_mailed_code() -> None:
    placement = factories.placement()
    link = issued(placement)
    opened(link)
    phone = Client()

    answer = phone.post(link.url, {"secret": link.secret})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{link.url}code/")
    assert not may_read(phone, placement)
    phone.post(f"{link.url}code/", {"code": mailed_code()})
    assert may_read(phone, placement)


@STORY
def test_the_first_device_is_remembered_after_its_session_ended() -> None:
    link = issued(factories.placement())
    browser = opened(link)
    browser.post("/link/sign-out/")

    answer = Client().post(link.url, {"secret": link.secret})

    assert answer.headers["Location"] == f"{link.url}code/"


@STORY
def test_a_browser_without_javascript_opens_by_a_mailed_code() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = Client()

    asked = browser.post(f"{link.url}code/mail/")
    answer = browser.post(f"{link.url}code/", {"code": mailed_code().replace(" ", "")})

    assert (asked.status_code, asked.headers["Location"]) == (303, f"{link.url}code/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert may_read(browser, placement)


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


@STORY
def test_five_wrong_codes_end_a_code() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = Client()
    browser.post(f"{link.url}code/mail/")
    code = mailed_code()

    statuses = [browser.post(f"{link.url}code/", {"code": wrong(code)}).status_code for _ in range(TRIES)]
    right = browser.post(f"{link.url}code/", {"code": code})

    assert statuses == [422] * 5
    assert right.status_code == 422
    assert not may_read(browser, placement)


@STORY
def test_a_right_code_after_four_wrong_ones_opens() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = Client()
    browser.post(f"{link.url}code/mail/")
    code = mailed_code()
    for _ in range(TRIES - 1):
        browser.post(f"{link.url}code/", {"code": wrong(code)})

    browser.post(f"{link.url}code/", {"code": code})

    assert may_read(browser, placement)


@STORY
def test_a_code_works_once() -> None:
    link = issued(factories.placement())
    Client().post(f"{link.url}code/mail/")
    code = mailed_code()
    Client().post(f"{link.url}code/", {"code": code})

    assert Client().post(f"{link.url}code/", {"code": code}).status_code == 422


@STORY
def test_only_the_latest_code_counts() -> None:
    link = issued(factories.placement())
    Client().post(f"{link.url}code/mail/")
    first = mailed_code()
    Client().post(f"{link.url}code/mail/")

    if first != mailed_code():
        assert Client().post(f"{link.url}code/", {"code": first}).status_code == 422
    assert Client().post(f"{link.url}code/", {"code": mailed_code()}).status_code == 303


def test_a_code_works_for_a_quarter_of_an_hour() -> None:
    link = issued(factories.placement())
    with time_machine.travel(AT, tick=False) as clock:
        Client().post(f"{link.url}code/mail/")
        clock.shift(dt.timedelta(minutes=15))
        answer = Client().post(f"{link.url}code/", {"code": mailed_code()})

    assert answer.status_code == 422


@STORY
def test_a_code_opens_no_other_link() -> None:
    mine = issued(factories.placement())
    theirs = issued(factories.placement(student=factories.user("Lars Peeters")))
    Client().post(f"{theirs.url}code/mail/")
    Client().post(f"{mine.url}code/mail/")

    assert Client().post(f"{theirs.url}code/", {"code": mailed_code()}).status_code == 422


@STORY
def test_an_empty_code_gets_a_sentence() -> None:
    link = issued(factories.placement())

    answer = Client().post(f"{link.url}code/", {"code": ""})

    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.content.decode()
