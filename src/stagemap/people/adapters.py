"""Hooks of libraries: sessions and accounts, what allauth mails, says and encrypts, the language, signs of events."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_added, authenticator_removed
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.backends import db
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from stagemap.kit.address import client_address
from stagemap.kit.clock import real_now
from stagemap.kit.faults import too_many
from stagemap.kit.http import Request
from stagemap.kit.limits import TooMany
from stagemap.people import queries, services
from stagemap.people.models import User

DIGITS = 6
LOGIN_CODE = "account/email/login_code"


class SessionStore(db.SessionStore):
    """Django's sessions in the database, each read by a query that is made once: every page begins with it."""

    def load(self) -> dict[str, Any]:
        """What is kept of a living session; for an ended or unknown one nothing, and a new key."""
        kept = queries.session(self.session_key, real_now()) if self.session_key else None
        if kept is None:
            self._session_key = None
            return {}
        return self.decode(kept)


class AccountBackend(AuthenticationBackend):
    """allauth's way in, with the account of a session read as the session is."""

    def get_user(self, user_id: int) -> User | None:
        """The account ``user_id``, unless it is closed."""
        user = queries.account(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    """allauth's accounts in our house: nobody signs up, mail goes through the outbox, our own words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Look at the latest mail, and type its six figures."),
        "too_many_login_attempts": _("Too many wrong codes. Ask for a new one."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's shape
        """Coordinators make the accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address that our own limits count."""
        return client_address(request)

    def generate_login_code(self) -> str:
        """Six figures: easily read on one device and typed on another."""
        return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail a sign-in code in the owner's language; allauth writes no other mails here."""
        user = queries.account_with_mail(email)
        if template_prefix == LOGIN_CODE and user is not None:
            services.mail_code(user=user, code=context["code"], at=context["request"].now)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,  # noqa: ARG002 - a library's own text ("signed in as ...") says nothing new
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - the same
        extra_tags: str = "",  # noqa: ARG002 - our toasts read them as an address
        message: str | None = None,
    ) -> None:
        """Show only what went wrong."""
        if message:
            messages.add_message(request, level, message)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ARG002 - allauth's shape
        """A closed account gets the sign-in page again, as an unknown one does."""
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes lie encrypted under the site's key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Type the figures that your app shows now."),
    }

    def encrypt(self, text: str) -> str:
        """``text`` as it is stored."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored; also readable with an old key (``STAGEMAP_OLD_SECRET_KEY``)."""
        return _vault().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as a passkey knows it: its host, not the one that a request names."""
        return {"id": settings.SITE.hostname or "", "name": "Stagemap"}


class LanguageMiddleware:
    """Answer in the language of the account; without one in that of the cookie, the link's person, else Dutch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The language holds for this request alone; stands behind the middleware that sets ``request.viewer``."""
        language = language_of(cast("Request", request))
        request.LANGUAGE_CODE = language  # as Django's own middleware does
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: Request) -> str:
    """The language in which ``request`` is answered."""
    viewer = request.viewer
    wishes = [
        viewer.language if viewer.user_id is not None else "",
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        viewer.language if viewer.known else "",
    ]
    offered = dict(settings.LANGUAGES)
    return next((wish for wish in wishes if wish in offered), settings.LANGUAGE_CODE)


def handler429(request: HttpRequest) -> HttpResponse:
    """allauth's own limits end on the same page as ours."""
    return too_many(cast("Request", request), TooMany(timedelta(minutes=5)))


def note_sign_in(user: Any, **_: object) -> None:
    """Every sign-in leaves a line."""
    services.note(user=user, verb="signed_in")


def note_sign_out(user: Any, **_: object) -> None:
    """Every sign-out of somebody who was signed in leaves a line."""
    if user is not None:
        services.note(user=user, verb="signed_out")


def note_added(user: Any, authenticator: Any, **_: object) -> None:
    """A new passkey or app: a line, and a mail to its owner."""
    _note_change(user, authenticator, "added_authenticator")


def note_removed(user: Any, authenticator: Any, **_: object) -> None:
    """One less: the same."""
    _note_change(user, authenticator, "removed_authenticator")


def listen() -> None:
    """Connect the signs above; called once when the site starts."""
    user_logged_in.connect(note_sign_in, dispatch_uid="people.signed_in")
    user_logged_out.connect(note_sign_out, dispatch_uid="people.signed_out")
    authenticator_added.connect(note_added, dispatch_uid="people.authenticator_added")
    authenticator_removed.connect(note_removed, dispatch_uid="people.authenticator_removed")


def _note_change(user: Any, authenticator: Any, verb: str) -> None:
    services.note(user=user, verb=verb)
    if authenticator.type != "recovery_codes":  # they come and go with the others, whose mail says enough
        services.mail_security_change(user=user, at=real_now())


def _vault() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"people.mfa:{key}".encode()).digest())) for key in keys])
