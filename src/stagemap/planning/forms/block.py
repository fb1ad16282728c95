"""The form of a block: everything that a person decides about it, checked field by field and as a whole."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stagemap.core.calendar import week_days
from stagemap.core.programme import Edition
from stagemap.core.roster import GRAIN, Package, Slot
from stagemap.kit import formats
from stagemap.kit.forms import Choices, MinutesField, Pick, expect
from stagemap.planning.queries import Desk, TrayTask, task_of
from stagemap.planning.services import BlockFields

from .fields import DAY, DurationField, PupilsField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROLE_ICONS = {"observing": "eye", "participating": "users", "active": "lightning"}
SLOTS = {
    Slot.CLOCK: gettext_lazy("at a clock time"),
    Slot.BEFORE: gettext_lazy("before school"),
    Slot.AFTER: gettext_lazy("after school"),
    Slot.HOME: gettext_lazy("at home"),
    Slot.AHEAD: gettext_lazy("before the week"),
    Slot.BEHIND: gettext_lazy("after the week"),
}
NO_ROLE = "none"
"""What the form sends for "no role": nothing chosen yet is something else."""
DAYLESS = (Slot.AHEAD, Slot.BEHIND)


def _asks(sentence: StrOrPromise) -> dict[str, StrOrPromise]:
    """What a choice says when it is missing or unknown."""
    return {"required": sentence, "invalid_choice": sentence}


class BlockForm(forms.Form):
    """One block (G11, G15). Make it with the ``desk`` of its plan; ``fields_of_block()`` is what a service takes.

    ``block_id`` is made by the page for a new block, so that the same form sent twice makes one block;
    ``revision`` is that of the block that was read.
    """

    block_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    task = forms.CharField(required=False, widget=forms.HiddenInput, label=gettext_lazy("Task"))
    title = forms.CharField(required=False, max_length=200, label=gettext_lazy("What"))
    package = forms.ChoiceField(
        widget=Pick(fill=True),
        label=gettext_lazy("Belongs to"),
        error_messages=_asks(gettext_lazy("Choose exploration or project.")),
    )
    kind = forms.ChoiceField(
        widget=Pick(),
        label=gettext_lazy("Kind of time"),
        error_messages=_asks(gettext_lazy("Choose the kind of time.")),
    )
    slot = forms.ChoiceField(
        choices=list(SLOTS.items()),
        label=gettext_lazy("When"),
        error_messages=_asks(gettext_lazy("Choose when it takes place.")),
    )
    day = forms.ChoiceField(
        required=False,
        widget=Pick(fill=True),
        label=gettext_lazy("Day"),
        error_messages=_asks(gettext_lazy("Choose one of the days of your week.")),
    )
    start = MinutesField(required=False, label=gettext_lazy("Begins at"))
    minutes = DurationField(
        label=gettext_lazy("Lasts"),
        error_messages={"required": gettext_lazy("Say how long it lasts, such as 50 min or 1 h 40.")},
    )
    where = forms.CharField(required=False, max_length=120, label=gettext_lazy("Where"))
    at_what = forms.CharField(
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("At what"),
        help_text=gettext_lazy("As concretely as you can: with whom, which subject, what you will do."),
    )
    role = forms.ChoiceField(
        required=False,
        widget=Choices(icons=ROLE_ICONS),
        label=gettext_lazy("Your role"),
        error_messages=_asks(gettext_lazy("Choose one of the roles, or no role.")),
    )
    level = forms.ChoiceField(
        required=False,
        widget=Pick(),
        label=gettext_lazy("Level"),
        error_messages=_asks(gettext_lazy("Choose one of the levels, or no level.")),
    )
    pupils = PupilsField(
        label=gettext_lazy("Pupils"),
        help_text=gettext_lazy("Codes only, such as #1. Only you, your mentor and the care team see them."),
    )
    outside_hours = forms.BooleanField(
        required=False, label=gettext_lazy("This lies outside the school's hours on purpose")
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = get_language() or "nl"
        self.desk = desk
        self._offer(desk.edition)
        kind = desk.edition.kind.get(str(self.initial.get("kind")))
        if kind is not None and not kind.needs_role and not self.initial.get("role"):
            self.initial["role"] = NO_ROLE
        expect(self, "title", "day", "start", "role", "where", "at_what")
        self._choices("day", [(day.isoformat(), _day(day, self.language)) for day in self._days()])

    def clean_task(self) -> TrayTask | None:
        """The task that is named, of the list or of the school itself."""
        key = self.cleaned_data["task"]
        task = task_of(self.desk, key, language=self.language)
        if key and task is None:
            raise ValidationError(_("This task does not stand in the list."))
        return task

    def clean_day(self) -> dt.date | None:
        """The chosen day as a date."""
        text = self.cleaned_data["day"]
        return dt.date.fromisoformat(text) if text else None

    def clean_start(self) -> int | None:
        """A clock time in steps of five minutes."""
        start: int | None = self.cleaned_data["start"]
        if start is not None and start % GRAIN:
            asked = formats.clock(start, lang=self.language)
            raise ValidationError(
                _("%(time)s is not on five minutes. Write it as 8.30 or 8.35.") % {"time": asked}, code="step"
            )
        return start

    def clean_role(self) -> str:
        """The key of the role, empty for no role and for none chosen yet."""
        role: str = self.cleaned_data["role"]
        return "" if role == NO_ROLE else role

    def clean(self) -> dict[str, Any]:
        """The checks that need more than one field; each error stands at the field that mends it."""
        data = super().clean() or self.cleaned_data
        self._check_title(data)
        if "slot" in data:
            self._check_moment(data, Slot(data["slot"]))
        return data

    def fields_of_block(self) -> BlockFields:
        """What was filled in, for the services; only after ``is_valid()``."""
        data = self.cleaned_data
        task: TrayTask | None = data["task"]
        same = ("package", "kind", "slot", "day", "start", "minutes", "where", "at_what", "role", "level")
        return BlockFields(
            **{name: data[name] for name in (*same, "pupils", "outside_hours")},
            title=data["title"],
            task="" if task is None else task.code,
            own_task=None if task is None else task.own_task,
        )

    def _check_title(self, data: dict[str, Any]) -> None:
        task: TrayTask | None = data.get("task")
        if not data.get("title") and task is not None:
            data["title"] = task.title[:200]
        if "title" in data and not data["title"]:
            self.add_error("title", _("Say what you will do: choose a task or write it in a few words."))

    def _check_moment(self, data: dict[str, Any], slot: Slot) -> None:
        dated, clocked = slot not in DAYLESS, slot is Slot.CLOCK
        if dated and "day" in data and data["day"] is None:
            self.add_error("day", self._day_missing())
        if not clocked:
            data["start"] = None
        elif "start" in data and data["start"] is None:
            self.add_error("start", _("Give the time at which it begins, such as 8.30."))
        start, minutes = data.get("start"), data.get("minutes")
        if start is not None and minutes is not None and start + minutes > DAY:
            self.add_error("minutes", _("This goes past midnight. Let it begin earlier or last less long."))

    def _day_missing(self) -> str:
        if not self.fields["day"].choices:  # type: ignore[attr-defined]  # a ChoiceField, by its name
            return _("Choose your internship week first; until then only work before or after the week has a place.")
        return _("Choose the day on which it takes place.")

    def _offer(self, edition: Edition) -> None:
        """Fill the choices that the edition names."""
        said = self.language
        self._choices("package", [(key, name.in_(said)) for key, name in edition.packages.items()])
        self._choices("kind", [(kind.key, kind.name.in_(said)) for kind in edition.kinds])
        self._choices("role", [*((role.key, role.name.in_(said)) for role in edition.roles), (NO_ROLE, _("no role"))])
        self._choices("level", [("", _("no level")), *((one.key, one.name.in_(said)) for one in edition.levels)])
        role, level = self.fields["role"].widget, self.fields["level"].widget
        role.helps = {one.key: one.about.in_(said) for one in edition.roles} | {NO_ROLE: self._roleless(edition)}
        level.levels = {one.key: one.size for one in edition.levels}

    def _roleless(self, edition: Edition) -> str:
        """Which kinds of time need no role (G11)."""
        kinds = [kind.name.in_(self.language).lower() for kind in edition.kinds if not kind.needs_role]
        return _("only for %(kinds)s") % {"kinds": ", ".join(kinds)}

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, by its name

    def _days(self) -> list[dt.date]:
        """The days of the week, and the day on which the block already lies when that is another one."""
        week = self.desk.plan.placement.week
        days = set(week_days(week)) if week is not None else set()
        now = self.initial.get("day")
        return sorted(days | ({now} if isinstance(now, dt.date) else set()))


def initial_of_block(fields: BlockFields, *, revision: int) -> dict[str, Any]:
    """What a ``BlockForm`` of an existing block begins with."""
    key = f"task:{fields.task}" if fields.task else f"own:{fields.own_task}" if fields.own_task else ""
    names = ("title", "package", "kind", "slot", "day", "start", "minutes", "where", "at_what", "role", "level")
    known = {name: getattr(fields, name) for name in (*names, "pupils", "outside_hours")}
    return known | {"task": key, "revision": revision}


def initial_of_task(task: TrayTask) -> dict[str, Any]:
    """What a ``BlockForm`` for a task of the tray begins with; a proposal brings its own moment and place."""
    known: dict[str, Any] = {"task": task.key, "title": task.title, "level": task.level, "package": Package.EXPLORATION}
    asked = task.proposal
    if asked is not None:
        moment = {"day": asked.day, "start": asked.start, "minutes": asked.minutes, "where": asked.where}
        known |= {name: value for name, value in moment.items() if value}
    return known


def _day(day: dt.date, language: str) -> str:
    """``di 20``."""
    return f"{formats.weekday_short(day, lang=language)} {day.day}"
