"""Answers that suit a plain browser and htmx alike: the whole page or a part of the same template."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from stagemap.kit.http import Request

SEE_OTHER = 303


def answer(
    request: Request,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partials: Collection[str] = ("dialog",),
    status: int = 200,
) -> HttpResponse:
    """Render ``template``; for htmx only its ``{% partialdef X %}``, where X is the id of the htmx target.

    A target that is not in ``partials`` gets the whole page, as does the browser's Back (history restore).
    A form with faults is answered with status 422, a stale revision with 409: both are swapped in.
    """
    htmx = request.htmx
    part = htmx.target if htmx and not htmx.history_restore_request else None
    name = f"{template}#{part}" if part in partials else template
    return render(request, name, context, status=status)


def done(request: Request, url: str, *, toast: str = "", undo: str = "") -> HttpResponse:
    """Go on to ``url`` after a write: 303, or for htmx a 204 that sends the browser there.

    ``toast`` is shown on the next page; ``undo`` is an address that takes it back by POST.
    """
    if toast:
        messages.success(request, toast, extra_tags=undo)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response


def trigger(response: HttpResponse, name: str, detail: Any = None) -> HttpResponse:
    """Let htmx dispatch the event ``name`` on the element that asked; from there it bubbles to the body."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    events[name] = detail
    response.headers["HX-Trigger"] = json.dumps(
        events
    )  # json escapes every character beyond ASCII: headers take no other
    return response


def toast(response: HttpResponse, text: str, *, undo: str = "") -> HttpResponse:
    """Show ``text`` as a toast with this partial answer; ``undo`` is an address that takes it back by POST."""
    return trigger(response, "kit:toast", {"text": str(text), "undo": undo})


def say(response: HttpResponse, text: str) -> HttpResponse:
    """Have ``text`` read out by a screen reader, once, without showing it."""
    return trigger(response, "kit:say", {"text": str(text)})


def close_dialog(response: HttpResponse) -> HttpResponse:
    """Close the dialog that this answer came for."""
    return trigger(response, "kit:close")
