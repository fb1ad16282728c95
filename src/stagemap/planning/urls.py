"""The routes of planning; each names the action that its door asks for."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from .views import blocks, place, planner

app_name = "planning"

PLANNER = "placements/<int:placement_id>/planner/"
BLOCK = PLANNER + "blocks/<uuid:block_id>/"

urlpatterns = [
    route(PLANNER, planner.planner, action=Action.PLAN, name="planner"),
    route(PLANNER + "undo/", planner.undo, action=Action.PLAN, name="undo"),
    route(PLANNER + "place/", place.place, action=Action.PLAN, name="place"),
    route(PLANNER + "blocks/new/", blocks.add_block, action=Action.PLAN, name="add_block"),
    route(BLOCK, blocks.block, action=Action.PLAN, name="block"),
    route(BLOCK + "position/", planner.position, action=Action.PLAN, name="position"),
    route(BLOCK + "length/", planner.length, action=Action.PLAN, name="length"),
    route(BLOCK + "halves/", planner.halves, action=Action.PLAN, name="halves"),
    route(BLOCK + "copy/", planner.copy, action=Action.PLAN, name="copy"),
    route(BLOCK + "removal/", planner.removal, action=Action.PLAN, name="removal"),
    route(BLOCK + "mark/", planner.mark, action=Action.PLAN, name="mark"),
]
