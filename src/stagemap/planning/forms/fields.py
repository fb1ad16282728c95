"""Fields that read what people type: how long, which pupils."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy

from stagemap.core.privacy import is_code
from stagemap.core.roster import GRAIN
from stagemap.kit import formats

DAY = 24 * 60
MOST_PUPILS = 8

_HOURS = re.compile(r"(?P<h>\d{1,2})(?:[.,](?P<part>\d))?\s*(?:u|uur|uren|h|hour|hours)\.?")
_HOURS_MINUTES = re.compile(r"(?P<h>\d{1,2})\s*(?:[:.]|u|uur|h)\s*(?P<m>\d{2})\s*(?:min\.?|m)?")
_MINUTES = re.compile(r"(?P<m>\d{1,4})\s*(?:min|minuten|minutes|m)?\.?")


class DurationField(forms.Field):
    """How long, as whole minutes in steps of five; reads ``1 u 40``, ``1:40``, ``1,5 u``, ``100 min`` and ``100``."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})
    default_error_messages = {
        "unread": gettext_lazy("“%(value)s” is not a length of time. Write it as 50 min or 1 h 40."),
        "step": gettext_lazy("“%(value)s” is not a multiple of five minutes. Write it as 50 min or 1 h 40."),
        "range": gettext_lazy("“%(value)s” is too short or too long: a block lasts from 5 minutes to 24 hours."),
    }

    def to_python(self, value: Any) -> int | None:
        """Minutes, or None for nothing typed; raises ValidationError with what was typed and what is expected."""
        text = str(value if value is not None else "").strip().lower()
        if not text:
            return None
        minutes = minutes_in(text)
        if minutes is None:
            raise self._no("unread", text)
        if not GRAIN <= minutes <= DAY:
            raise self._no("range", text)
        if minutes % GRAIN:
            raise self._no("step", text)
        return minutes

    def prepare_value(self, value: Any) -> Any:
        """``1 u 40`` for 100; what cannot be read is shown as it was typed."""
        return formats.duration(value, lang=get_language() or "nl") if isinstance(value, int) else value

    def _no(self, code: str, text: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"value": text})


def minutes_in(text: str) -> int | None:
    """The minutes that ``text`` tells, or None."""
    if found := _HOURS_MINUTES.fullmatch(text):
        return int(found["h"]) * 60 + int(found["m"]) if int(found["m"]) < 60 else None
    if found := _HOURS.fullmatch(text):
        return int(found["h"]) * 60 + int(found["part"] or 0) * 6
    if found := _MINUTES.fullmatch(text):
        return int(found["m"])
    return None


class PupilsField(forms.CharField):
    """Pupil codes and nothing else: ``#1, #2``. Never a name, never initials."""

    default_error_messages = {
        "codes": gettext_lazy("“%(value)s” is not a pupil code. Write codes only, such as #1 or #1, #2."),
        "many": gettext_lazy("These are more than %(most)s pupils. Name the group at “at what” instead."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=60, **options)

    def clean(self, value: Any) -> str:
        """The codes in order, each once, as ``#1, #2``."""
        words = re.split(r"[\s,;+&]+|\ben\b|\band\b", super().clean(value).strip())
        codes = list(dict.fromkeys(word for word in words if word))
        wrong = next((code for code in codes if not is_code(code)), None)
        if wrong is not None:
            raise ValidationError(self.error_messages["codes"], code="codes", params={"value": wrong})
        if len(codes) > MOST_PUPILS:
            raise ValidationError(self.error_messages["many"], code="many", params={"most": MOST_PUPILS})
        return ", ".join(sorted(codes, key=lambda code: int(code[1:])))
