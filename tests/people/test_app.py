"""An app with codes and recovery codes: added, used, asked again, taken away; secrets at rest."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from pytest_django import Settings

from stagemap.people.adapters import MFAAdapter
from tests import factories
from tests.people.hands import add_app, add_passkey, app_code, by_code, is_signed_in, options_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def test_an_app_is_asked_after_the_mailed_code() -> None:
    noor = factories.user()
    secret = add_app(signed_in(noor))

    browser = by_code(noor.email)

    assert not is_signed_in(browser)
    refused = browser.post("/sign-in/second-step/", {"code": "000000" if app_code(secret) != "000000" else "111111"})
    assert (refused.status_code, is_signed_in(browser)) == (422, False)
    assert "Deze code klopt niet" in refused.content.decode()
    browser.post("/sign-in/second-step/", {"code": app_code(secret)})
    assert is_signed_in(browser)


def test_a_code_of_the_app_works_once() -> None:
    noor = factories.user()
    secret = add_app(signed_in(noor))
    code = app_code(secret)
    by_code(noor.email).post("/sign-in/second-step/", {"code": code})

    again = by_code(noor.email)
    again.post("/sign-in/second-step/", {"code": code})

    assert not is_signed_in(again)


def test_guessing_the_app_is_limited_for_each_account() -> None:
    noor = factories.user()
    secret = add_app(signed_in(noor))
    browser = by_code(noor.email)
    for _ in range(5):
        browser.post("/sign-in/second-step/", {"code": "12"})

    answer = browser.post("/sign-in/second-step/", {"code": app_code(secret)})

    assert (answer.status_code, is_signed_in(browser)) == (422, False)


def test_a_passkey_serves_as_the_second_step() -> None:
    noor = factories.user()
    mine = signed_in(noor)
    key = add_passkey(mine)
    browser = by_code(noor.email)

    page = browser.get("/sign-in/second-step/").content.decode()
    wrong = browser.post("/sign-in/second-step/", {"credential": "{}"})
    again = options_in(wrong.content.decode())
    browser.post("/sign-in/second-step/", {"credential": key.get(again)})

    assert "data-passkey" in page
    assert wrong.status_code == 422
    assert "werd niet herkend" in wrong.content.decode()
    assert is_signed_in(browser)


def test_a_recovery_code_opens_once() -> None:
    noor = factories.user()
    mine = signed_in(noor)
    secret = add_app(mine)
    mine.post("/account/security/check/", {"code": app_code(secret)})
    codes = re.findall(r"<code>([0-9a-f-]+)</code>", mine.get("/account/security/recovery/").content.decode())
    assert len(codes) == 10

    first, second = by_code(noor.email), by_code(noor.email)
    first.post("/sign-in/second-step/", {"code": codes[0]})
    second.post("/sign-in/second-step/", {"code": codes[0]})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_doing_without_the_app_asks_once_more_first() -> None:
    browser = signed_in(factories.user())
    secret = add_app(browser)

    asked = browser.post("/account/security/app/removal/")
    assert asked.headers["Location"].startswith("/account/security/check/?next=")
    assert browser.post("/account/security/check/", {"code": "12"}).status_code == 422
    browser.post("/account/security/check/", {"code": app_code(secret)})
    assert browser.get("/account/security/app/removal/").status_code == 200
    browser.post("/account/security/app/removal/")

    assert Authenticator.objects.count() == 0


def test_new_recovery_codes_replace_the_old() -> None:
    browser = signed_in(factories.user())
    secret = add_app(browser)
    browser.post("/account/security/check/", {"code": app_code(secret)})
    old = browser.get("/account/security/recovery/").content
    assert browser.get("/account/security/recovery/new/").status_code == 200

    browser.post("/account/security/recovery/new/")

    assert browser.get("/account/security/recovery/").content != old


def test_a_wrong_first_code_of_an_app_gets_a_sentence() -> None:
    browser = signed_in(factories.user())
    browser.get("/account/security/app/")

    assert browser.post("/account/security/app/", {"code": "12"}).status_code == 422
    assert Authenticator.objects.count() == 0


def test_the_overview_shows_what_there_is() -> None:
    browser = signed_in(factories.user())
    empty = browser.get("/account/security/").content.decode()
    add_passkey(browser)

    full = browser.get("/account/security/").content.decode()

    assert ("Mijn gsm" in empty, "Herstelcodes" in empty) == (False, False)
    assert ("Mijn gsm" in full, "Herstelcodes" in full) == (True, True)


def test_secrets_lie_encrypted_and_survive_a_new_site_key(settings: Settings) -> None:
    stored = MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for tests alone, as long as it has to be"

    assert "JBSWY3DP" not in stored
    assert MFAAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_the_database_holds_no_secret_of_an_app() -> None:
    secret = add_app(signed_in(factories.user()))

    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
