"""Two people in one form: what somebody else changed meanwhile is shown, and nothing is overwritten unasked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _


class Stamped(forms.Form):
    """A form that knows what stood there when it was opened.

    ``standing`` holds what stands now, by field. When it is no longer what the reader saw, the form is refused
    once with the fields that changed and what they are now; sending it again keeps what was typed.
    """

    stamp = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, standing: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        initial = {**(standing or {}), **kwargs.pop("initial", {}), "stamp": _digest(standing or {})}
        super().__init__(data, initial=initial, **kwargs)
        self.standing = standing or {}

    def clean(self) -> dict[str, Any] | None:
        """Compare what was read with what stands; a form without a stamp is taken as it is."""
        cleaned = super().clean()
        read, now = self.cleaned_data.get("stamp"), _digest(self.standing)
        if read and read != now:
            self.add_error(None, self._told())
            again = cast("QueryDict", self.data).copy()
            again[self.add_prefix("stamp")] = now
            self.data = again
        return cleaned

    def _told(self) -> str:
        mine = {name: self[name].value() for name in self.standing}
        differing = [
            f"{self[name].label}: {_shown(value)}"
            for name, value in self.standing.items()
            if _shown(mine[name]) != _shown(value)
        ]
        told = _("Somebody else changed this meanwhile. Save again to keep what you typed.")
        if not differing:
            return told
        return told + " " + _("Now it says: %(fields)s.") % {"fields": "; ".join(differing)}


def _digest(standing: Mapping[str, Any]) -> str:
    return sha256(json.dumps({name: _shown(value) for name, value in standing.items()}).encode()).hexdigest()


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
