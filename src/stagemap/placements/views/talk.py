"""Agreements and messages of a placement (G05, G06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.core.roles import Action
from stagemap.kit.htmx import answer, done
from stagemap.kit.http import Request
from stagemap.placements import access, queries, services
from stagemap.placements.forms import AgreementForm, MessageForm
from stagemap.placements.views.answers import kept, there
from stagemap.placements.views.page import context_of

if TYPE_CHECKING:
    from stagemap.placements.models import Placement


@require_safe
def agreements(request: Request, placement_id: int) -> HttpResponse:
    """What was agreed, open ones first."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    return _agreements(request, placement, AgreementForm())


@require_POST
def make_agreement(request: Request, placement_id: int) -> HttpResponse:
    """Note a new agreement."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    form = AgreementForm(request.POST)
    made = kept(
        form,
        lambda: services.make_agreement(placement=placement, **form.cleaned_data, by=request.viewer, at=request.now),
    )
    if made:
        return done(request, _agreements_url(placement.pk), toast=_("The agreement is in the list."))
    return _agreements(request, placement, form)


@require_POST
def finish_agreement(request: Request, placement_id: int, agreement_id: int) -> HttpResponse:
    """Mark an agreement as done."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    agreement = there(queries.agreement_in(placement, agreement_id))
    services.finish_agreement(agreement=agreement, by=request.viewer, at=request.now)
    undo = reverse("placements:agreement_reopening", args=[placement.pk, agreement.pk])
    return done(request, _agreements_url(placement.pk), toast=_("Marked as done."), undo=undo)


@require_POST
def reopen_agreement(request: Request, placement_id: int, agreement_id: int) -> HttpResponse:
    """Take back that an agreement was done."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    agreement = there(queries.agreement_in(placement, agreement_id))
    services.reopen_agreement(agreement=agreement, by=request.viewer, at=request.now)
    return done(request, _agreements_url(placement.pk), toast=_("The agreement is open again."))


@require_safe
def messages(request: Request, placement_id: int) -> HttpResponse:
    """The conversation; whoever opens it has read it."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    lines = queries.conversation(placement, request.viewer)
    if request.method == "GET" and lines:
        services.mark_seen(placement=placement, message_id=lines[-1].id, by=request.viewer, at=request.now)
    return _messages(request, placement, MessageForm(), lines)


@require_POST
def write_message(request: Request, placement_id: int) -> HttpResponse:
    """Say something to the people of the placement."""
    placement = access.get_for(request.viewer, placement_id, request.action, today=request.today)
    form = MessageForm(request.POST)
    written = kept(
        form,
        lambda: services.write_message(
            placement=placement, text=form.cleaned_data["text"], by=request.viewer, at=request.now
        ),
    )
    if written:
        return done(request, reverse("placements:messages", args=[placement.pk]), toast=_("Your message is sent."))
    return _messages(request, placement, form, queries.conversation(placement, request.viewer))


def _agreements(request: Request, placement: Placement, form: AgreementForm) -> HttpResponse:
    context = {**context_of(request, placement), "form": form}
    return answer(request, "placements/agreements.html", context, status=422 if form.is_bound else 200)


def _messages(
    request: Request, placement: Placement, form: MessageForm, lines: tuple[queries.Line, ...]
) -> HttpResponse:
    context = {
        "placement": placement,
        "lines": lines,
        "contacts": queries.people_of(placement),
        "may_write": access.may(placement, Action.WRITE_MESSAGE, request.today),
        "form": form,
    }
    return answer(request, "placements/messages.html", context, status=422 if form.is_bound else 200)


def _agreements_url(placement_id: int) -> str:
    return reverse("placements:agreements", args=[placement_id])
