"""Which programmes and editions there are, opening one, and what one says."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from stagemap.kit.htmx import answer, done
from stagemap.kit.http import Request
from stagemap.programmes import access, queries, services
from stagemap.programmes.files import shipped

from .kinds import kinds_on
from .sheet import sheet_of


@require_safe
def programmes(request: Request) -> HttpResponse:
    """The programmes that somebody coordinates, with their opened editions and those that can be opened."""
    coordinated = access.coordinated_by(request.viewer, request.action)
    years = {key: list(folder.editions) for key, folder in shipped().items()}
    language = get_language()
    offers = [
        {"key": each.key, "name": each.name.in_(language), "opened": each.opened, "years": each.years}
        for each in queries.offers_of(request.viewer, coordinated, years)
    ]
    return answer(request, "programmes/programmes.html", {"offers": offers})


@require_POST
def open_edition(request: Request, key: str) -> HttpResponse:
    """Open an edition of a programme for use."""
    access.programme_for(request.viewer, key, request.action)
    year = request.POST.get("year", "")
    opened = services.open_edition(by=request.viewer, programme_key=key, year=year, at=request.now)
    said = gettext("Edition %(year)s is open.") % {"year": opened.year}
    return done(request, reverse("programmes:edition", args=[opened.pk]), toast=said)


@require_safe
def edition(request: Request, edition_id: int) -> HttpResponse:
    """What an opened edition says: its weeks, hours, milestones, tasks and kinds of sheets."""
    opened = access.edition_for(request.viewer, edition_id, request.action)
    sheet = sheet_of(queries.record_of(opened), get_language())
    crumbs = [(reverse("programmes:programmes"), gettext("Programmes"))]
    folder = shipped().get(opened.programme.key)
    library = folder.editions.get(opened.year) if folder else None
    renewal = queries.renewal_of(opened, library, folder.kinds[opened.year] if folder and library else {})
    kinds = kinds_on(queries.record_of(opened), renewal, get_language())
    context = {"opened": opened, "sheet": sheet, "kinds": kinds, "crumbs": crumbs}
    return answer(request, "programmes/edition.html", context)


@require_POST
def renew_kinds(request: Request, edition_id: int) -> HttpResponse:
    """Take over what the library has newer: kinds of sheets, and the tabs in which they lie."""
    opened = access.edition_for(request.viewer, edition_id, request.action)
    services.renew_kinds(by=request.viewer, edition=opened, at=request.now)
    said = gettext("The kinds of sheets are up to date. What was begun stays as it was.")
    return done(request, reverse("programmes:edition", args=[opened.pk]), toast=said)
