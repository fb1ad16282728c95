"""Every floor's routes. Each floor names its whole paths, so that they are found where their views are."""

from __future__ import annotations

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("stagemap.web.urls")),
    path("", include("stagemap.people.urls")),
    path("", include("stagemap.programmes.urls")),
    path("", include("stagemap.placements.urls")),
    path("", include("stagemap.planning.urls")),
    path("", include("stagemap.portfolio.urls")),
    path("", include("stagemap.documents.urls")),
]
if apps.is_installed("stagemap.demo"):
    urlpatterns.append(path("", include("stagemap.demo.urls")))

handler400 = "stagemap.kit.faults.handler400"
handler403 = "stagemap.kit.faults.handler403"
handler404 = "stagemap.kit.faults.handler404"
handler500 = "stagemap.kit.faults.handler500"
handler429 = "stagemap.people.adapters.handler429"
