"""What the page of a sheet says of the files beside it, as controls of the form of that sheet."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy

from stagemap.kit.forms import expect

CAPTION, WAS = "caption:", "was:"
CAPTION_LENGTH = 300
SHEET = {"form": "sheet"}
"""The controls stand beside the form of the sheet and are sent with it."""
TOO_LONG = gettext_lazy("This may be at most %(limit_value)d characters, and has %(show_value)d.")


class PieceForm(forms.Form):
    """Where a piece of a file belongs, as the headers of its request say it, in bytes."""

    fault = gettext_lazy("A piece of the file does not say where it belongs. Choose the file again.")

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__(headers)
        self.fields["Upload-Offset"] = forms.IntegerField(min_value=0)
        self.fields["Upload-Length"] = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class CaptionsForm(forms.Form):
    """A caption for each file, with what the page knew it to be: what was not changed there is not written.

    ``files`` are the id of each, what is asked about it, and its caption. Of a file that was not shown to
    the sender nothing is read.
    """

    def __init__(
        self, data: Mapping[str, str] | None = None, *, files: Iterable[tuple[uuid.UUID, str, str]] = ()
    ) -> None:
        super().__init__(data)
        for key, question, caption in files:
            if data is None or f"{CAPTION}{key}" in data:
                self._add(key, question, caption)

    def _add(self, key: uuid.UUID, question: str, caption: str) -> None:
        line = forms.TextInput(attrs={**SHEET, "data-names": True, "autocomplete": "off"})
        self.fields[f"{CAPTION}{key}"] = forms.CharField(
            max_length=CAPTION_LENGTH,
            required=False,
            widget=line,
            label=question,
            initial=caption,
            error_messages={"max_length": TOO_LONG},
        )
        expect(self, f"{CAPTION}{key}")
        hidden = forms.HiddenInput(attrs=SHEET)
        self.fields[f"{WAS}{key}"] = forms.CharField(required=False, widget=hidden, initial=caption)

    def control_of(self, key: uuid.UUID) -> tuple[BoundField, BoundField]:
        """The caption of a file and what it was, to be drawn."""
        return self[f"{CAPTION}{key}"], self[f"{WAS}{key}"]

    def captions(self) -> dict[uuid.UUID, tuple[str, str]]:
        """What each caption was and is said to be; only after ``is_valid()``."""
        return dict(self._read())

    def _read(self) -> Iterator[tuple[uuid.UUID, tuple[str, str]]]:
        for name, said in self.cleaned_data.items():
            if name.startswith(CAPTION):
                key = name.removeprefix(CAPTION)
                yield uuid.UUID(key), (self.cleaned_data[f"{WAS}{key}"], " ".join(said.split()))
