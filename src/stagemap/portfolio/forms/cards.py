"""What is typed at the door of the class card."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

NO_KEY = _("Scan the code on the card, or copy its key here.")
_PLAIN = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class PinForm(forms.Form):
    """The pin of the card, and its key: read from the address by a script, typed from the card without one."""

    pin = forms.CharField(
        label=_("The pin on the card in the class"),
        max_length=20,
        widget=forms.TextInput(_PLAIN | {"inputmode": "numeric", "autofocus": True}),
        error_messages={"required": _("Type the six figures that stand on the card.")},
    )
    secret = forms.CharField(
        label=_("The key on the card"),
        help_text=_("Letters and figures in groups of four, below the address."),
        max_length=60,
        widget=forms.TextInput(_PLAIN),
        error_messages={"required": NO_KEY},
    )
