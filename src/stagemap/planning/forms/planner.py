"""What the planner's own presses send: a place, a length, a revision, a filter of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from stagemap.core.roster import Slot
from stagemap.planning.queries import TrayFilter

SHIFTS = ("earlier", "later", "previous", "next")


class RevisionForm(forms.Form):
    """A press that changes one block as it was read."""

    revision = forms.IntegerField(min_value=1)

    def sentences(self) -> str:
        """What was wrong, in one line: such a press is sent by the page, so a fault is rare."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class PlaceForm(RevisionForm):
    """Where a block goes: one step in a direction, or a day, a slot and a clock time (minutes after midnight)."""

    shift = forms.ChoiceField(choices=[(shift, shift) for shift in SHIFTS], required=False)
    day = forms.DateField(required=False)
    slot = forms.ChoiceField(choices=[(slot.value, slot.value) for slot in Slot], required=False)
    start = forms.IntegerField(min_value=0, max_value=1435, required=False)

    def clean(self) -> dict[str, Any]:
        """Either a direction or a whole place."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or asked["shift"]:
            return asked
        if not asked["slot"]:
            raise forms.ValidationError(_("Say where the block goes: a day and a time, or a direction."))
        return asked


class LengthForm(RevisionForm):
    """How long a block lasts, or where it is split, in minutes."""

    minutes = forms.IntegerField(min_value=5, max_value=1440)


class AnyOf(forms.MultipleChoiceField):
    """Any number of values; one that nobody knows is left for the filter to find nothing by."""

    def valid_value(self, value: Any) -> bool:
        """Every value may be asked for."""
        return bool(value)


class TrayForm(forms.Form):
    """The filter of the inspiration list; an unknown value leaves everything in."""

    q = forms.CharField(required=False, max_length=80)
    level = AnyOf(required=False)
    group = forms.CharField(required=False, max_length=10)
    proposed = forms.BooleanField(required=False)
    chosen = forms.BooleanField(required=False)

    def asked(self) -> TrayFilter:
        """What is asked for; a field that cannot be read asks for nothing."""
        self.is_valid()
        read = self.cleaned_data
        return TrayFilter(
            words=read.get("q", ""),
            levels=frozenset(read.get("level", ())),
            group=read.get("group", ""),
            only_proposed=read.get("proposed", False),
            only_chosen=read.get("chosen", False),
        )
