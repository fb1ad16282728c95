"""A placement: student, school, class, people and supervisors (G15, G18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stagemap.kit.forms import PickMany
from stagemap.people.models import User
from stagemap.placements.forms.fields import offer
from stagemap.placements.forms.stamp import Stamped
from stagemap.placements.models import Placement, School
from stagemap.placements.queries import (
    lecturers_for,
    lecturers_of,
    people_in,
    placed_already,
    school_in,
    schools_of,
    sites_in,
)
from stagemap.placements.queries.labels import FUNCTIONS, GAPS
from stagemap.placements.queries.overview import ANY_GAP
from stagemap.placements.services import PlacementFields
from stagemap.programmes.models import Edition
from stagemap.programmes.queries import record_of

GRADES = ("P", "K1", "K2", "K3", "L1", "L2", "L3", "L4", "L5", "L6")
OF_SCHOOL = ("site", "mentor", "class_mentor", "care_coordinator")
_PEOPLE = ("mentor", "class_mentor", "care_coordinator")
_MAIL_SHAPE = gettext_lazy("This mail address is not complete. Write it as noor@student.example.")


if TYPE_CHECKING:
    _RowField = forms.ModelChoiceField[Any]
else:
    _RowField = forms.ModelChoiceField


class _Row(_RowField):
    """A row that may be left open; which rows there are, the form says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(None, required=False, **kwargs)


class _PersonChoice(_Row):
    """Somebody of the school, with function."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and function."""
        return f"{obj.name} ({FUNCTIONS[obj.function]})"


class PlacementForm(Stamped):
    """Where and with whom a student of ``edition`` is; the people are those of the school that is chosen in it."""

    student_group = forms.CharField(
        label=gettext_lazy("Class group of the student"),
        max_length=40,
        error_messages={"required": gettext_lazy("Fill in the group, such as 3BALO A.")},
    )
    school = _Row(label=gettext_lazy("School"), empty_label=gettext_lazy("not known yet"))
    site = _Row(label=gettext_lazy("Site"), empty_label=gettext_lazy("the school's own address"))
    class_label = forms.CharField(
        label=gettext_lazy("Name of the class"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("As the school calls it, such as 5A."),
    )
    grades = forms.MultipleChoiceField(label=gettext_lazy("Grades in this class"), required=False, widget=PickMany)
    mentor = _PersonChoice(label=gettext_lazy("Mentor"), empty_label=gettext_lazy("not known yet"))
    class_mentor = _PersonChoice(label=gettext_lazy("Class mentor"), empty_label=gettext_lazy("not known yet"))
    care_coordinator = _PersonChoice(
        label=gettext_lazy("Care coordinator"),
        empty_label=gettext_lazy("the mentor, or not known yet"),
        help_text=gettext_lazy("Only when the mentor is somebody else."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        edition: Edition,
        placement: Placement | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, standing=_standing(placement) if placement else None, initial=dict(initial or {}))
        self.edition = edition
        offer(self, "school", schools_of(edition.programme))
        self.chosen = self._chosen_school()
        offer(self, "site", sites_in(self.chosen))
        for name in _PEOPLE:
            offer(self, name, people_in(self.chosen))
        grades = record_of(edition).grades or GRADES
        offer(self, "grades", [(grade, grade) for grade in grades])

    def clean(self) -> dict[str, Any] | None:
        """Who belongs to another school than the chosen one has to be chosen anew."""
        cleaned = super().clean()
        for name in OF_SCHOOL:
            if name in self.errors:
                del self.errors[name]
                self.add_error(name, _("This belongs to another school than the one above. Choose again."))
        return cleaned

    def values(self) -> PlacementFields:
        """What a valid form says."""
        said = self.cleaned_data
        return PlacementFields(
            student_group=said["student_group"],
            school=said["school"],
            class_label=said["class_label"],
            grades=tuple(said["grades"]),
            **{name: said[name] for name in OF_SCHOOL},
        )

    def _chosen_school(self) -> School | None:
        value = str(self["school"].value() or "")
        return school_in(self.edition.programme, int(value)) if value.isdecimal() else None


class NewPlacementForm(PlacementForm):
    """A new placement: the student by name and mail address, and perhaps already who leads the supervision."""

    student_name = forms.CharField(
        label=gettext_lazy("Name of the student"),
        max_length=120,
        error_messages={"required": gettext_lazy("Fill in first name and last name.")},
    )
    student_email = forms.EmailField(
        label=gettext_lazy("Mail address of the student"),
        max_length=254,
        help_text=gettext_lazy("The student signs in with it."),
        error_messages={
            "required": gettext_lazy("Fill in the mail address: the student signs in with it."),
            "invalid": _MAIL_SHAPE,
        },
    )
    supervisor = _Row(label=gettext_lazy("Supervisor"), empty_label=gettext_lazy("not known yet"))
    field_order = ["student_name", "student_email", "student_group"]

    def __init__(self, data: Any = None, *, edition: Edition, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, edition=edition, initial=initial)
        offer(self, "supervisor", lecturers_of(edition.programme))

    def clean_student_email(self) -> str:
        """One student, one placement in an edition."""
        email = str(self.cleaned_data["student_email"])
        if placed_already(self.edition, email):
            raise forms.ValidationError(
                _("The student with this mail address has an internship in this edition already.")
            )
        return email


class SupervisorForm(forms.Form):
    """A lecturer who is to follow a placement: one who is known, or a new one by name and mail address."""

    known = _Row(
        label=gettext_lazy("Somebody who supervises here"),
        empty_label=gettext_lazy("choose…"),
    )
    name = forms.CharField(label=gettext_lazy("Or somebody new: name"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Mail address"), max_length=254, required=False, error_messages={"invalid": _MAIL_SHAPE}
    )

    def __init__(self, data: Any = None, *, placement: Placement) -> None:
        super().__init__(data)
        offer(self, "known", lecturers_for(placement))

    def clean(self) -> dict[str, Any] | None:
        """Either the list or both fields of somebody new."""
        said = super().clean() or {}
        if said.get("known") or self.errors:
            return said
        if not said.get("name") and not said.get("email"):
            self.add_error("known", _("Choose somebody, or fill in a name and a mail address."))
        elif not said.get("name"):
            self.add_error("name", _("Fill in first name and last name."))
        elif not said.get("email"):
            self.add_error("email", _("Fill in the mail address: the supervisor signs in with it."))
        return said

    def known_user(self) -> User | None:
        """The one who was chosen from the list."""
        chosen = self.cleaned_data["known"]
        return chosen if isinstance(chosen, User) else None


class FindForm(forms.Form):
    """What to look for in a list; nonsense in the address is left aside."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=80)
    lacks = forms.ChoiceField(label=gettext_lazy("What is missing"), required=False)
    page = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        every = (("", _("everybody")), (ANY_GAP, _("something is missing")), *_lacking())
        offer(self, "lacks", list(every))
        self.fields["lacks"].widget.attrs["data-auto"] = ""

    def wanted(self) -> tuple[str, str, int]:
        """Search words, a key of what is missing, and the number of the page."""
        self.is_valid()
        said = self.cleaned_data
        return said.get("q", ""), said.get("lacks", ""), said.get("page") or 1


def _lacking() -> list[tuple[str, str]]:
    return [(gap, _("missing: %(what)s") % {"what": what}) for gap, what in GAPS.items()]


def _standing(placement: Placement) -> dict[str, Any]:
    names = ("school", *OF_SCHOOL)
    return {
        "student_group": placement.student_group,
        "class_label": placement.class_label,
        "grades": placement.grades,
        **{name: getattr(placement, f"{name}_id") for name in names},
    }
