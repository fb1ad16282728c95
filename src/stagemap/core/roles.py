"""Who may do what: role x action x phase -> verdict, with its reason.

This table alone decides (see ``docs/decisions``); a capability's ``access`` finds the relation between the one
who asks and the object, and asks here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What somebody is to one placement."""

    STUDENT = "student"
    MENTOR = "mentor"
    CLASS_MENTOR = "class_mentor"
    CARE_TEAM = "care_team"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    STRANGER = "stranger"


class Action(StrEnum):
    """What a route does; every route names one."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    COORDINATE = "coordinate"
    READ_PLACEMENT = "read_placement"
    EDIT_PLACEMENT = "edit_placement"
    KEEP_PAPERS = "keep_papers"
    KEEP_OBSERVATIONS = "keep_observations"
    KEEP_AGREEMENTS = "keep_agreements"
    WRITE_MESSAGE = "write_message"
    INVITE_READER = "invite_reader"
    READ_PLAN = "read_plan"
    PLAN = "plan"
    ADD_OWN_TASK = "add_own_task"
    PROPOSE = "propose"
    COMMENT_BLOCK = "comment_block"
    APPROVE_PLAN = "approve_plan"
    SEND_ROSTER = "send_roster"
    READ_ROSTER = "read_roster"
    ANSWER_ROSTER = "answer_roster"
    TICK_BLOCK = "tick_block"


@dataclass(frozen=True, slots=True)
class Grant:
    """One placement that a link session opened, for which person, in which relation."""

    placement_id: int
    person_id: int
    link_id: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: an account (``user_id``) or people of a school who opened their links (``grants``).

    ``actor`` is what the activity log stores: a plain id, never a name.
    """

    user_id: int | None = None
    name: str = ""
    language: str = "nl"
    grants: tuple[Grant, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anybody is signed in or holds an opened link."""
        return self.user_id is not None or bool(self.grants)

    @property
    def actor(self) -> str:
        """``user:7``, ``person:3``, or ``nobody``."""
        if self.user_id is not None:
            return f"user:{self.user_id}"
        return f"person:{self.grants[0].person_id}" if self.grants else "nobody"


SYSTEM = Viewer(name="system")
