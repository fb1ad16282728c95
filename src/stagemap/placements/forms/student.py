"""What student and mentor write: papers, observation moments, agreements, messages, readers (G03-G06, G17)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stagemap.kit.forms import Choices, Date, MinutesField, Pick
from stagemap.placements.forms.fields import offer
from stagemap.placements.forms.stamp import Stamped
from stagemap.placements.models import Agreement, ObservationMoment, Paper, Placement, Reading
from stagemap.placements.queries import expected_reader
from stagemap.placements.queries.labels import AWAITED, FUNCTIONS, STATUSES
from stagemap.placements.services import MomentFields, PersonFields

_SATURDAY = 5


class PaperForm(Stamped):
    """How one paper stands; never the paper itself."""

    status = forms.ChoiceField(label=gettext_lazy("How does it stand?"), choices=list(STATUSES.items()), widget=Pick)
    on = forms.DateField(label=gettext_lazy("In order since"), widget=Date, required=False)

    def __init__(self, data: Any = None, *, paper: Paper, today: dt.date) -> None:
        super().__init__(data, standing={"status": paper.status, "on": paper.on}, prefix=paper.kind)
        self.paper, self.today = paper, today
        if paper.kind == Paper.Kind.INTERNSHIP_AGREEMENT:
            offer(self, "status", [each for each in STATUSES.items() if each[0] != Paper.Status.NOT_NEEDED])

    def clean(self) -> dict[str, Any] | None:
        """A paper in order has its day, which has come; any other has none."""
        super().clean()
        status, on = self.cleaned_data.get("status"), self.cleaned_data.get("on")
        if status != Paper.Status.IN_ORDER:
            self.cleaned_data["on"] = None
        elif on is None and "on" not in self.errors:
            self.add_error("on", _("Fill in the day since which this paper is in order."))
        elif on is not None and on > self.today:
            self.add_error("on", _("This day is still to come."))
        return self.cleaned_data


class MomentForm(Stamped):
    """When an observation moment is, what to look for, and what was seen."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=Date, required=False)
    start = MinutesField(label=gettext_lazy("From"), required=False)
    end = MinutesField(label=gettext_lazy("To"), required=False)
    look_for = forms.CharField(
        label=gettext_lazy("What do you look for?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For example: how the care meeting runs, what children need, ideas for your project."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("You and your mentor read these. Never write a pupil's name: use #1, #2."),
    )

    def __init__(self, data: Any = None, *, moment: ObservationMoment) -> None:
        names = ("day", "start", "end", "look_for", "notes")
        super().__init__(data, standing={name: getattr(moment, name) for name in names})
        self.moment = moment

    def clean_day(self) -> dt.date | None:
        """A day of the school week."""
        day = self.cleaned_data["day"]
        if day is not None and day.weekday() >= _SATURDAY:
            raise forms.ValidationError(_("This is a day of the weekend. Choose a school day."))
        if day is None and self.moment.held_at is not None:
            raise forms.ValidationError(_("This moment took place: it keeps its day."))
        return day if isinstance(day, dt.date) else None

    def clean(self) -> dict[str, Any] | None:
        """Times come in pairs, in order, and with a day."""
        super().clean()
        day, start, end = (self.cleaned_data.get(name) for name in ("day", "start", "end"))
        if (start is None) != (end is None) and not {"start", "end"} & set(self.errors):
            missing = "start" if start is None else "end"
            self.add_error(missing, _("Fill in both times, or neither."))
        if start is not None and end is not None and end <= start:
            self.add_error("end", _("The end lies before the beginning."))
        if start is not None and day is None and "day" not in self.errors:
            self.add_error("day", _("Choose the day too."))
        return self.cleaned_data

    def values(self) -> MomentFields:
        """What a valid form says."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "stamp"}
        return MomentFields(**said)


class AgreementForm(forms.Form):
    """What was agreed, who does it, and by when."""

    what = forms.CharField(
        label=gettext_lazy("What did you agree?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say what you agreed, such as “send the lesson preparation to Tom”.")},
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Who does it?"),
        choices=list(AWAITED.items()),
        widget=Pick,
        initial=Agreement.Who.STUDENT,
        error_messages={"required": gettext_lazy("Choose who does it.")},
    )
    by_day = forms.DateField(label=gettext_lazy("By when?"), widget=Date, required=False)


class MessageForm(forms.Form):
    """A message to the people of the placement."""

    text = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first.")},
    )


class ReaderForm(forms.Form):
    """Somebody of the school who is to read along, invited by the mentor (G17)."""

    part = forms.ChoiceField(
        label=gettext_lazy("What does this colleague read?"),
        choices=[
            (Reading.Part.CLASS_MENTOR, gettext_lazy("As class mentor")),
            (Reading.Part.CARE_TEAM, gettext_lazy("As member of the care team")),
        ],
        widget=Choices(
            helps={
                Reading.Part.CLASS_MENTOR: gettext_lazy("The roster and the project, and may comment on them."),
                Reading.Part.CARE_TEAM: gettext_lazy("The same, and what stays inside the school."),
            }
        ),
        error_messages={"required": gettext_lazy("Choose what this colleague reads.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Fill in first name and last name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Fill in the mail address: the personal link is sent to it."),
            "invalid": gettext_lazy("This mail address is not complete. Write it as els@school.example."),
        },
    )
    function = forms.ChoiceField(
        label=gettext_lazy("Function at the school"),
        choices=list(FUNCTIONS.items()),
        widget=Pick,
        error_messages={"required": gettext_lazy("Choose a function.")},
    )

    def __init__(self, data: Any = None, *, placement: Placement) -> None:
        super().__init__(data, initial=_expected(placement))
        self.placement = placement

    def clean_email(self) -> str:
        """The mentor reads everything already."""
        email = str(self.cleaned_data["email"])
        mentor = self.placement.mentor
        if mentor and mentor.email.casefold() == email.casefold():
            raise forms.ValidationError(_("This is the mentor's own address: the mentor has a link already."))
        return email

    def values(self) -> PersonFields:
        """Who is invited."""
        said = self.cleaned_data
        return PersonFields(name=said["name"], email=said["email"], function=said["function"])


def _expected(placement: Placement) -> dict[str, str]:
    """The class mentor whom the coordinator wrote down, while nobody invited them."""
    person = expected_reader(placement)
    if person is None:
        return {}
    part = str(Reading.Part.CLASS_MENTOR)
    return {"part": part, "name": person.name, "email": person.email, "function": person.function}
