"""The demo's clock as a form."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from stagemap.kit.clock import at_local
from stagemap.kit.forms import Date, MinutesField


class ClockForm(forms.Form):
    """A day and a time of day in Brussels."""

    day = forms.DateField(label=_("Day"), widget=Date)
    time = MinutesField(label=_("Time"))

    def moment(self) -> dt.datetime:
        """The moment that was asked for; only after ``is_valid()``."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["time"])
