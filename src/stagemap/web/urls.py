"""The routes of the hall."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from .views import home, students

app_name = "web"

urlpatterns = [
    route("", home.home, action=Action.PUBLIC, name="home"),
    route("students/", students.students, action=Action.SIGNED_IN, name="students"),
    route("students/<int:placement_id>/", students.student, action=Action.FOLLOW_STUDENT, name="student"),
    route("privacy/", home.privacy, action=Action.PUBLIC, name="privacy"),
    route("accessibility/", home.accessibility, action=Action.PUBLIC, name="accessibility"),
]
