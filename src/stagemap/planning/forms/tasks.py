"""Forms of the tray: a task of the school itself, a proposal of the mentor, a choice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stagemap.core.calendar import week_days
from stagemap.core.roster import GRAIN
from stagemap.kit import formats
from stagemap.kit.forms import MinutesField, Pick
from stagemap.planning.queries import Desk, tray_of
from stagemap.planning.services import TaskKey

from .fields import DAY, DurationField


class OwnTaskForm(forms.Form):
    """A task of the school itself, with its level and perhaps a group (G12)."""

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Task"),
        error_messages={"required": gettext_lazy("Say what the task is, in a few words.")},
    )
    level = forms.ChoiceField(
        widget=Pick(),
        label=gettext_lazy("Level"),
        error_messages={"required": gettext_lazy("Choose the level: pupil, teacher or school.")},
    )
    group = forms.ChoiceField(required=False, label=gettext_lazy("Group"))

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said, edition = get_language() or "nl", desk.edition
        self.groups = {group.code: group for group in edition.groups}
        self.fields["level"].choices = [(one.key, one.name.in_(said)) for one in edition.levels]  # type: ignore[attr-defined]  # by its name
        self.fields["level"].widget.levels = {one.key: one.size for one in edition.levels}
        self.fields["group"].choices = [  # type: ignore[attr-defined]  # by its name
            ("", _("no group")),
            *((group.code, group.name.in_(said)) for group in edition.groups),
        ]

    def clean(self) -> dict[str, Any]:
        """A group belongs to its level."""
        read: dict[str, Any] = super().clean() or self.cleaned_data
        group = self.groups.get(read.get("group", ""))
        if group is not None and "level" in read and group.level != read["level"]:
            self.add_error("group", _("This group belongs to another level. Choose one of the level, or no group."))
        return read


class ProposalForm(forms.Form):
    """A task that the mentor proposes, of the list or of the school itself, perhaps with a moment (G05, G10)."""

    task = forms.ChoiceField(required=False, label=gettext_lazy("A task from the list"))
    title = forms.CharField(required=False, max_length=200, label=gettext_lazy("Or a task of your own school"))
    level = forms.ChoiceField(required=False, widget=Pick(), label=gettext_lazy("Level of your own task"))
    day = forms.ChoiceField(required=False, widget=Pick(fill=True), label=gettext_lazy("Day"))
    start = MinutesField(required=False, label=gettext_lazy("Begins at"))
    minutes = DurationField(required=False, label=gettext_lazy("Lasts"))
    where = forms.CharField(required=False, max_length=120, label=gettext_lazy("Where"))
    note = forms.CharField(
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("A word beside it"),
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = get_language() or "nl"
        self.fields["task"].choices = _tasks(desk, said)  # type: ignore[attr-defined]  # by its name
        self.fields["level"].choices = [(one.key, one.name.in_(said)) for one in desk.edition.levels]  # type: ignore[attr-defined]  # by its name
        self.fields["level"].widget.levels = {one.key: one.size for one in desk.edition.levels}
        self.fields["day"].choices = [("", _("no day")), *_days(desk.plan.placement.week, said)]  # type: ignore[attr-defined]  # by its name

    def clean_task(self) -> TaskKey | None:
        """The chosen task, or None."""
        return task_key(self.cleaned_data["task"])

    def clean_day(self) -> dt.date | None:
        """The chosen day as a date."""
        text = self.cleaned_data["day"]
        return dt.date.fromisoformat(text) if text else None

    def clean_start(self) -> int | None:
        """A clock time in steps of five minutes."""
        start: int | None = self.cleaned_data["start"]
        if start is not None and start % GRAIN:
            raise ValidationError(_("Give a time on five minutes, such as 8.30 or 8.35."), code="step")
        return start

    def clean(self) -> dict[str, Any]:
        """One task, and a moment that hangs together."""
        read: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_task(read)
        start, minutes = read.get("start"), read.get("minutes")
        if start is not None and "day" in read and read["day"] is None:
            self.add_error("day", _("Choose the day to which this time belongs."))
        if start is not None and minutes is not None and start + minutes > DAY:
            self.add_error("minutes", _("This goes past midnight. Let it begin earlier or last less long."))
        return read

    def _check_task(self, read: dict[str, Any]) -> None:
        if "task" not in read or "title" not in read:
            return
        if read["task"] is None and not read["title"]:
            self.add_error("task", _("Choose a task from the list, or write one of your own school."))
        elif read["task"] is not None and read["title"]:
            self.add_error("title", _("Propose one task at a time: from the list or your own, not both."))
        elif read["title"] and "level" in read and not read["level"]:
            self.add_error("level", _("Choose the level of your own task: pupil, teacher or school."))


class ChoiceForm(forms.Form):
    """A press on one task of the list."""

    task = forms.CharField(max_length=40)

    def clean_task(self) -> TaskKey:
        """The task that the press names; raises ValidationError for anything else."""
        key = task_key(self.cleaned_data["task"])
        if key is None:
            raise ValidationError(_("This task does not stand in the list."))
        return key


def task_key(text: str) -> TaskKey | None:
    """``task:E1`` or ``own:7`` as a key, or None."""
    kind, _sign, value = text.partition(":")
    if kind == "own" and value.isdecimal():
        return TaskKey(own_task=int(value))
    return TaskKey(code=value) if kind == "task" and value else None


def _tasks(desk: Desk, language: str) -> list[Any]:
    """The list by group, the school's own tasks first, as a select shows it."""
    tray = tray_of(desk, language=language)
    every = [*tray.proposals, *tray.own, *(task for group in tray.groups for task in group.tasks)]
    own = [(task.key, task.title) for task in every if task.own_task is not None]
    groups = [(group.name.in_(language), group.code) for group in desk.edition.groups]
    named = [
        (name, [(task.key, task.title) for task in every if task.code and task.group == code]) for name, code in groups
    ]
    return [("", _("choose a task")), *([(_("Tasks of the school"), own)] if own else []), *named]


def _days(week: dt.date | None, language: str) -> list[tuple[str, str]]:
    if week is None:
        return []
    return [(day.isoformat(), f"{formats.weekday_short(day, lang=language)} {day.day}") for day in week_days(week)]
