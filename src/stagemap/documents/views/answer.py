"""A file as an answer."""

from __future__ import annotations

from django.http import HttpResponse

PDF = "application/pdf"


def file_answer(made: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, that no cache between here and the reader keeps."""
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
