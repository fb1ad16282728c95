"""The request as views of this site get it."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from stagemap.core.roles import Action, Viewer


class Request(HttpRequest):
    """A request that passed the site's middleware: an annotation, never built by hand."""

    now: datetime
    today: date
    viewer: Viewer
    action: Action
    htmx: HtmxDetails


def wipe_device(response: HttpResponse) -> None:
    """Let the browser forget what pages of this site kept on the device, such as drafts that were not saved yet."""
    response.headers["Clear-Site-Data"] = '"storage"'
