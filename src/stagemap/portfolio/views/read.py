"""Reading a sheet, and what its readers do: read it, remark on it, confirm a permission (G04, G06, G17)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Action
from stagemap.core.sheets import Field, FieldType, Layer
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.placements.access import may
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.forms import CommentForm, ReviewForm
from stagemap.portfolio.queries import SheetPage
from stagemap.programmes.queries import kind_for

from .files import file_views
from .hours import offer_of
from .prose import NOTHING, Speaker
from .words import crumbs_of, drawn, layer_mark, state_mark

if TYPE_CHECKING:
    from stagemap.portfolio.models import Sheet

UNPROCESSABLE, CONFLICT = 422, 409
NOUNS = ("write", "sheet", "review", "comments", "history", "reopening")


@require_safe
def sheet(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """A sheet as the viewer may read it: answers as prose, remarks where they belong."""
    found = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    return _page(request, found)


@require_POST
def review(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """The mentor has read the version that the page showed."""
    found = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, found, review=form, status=UNPROCESSABLE)
    try:
        services.review(sheet=found, **form.cleaned_data, by=request.viewer, at=request.now)
    except (Stale, Impossible) as refused:
        form.add_error(None, _(refused.reason) % refused.values)
        return _page(request, found, review=form, status=CONFLICT)
    return htmx.done(request, _address(found), toast=_("Read: the student sees it."))


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """Add a remark on the sheet, or on the question that ``?field=`` names."""
    found = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    page = queries.page_of(found, request.viewer, language=language())
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"field": request.GET.get("field")})
    key = str(form["field"].value() or "")
    asked = next((each for each in page.kind.fields if each.key == key), None)
    if form.is_bound and form.is_valid():
        try:
            services.comment(sheet=found, **form.cleaned_data, by=request.viewer, at=request.now)
        except Impossible as refused:
            form.add_error(None, _(refused.reason) % refused.values)
        else:
            return htmx.done(request, f"{_address(found)}#ask-{key}", toast=_("Remark added."))
    context = {
        "title": page.title,
        "about": "" if asked is None else asked.name.in_(language()),
        "lines": page.comments_on(key),
        "form": form,
        "urls": _urls(found),
    }
    return htmx.answer(request, "portfolio/comments.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def permission(request: Request, placement_id: int, sheet_id: uuid.UUID, field: str) -> HttpResponse:
    """Confirm that the school has a permission, of a draft too, or take that back (``withdraw``)."""
    found = access.permission_for(request.viewer, placement_id, sheet_id, request.action)
    address = reverse("portfolio:permission", args=[placement_id, sheet_id, field])
    if request.method != "POST":
        return _permission_page(request, found, field)
    if "withdraw" in request.POST:
        services.withdraw_permission(sheet=found, field=field, by=request.viewer, at=request.now)
        return htmx.done(request, address, toast=_("The permission is taken back."))
    services.confirm_permission(sheet=found, field=field, by=request.viewer, at=request.now)
    return htmx.done(request, address, toast=_("The permission is confirmed."))


def _permission_page(request: Request, found: Sheet, field: str) -> HttpResponse:
    """What the student says of the permission, and nothing else of the sheet; ``Http404`` where nothing is said."""
    kind, said = kind_for(found.text_id), language()
    asked = next((each for each in kind.fields if each.key == field and each.type is FieldType.CONSENT), None)
    if asked is None or field not in found.answers:
        raise Http404
    context = {
        "kind": kind.name.in_(said),
        "label": asked.name.in_(said),
        "said": Speaker(kind, said).said(asked, found.answers[field]),
        "state": queries.permissions_of(found).get(field),
        "url": reverse("portfolio:permission", args=[found.placement_id, found.pk, field]),
        "student": found.placement.student.first_name,
        "folder_url": path_to("portfolio:folder", found.placement_id),
    }
    return render(request, "portfolio/permission.html", context)


def _page(request: Request, found: Sheet, *, review: ReviewForm | None = None, status: int = 200) -> HttpResponse:
    said = language()
    page = queries.page_of(found, request.viewer, language=said)
    read = bool(page.reviews) and found.shown is not None and page.reviews[-1].revision == found.shown.revision
    asks = may(found.placement, Action.REVIEW_SHEET, request.today) and not read
    context: dict[str, Any] = {
        "page": page,
        "title": page.title,
        "crumbs": crumbs_of(found.placement, page.kind, said),
        "marks": (drawn(state_mark(page.state)), drawn(layer_mark(Layer(found.layer)))),
        "parts": _parts(page),
        "talk": page.comments_on(""),
        "files": file_views(page.attachments, found.placement_id),
        "review": (review or ReviewForm(initial={"revision": found.shown.revision if found.shown else 0}))
        if asks
        else None,
        "may_comment": may(found.placement, Action.COMMENT_SHEET, request.today),
        "may_compare": queries.has_history(found),
        "may_confirm": may(found.placement, Action.REVIEW_SHEET, request.today),
        "may_write": found.is_mine and may(found.placement, Action.WRITE_SHEET, request.today),
        "hours": offer_of(request, found),
        "urls": _urls(found),
    }
    return render(request, "portfolio/sheet.html", context, status=status)


def _parts(page: SheetPage) -> list[Mapping[str, Any]]:
    """The parts that hold anything to read, question by question."""
    said, placement_id = language(), page.sheet.placement_id
    named = {
        key: (title, path_to("portfolio:sheet", placement_id, uuid.UUID(key))) for key, title in page.cited.items()
    }
    named |= {str(each.id): (each.said, each.url) for each in file_views(page.attachments, placement_id)}
    speaker = Speaker(page.kind, said, named)
    parts: list[Mapping[str, Any]] = []
    for part in page.parts:
        lines = [_line(page, field, speaker) for field in part.fields]
        shown = [line for line in lines if line["said"] or line["remarks"]]
        if shown:
            parts.append({"key": part.part.key, "name": part.part.name.in_(said), "lines": shown})
    return parts


def _line(page: SheetPage, field: Field, speaker: Speaker) -> dict[str, Any]:
    """One question with its answer and the remarks on it."""
    answer = speaker.said(field, page.answers[field.key]) if field.key in page.answers else NOTHING
    consent = field.type is FieldType.CONSENT
    return {
        "key": field.key,
        "label": field.name.in_(language()),
        "said": answer,
        "remarks": page.comments_on(field.key),
        "is_consent": consent,
        "confirmed": page.permissions.get(field.key) if consent else None,
        "url": reverse("portfolio:permission", args=[page.sheet.placement_id, page.sheet.pk, field.key]),
    }


def _urls(found: Sheet) -> dict[str, str]:
    return {noun: path_to(f"portfolio:{noun}", found.placement_id, found.pk) for noun in NOUNS}


def _address(found: Sheet) -> str:
    return path_to("portfolio:sheet", found.placement_id, found.pk)
