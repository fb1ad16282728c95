"""The placements of an edition, for its coordinator: list, new one, change, supervisors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.kit.htmx import answer, done
from stagemap.kit.http import Request
from stagemap.placements import access, queries, services
from stagemap.placements.forms import FindForm, NewPlacementForm, PlacementForm, SupervisorForm
from stagemap.placements.views.answers import form_page, kept, page_or_post, sent, there
from stagemap.programmes.access import edition_for
from stagemap.programmes.queries import editions_of, record_of

if TYPE_CHECKING:
    from stagemap.people.models import User
    from stagemap.placements.models import Placement
    from stagemap.programmes.models import Edition

SHOW_PEOPLE = "show_people"
"""The button that shows the people of the chosen school, and saves nothing."""


@require_safe
def overview(request: Request, edition_id: int) -> HttpResponse:
    """All placements of an edition: find one, see what is missing and where the group stands."""
    edition = edition_for(request.viewer, edition_id, request.action)
    record = record_of(edition)
    form = FindForm(request.GET)
    search, lacks, number = form.wanted()
    context = {
        "edition": edition,
        "record": record,
        "name": record.name.in_(get_language() or "nl"),
        "college": record.college.in_(get_language() or "nl"),
        "editions": [each for each in editions_of(request.viewer) if each.pk != edition.pk],
        "form": form,
        "lacks": lacks,
        "found": queries.overview(request.viewer, edition, search=search, lacks=lacks, page=number),
        "query": urlencode({key: value for key, value in (("q", search), ("lacks", lacks)) if value}),
    }
    return answer(request, "placements/overview.html", context)


@page_or_post
def create(request: Request, edition_id: int) -> HttpResponse:
    """A new placement: the student gets an account, or had one."""
    edition = edition_for(request.viewer, edition_id, request.action)
    asked = request.GET if request.method != "POST" else request.POST
    if request.method != "POST" or SHOW_PEOPLE in request.POST:
        form = NewPlacementForm(edition=edition, initial=_typed(asked))
        return form_page(request, "placements/new.html", form, edition=edition)
    form = NewPlacementForm(request.POST, edition=edition)
    made: list[Placement] = []
    if kept(form, lambda: made.append(_create(request, edition, form))):
        toast = _("The internship is made and the student has a mail.")
        return done(request, reverse("placements:invitations", args=[made[0].pk]), toast=toast)
    return form_page(request, "placements/new.html", form, edition=edition)


@page_or_post
def change(request: Request, placement_id: int) -> HttpResponse:
    """Group, school, class and people of a placement."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    if SHOW_PEOPLE in request.POST:
        form = PlacementForm(edition=mine.edition, placement=mine, initial=_typed(request.POST))
        return form_page(request, "placements/change.html", form, placement=mine)
    form = PlacementForm(sent(request), edition=mine.edition, placement=mine)
    if kept(form, lambda: services.change_placement(placement=mine, fields=form.values(), **_by(request))):
        return done(request, reverse("placements:placement", args=[mine.pk]), toast=_("The internship is saved."))
    return form_page(request, "placements/change.html", form, placement=mine)


@page_or_post
def supervisors(request: Request, placement_id: int) -> HttpResponse:
    """Who supervises a placement; one of them leads."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    form = SupervisorForm(sent(request), placement=mine)
    if kept(form, lambda: _assign(request, mine, form)):
        return done(request, _supervisors_url(mine.pk), toast=_("The supervisor follows this internship."))
    supervisions = queries.supervisors_of(mine)
    return form_page(request, "placements/supervisors.html", form, placement=mine, supervisions=supervisions)


@require_POST
def set_lead(request: Request, placement_id: int, supervisor_id: int) -> HttpResponse:
    """Let one of the supervisors lead."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    services.set_lead(placement=mine, supervisor=_follower(mine, supervisor_id), **_by(request))
    return done(request, _supervisors_url(mine.pk), toast=_("This supervisor leads now."))


@require_POST
def release_supervisor(request: Request, placement_id: int, supervisor_id: int) -> HttpResponse:
    """Let a supervisor follow the placement no longer."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    services.release_supervisor(placement=mine, supervisor=_follower(mine, supervisor_id), **_by(request))
    return done(request, _supervisors_url(mine.pk), toast=_("This supervisor no longer follows the internship."))


def _create(request: Request, edition: Edition, form: NewPlacementForm) -> Placement:
    """Student account, placement and first supervisor: all or nothing."""
    said = form.cleaned_data
    return services.place_student(
        edition=edition,
        name=said["student_name"],
        email=said["student_email"],
        fields=form.values(),
        supervisor=said["supervisor"],
        **_by(request),
    )


def _assign(request: Request, mine: Placement, form: SupervisorForm) -> None:
    """Somebody from the list, or somebody new, who is invited."""
    said, known = form.cleaned_data, form.known_user()
    if known is not None:
        services.assign_supervisor(placement=mine, supervisor=known, **_by(request))
    else:
        services.invite_supervisor(placement=mine, name=said["name"], email=said["email"], **_by(request))


def _follower(mine: Placement, supervisor_id: int) -> User:
    found = (each.supervisor for each in queries.supervisors_of(mine) if each.supervisor_id == supervisor_id)
    return there(next(found, None))


def _typed(data: Any) -> dict[str, Any]:
    """What was typed so far, to be shown again without being judged."""
    return {name: data.getlist(name) if name == "grades" else data.get(name) for name in data}


def _by(request: Request) -> dict[str, Any]:
    return {"by": request.viewer, "at": request.now}


def _supervisors_url(placement_id: int) -> str:
    return reverse("placements:supervisors", args=[placement_id])
