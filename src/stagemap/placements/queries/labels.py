"""Words for the keys that are stored: what somebody is, which paper, how it stands, who is awaited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stagemap.core.roles import Relation
from stagemap.placements.models import Agreement, Paper, SchoolPerson

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS: Mapping[str, StrOrPromise] = {
    Relation.STUDENT: _("student"),
    Relation.MENTOR: _("mentor"),
    Relation.CLASS_MENTOR: _("class mentor"),
    "care_coordinator": _("care coordinator"),
    Relation.CARE_TEAM: _("care team"),
    Relation.SUPERVISOR: _("supervisor"),
    "lead": _("first supervisor"),
}

FUNCTIONS: Mapping[str, StrOrPromise] = {
    SchoolPerson.Function.CARE_COORDINATOR: _("care coordinator"),
    SchoolPerson.Function.CARE_TEACHER: _("care teacher"),
    SchoolPerson.Function.CLASS_TEACHER: _("class teacher"),
    SchoolPerson.Function.HEAD: _("head of the school"),
    SchoolPerson.Function.OTHER: _("another function"),
}

PAPERS: Mapping[str, StrOrPromise] = {
    Paper.Kind.INTERNSHIP_AGREEMENT: _("Internship agreement"),
    Paper.Kind.RISK_ANALYSIS: _("Risk analysis"),
    Paper.Kind.CRIMINAL_RECORD_CHECK: _("Criminal record check"),
}

STATUSES: Mapping[str, StrOrPromise] = {
    Paper.Status.MISSING: _("not there yet"),
    Paper.Status.ON_ITS_WAY: _("on its way"),
    Paper.Status.IN_ORDER: _("in order"),
    Paper.Status.NOT_NEEDED: _("not needed"),
}

STATUS_STATES: Mapping[str, str] = {
    Paper.Status.MISSING: "open",
    Paper.Status.ON_ITS_WAY: "busy",
    Paper.Status.IN_ORDER: "done",
    Paper.Status.NOT_NEEDED: "done",
}

AWAITED: Mapping[str, StrOrPromise] = {
    Agreement.Who.STUDENT: _("student"),
    Agreement.Who.MENTOR: _("mentor"),
    Agreement.Who.CLASS_MENTOR: _("class mentor"),
    Agreement.Who.SUPERVISOR: _("supervisor"),
}

GAPS: Mapping[str, StrOrPromise] = {
    "school": _("school"),
    "mentor": _("mentor"),
    "supervisor": _("supervisor"),
    "class": _("class"),
    "papers": _("internship agreement"),
    "moments": _("observation moments"),
    "week": _("internship week"),
}

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"))
