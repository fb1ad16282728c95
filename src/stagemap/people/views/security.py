"""Passkeys, an app with codes, and recovery codes: each is optional, and allauth does the work."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.base.views import IndexView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.urls import reverse_lazy

from stagemap.people.forms import AppForm, CheckForm, PasskeyCheckForm, PasskeyForm
from stagemap.people.views.sign_in import Refusing


class Security(IndexView):
    """What an account has beside the mailed code."""

    template_name = "people/security.html"


class AddPasskey(Refusing, AddWebAuthnView):
    """Make a passkey on this device; it signs in by itself."""

    template_name = "people/passkey_add.html"
    form_class = PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and the challenge for a key that checks who holds the device."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = json.dumps(begin_registration(self.request.user, passwordless=True))
        return context | {"form": kwargs.get("form") or self.get_form(), "options": options}


class RemovePasskey(RemoveWebAuthnView):
    """Ask, then take a passkey away."""

    template_name = "people/passkey_remove.html"
    success_url = reverse_lazy("mfa_index")


class AddApp(Refusing, ActivateTOTPView):
    """Set up an app that shows codes."""

    template_name = "people/app_add.html"
    form_class = AppForm


class RemoveApp(DeactivateTOTPView):
    """Ask, then do without the app."""

    template_name = "people/app_remove.html"


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes that help when phone and passkey are lost."""

    template_name = "people/recovery.html"


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Replace them."""

    template_name = "people/recovery_new.html"


class Check(Refusing, ReauthenticateView):
    """Ask for a code again before something important."""

    template_name = "people/check.html"
    form_class = CheckForm


class CheckPasskey(ReauthenticateWebAuthnView):
    """The same with a passkey."""

    template_name = "people/check_passkey.html"
    form_class = PasskeyCheckForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The challenge for the browser, and where to go on afterwards."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {"options": json.dumps(context["js_data"]["request_options"]), "next": self.get_next_url() or ""}
