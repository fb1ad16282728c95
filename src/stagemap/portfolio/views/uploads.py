"""A file that a script hands in piece by piece, so that a broken connection goes on where it stopped."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stagemap.core.refusals import Impossible
from stagemap.core.sheets import FieldType
from stagemap.kit.http import Request
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.forms import PieceForm
from stagemap.programmes.queries import kind_for

from .beside import captions_form, room_of, row_of

if TYPE_CHECKING:
    from stagemap.portfolio.models import Sheet

CREATED, UNPROCESSABLE = 201, 422


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def upload(request: Request, placement_id: int, sheet_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """How much of a file is here; a POST adds a piece, and answers with the line of the file once that is whole."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    if request.method == "DELETE":
        services.drop_upload(sheet=sheet, upload_id=upload_id)
        return JsonResponse({"received": 0})
    if request.method != "POST":
        return JsonResponse({"received": queries.received_of(sheet, upload_id)})
    try:
        return _piece(request, sheet, upload_id)
    except Impossible as refused:
        return JsonResponse({"fault": _(refused.reason) % refused.values}, status=UNPROCESSABLE)


def _piece(request: Request, sheet: Sheet, upload_id: uuid.UUID) -> HttpResponse:
    form = PieceForm(request.headers)
    if request.content_type == "multipart/form-data" or not form.is_valid():
        return JsonResponse({"fault": str(form.fault)}, status=UNPROCESSABLE)
    size = form.cleaned_data["Upload-Length"]
    received = services.receive_piece(
        sheet=sheet,
        upload_id=upload_id,
        size=size,
        offset=form.cleaned_data["Upload-Offset"],
        data=request.body,
        at=request.now,
    )
    if received < size:
        return JsonResponse({"received": received})
    made = services.finish_upload(sheet=sheet, upload_id=upload_id, by=request.viewer, at=request.now)
    asks = [field.key for field in kind_for(sheet.text_id).fields if field.type is FieldType.ATTACHMENT]
    context = {"each": row_of(made, sheet, captions_form(sheet), {}), "asks": asks, **room_of(sheet)}
    return render(request, "portfolio/file_added.html", context, status=CREATED)
