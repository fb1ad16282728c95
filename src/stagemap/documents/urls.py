"""The routes of documents; each names the action that its door asks for."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from .views import card, portfolio, roster

app_name = "documents"

ROSTER = "placements/<int:placement_id>/roster/<int:number>/"
PLAN = "placements/<int:placement_id>/plan/"
PORTFOLIO = "placements/<int:placement_id>/portfolio/"

urlpatterns = [
    route(ROSTER + "pdf", roster.roster_pdf, action=Action.READ_ROSTER, name="roster_pdf"),
    route(ROSTER + "docx", roster.roster_docx, action=Action.READ_ROSTER, name="roster_docx"),
    route(ROSTER + "ics", roster.roster_ics, action=Action.READ_ROSTER, name="roster_ics"),
    route(PLAN + "pdf", roster.plan_pdf, action=Action.READ_PLAN, name="plan_pdf"),
    route(PLAN + "docx", roster.plan_docx, action=Action.READ_PLAN, name="plan_docx"),
    route(PORTFOLIO + "pdf", portfolio.portfolio_pdf, action=Action.READ_PORTFOLIO, name="portfolio_pdf"),
    route(PORTFOLIO + "open/pdf", portfolio.open_pdf, action=Action.READ_PORTFOLIO, name="open_pdf"),
    route(PORTFOLIO + "zip", portfolio.portfolio_zip, action=Action.TAKE_PORTFOLIO, name="portfolio_zip"),
    route(
        PORTFOLIO + "sheets/<uuid:sheet_id>/pdf", portfolio.sheet_pdf, action=Action.READ_PORTFOLIO, name="sheet_pdf"
    ),
    route(PORTFOLIO + "card/pdf", card.class_card, action=Action.READ_CARD, name="card_pdf"),
    route("calendar/<str:token>.ics", roster.feed, action=Action.PUBLIC, name="feed"),
]
