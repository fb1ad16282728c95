"""What the views share: a form that is kept or shown again, and a thing that is there or 404."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from stagemap.core.refusals import Impossible
from stagemap.kit.htmx import answer
from stagemap.kit.http import Request

T = TypeVar("T")

page_or_post = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: Request) -> QueryDict | None:
    """What a form sent, even when that is nothing; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def kept(form: BaseForm, write: Callable[[], object]) -> bool:
    """Run ``write`` when the form is valid; a refusal of the service becomes a sentence of the form."""
    if not form.is_valid():
        return False
    try:
        write()
    except Impossible as refusal:
        form.add_error(None, gettext(refusal.reason) % refusal.values)
        return False
    return True


def form_page(request: Request, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """The page of a form; with status 422 when it was sent and is not saved."""
    return answer(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)


def there(found: T | None) -> T:
    """What a query found; raises ``Http404`` when that is nothing."""
    if found is None:
        raise Http404
    return found
