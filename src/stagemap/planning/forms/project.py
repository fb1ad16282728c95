"""Forms of what stands beside the blocks: the project, its classes, the week."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stagemap.core.calendar import Week
from stagemap.core.programme import Edition
from stagemap.kit import formats
from stagemap.kit.forms import Choices, PickMany
from stagemap.planning.services import ProjectFields

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT_LENGTH = 4000
LINE_LENGTH = 400
MOST_LINES = 12
BULLETS = "-*•– \t"


class LinesField(forms.CharField):
    """Several short texts, one a line; empty lines and bullets are left out."""

    widget = forms.Textarea(attrs={"rows": 3})
    default_error_messages = {
        "line": gettext_lazy("Line %(number)s has %(length)s characters. A line holds at most %(most)s: shorten it."),
        "many": gettext_lazy("These are %(count)s lines. Write at most %(most)s, each on a line of its own."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The texts in order; raises ValidationError that names the line."""
        lines = [line.strip(BULLETS).strip() for line in super().clean(value).splitlines()]
        kept = tuple(line for line in lines if line)
        for number, line in enumerate(lines, start=1):
            if len(line) > LINE_LENGTH:
                params = {"number": number, "length": len(line), "most": LINE_LENGTH}
                raise ValidationError(self.error_messages["line"], code="line", params=params)
        if len(kept) > MOST_LINES:
            params = {"count": len(kept), "most": MOST_LINES}
            raise ValidationError(self.error_messages["many"], code="many", params=params)
        return kept

    def prepare_value(self, value: Any) -> Any:
        """Several texts as lines; what was typed as it was typed."""
        return "\n".join(value) if isinstance(value, tuple) else value


def _text(label: StrOrPromise, help_text: StrOrPromise, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows}),
        label=label,
        help_text=help_text,
    )


class ProjectForm(forms.Form):
    """The project sheet: description, goals, desired result, learning questions and goals (G14, G16)."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    example = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    description = _text(
        gettext_lazy("Description"), gettext_lazy("What you will do, in which class, with whom, and why here."), 5
    )
    goals = _text(gettext_lazy("Goals of the project"), gettext_lazy("One goal on each line."))
    desired_result = _text(
        gettext_lazy("Desired result"), gettext_lazy("What will be there when you leave, and for whom."), 3
    )
    questions = LinesField(
        label=gettext_lazy("Your learning questions"), help_text=gettext_lazy("One question on each line.")
    )
    learning_goals = LinesField(
        label=gettext_lazy("Your learning goals"), help_text=gettext_lazy("One goal on each line.")
    )

    def fields_of_project(self) -> ProjectFields:
        """What was filled in, for the services; only after ``is_valid()``."""
        read = self.cleaned_data
        return ProjectFields(
            description=read["description"].strip(),
            goals=read["goals"].strip(),
            desired_result=read["desired_result"].strip(),
            questions=read["questions"],
            learning_goals=read["learning_goals"],
            example=read["example"],
        )


class ClassForm(forms.Form):
    """The one class of the project, such as 5A, and its grades (G13)."""

    label = forms.CharField(
        max_length=20,
        label=gettext_lazy("Class"),
        error_messages={"required": gettext_lazy("Name the class to which your project is tied, such as 5A.")},
    )
    grades = forms.MultipleChoiceField(
        widget=PickMany(),
        label=gettext_lazy("Grades"),
        error_messages={"required": gettext_lazy("Choose at least one grade: a class can hold several.")},
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "class-%s", **kwargs})
        self.fields["grades"].choices = [(grade, grade) for grade in edition.grades]  # type: ignore[attr-defined]  # by its name


class ExtraClassForm(forms.Form):
    """Another class that takes part, with the reason (G13)."""

    label = forms.CharField(
        max_length=20,
        label=gettext_lazy("Other class"),
        error_messages={"required": gettext_lazy("Name the other class, such as 5B.")},
    )
    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("Why it takes part"),
        error_messages={"required": gettext_lazy("Say why this class takes part: a project is tied to one class.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "extra-%s", **kwargs})


class WeekForm(forms.Form):
    """The active week, of those in which the school has days left (G08)."""

    week = forms.DateField(
        widget=Choices(),
        label=gettext_lazy("Internship week"),
        error_messages={
            "required": gettext_lazy("Choose a week."),
            "invalid": gettext_lazy("Choose one of the weeks of the list."),
        },
    )

    def __init__(self, *args: Any, weeks: tuple[Week, ...], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weeks = weeks
        widget = self.fields["week"].widget
        widget.choices = [(week.monday.isoformat(), _week(week, language)) for week in weeks]
        widget.helps = {week.monday.isoformat(): _left(week, language) for week in weeks}

    def clean_week(self) -> dt.date:
        """A Monday of the list."""
        monday: dt.date = self.cleaned_data["week"]
        if monday not in {week.monday for week in self.weeks}:
            raise ValidationError(_("This week lies outside the period. Choose one of the weeks of the list."))
        return monday


def _week(week: Week, language: str) -> str:
    return formats.days_long(week.monday, week.monday + dt.timedelta(days=4), lang=language)


def _left(week: Week, language: str) -> str:
    """How many school days are left, and why the others are not."""
    if week.is_full:
        return _("Five school days.")
    count = len(week.days)
    left = ngettext("%(count)s school day left.", "%(count)s school days left.", count) % {"count": count}
    closed = ", ".join(f"{formats.day(day, lang=language)} ({reason})" for day, reason in week.closed)
    return f"{left} {_('Closed: %(days)s.') % {'days': closed}}" if closed else left
