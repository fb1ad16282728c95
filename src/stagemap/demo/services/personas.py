"""Whose shoes a visitor of the demo may step into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whose shoes a visitor may step into: by account (``email``) or by link (``person``, ``student``)."""

    key: str
    name: str
    part: StrOrPromise
    says: StrOrPromise
    email: str = ""
    person: str = ""
    student: str = ""

    @property
    def first_name(self) -> str:
        """The given name, for the button."""
        return self.name.split(" ")[0]


PERSONAS = (
    Persona(
        "student",
        "Noor Verhaegen",
        _("student"),
        _("Half of her week is planned."),
        email="noor.verhaegen@student.example",
    ),
    Persona(
        "mentor",
        "Els Peeters",
        _("mentor, on a phone"),
        _("Reads Noor's week, proposes and agrees, without an account."),
        person="els.peeters@dewegwijzer.example",
        student="noor.verhaegen@student.example",
    ),
    Persona(
        "supervisor",
        "Karim Haddad",
        _("supervisor"),
        _("Follows ten students; a roster waits for his answer."),
        email="karim.haddad@hogeschool.example",
    ),
    Persona(
        "coordinator",
        "Hilde Wouters",
        _("coordinator"),
        _("Opens editions, schools and placements."),
        email="hilde.wouters@hogeschool.example",
    ),
    Persona(
        "class-mentor",
        "Tom Claes",
        _("class mentor"),
        _("Reads along: the roster and the project in his class."),
        person="tom.claes@dewegwijzer.example",
        student="noor.verhaegen@student.example",
    ),
    Persona(
        "new",
        "Ilias Benali",
        _("student"),
        _("Starts today: nothing is planned yet."),
        email="ilias.benali@student.example",
    ),
    Persona(
        "over",
        "Lina Haddou",
        _("student"),
        _("Her week is over: her portfolio is full."),
        email="lina.haddou@student.example",
    ),
    Persona(
        "2021",
        "Wout Lemmens",
        _("student, 2020-2021"),
        _("The guide of 2021: turn the clock to March 2021."),
        email="wout.lemmens@student.example",
    ),
)
