"""The routes of the demo; a site that people really use does not have them."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from . import views

app_name = "demo"

ROUTES = [
    route("demo/", views.door, action=Action.PUBLIC, name="door"),
    route("demo/shoes/<slug:key>/", views.shoes, action=Action.PUBLIC, name="shoes"),
    route("demo/clock/", views.clock, action=Action.PUBLIC, name="clock"),
    route("demo/mails/", views.mails, action=Action.PUBLIC, name="mails"),
    route("demo/mails/<int:mail_id>/", views.mail, action=Action.PUBLIC, name="mail"),
]

urlpatterns: list[URLPattern] = ROUTES if settings.STAGEMAP_DEMO else []
