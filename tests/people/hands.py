"""What a person does with passkeys and apps, as tests do it."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from stagemap.people.models import User
from stagemap.post.models import Mail
from tests.people.softkey import SoftKey


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
