"""Signing in with a mailed code: the same answer for everybody, five tries, one use."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stagemap.activity.models import Entry
from stagemap.kit import jobs
from stagemap.people.models import User
from stagemap.post.models import Mail
from tests import factories
from tests.people.hands import is_signed_in, signed_in

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 3, 24, 11, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def ask(email: str, browser: Client | None = None, **data: str) -> Client:
    client = browser or Client()
    answer = client.post("/sign-in/", {"email": email, **data})
    assert answer.status_code == 302
    return client


def mailed_code() -> str:
    found = re.search(r"\b\d{3} \d{3}\b", Mail.objects.filter(kind="account_code").latest("id").text)
    assert found is not None
    return found[0]


def test_a_mailed_code_signs_in() -> None:
    noor = factories.user()
    browser = ask(noor.email)

    answer = browser.post("/sign-in/code/", {"code": mailed_code()})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_signed_in(browser)
    assert list(Entry.objects.values_list("actor", "verb")) == [(f"user:{noor.pk}", "signed_in")]


def test_whoever_came_for_a_page_goes_there_and_never_to_another_site() -> None:
    noor = factories.user()
    browser = ask(noor.email, next="/account/")
    there = browser.post("/sign-in/code/", {"code": mailed_code(), "next": "/account/"})
    elsewhere = ask(noor.email, next="https://elsewhere.example/")
    home = elsewhere.post("/sign-in/code/", {"code": mailed_code(), "next": "https://elsewhere.example/"})

    assert (there.headers["Location"], home.headers["Location"]) == ("/account/", "/")


def test_an_address_is_known_in_any_case() -> None:
    noor = factories.user()

    browser = ask(noor.email.upper())
    browser.post("/sign-in/code/", {"code": mailed_code()})

    assert is_signed_in(browser)


def test_the_code_comes_in_the_language_of_its_reader() -> None:
    ask(factories.user(language="en").email)

    mail = Mail.objects.get()
    assert mail.subject == f"{mailed_code()} is your code for Stagemap"
    assert (mail.language, mail.holds_secret) == ("en", True)


def told(answer: Any, email: str) -> tuple[int, str, str]:
    page = answer.content.decode().replace(email, "ADDRESS")
    tokens = r'value="[A-Za-z0-9]{64}"|CSRFToken": "[A-Za-z0-9]+'
    return answer.status_code, answer.headers.get("Location", ""), re.sub(tokens, "", page)


def test_an_unknown_a_closed_and_a_known_address_get_the_same_answers() -> None:
    noor, lars = factories.user(), factories.user("Lars Peeters")
    User.objects.filter(pk=lars.pk).update(is_active=False)
    answers = []
    for email in (noor.email, lars.email, "nobody@elsewhere.example"):
        browser = Client()
        first = browser.post("/sign-in/", {"email": email})
        page = browser.get("/sign-in/code/")
        wrong = browser.post("/sign-in/code/", {"code": "12"})
        answers.append([told(answer, email) for answer in (first, page, wrong)])

    assert [answer[:2] for answer in answers[0]] == [(302, "/sign-in/code/"), (200, ""), (422, "")]
    assert answers[1] == answers[0]
    assert answers[2] == answers[0]
    assert list(Mail.objects.values_list("recipient", flat=True)) == [noor.email]


def test_an_unknown_address_is_never_signed_in() -> None:
    browser = ask("nobody@elsewhere.example")

    assert browser.post("/sign-in/code/", {"code": ""}).status_code == 422
    assert browser.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert User.objects.count() == 0


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


def test_five_wrong_codes_ask_for_a_new_one() -> None:
    browser = ask(factories.user().email)
    code = mailed_code()

    statuses = [browser.post("/sign-in/code/", {"code": wrong(code)}).status_code for _ in range(5)]
    right = browser.post("/sign-in/code/", {"code": code})

    assert statuses == [422] * 4 + [302]
    assert (right.status_code, is_signed_in(browser)) == (302, False)


def test_a_code_works_for_a_quarter_of_an_hour_and_only_in_its_own_browser() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser = ask(factories.user().email)
        other = ask("nobody@elsewhere.example")
        stolen = other.post("/sign-in/code/", {"code": mailed_code()})
        clock.shift(dt.timedelta(minutes=15, seconds=1))
        late = browser.post("/sign-in/code/", {"code": mailed_code()})

    assert (stolen.status_code, late.status_code) == (422, 302)
    assert late.headers["Location"] == "/sign-in/"


@time_machine.travel(NOON, tick=False)
def test_five_codes_a_quarter_for_known_and_unknown_addresses_alike() -> None:
    noor = factories.user()
    for email in (noor.email, "nobody@elsewhere.example"):
        statuses = [Client().post("/sign-in/", {"email": email}).status_code for _ in range(6)]
        refusal = Client().post("/sign-in/", {"email": email})

        assert statuses == [302] * 5 + [422]
        assert "Te veel pogingen" in refusal.content.decode()
        assert email in refusal.content.decode()
    assert Mail.objects.count() == 5


def test_a_bad_address_gets_a_sentence_and_stays_in_the_field() -> None:
    answer = Client().post("/sign-in/", {"email": "noor@"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="noor@"' in page
    assert 'id="id_email_error"' in page


def test_somebody_who_waits_for_a_code_may_begin_again_with_another_address() -> None:
    browser = ask("nobody@elsewhere.example")

    assert browser.get("/sign-in/").status_code == 200


def test_whoever_is_signed_in_goes_home() -> None:
    browser = Client()
    browser.force_login(factories.user())

    assert browser.get("/sign-in/").headers["Location"] == "/"
    assert browser.get("/sign-in/code/").headers["Location"] == "/"


def test_the_session_gets_a_new_key_at_sign_in() -> None:
    browser = ask(factories.user().email)
    before = browser.cookies["session"].value

    browser.post("/sign-in/code/", {"code": mailed_code()})

    assert browser.cookies["session"].value != before


def test_signing_out_is_a_post_and_ends_the_session() -> None:
    browser = Client()
    browser.force_login(factories.user())

    assert browser.get("/sign-out/").status_code == 405
    answer = browser.post("/sign-out/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/")
    assert not is_signed_in(browser)
    assert Client().post("/sign-out/").status_code == 303
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True)) == ["signed_in", "signed_out"]


def test_nobody_signs_up_or_gets_a_password() -> None:
    paths = ["signup/", "accounts/signup/", "accounts/login/", "password/reset/", "accounts/password/reset/", "admin/"]

    assert [Client().get(f"/{path}").status_code for path in paths] == [404] * len(paths)
    assert factories.user().has_usable_password() is False


def test_the_sign_in_page_asks_the_database_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        page = Client().get("/sign-in/").content.decode()

    assert len(queries) == 0
    assert "Bent u mentor of collega van een school?" in page


def test_the_worker_forgets_ended_sessions() -> None:
    [job] = [job for job in jobs.registered() if job.name == "forget ended sessions"]
    with time_machine.travel(NOON, tick=False) as clock:
        Client().force_login(factories.user())
        job.run(NOON)
        assert Session.objects.count() == 1
        clock.shift(dt.timedelta(days=15))
        job.run(NOON)

    assert Session.objects.count() == 0


def test_a_session_ends_with_its_days_with_its_row_and_with_its_account() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        noor, lars = factories.user(), factories.user()
        browsers = [signed_in(noor), signed_in(noor), signed_in(lars)]
        Session.objects.filter(pk=browsers[1].cookies["session"].value).delete()
        User.objects.filter(pk=lars.pk).update(is_active=False)
        assert [is_signed_in(browser) for browser in browsers] == [True, False, False]
        clock.shift(dt.timedelta(days=15))
        assert is_signed_in(browsers[0]) is False
