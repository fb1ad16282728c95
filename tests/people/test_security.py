"""Passkeys, an app with codes and recovery codes: added, used, asked again, taken away; nonsense gets a sentence."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from stagemap.activity.models import Entry
from stagemap.people.adapters import MFAAdapter
from stagemap.people.models import User
from stagemap.post.models import Mail
from tests import factories
from tests.people.softkey import SoftKey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def options_in(page: str) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]+)"', page)
    assert found is not None
    options: dict[str, Any] = json.loads(unescape(found[1]))
    return options


def app_code(secret: str) -> str:
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return code


def add_app(browser: Client) -> str:
    """Set up an app; the secret that it then holds."""
    page = browser.get("/account/security/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    answer = browser.post("/account/security/app/", {"code": app_code(secret[1])})
    assert answer.headers["Location"] == "/account/security/recovery/"
    cache.clear()  # a code works once in its half minute, and tests are faster than that
    return secret[1]


def add_passkey(browser: Client) -> SoftKey:
    key = SoftKey()
    options = options_in(browser.get("/account/security/passkey/").content.decode())
    answer = browser.post(
        "/account/security/passkey/", {"name": "Mijn gsm", "passwordless": "on", "credential": key.create(options)}
    )
    assert answer.status_code == 302
    return key


def by_code(email: str) -> Client:
    """A browser that has typed its mailed code."""
    browser = Client()
    browser.post("/sign-in/", {"email": email})
    code = re.search(r"\b\d{3} \d{3}\b", Mail.objects.filter(kind="account_code").latest("id").text)
    assert code is not None
    answer = browser.post("/sign-in/code/", {"code": code[0]})
    assert answer.headers["Location"] == "/sign-in/second-step/"
    return browser


def is_signed_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


# --- passkeys


def test_a_passkey_signs_in_alone() -> None:
    noor = factories.user()
    key = add_passkey(signed_in(noor))
    browser = Client()
    options = browser.get("/sign-in/passkey/", headers={"Accept": "application/json"}).json()["request_options"]

    answer = browser.post("/sign-in/passkey/", {"credential": key.get(options)})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_signed_in(browser)


def test_a_new_passkey_leaves_lines_one_mail_and_recovery_codes(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    noor = factories.user()

    with django_capture_on_commit_callbacks(execute=True):
        add_passkey(signed_in(noor))

    assert list(Authenticator.objects.order_by("type").values_list("type", flat=True)) == ["recovery_codes", "webauthn"]
    assert Entry.objects.filter(verb="added_authenticator").count() == 2
    assert list(Mail.objects.values_list("kind", "recipient")) == [("account_security", noor.email)]


def test_a_passkey_of_another_challenge_is_refused() -> None:
    key = add_passkey(signed_in(factories.user()))
    first, second = Client(), Client()
    old = first.get("/sign-in/passkey/", headers={"Accept": "application/json"}).json()["request_options"]
    second.get("/sign-in/passkey/", headers={"Accept": "application/json"})

    answer = second.post("/sign-in/passkey/", {"credential": key.get(old)}, follow=True)

    assert "werd niet herkend" in answer.content.decode()
    assert not is_signed_in(second)


def test_a_stranger_with_the_right_names_and_another_key_is_refused() -> None:
    key = add_passkey(signed_in(factories.user()))
    forged = SoftKey(identifier=key.identifier, owner=key.owner)
    browser = Client()
    options = browser.get("/sign-in/passkey/", headers={"Accept": "application/json"}).json()["request_options"]

    answer = browser.post("/sign-in/passkey/", {"credential": forged.get(options)})

    assert answer.headers["Location"] == "/sign-in/"
    assert not is_signed_in(browser)


NONSENSE = [
    "",
    "x",
    "null",
    "[]",
    "{}",
    '"a"',
    "7",
    '{"response": null}',
    '{"id": 3, "rawId": {}, "response": {"userHandle": 5}}',
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_for_a_passkey_is_never_a_failure(credential: str) -> None:
    noor = factories.user()
    mine = signed_in(noor)
    mine.get("/account/security/passkey/")

    entrance = Client().post("/sign-in/passkey/", {"credential": credential})
    added = mine.post("/account/security/passkey/", {"name": "Gsm", "passwordless": "on", "credential": credential})

    assert (entrance.status_code, added.status_code) == (302, 422)
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "userHandle", None])
def test_a_credential_that_lacks_or_garbles_a_part_is_refused(part: str | None) -> None:
    key = add_passkey(signed_in(factories.user()))
    browser = Client()
    options = browser.get("/sign-in/passkey/", headers={"Accept": "application/json"}).json()["request_options"]
    for garbled in ("AAAA", None):
        credential = json.loads(key.get(options))
        if part is None:
            credential.pop("rawId")
        else:
            credential["response"] |= {part: garbled}
        answer = browser.post("/sign-in/passkey/", {"credential": json.dumps(credential)})

        assert answer.headers["Location"] == "/sign-in/"
    assert not is_signed_in(browser)


def test_the_challenge_page_is_for_scripts_only() -> None:
    assert Client().get("/sign-in/passkey/").headers["Location"] == "/sign-in/"


def test_a_passkey_needs_a_name() -> None:
    browser = signed_in(factories.user())
    options = options_in(browser.get("/account/security/passkey/").content.decode())

    answer = browser.post(
        "/account/security/passkey/", {"name": "", "passwordless": "on", "credential": SoftKey().create(options)}
    )

    assert answer.status_code == 422
    assert 'id="id_name_error"' in answer.content.decode()


def test_only_its_owner_removes_a_passkey_after_proving_it_once_more() -> None:
    noor = factories.user()
    browser = signed_in(noor)
    key = add_passkey(browser)
    passkey = Authenticator.objects.get(type="webauthn")
    url = f"/account/security/passkey/{passkey.pk}/removal/"

    assert signed_in(factories.user("Lars Peeters")).post(url).status_code == 404
    asked = browser.get(url)
    assert asked.headers["Location"].startswith("/account/security/check/")
    check = browser.get("/account/security/check/passkey/", {"next": url})
    proven = browser.post(
        "/account/security/check/passkey/", {"next": url, "credential": key.get(options_in(check.content.decode()))}
    )
    assert proven.headers["Location"] == url
    assert "Mijn gsm" in browser.get(url).content.decode()
    assert browser.post(url).headers["Location"] == "/account/security/"

    assert Authenticator.objects.count() == 0
    assert Entry.objects.filter(verb="removed_authenticator").exists()


# --- the app


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


# --- secrets at rest


def test_secrets_lie_encrypted_and_survive_a_new_site_key(settings: Settings) -> None:
    stored = MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for tests alone, as long as it has to be"

    assert "JBSWY3DP" not in stored
    assert MFAAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_the_database_holds_no_secret_of_an_app() -> None:
    secret = add_app(signed_in(factories.user()))

    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
