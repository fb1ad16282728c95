"""Routes of which one, somewhere inside, was made without an action."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from stagemap.core.roles import Action
from stagemap.kit.routes import route


def closed(_request: HttpRequest, **_: int) -> HttpResponse:
    return HttpResponse()


def unnamed(_request: HttpRequest, **_: int) -> HttpResponse:
    return HttpResponse()


inside = [route("<int:id>/", closed, action=Action.PLAN, name="closed"), path("<int:id>/open/", unnamed)]
urlpatterns = [path("inside/", include(inside))]
