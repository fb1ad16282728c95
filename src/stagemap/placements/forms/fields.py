"""Fields that forgive how people write, and say exactly what is wrong when they cannot be read."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stagemap.kit.formats import clock, span

EARLIEST, LATEST = 7 * 60, 18 * 60
_TIME = re.compile(r"(\d{1,2})(?:\s*[.:uUhH]\s*(\d{2})?)?\s*(?:uur|u|h)?", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:-|–|—|\btot\b|\bto\b|\btill\b)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;\n]|\ben\b|\band\b)\s*", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?[\d\s./()-]+")
_LEAST_DIGITS, _MOST_DIGITS = 8, 15
_DAY_HOURS, _HOUR_MINUTES = 24, 60


def read_lessons(text: str) -> list[list[int]]:
    """The lessons of one day, from "8.30-9.20, 9.20-10.10": ``[start, end]`` in minutes after midnight.

    Points, colons and "u", any dash or "tot", commas, semicolons and new lines are all read. Raises
    ``ValidationError`` that quotes what cannot be read and shows what is expected.
    """
    lessons = [_lesson(piece) for piece in _BETWEEN.split(text.strip()) if piece]
    lessons.sort()
    for (_start, end), (start, later_end) in pairwise(lessons):
        if start < end:
            raise ValidationError(
                _("%(one)s begins before the lesson that ends at %(end)s is over."),
                params={"one": span(start, later_end, lang=_lang()), "end": clock(end, lang=_lang())},
            )
    return lessons


def write_lessons(lessons: list[list[int]]) -> str:
    """The text that ``read_lessons`` reads back: "8.30-9.20, 9.20-10.10"."""
    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in lessons)


class LessonsField(forms.CharField):
    """The lessons of one weekday as text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        """``[[start, end], ...]``; an empty text is a day without lessons."""
        return read_lessons(super().clean(value))


class TelephoneField(forms.CharField):
    """A telephone number as people write it; kept as typed, with single spaces."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number; raises ``ValidationError`` for letters, or too few or too many digits."""
        text = " ".join(super().clean(value).split())
        digits = sum(sign.isdigit() for sign in text)
        if text and (not _TELEPHONE.fullmatch(text) or not _LEAST_DIGITS <= digits <= _MOST_DIGITS):
            raise ValidationError(
                _("“%(value)s” is not a telephone number. Write it as 02 123 45 67."), params={"value": text}
            )
        return text


class PatternField(forms.CharField):
    """A short code of fixed shape, read without its spaces; ``wanted`` says what is expected."""

    def __init__(self, pattern: str, *, wanted: Any, **kwargs: Any) -> None:
        self.pattern, self.wanted = re.compile(pattern), wanted
        super().__init__(max_length=40, error_messages={"required": wanted}, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> Any:
        """The code; raises ``ValidationError`` with what is expected."""
        text = "".join(super().clean(value).split())
        if text and not self.pattern.fullmatch(text):
            raise ValidationError(self.wanted)
        return text


def offer(form: forms.BaseForm, name: str, options: QuerySet[Any] | list[tuple[str, Any]]) -> None:
    """Let one field of ``form`` offer these rows, or these pairs of value and label."""
    field: Any = form.fields[name]
    if isinstance(options, list):
        field.choices = options
    else:
        field.queryset = options


def _lesson(piece: str) -> list[int]:
    ends = _DASH.split(piece)
    if len(ends) != 2:
        raise ValidationError(
            _("“%(piece)s” is not a lesson from one time to another. Write it as 8.30-9.20."), params={"piece": piece}
        )
    start, end = (_minutes(each) for each in ends)
    if end <= start:
        raise ValidationError(_("“%(piece)s” ends before it begins."), params={"piece": piece})
    if start < EARLIEST or end > LATEST:
        raise ValidationError(
            _("“%(piece)s” lies outside the hours between %(first)s and %(last)s."),
            params={"piece": piece, "first": clock(EARLIEST, lang=_lang()), "last": clock(LATEST, lang=_lang())},
        )
    return [start, end]


def _minutes(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (_DAY_HOURS, 0)
    if hours >= _DAY_HOURS or minutes >= _HOUR_MINUTES:
        raise ValidationError(_("“%(value)s” is not a time. Write it as 8.30."), params={"value": text.strip()})
    return hours * _HOUR_MINUTES + minutes


def _lang() -> str:
    return get_language() or "nl"
