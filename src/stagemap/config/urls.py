"""Every floor's routes. Each floor names its whole paths, so that they are found where their views are."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

FLOORS = ("web", "demo", "people", "programmes", "placements", "planning", "documents")

urlpatterns = [path("", include(f"stagemap.{floor}.urls")) for floor in FLOORS if find_spec(f"stagemap.{floor}.urls")]

handler400 = "stagemap.kit.faults.handler400"
handler403 = "stagemap.kit.faults.handler403"
handler404 = "stagemap.kit.faults.handler404"
handler500 = "stagemap.kit.faults.handler500"
handler429 = "stagemap.people.adapters.handler429"
