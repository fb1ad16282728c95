"""Schools of a programme: list, page, and all that hangs on one (for its coordinator)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.kit.htmx import answer, done
from stagemap.kit.http import Request
from stagemap.placements import access, queries, services
from stagemap.placements.forms import ClosureForm, FindForm, PersonForm, SchoolForm, SiteForm, StandingForm
from stagemap.placements.views.answers import form_page, kept, page_or_post, there
from stagemap.programmes.access import coordinated_by, programme_for

if TYPE_CHECKING:
    from stagemap.placements.models import Closure, Site, StandingMoment

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
    form = SchoolForm(request.POST or None, programme=mine)
    made: list[Any] = []
    if kept(form, lambda: made.append(services.create_school(programme=mine, fields=form.values(), **_by(request)))):
        return done(request, _url(made[0].pk), toast=_("The school is in the list."))
    return form_page(request, "placements/school_form.html", form, cancel_url=reverse("placements:schools"))


@require_safe
def school(request: Request, school_id: int) -> HttpResponse:
    """One school: address, rhythm, sites, closures, standing moments, people, placements."""
    mine = access.school_for(request.viewer, school_id, request.action)
    context = {"school": mine, "rhythm": queries.rhythm_of(mine), "facts": queries.school_facts(mine)}
    return answer(request, "placements/school.html", context)


@page_or_post
def change_school(request: Request, school_id: int) -> HttpResponse:
    """Name, number, address and rhythm of a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = SchoolForm(request.POST or None, programme=mine.programme, school=mine)
    if kept(form, lambda: services.change_school(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The school is saved."))
    return form_page(request, "placements/school_form.html", form, school=mine, cancel_url=_url(mine.pk))


@page_or_post
def add_site(request: Request, school_id: int) -> HttpResponse:
    """A site of a school with its own address."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = SiteForm(request.POST or None)
    if kept(form, lambda: services.add_site(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The site is in the list."))
    return form_page(request, SIMPLE, form, **_frame(mine, _("New site"), _("Add the site")))


@page_or_post
def add_closure(request: Request, school_id: int) -> HttpResponse:
    """Days on which a school is closed."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = ClosureForm(request.POST or None)
    if kept(form, lambda: services.add_closure(school=mine, **form.cleaned_data, **_by(request))):
        return done(request, _url(mine.pk), toast=_("The closing days are in the list."))
    hint = _("The school holidays of the Flemish calendar are known already.")
    return form_page(request, SIMPLE, form, hint=hint, **_frame(mine, _("Closing days"), _("Add the closing days")))


@page_or_post
def add_standing_moment(request: Request, school_id: int) -> HttpResponse:
    """A moment that returns every week in a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = StandingForm(request.POST or None)
    if kept(form, lambda: services.add_standing_moment(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The standing moment is in the list."))
    return form_page(request, SIMPLE, form, **_frame(mine, _("New standing moment"), _("Add the moment")))


@require_POST
def remove_part(request: Request, school_id: int, kind: str, part_id: int) -> HttpResponse:
    """Take a site, closure or standing moment off a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    part: Site | Closure | StandingMoment = there(queries.part_of(mine, kind, part_id))
    services.remove_part(part=part, **_by(request))
    return done(request, _url(mine.pk), toast=_("Removed from the list."))


@page_or_post
def add_person(request: Request, school_id: int) -> HttpResponse:
    """Somebody of a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    form = PersonForm(request.POST or None, school=mine)
    if kept(form, lambda: services.add_person(school=mine, fields=form.values(), **_by(request))):
        return done(request, _url(mine.pk), toast=_("The person is in the list."))
    return form_page(request, SIMPLE, form, **_frame(mine, _("New person"), _("Add the person")))


@page_or_post
def change_person(request: Request, school_id: int, person_id: int) -> HttpResponse:
    """Name, address and function of somebody of a school."""
    mine = access.school_for(request.viewer, school_id, request.action)
    person = there(queries.person_in(mine, person_id))
    form = PersonForm(request.POST or None, school=mine, person=person)
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


def _by(request: Request) -> dict[str, Any]:
    return {"by": request.viewer, "at": request.now}


def _url(school_id: int) -> str:
    return reverse("placements:school", args=[school_id])


def _frame(school: Any, title: str, submit: str) -> dict[str, Any]:
    """The words round a simple form of a school."""
    crumbs = ((reverse("placements:schools"), _("Schools")), (_url(school.pk), school.name))
    return {"title": title, "submit": submit, "crumbs": crumbs, "cancel_url": _url(school.pk)}
