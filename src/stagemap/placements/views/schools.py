"""Schools of a programme: list, page, and all that hangs on one (for its coordinator)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.kit.formats import days, span
from stagemap.kit.htmx import answer, done
from stagemap.kit.http import Request
from stagemap.placements import access, queries, services
from stagemap.placements.forms import ClosureForm, FindForm, PersonForm, SchoolForm, SiteForm, StandingForm
from stagemap.placements.queries.labels import FUNCTIONS, WEEKDAYS
from stagemap.placements.views.answers import form_page, kept, page_or_post, sent, there
from stagemap.programmes.access import coordinated_by, programme_for

SIMPLE = "placements/form.html"


@require_safe
def schools(request: Request) -> HttpResponse:
    """The schools of the programmes that the viewer coordinates."""
    programmes = coordinated_by(request.viewer, request.action)
    search, _lacks, number = FindForm(request.GET).wanted()
    rows, page = queries.schools_page(request.viewer, search=search, page=number)
    context = {"rows": rows, "page": page, "search": search, "programmes": programmes}
    return answer(request, "placements/schools.html", context)


@page_or_post
def create_school(request: Request, programme: str) -> HttpResponse:
    """A new school of a programme."""
    mine = programme_for(request.viewer, programme, request.action)
    form = SchoolForm(sent(request), programme=mine)
    made: list[Any] = []
    if kept(form, lambda: made.append(services.create_school(programme=mine, fields=form.values(), **_by(request)))):
        return done(request, _url(made[0].pk), toast=_("The school is in the list."))
    return form_page(request, "placements/school_form.html", form, cancel_url=reverse("placements:schools"))


@require_safe
def school(request: Request, school_id: int) -> HttpResponse:
    """One school: address, rhythm, sites, closures, standing moments, people, placements."""
    mine = access.school_for(request.viewer, school_id, request.action)
    facts = queries.school_facts(mine)
    context = {
        "school": mine,
        "facts": facts,
        "people": [(person, FUNCTIONS[person.function]) for person in facts.people],
        "hours": queries.hours_of(queries.rhythm_of(mine)),
        "groups": _groups(mine.pk, facts),
    }
    return answer(request, "placements/school.html", context)


@page_or_post
def change_school(request: Request, school_id: int) -> HttpResponse:
    """Name, number, address and rhythm of a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = SchoolForm(sent(request), programme=mine.programme, school=mine)
    if kept(form, lambda: services.change_school(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The school is saved."))
    return form_page(request, "placements/school_form.html", form, school=mine, cancel_url=_url(mine.pk))


@page_or_post
def add_site(request: Request, school_id: int) -> HttpResponse:
    """A site of a school with its own address."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = SiteForm(sent(request))
    if kept(form, lambda: services.add_site(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The site is in the list."))
    return form_page(request, SIMPLE, form, **_frame(mine, _("New site"), _("Add the site")))


@page_or_post
def add_closure(request: Request, school_id: int) -> HttpResponse:
    """Days on which a school is closed."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = ClosureForm(sent(request))
    if kept(form, lambda: services.add_closure(school=mine, **form.cleaned_data, **_by(request))):
        return done(request, _url(mine.pk), toast=_("The closing days are in the list."))
    hint = _("The school holidays of the Flemish calendar are known already.")
    return form_page(request, SIMPLE, form, hint=hint, **_frame(mine, _("Closing days"), _("Add the closing days")))


@page_or_post
def add_standing_moment(request: Request, school_id: int) -> HttpResponse:
    """A moment that returns every week in a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = StandingForm(sent(request))
    if kept(form, lambda: services.add_standing_moment(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The standing moment is in the list."))
    return form_page(request, SIMPLE, form, **_frame(mine, _("New standing moment"), _("Add the moment")))


@require_POST
def remove_part(request: Request, school_id: int, kind: str, part_id: int) -> HttpResponse:
    """Take a site, closure or standing moment off a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    part = queries.part_of(mine, kind, part_id)
    if part is None:
        raise Http404
    services.remove_part(part=part, **_by(request))
    return done(request, _url(mine.pk), toast=_("Removed from the list."))


@page_or_post
def add_person(request: Request, school_id: int) -> HttpResponse:
    """Somebody of a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = PersonForm(sent(request), school=mine)
    if kept(form, lambda: services.add_person(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The person is in the list."))
    return form_page(request, SIMPLE, form, **_frame(mine, _("New person"), _("Add the person")))


@page_or_post
def change_person(request: Request, school_id: int, person_id: int) -> HttpResponse:
    """Name, address and function of somebody of a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    person = there(queries.person_in(mine, person_id))
    form = PersonForm(sent(request), school=mine, person=person)
    if kept(form, lambda: services.change_person(person=person, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The person is saved."))
    removal = reverse("placements:person_removal", args=[mine.pk, person.pk])
    frame = _frame(mine, person.name, _("Save"))
    return form_page(request, SIMPLE, form, removal_url=removal, **frame)


@require_POST
def remove_person(request: Request, school_id: int, person_id: int) -> HttpResponse:
    """Take somebody off a school who belongs to no placement."""
    mine = access.school_for(request.viewer, school_id, request.action)
    person = there(queries.person_in(mine, person_id))
    services.remove_person(person=person, **_by(request))
    return done(request, _url(mine.pk), toast=_("Removed from the list."))


@dataclass(frozen=True, slots=True)
class Line:
    """One site, closure or standing moment of the list."""

    text: str
    about: str
    removal_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Sites, closures or standing moments of a school, with the way to add one."""

    key: str
    title: str
    empty: str
    icon: str
    url: str
    lines: list[Line]


def _groups(school_id: int, facts: queries.SchoolFacts) -> list[Group]:
    lang = get_language() or "nl"

    def line(kind: str, part_id: int, text: str, about: str) -> Line:
        return Line(text, about, reverse("placements:part_removal", args=[school_id, kind, part_id]))

    def new(kind: str) -> str:
        return reverse(f"placements:{kind}_new", args=[school_id])

    standing = [
        line("standing", each.pk, each.title, f"{WEEKDAYS[each.weekday]} {span(each.start, each.end, lang=lang)}")
        for each in facts.standing
    ]
    closures = [
        line("closure", each.pk, days(each.first_day, each.last_day, lang=lang), each.reason) for each in facts.closures
    ]
    sites = [line("site", each.pk, each.name, each.address) for each in facts.sites]
    return [
        Group(
            "standing",
            _("Standing moments"),
            _("None yet, such as the care meeting."),
            "clock",
            new("standing"),
            standing,
        ),
        Group("closures", _("Closing days"), _("None of its own."), "prohibit", new("closure"), closures),
        Group("sites", _("Sites"), _("Only its own address."), "map-pin", new("site"), sites),
    ]


def _by(request: Request) -> dict[str, Any]:
    return {"by": request.viewer, "at": request.now}


def _url(school_id: int) -> str:
    return reverse("placements:school", args=[school_id])


def _frame(school: Any, title: str, submit: str) -> dict[str, Any]:
    """The words round a simple form of a school."""
    crumbs = ((reverse("placements:schools"), _("Schools")), (_url(school.pk), school.name))
    return {"title": title, "submit": submit, "crumbs": crumbs, "cancel_url": _url(school.pk)}
