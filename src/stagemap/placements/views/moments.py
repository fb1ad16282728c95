"""Papers and observation moments of a placement (G03-G05)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.kit.htmx import answer, done
from stagemap.kit.http import Request
from stagemap.placements import access, queries, services
from stagemap.placements.forms import MomentForm, PaperForm
from stagemap.placements.views.answers import form_page, kept, page_or_post, sent, there
from stagemap.placements.views.page import context_of


@page_or_post
def papers(request: Request, placement_id: int) -> HttpResponse:
    """How the papers of the internship agreement stand; each is saved on its own."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    forms = [
        PaperForm(request.POST if request.POST.get("kind") == paper.kind else None, paper=paper, today=request.today)
        for paper in queries.papers_of(placement)
    ]
    for form in forms:
        if form.is_bound and kept(
            form,
            lambda form=form: services.set_paper(  # type: ignore[misc]  # a default keeps the loop's own form
                placement=placement,
                kind=form.paper.kind,
                status=form.cleaned_data["status"],
                on=form.cleaned_data["on"],
                by=request.viewer,
                at=request.now,
            ),
        ):
            return done(request, reverse("placements:papers", args=[placement.pk]), toast=_("The paper is saved."))
    context = {"placement": placement, "forms": [(form, queries.paper_line(form.paper)) for form in forms]}
    status = 422 if any(form.is_bound for form in forms) else 200
    return answer(request, "placements/papers.html", context, status=status)


@require_safe
def moments(request: Request, placement_id: int) -> HttpResponse:
    """The observation moments: when, what to look for, and for student and mentor the notes."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    return answer(request, "placements/moments.html", context_of(request, placement))


@page_or_post
def moment(request: Request, placement_id: int, number: int) -> HttpResponse:
    """Plan an observation moment and write its notes."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    known = there(queries.moment_of(placement, number))
    form = MomentForm(sent(request), moment=known)
    saved = kept(
        form,
        lambda: services.plan_moment(
            placement=placement, number=number, fields=form.values(), by=request.viewer, at=request.now
        ),
    )
    if saved:
        return done(request, _moments_url(placement.pk), toast=_("The observation moment is saved."))
    return form_page(request, "placements/moment.html", form, placement=placement, moment=known)


@require_POST
def hold_moment(request: Request, placement_id: int, number: int) -> HttpResponse:
    """Mark an observation moment as held."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    there(queries.moment_of(placement, number))
    services.hold_moment(placement=placement, number=number, by=request.viewer, at=request.now)
    return done(request, _moments_url(placement.pk), toast=_("Marked as held."))


@require_POST
def reopen_moment(request: Request, placement_id: int, number: int) -> HttpResponse:
    """Take back that an observation moment was held."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    there(queries.moment_of(placement, number))
    services.reopen_moment(placement=placement, number=number, by=request.viewer, at=request.now)
    return done(request, _moments_url(placement.pk), toast=_("No longer marked as held."))


def _moments_url(placement_id: int) -> str:
    return reverse("placements:moments", args=[placement_id])
