"""The small forms round a sheet: beginning, moving, asking, reading, remarks, day notes, two texts side by side."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from stagemap.core.sheets import FieldType, Layer, SheetKind
from stagemap.kit.forms import Choices, Date

from .rich import clean_answers

TEXT_LENGTH, NOTE_LENGTH, DAY_NOTE_LENGTH = 2000, 400, 600
MINE, THEIRS, BOTH = "mine", "theirs", "both"


def _text(label: Any, most: int, missing: Any = None, *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=missing is not None,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={} if missing is None else {"required": missing},
    )


class BeginForm(forms.Form):
    """Which sheet to begin: of a kind, of a block of the roster, or both."""

    kind = forms.CharField(required=False, max_length=40)
    block = forms.UUIDField(required=False)
    sheet_id = forms.UUIDField(required=False)


class LayerForm(forms.Form):
    """Where a sheet is to lie."""

    layer = forms.ChoiceField(
        choices=[(each.value, each.value) for each in Layer],
        error_messages={
            "required": gettext_lazy("Choose who sees this sheet."),
            "invalid_choice": gettext_lazy("Choose who sees this sheet."),
        },
    )


class AskForm(forms.Form):
    """Asking the mentor to read a sheet, by a day and with a word beside it (G06)."""

    by_day = forms.DateField(
        required=False,
        widget=Date(),
        label=gettext_lazy("By which day"),
        error_messages={"invalid": gettext_lazy("This is not a day. Write it as 22-04-2027.")},
    )
    note = _text(gettext_lazy("A word beside it"), NOTE_LENGTH, rows=2)


class ReviewForm(forms.Form):
    """The mentor has read what the page showed."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    remark = _text(gettext_lazy("A remark, if you like"), TEXT_LENGTH)


class CommentForm(forms.Form):
    """A remark on a sheet or on one of its questions."""

    field = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = _text(gettext_lazy("Remark"), TEXT_LENGTH, gettext_lazy("Write what you want to say."))


class DayNoteForm(forms.Form):
    """A line of the mentor about a day."""

    day = forms.DateField(
        widget=Date(),
        label=gettext_lazy("Day"),
        error_messages={
            "required": gettext_lazy("Choose the day."),
            "invalid": gettext_lazy("This is not a day. Write it as 22-04-2027."),
        },
    )
    text = _text(gettext_lazy("What did you see?"), DAY_NOTE_LENGTH, gettext_lazy("Write a line."), rows=2)


class Whole(json.JSONDecoder):
    """Reads JSON of which every text is one; what is too deep, too long or half a letter is no JSON."""

    def decode(self, s: str, *args: Any) -> Any:
        """What ``s`` says; raises ``JSONDecodeError`` and nothing else."""
        try:
            read = super().decode(s, *args)
            json.dumps(read, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError(type(error).__name__, s, 0) from error
        return read


class ChosenForm(forms.Form):
    """What is to stay of two texts: for each question where both were changed mine, theirs, or one after the other.

    ``merged`` and ``mine`` are answers as JSON, as the page of both texts wrote them.
    """

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    merged = forms.JSONField(required=False, widget=forms.HiddenInput, decoder=Whole)
    mine = forms.JSONField(required=False, widget=forms.HiddenInput, decoder=Whole)

    def __init__(self, *args: Any, kind: SheetKind, clashes: tuple[str, ...], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.clashes = kind, clashes
        for field in kind.fields:
            if field.key in clashes:
                options = [(MINE, gettext_lazy("what you typed here")), (THEIRS, gettext_lazy("what stands there now"))]
                if field.type is FieldType.LONG_TEXT:
                    options.append((BOTH, gettext_lazy("both, one after the other")))
                self.fields[f"pick-{field.key}"] = forms.ChoiceField(
                    choices=options, widget=Choices(), initial=MINE, label=field.name.in_(language)
                )

    def clean(self) -> dict[str, Any]:
        """Both texts are answers, every long text in them cleaned."""
        read = super().clean() or {}
        for name in ("merged", "mine"):
            if not isinstance(read.get(name), dict):
                raise ValidationError(gettext_lazy("The two texts did not arrive whole. Go back and compare again."))
            read[name] = clean_answers(self.kind.fields, read[name])
        return read

    def chosen(self, theirs: dict[str, Any]) -> dict[str, Any]:
        """The answers that are to stay; only after ``is_valid()``."""
        read, mine = self.cleaned_data, self.cleaned_data["mine"]
        answers = dict(read["merged"])
        for key in self.clashes:
            picked = read.get(f"pick-{key}", MINE)
            both = [mine.get(key), theirs.get(key)]
            one = both[0] if picked == MINE else both[1]
            answers[key] = "".join(each or "" for each in reversed(both)) if picked == BOTH else one
        return {key: answer for key, answer in answers.items() if answer is not None}
