"""The routes of documents; each names the action that its door asks for."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from . import views

app_name = "documents"

ROSTER = "placements/<int:placement_id>/roster/<int:number>/"
PLAN = "placements/<int:placement_id>/plan/"

urlpatterns = [
    route(ROSTER + "pdf", views.roster_pdf, action=Action.READ_ROSTER, name="roster_pdf"),
    route(ROSTER + "docx", views.roster_docx, action=Action.READ_ROSTER, name="roster_docx"),
    route(ROSTER + "ics", views.roster_ics, action=Action.READ_ROSTER, name="roster_ics"),
    route(PLAN + "pdf", views.plan_pdf, action=Action.READ_PLAN, name="plan_pdf"),
    route(PLAN + "docx", views.plan_docx, action=Action.READ_PLAN, name="plan_docx"),
    route("calendar/<str:token>.ics", views.feed, action=Action.PUBLIC, name="feed"),
]
