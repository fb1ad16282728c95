"""Passkeys: added, used, asked again, taken away; nonsense gets a sentence."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from stagemap.activity.models import Entry
from stagemap.post.models import Mail
from tests import factories
from tests.people.hands import add_passkey, is_signed_in, options_in, signed_in
from tests.people.softkey import SoftKey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


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
