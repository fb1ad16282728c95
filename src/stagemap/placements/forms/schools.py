"""Schools, with what hangs on them (G08, G15)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stagemap.kit.forms import Date, MinutesField, Pick
from stagemap.placements.forms.fields import LessonsField, PatternField, TelephoneField, write_lessons
from stagemap.placements.forms.stamp import Stamped
from stagemap.placements.models import School, SchoolPerson
from stagemap.placements.queries import person_with_mail, school_named
from stagemap.placements.queries.labels import FUNCTIONS, WEEKDAYS
from stagemap.placements.services import PersonFields, SchoolFields, SiteFields, StandingFields
from stagemap.programmes.models import Programme

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_FULL_DAY = "8.30-9.20, 9.20-10.10, 10.25-11.15, 11.15-12.05, 13.15-14.05, 14.20-15.10"
_HALF_DAY = "8.30-9.20, 9.20-10.10, 10.25-11.15, 11.15-12.05"
USUAL_WEEK = {day: _HALF_DAY if day == "wednesday" else _FULL_DAY for day in DAYS}
LANGUAGES = (("nl", "Nederlands"), ("en", "English"))


class Address(forms.Form):
    """Street, postcode and municipality."""

    street = forms.CharField(
        label=gettext_lazy("Street and number"),
        max_length=120,
        error_messages={"required": gettext_lazy("Fill in the street and the number.")},
    )
    postcode = PatternField(
        r"[1-9]\d{3}", label=gettext_lazy("Postcode"), wanted=gettext_lazy("A postcode has four digits, such as 1000.")
    )
    city = forms.CharField(
        label=gettext_lazy("Municipality"),
        max_length=80,
        error_messages={"required": gettext_lazy("Fill in the municipality.")},
    )


class SchoolForm(Stamped, Address):
    """A school of ``programme``, new or changed, with the lessons of its week."""

    name = forms.CharField(
        label=gettext_lazy("Name of the school"),
        max_length=120,
        error_messages={"required": gettext_lazy("Fill in the name of the school.")},
    )
    institution_number = PatternField(
        r"\d{6}",
        label=gettext_lazy("Institution number"),
        wanted=gettext_lazy("An institution number has six digits, such as 012345."),
    )
    telephone = TelephoneField(label=gettext_lazy("Telephone"))
    monday = LessonsField(label=WEEKDAYS[0])
    tuesday = LessonsField(label=WEEKDAYS[1])
    wednesday = LessonsField(label=WEEKDAYS[2])
    thursday = LessonsField(label=WEEKDAYS[3])
    friday = LessonsField(label=WEEKDAYS[4])
    field_order = ["name", "institution_number", "street", "postcode", "city", "telephone", *DAYS]

    def __init__(self, data: Any = None, *, programme: Programme, school: School | None = None) -> None:
        super().__init__(data, standing=_standing(school) if school else None, initial={} if school else USUAL_WEEK)
        self.programme, self.school = programme, school

    def lesson_fields(self) -> list[forms.BoundField]:
        """The five weekdays."""
        return [self[day] for day in DAYS]

    def clean(self) -> dict[str, Any] | None:
        """Another school of the programme may not have this name and number."""
        super().clean()
        number, name = self.cleaned_data.get("institution_number"), self.cleaned_data.get("name")
        if number and name:
            known = school_named(self.programme, number, name)
            if known and known != self.school:
                self.add_error("name", _("This school stands in the list already, with the same number."))
        return self.cleaned_data

    def values(self) -> SchoolFields:
        """What a valid form says."""
        said = self.cleaned_data
        texts = {key: said[key] for key in ("name", "institution_number", "street", "postcode", "city", "telephone")}
        return SchoolFields(**texts, lessons=[said[day] for day in DAYS])


class SiteForm(Address):
    """A site of a school."""

    name = forms.CharField(
        label=gettext_lazy("Name of the site"),
        max_length=120,
        error_messages={"required": gettext_lazy("Fill in the name of the site.")},
    )
    field_order = ["name"]

    def values(self) -> SiteFields:
        """What a valid form says."""
        return SiteFields(**self.cleaned_data)


class ClosureForm(forms.Form):
    """Days on which the school is closed."""

    first_day = forms.DateField(
        label=gettext_lazy("First day"),
        widget=Date,
        error_messages={"required": gettext_lazy("Choose the first day on which the school is closed.")},
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=Date,
        required=False,
        help_text=gettext_lazy("Leave this empty for a single day."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say why the school is closed, such as “pedagogical study day”.")},
    )

    def clean(self) -> dict[str, Any] | None:
        """The last day is the first one when it is empty, and never before it."""
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        if "last_day" in self.cleaned_data:
            self.cleaned_data["last_day"] = last or first
        return self.cleaned_data


class StandingForm(forms.Form):
    """A moment that returns every week."""

    title = forms.CharField(
        label=gettext_lazy("What"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say what it is, such as “care meeting”.")},
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day"),
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        widget=Pick,
        error_messages={"required": gettext_lazy("Choose a day.")},
    )
    start = MinutesField(label=gettext_lazy("From"), error_messages={"required": gettext_lazy("Fill in a time.")})
    end = MinutesField(label=gettext_lazy("To"), error_messages={"required": gettext_lazy("Fill in a time.")})

    def clean(self) -> dict[str, Any] | None:
        """It ends after it begins."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is not None and end is not None and end <= start:
            self.add_error("end", _("The end lies before the beginning."))
        return self.cleaned_data

    def values(self) -> StandingFields:
        """What a valid form says."""
        return StandingFields(**self.cleaned_data)


class PersonForm(Stamped):
    """Somebody of ``school``, new or changed."""

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
    telephone = TelephoneField(label=gettext_lazy("Telephone"))
    function = forms.ChoiceField(
        label=gettext_lazy("Function at the school"),
        choices=list(FUNCTIONS.items()),
        widget=Pick,
        error_messages={"required": gettext_lazy("Choose a function.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of mails and pages"), choices=LANGUAGES, widget=Pick, initial="nl"
    )

    def __init__(self, data: Any = None, *, school: School, person: SchoolPerson | None = None) -> None:
        names = ("name", "email", "telephone", "function", "language")
        super().__init__(data, standing={name: getattr(person, name) for name in names} if person else None)
        self.school, self.person = school, person

    def clean_email(self) -> str:
        """One address, one person within a school."""
        email = str(self.cleaned_data["email"])
        known = person_with_mail(self.school, email)
        if known and known != self.person:
            raise forms.ValidationError(
                _("%(name)s of this school has this mail address already."), params={"name": known.name}
            )
        return email

    def values(self) -> PersonFields:
        """What a valid form says."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "stamp"}
        return PersonFields(**said)


def _standing(school: School) -> dict[str, Any]:
    names = ("name", "institution_number", "street", "postcode", "city", "telephone")
    lessons = school.lessons or [[] for _day in DAYS]
    return {name: getattr(school, name) for name in names} | {
        day: write_lessons(of_day) for day, of_day in zip(DAYS, lessons, strict=True)
    }
