"""The kit on a little site of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from tests.kit import site


@pytest.fixture
def little_site(settings: Settings) -> Iterator[None]:
    """Routes, middleware and context of ``tests.kit.site``; nothing of the floors above the kit.

    Django's own middleware leaves its language behind; it goes with the site.
    """
    settings.ROOT_URLCONF = "tests.kit.site"
    settings.MIDDLEWARE = site.MIDDLEWARE
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    templates = [{**settings.TEMPLATES[0], "OPTIONS": {**settings.TEMPLATES[0]["OPTIONS"]}}]
    templates[0]["OPTIONS"]["context_processors"] = [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.contrib.messages.context_processors.messages",
    ]
    settings.TEMPLATES = templates
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def client(little_site: None) -> Client:  # noqa: ARG001 - the site is there before its visitor
    """Somebody who is signed in, with a browser that speaks Dutch."""
    client = Client(raise_request_exception=False, headers={"accept-language": "nl"})
    client.cookies["who"] = "7"
    return client


@pytest.fixture
def stranger(little_site: None) -> Client:  # noqa: ARG001 - the same
    """Nobody."""
    return Client(raise_request_exception=False, headers={"accept-language": "nl"})
