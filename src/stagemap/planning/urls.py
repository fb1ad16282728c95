"""The routes of planning; each names the action that its door asks for."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from .views import blocks, calendar, mentor, place, planner, project, remarks, send, tasks, ticks, versions, weeks

app_name = "planning"

PLACEMENT = "placements/<int:placement_id>/"
PLANNER = PLACEMENT + "planner/"
PROJECT = PLACEMENT + "project/"
TASKS = PLACEMENT + "tasks/"
ROSTER = PLACEMENT + "roster/"
MENTOR = PLACEMENT + "mentor/"
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
    route(
        PLACEMENT + "blocks/<uuid:block_id>/remarks/", remarks.comments, action=Action.COMMENT_BLOCK, name="comments"
    ),
    route(TASKS, tasks.tasks, action=Action.PLAN, name="tasks"),
    route(TASKS + "choice/", tasks.choice, action=Action.PLAN, name="choice"),
    route(TASKS + "own/", tasks.own_task, action=Action.ADD_OWN_TASK, name="own_task"),
    route(
        TASKS + "own/<int:own_task_id>/removal/",
        tasks.own_task_removal,
        action=Action.ADD_OWN_TASK,
        name="own_task_removal",
    ),
    route(
        TASKS + "proposals/<int:proposal_id>/decline/",
        tasks.proposal_decline,
        action=Action.PLAN,
        name="proposal_decline",
    ),
    route(PROJECT, project.project, action=Action.PLAN, name="project"),
    route(PROJECT + "class/", project.project_class, action=Action.PLAN, name="project_class"),
    route(PROJECT + "classes/", project.extra_class, action=Action.PLAN, name="extra_class"),
    route(
        PROJECT + "classes/<int:extra_class_id>/removal/",
        project.extra_class_removal,
        action=Action.PLAN,
        name="extra_class_removal",
    ),
    route(PLACEMENT + "week/", weeks.week, action=Action.PLAN, name="week"),
    route(PLACEMENT + "ticks/", ticks.ticks, action=Action.TICK_BLOCK, name="ticks"),
    route(PLACEMENT + "ticks/<uuid:block_id>/", ticks.tick, action=Action.TICK_BLOCK, name="tick"),
    route(ROSTER, versions.versions, action=Action.READ_ROSTER, name="versions"),
    route(ROSTER + "send/", send.send, action=Action.SEND_ROSTER, name="send"),
    route(ROSTER + "agreement/", send.approval_request, action=Action.PLAN, name="approval_request"),
    route(ROSTER + "<int:number>/", versions.version, action=Action.READ_ROSTER, name="version"),
    route(ROSTER + "<int:number>/answer/", versions.answer, action=Action.ANSWER_ROSTER, name="answer"),
    route(MENTOR, mentor.mentor, action=Action.READ_PLAN, name="mentor"),
    route(MENTOR + "approval/", mentor.approval, action=Action.APPROVE_PLAN, name="approval"),
    route(MENTOR + "proposals/", mentor.proposal, action=Action.PROPOSE, name="proposal"),
    route(
        MENTOR + "proposals/<int:proposal_id>/withdrawal/",
        mentor.proposal_withdrawal,
        action=Action.PROPOSE,
        name="proposal_withdrawal",
    ),
    route(PLACEMENT + "calendar/", calendar.calendar, action=Action.READ_ROSTER, name="calendar"),
    route(PLACEMENT + "calendar/end/", calendar.calendar_end, action=Action.READ_ROSTER, name="calendar_end"),
]
