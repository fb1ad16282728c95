"""The versions of a roster: the list, one of them with what it changed, and the supervisor's answer (G07)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Action
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.placements.access import may
from stagemap.planning import access, queries, services
from stagemap.planning.forms import AnswerForm
from stagemap.planning.queries import SheetFacts, VersionCard

from .changes import changed_words, changes_view
from .days import Beside, days_view

UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
def versions(request: Request, placement_id: int) -> HttpResponse:
    """Every version with its answers and, block by block, what it changed."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    said, edition = language(), queries.edition_of(plan)
    cards = [
        {
            "card": card,
            "url": reverse("planning:version", args=[placement_id, card.number]),
            "changes": None if card.changed is None else changes_view(edition, card.changed, language=said),
        }
        for card in queries.versions_of(plan)
    ]
    may_send = may(plan.placement, Action.SEND_ROSTER, request.today)
    context = {
        "plan": plan,
        "cards": cards,
        "planner_url": reverse("planning:planner", args=[placement_id]) if may_send else "",
    }
    return render(request, "planning/versions.html", context)


@require_safe
def version(request: Request, placement_id: int, number: int) -> HttpResponse:
    """One version, to read, to print and, for a supervisor, to answer."""
    found = access.version_for(request.viewer, placement_id, number, request.action)
    return _page(request, found)


@require_POST
def answer(request: Request, placement_id: int, number: int) -> HttpResponse:
    """Acknowledge a version, or ask for a change."""
    found = access.version_for(request.viewer, placement_id, number, request.action)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=UNPROCESSABLE)
    try:
        services.answer_version(version=found, **form.cleaned_data, by=request.viewer, at=request.now)
    except (Impossible, Stale) as refused:
        form.add_error(None, _(refused.reason) % refused.values)
        return _page(request, found, form=form, status=CONFLICT)
    acknowledged = form.cleaned_data["kind"] == services.ACKNOWLEDGED
    toast = _("Acknowledged: the student is told.") if acknowledged else _("Asked: the student is told.")
    return htmx.done(request, reverse("planning:version", args=[placement_id, number]), toast=toast)


def _page(request: Request, found: Any, *, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    plan, said = found.plan, language()
    edition, record = queries.edition_of(plan), queries.version_record(found)
    cards = queries.versions_of(plan)
    card = next(each for each in cards if each.number == found.number)
    changed = {} if card.changed is None else changed_words(card.changed)
    latest = cards[0].number
    answerable = found.number == latest and may(plan.placement, Action.ANSWER_ROSTER, request.today)
    context: dict[str, Any] = {
        "plan": plan,
        "card": card,
        "facts": queries.sheet_facts(found),
        "record": record,
        "findings": queries.worded(edition, queries.version_findings(found), language=said),
        "changes": None if card.changed is None else changes_view(edition, card.changed, language=said),
        "latest": latest,
        "form": form or AnswerForm(),
        "answerable": answerable,
        "may_comment": may(plan.placement, Action.COMMENT_BLOCK, request.today),
        "class_line": _class_line(queries.sheet_facts(found)),
        "urls": _urls(request, card, answerable=answerable),
        **days_view(edition, record, Beside(changed=changed), language=said),
    }
    return render(request, "planning/version.html", context, status=status)


def _urls(request: Request, card: VersionCard, *, answerable: bool) -> dict[str, str]:
    placement = card.version.plan.placement
    urls = {"versions": reverse("planning:versions", args=[placement.pk])}
    if answerable:
        urls["answer"] = reverse("planning:answer", args=[placement.pk, card.number])
    if may(placement, Action.PLAN, request.today):
        urls["planner"] = reverse("planning:planner", args=[placement.pk])
    return urls


def _class_line(facts: SheetFacts) -> str:
    told = [facts.class_label, facts.class_mentor and _("class mentor %(name)s") % {"name": facts.class_mentor}]
    return " · ".join(part for part in told if part)
