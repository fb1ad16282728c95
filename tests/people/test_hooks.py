"""What a library asks of our adapters, and where a request comes from."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django import Settings

from stagemap.kit.address import client_address
from stagemap.people.adapters import AccountAdapter, note_sign_out
from stagemap.people.models import User
from stagemap.post.models import Mail
from tests import factories
from tests.people.hands import add_passkey, by_code, signed_in

pytestmark = pytest.mark.django_db


def test_a_code_has_six_figures_and_nobody_signs_up() -> None:
    adapter = AccountAdapter()

    codes = {adapter.generate_login_code() for _ in range(50)}

    assert len(codes) > 40
    assert {(len(code), code.isdigit()) for code in codes} == {(6, True)}
    assert adapter.is_open_for_signup(RequestFactory().get("/")) is False


def test_no_other_mail_of_the_library_leaves() -> None:
    noor = factories.user()

    AccountAdapter().send_mail("account/email/password_reset", noor.email, {})
    AccountAdapter().send_mail("account/email/login_code", "nobody@elsewhere.example", {})

    assert Mail.objects.count() == 0


def test_a_closed_account_does_not_sign_in_with_its_passkey() -> None:
    noor = factories.user()
    key = add_passkey(signed_in(noor))
    User.objects.filter(pk=noor.pk).update(is_active=False)
    browser = Client()
    options = browser.get("/sign-in/passkey/", headers={"Accept": "application/json"}).json()["request_options"]

    answer = browser.post("/sign-in/passkey/", {"credential": key.get(options)})

    assert answer.headers["Location"] == "/sign-in/"
    assert browser.get("/account/").status_code == 302


def test_the_librarys_own_limit_ends_on_our_page(settings: Settings) -> None:
    settings.MFA_RATE_LIMITS = {"webauthn_login": "1/m/ip"}
    cache.clear()
    Client().post("/sign-in/passkey/", {"credential": "{}"})

    answer = Client().post("/sign-in/passkey/", {"credential": "{}"})
    cache.clear()

    assert answer.status_code == 429
    assert "Te veel pogingen" in answer.content.decode()


def test_too_many_tries_with_a_passkey_as_second_step_say_so() -> None:
    cache.clear()
    noor = factories.user()
    key = add_passkey(signed_in(noor))
    other = Client().get("/sign-in/passkey/", headers={"Accept": "application/json"}).json()["request_options"]
    browser = by_code(noor.email)
    for _ in range(6):
        answer = browser.post("/sign-in/second-step/", {"credential": key.get(other)})
    cache.clear()

    assert answer.status_code == 422
    assert "Te veel foute codes" in answer.content.decode()


def test_a_sign_out_of_nobody_leaves_no_line() -> None:
    note_sign_out(None)


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "", "10.0.0.1"),
        (False, "6.6.6.6", "10.0.0.1"),
        (True, "6.6.6.6, 81.82.83.84", "81.82.83.84"),
        (True, "", "10.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(
    settings: Settings,
    behind_proxy: bool,
    forwarded: str,
    address: str,
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if behind_proxy else None
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")

    assert client_address(request) == address
