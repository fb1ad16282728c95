"""What people type about themselves, and what a device says on their behalf."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stagemap.kit.forms import Pick

TELEPHONE = re.compile(r"\+?[\d ./()-]{6,30}")
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError, InvalidSignature)
NOT_RECOGNISED = _("This passkey was not recognised. Try again, or ask for a code by mail.")
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]


def code_field(label: Any) -> forms.CharField:
    """Six figures from a mail or an app; spaces do no harm."""
    attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs))


class AddressForm(RequestLoginCodeForm):
    """Who wants to sign in."""

    email = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "username webauthn", "autocapitalize": "off", "spellcheck": "false"}),
    )


class CodeForm(ConfirmLoginCodeForm):
    """The code from the mail."""

    code = code_field(_("The code from your mail"))


class SecondStepForm(AuthenticateForm):
    """A code from the app, or one of the recovery codes."""

    code = code_field(_("The code from your app, or a recovery code"))


class CheckForm(ReauthenticateForm):
    """The same, asked again before something important."""

    code = code_field(_("The code from your app, or a recovery code"))


class AppForm(ActivateTOTPForm):
    """The first code of an app that was just set up."""

    code = code_field(_("The code that your app shows"))


class _Careful:
    """A credential is JSON from a browser: whatever is wrong with it is one sentence, never a failure."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": NOT_RECOGNISED, "invalid": NOT_RECOGNISED}

    def clean_credential(self) -> Any:
        """The authenticator that the credential belongs to."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth's form that this is mixed into
        except (*MALFORMED, ValidationError) as error:
            raise _one_sentence(error) from error


class PasskeySignInForm(_Careful, LoginWebAuthnForm):
    """Sign in with a passkey alone."""


class PasskeySecondStepForm(_Careful, AuthenticateWebAuthnForm):
    """A passkey after a mailed code."""


class PasskeyCheckForm(_Careful, ReauthenticateWebAuthnForm):
    """A passkey asked again before something important."""


class PasskeyForm(_Careful, AddWebAuthnForm):
    """A new passkey with a name to tell it from others."""

    name = forms.CharField(
        label=_("A name for this device"), max_length=60, help_text=_("For example: my phone, the laptop at home.")
    )
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "", **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_credential(self) -> Any:
        """As it came: whether it belongs to this session's challenge is seen in ``clean``."""
        return self.cleaned_data["credential"]

    def clean(self) -> dict[str, Any]:
        """The credential belongs to the challenge that this session was given."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (*MALFORMED, ValidationError) as error:
            raise _one_sentence(error) from error
        return cleaned


class ProfileForm(forms.Form):
    """What the owner of an account says of themselves; the mail address is the coordinator's to change."""

    name = forms.CharField(
        label=_("First name and surname"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    telephone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=Pick)

    def clean_telephone(self) -> str:
        """Figures, spaces and the usual signs."""
        value: str = self.cleaned_data["telephone"].strip()
        if value and not TELEPHONE.fullmatch(value):
            raise ValidationError(
                _("“%(value)s” is not a telephone number. Write it as 0470 12 34 56 or +32 470 12 34 56."),
                params={"value": value},
            )
        return value


def _one_sentence(error: Exception) -> ValidationError:
    """What to say: that there were too many tries, or that this is no passkey we know."""
    if isinstance(error, ValidationError) and error.code == "too_many_login_attempts":
        return error
    return ValidationError(NOT_RECOGNISED)
