"""Forms of the roster that is sent: remarks, agreement, sending, answering, ticking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stagemap.core.roster import Outcome
from stagemap.planning.services import ACKNOWLEDGED, CHANGE_ASKED

from .fields import DurationField

LENGTH = 2000


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CommentForm(forms.Form):
    """A remark on a block."""

    text = forms.CharField(
        max_length=1000,
        widget=_area(2),
        label=gettext_lazy("Remark"),
        error_messages={"required": gettext_lazy("Write your remark first.")},
    )


class ApproveForm(forms.Form):
    """The mentor's agreement to the plan that was read, with a word beside it."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    remark = forms.CharField(required=False, max_length=400, widget=_area(2), label=gettext_lazy("A word beside it"))


class SendForm(forms.Form):
    """Sending the roster; with ``faults`` a reason is asked (G07)."""

    reason = forms.CharField(
        required=False,
        max_length=LENGTH,
        widget=_area(),
        label=gettext_lazy("Why you send it as it is"),
        error_messages={
            "required": gettext_lazy("Write why you send the roster with these faults: your supervisor reads it."),
        },
    )

    def __init__(self, *args: Any, faults: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = faults


class AnswerForm(forms.Form):
    """What a supervisor says to a version: acknowledged, or a change asked with a comment."""

    kind = forms.ChoiceField(
        choices=[(ACKNOWLEDGED, ACKNOWLEDGED), (CHANGE_ASKED, CHANGE_ASKED)],
        error_messages={
            "required": gettext_lazy("Choose: acknowledge the roster, or ask for a change."),
            "invalid_choice": gettext_lazy("Choose: acknowledge the roster, or ask for a change."),
        },
    )
    comment = forms.CharField(required=False, max_length=LENGTH, widget=_area(), label=gettext_lazy("Comment"))

    def clean(self) -> dict[str, Any]:
        """A request says what should change."""
        read: dict[str, Any] = super().clean() or self.cleaned_data
        if read.get("kind") == CHANGE_ASKED and "comment" in read and not read["comment"].strip():
            self.add_error("comment", _("Say what should change, so that the student can adjust the week."))
        return read


class TickForm(forms.Form):
    """What became of a block: done, changed with the true time, dropped with a reason, or not known yet."""

    outcome = forms.ChoiceField(choices=[(one.value, one.value) for one in Outcome])
    minutes = DurationField(required=False, label=gettext_lazy("It really took"))
    reason = forms.CharField(required=False, max_length=300, label=gettext_lazy("What changed, or why it fell away"))

    def clean(self) -> dict[str, Any]:
        """A change needs the true time, a dropped block its reason."""
        read: dict[str, Any] = super().clean() or self.cleaned_data
        outcome = read.get("outcome")
        if outcome == Outcome.CHANGED and "minutes" in read and read["minutes"] is None:
            self.add_error("minutes", _("Say how long it really took, such as 40 min."))
        if outcome == Outcome.DROPPED and "reason" in read and not read["reason"].strip():
            self.add_error("reason", _("Say in a few words why it fell away."))
        return read
