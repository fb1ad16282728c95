"""What the page of a personal link sends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SecretForm(forms.Form):
    """The secret that the page's script read from the address; empty without JavaScript."""

    secret = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)


class LinkCodeForm(forms.Form):
    """The six figures from the mail."""

    code = forms.CharField(
        label=_("The six figures from your mail"),
        max_length=20,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
