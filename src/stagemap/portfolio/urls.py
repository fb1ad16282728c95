"""The routes of the portfolio; each names the action that its door asks for."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from .views import begin, both, cards, class_view, files, folder, history, hours, read, ready, school, uploads, write

app_name = "portfolio"

PORTFOLIO = "placements/<int:placement_id>/portfolio/"
SHEET = PORTFOLIO + "sheets/<uuid:sheet_id>/"
FILE = PORTFOLIO + "attachments/<uuid:attachment_id>/"
CARD = PORTFOLIO + "card/"
CLASS = "class/<slug:public_id>/"

urlpatterns = [
    route(PORTFOLIO, folder.folder, action=Action.READ_PORTFOLIO, name="folder"),
    route(PORTFOLIO + "sheets/", begin.begin, action=Action.WRITE_SHEET, name="begin"),
    route(PORTFOLIO + "blocks/<uuid:block_id>/", begin.block, action=Action.PLAN, name="block"),
    route(PORTFOLIO + "key-card/", school.key_card, action=Action.READ_PORTFOLIO, name="key_card"),
    route(PORTFOLIO + "notes/", school.day_note, action=Action.WRITE_DAY_NOTE, name="day_note"),
    route(SHEET, read.sheet, action=Action.READ_PORTFOLIO, name="sheet"),
    route(SHEET + "history/", history.history, action=Action.READ_PORTFOLIO, name="history"),
    route(SHEET + "remarks/", read.comments, action=Action.COMMENT_SHEET, name="comments"),
    route(SHEET + "review/", read.review, action=Action.REVIEW_SHEET, name="review"),
    route(SHEET + "permissions/<slug:field>/", read.permission, action=Action.REVIEW_SHEET, name="permission"),
    route(SHEET + "writing/", write.write, action=Action.WRITE_SHEET, name="write"),
    route(SHEET + "choice/", both.choice, action=Action.WRITE_SHEET, name="choice"),
    route(SHEET + "layer/", write.layer, action=Action.WRITE_SHEET, name="layer"),
    route(SHEET + "removal/", write.removal, action=Action.WRITE_SHEET, name="removal"),
    route(SHEET + "closing/", ready.closing, action=Action.WRITE_SHEET, name="closing"),
    route(SHEET + "readiness/", ready.readiness, action=Action.WRITE_SHEET, name="readiness"),
    route(SHEET + "hours/", hours.hours, action=Action.WRITE_SHEET, name="hours"),
    route(SHEET + "reopening/", ready.reopening, action=Action.WRITE_SHEET, name="reopening"),
    route(FILE, files.attachment, action=Action.READ_PORTFOLIO, name="attachment"),
    route(SHEET + "uploads/<uuid:upload_id>/", uploads.upload, action=Action.WRITE_SHEET, name="upload"),
    route(CARD, cards.card, action=Action.READ_CARD, name="card"),
    route(CARD + "publication/", cards.card_publication, action=Action.PUBLISH_CARD, name="card_publication"),
    route(CARD + "renewal/", cards.card_renewal, action=Action.PUBLISH_CARD, name="card_renewal"),
    route(CARD + "stop/", cards.card_stop, action=Action.STOP_CARD, name="card_stop"),
    route(CARD + "print/", cards.open_print, action=Action.PUBLISH_CARD, name="open_print"),
    route(CLASS, class_view.class_door, action=Action.PUBLIC, name="class_door"),
    route(CLASS + "<slug:tab>/", class_view.class_tab, action=Action.PUBLIC, name="class_tab"),
    route(CLASS + "<slug:tab>/<int:number>/", class_view.class_tab, action=Action.PUBLIC, name="class_leaf"),
]
