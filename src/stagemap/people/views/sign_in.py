"""Signing in: an address, a mailed code or a passkey, and for some a second step. allauth does the work."""

from __future__ import annotations

import json
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.apps import apps
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.views.decorators.http import require_POST

from stagemap.kit import limits
from stagemap.kit.address import client_address
from stagemap.kit.faults import too_many_text
from stagemap.kit.http import wipe_device
from stagemap.people.forms import AddressForm, CodeForm, PasskeySecondStepForm, PasskeySignInForm, SecondStepForm
from stagemap.people.signals import unknown_address

QUARTER = timedelta(minutes=15)
CODES_PER_ADDRESS = 5
CODES_PER_NETWORK = 200
SEE_OTHER = 303


class Refusing:
    """A form with faults is answered with status 422, everything typed still in it."""

    def form_invalid(self, form: Any) -> Any:
        """The same page with its faults."""
        response = super().form_invalid(form)  # type: ignore[misc]  # the view that this is mixed into
        if response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


class SignIn(Refusing, RequestLoginCodeView):
    """Ask for an address and mail it a code. An unknown address gets the very same answer."""

    template_name = "people/sign_in.html"
    form_class = AddressForm

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Whoever comes back here wants to begin again, perhaps with another address."""

    def form_valid(self, form: AddressForm) -> HttpResponse:
        """Mail a code, within limits that are the same for known and unknown addresses."""
        email = form.cleaned_data["email"].lower()
        limits.require("sign in", client_address(self.request), at_most=CODES_PER_NETWORK, per=QUARTER)
        verdict = limits.hit("sign in", email, at_most=CODES_PER_ADDRESS, per=QUARTER)
        if not verdict.allowed:
            form.add_error("email", too_many_text(limits.TooMany(verdict.wait)))
            refusal: HttpResponse = self.form_invalid(form)
            return refusal
        if form._user is None:  # noqa: SLF001 - where allauth's form keeps whom it found
            unknown_address.send(type(self), email=email, at=self.request.now)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page needs and nothing else: it is the one that everybody asks for."""
        hints = apps.get_app_config("people").sign_in_hints  # type: ignore[attr-defined]  # our own config
        return {"form": kwargs.get("form") or self.get_form(), "next": self.get_next_url() or "", "hints": hints}


class Code(Refusing, ConfirmLoginCodeView):
    """Type the code from the mail; after five wrong ones a new code is needed."""

    template_name = "people/code.html"
    form_class = CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and the address that was typed."""
        form = kwargs.get("form") or self.get_form()
        return {"form": form, "email": self._process.state.get("email", ""), "next": self.get_next_url() or ""}


class PasskeySignIn(LoginWebAuthnView):
    """Sign in with a passkey: the page fetches a challenge and posts the answer."""

    form_class = PasskeySignInForm


class SecondStep(AuthenticateView):
    """After a mailed code, for accounts that have an app or a passkey."""

    template_name = "people/second_step.html"
    form_class = SecondStepForm
    webauthn_form_class = PasskeySecondStepForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The two forms, and the challenge for a browser that holds a passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        has_passkey = self.stage.login.user.authenticator_set.filter(type="webauthn").exists()
        return context | {"options": json.dumps(context["js_data"]["request_options"]) if has_passkey else ""}

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page with its faults."""
        answer: HttpResponse = super().form_invalid(form)
        answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session; the device keeps nothing."""
    logout(request)
    response = HttpResponseRedirect(resolve_url(settings.LOGOUT_REDIRECT_URL or "/"), status=SEE_OTHER)
    wipe_device(response)
    return response
