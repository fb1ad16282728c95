"""Who reads along: the mentor invites colleagues, the coordinator sees who has a way in (G17)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.kit.htmx import answer, done
from stagemap.kit.http import Request
from stagemap.people.services import invite_account
from stagemap.placements import access, queries, services
from stagemap.placements.forms import ReaderForm
from stagemap.placements.views.answers import form_page, kept, page_or_post, sent, there


@page_or_post
def readers(request: Request, placement_id: int) -> HttpResponse:
    """The colleagues who read along, and the form to invite one."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    form = ReaderForm(sent(request), placement=mine)
    invited = kept(
        form,
        lambda: services.invite_reader(
            placement=mine,
            person=form.values(),
            part=form.cleaned_data["part"],
            by=request.viewer,
            at=request.now,
        ),
    )
    if invited:
        toast = _("%(name)s gets a mail with a link.") % {"name": form.cleaned_data["name"]}
        return done(request, reverse("placements:readers", args=[mine.pk]), toast=toast)
    lines = queries.readers_of(mine)
    return form_page(request, "placements/readers.html", form, placement=mine, readers=lines)


@require_POST
def withdraw_reader(request: Request, placement_id: int, reading_id: int) -> HttpResponse:
    """Let a colleague read along no longer."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    reading = there(queries.reading_in(mine, reading_id))
    services.withdraw_reader(reading=reading, by=request.viewer, at=request.now)
    return done(request, reverse("placements:readers", args=[mine.pk]), toast=_("The link no longer works."))


@require_safe
def invitations(request: Request, placement_id: int) -> HttpResponse:
    """Who has a way in, since when, and whether it was used."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    context = {"placement": mine, "invitations": queries.invitations_of(mine)}
    return answer(request, "placements/invitations.html", context)


@require_POST
def invite_student(request: Request, placement_id: int) -> HttpResponse:
    """Mail the student the way in once more; one mail a day at most."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    student = mine.student
    invite_account(email=student.email, name=student.name, by=request.viewer, at=request.now)
    return _sent(request, mine.pk, student.name)


@require_POST
def send_link(request: Request, placement_id: int) -> HttpResponse:
    """Mail the mentor a link; it takes the place of the one before."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    mentor = there(mine.mentor)
    services.issue_link(placement=mine, person=mentor, by=request.viewer, at=request.now)
    return _sent(request, mine.pk, mentor.name)


@require_POST
def stop_link(request: Request, placement_id: int, link_id: int) -> HttpResponse:
    """Stop a link at once, and every page that it opened."""
    mine = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    link = there(queries.link_in(mine, link_id))
    services.revoke_link(link=link, by=request.viewer, at=request.now)
    return done(request, _invitations_url(mine.pk), toast=_("The link no longer works."))


def _sent(request: Request, placement_id: int, name: str) -> HttpResponse:
    toast = _("%(name)s gets a mail.") % {"name": name}
    return done(request, _invitations_url(placement_id), toast=toast)


def _invitations_url(placement_id: int) -> str:
    return reverse("placements:invitations", args=[placement_id])
