"""Who may do what: relation x action x phase -> verdict, with its reason.

``RIGHTS`` alone decides; a capability's ``access`` finds the relation between the one who asks and the object,
and the phase of the placement, and asks here.

Reasons are English sentences in ``Reason``. They double as message ids: an upper floor writes
``gettext(verdict.reason)`` and keeps the translation in its own catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stagemap.core.refusals import NotAllowed, WrongPhase
from stagemap.core.sheets.kinds import College, Layer, School, SheetKind


class Relation(StrEnum):
    """What somebody is to one placement."""

    STUDENT = "student"
    MENTOR = "mentor"
    CLASS_MENTOR = "class_mentor"
    CARE_TEAM = "care_team"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    STRANGER = "stranger"


class Phase(StrEnum):
    """Where a placement stands: before the first active day, in the week, after the last active day, closed."""

    PREPARING = "preparing"
    ACTIVE = "active"
    AFTER = "after"
    CLOSED = "closed"


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
    READ_MESSAGES = "read_messages"
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
    FOLLOW_STUDENT = "follow_student"
    TICK_BLOCK = "tick_block"
    READ_PORTFOLIO = "read_portfolio"
    WRITE_SHEET = "write_sheet"
    COMMENT_SHEET = "comment_sheet"
    REVIEW_SHEET = "review_sheet"
    WRITE_DAY_NOTE = "write_day_note"
    TAKE_PORTFOLIO = "take_portfolio"
    READ_CARD = "read_card"
    PUBLISH_CARD = "publish_card"
    STOP_CARD = "stop_card"


class Reason(StrEnum):
    """Why the answer is no; each is its own message id."""

    NOT_YOURS = "This page does not exist or is not for you."
    CLOSED = "This internship is closed: you can read it, but nothing changes any more."
    WEEK_OVER = "The internship week is over: proposals no longer have a place in it."


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an action is allowed, and if not, why."""

    allowed: bool
    reason: Reason | None = None

    @property
    def hidden(self) -> bool:
        """Whether the page must not even admit that the thing exists (404)."""
        return self.reason is Reason.NOT_YOURS


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: who has the right, and why not in the phases in which it rests."""

    relations: frozenset[Relation]
    rests: Mapping[Phase, Reason] = field(default_factory=dict)


EVERYBODY = frozenset(Relation)
READERS = EVERYBODY - {Relation.STRANGER}
STUDENT = frozenset({Relation.STUDENT})
MENTOR = frozenset({Relation.MENTOR})
SUPERVISOR = frozenset({Relation.SUPERVISOR})
COORDINATOR = frozenset({Relation.COORDINATOR})

_OPEN: Mapping[Phase, Reason] = {Phase.CLOSED: Reason.CLOSED}
_UNTIL_THE_WEEK_ENDS: Mapping[Phase, Reason] = {Phase.AFTER: Reason.WEEK_OVER, Phase.CLOSED: Reason.CLOSED}

RIGHTS: Mapping[Action, Right] = {
    Action.PUBLIC: Right(EVERYBODY),
    Action.SIGNED_IN: Right(EVERYBODY),
    Action.COORDINATE: Right(COORDINATOR),
    # The placement (G03, G05, G06): its people read it; a class mentor and a care team read the roster only (G17).
    Action.READ_PLACEMENT: Right(STUDENT | MENTOR | SUPERVISOR | COORDINATOR),
    Action.EDIT_PLACEMENT: Right(COORDINATOR, _OPEN),
    Action.KEEP_PAPERS: Right(STUDENT | COORDINATOR, _OPEN),
    Action.KEEP_OBSERVATIONS: Right(STUDENT, _OPEN),
    Action.KEEP_AGREEMENTS: Right(STUDENT | MENTOR, _OPEN),
    Action.READ_MESSAGES: Right(STUDENT | MENTOR | SUPERVISOR),
    Action.WRITE_MESSAGE: Right(STUDENT | MENTOR | SUPERVISOR, _OPEN),
    Action.INVITE_READER: Right(MENTOR, _OPEN),
    # The plan (G05, G07, G10-G16): the student's, made with the mentor, read by the college.
    Action.READ_PLAN: Right(STUDENT | MENTOR | SUPERVISOR),
    Action.PLAN: Right(STUDENT, _OPEN),
    Action.ADD_OWN_TASK: Right(STUDENT | MENTOR, _OPEN),
    Action.PROPOSE: Right(MENTOR, _UNTIL_THE_WEEK_ENDS),
    Action.COMMENT_BLOCK: Right(READERS - COORDINATOR, _OPEN),
    Action.APPROVE_PLAN: Right(MENTOR, _OPEN),
    # The roster that was sent (G07, G17).
    Action.SEND_ROSTER: Right(STUDENT, _OPEN),
    Action.READ_ROSTER: Right(READERS),
    Action.ANSWER_ROSTER: Right(SUPERVISOR, _OPEN),
    Action.FOLLOW_STUDENT: Right(SUPERVISOR),
    Action.TICK_BLOCK: Right(STUDENT, _OPEN),
    # The portfolio (G17): each reads their layers; a supervisor writes the record of a visit (G18).
    Action.READ_PORTFOLIO: Right(READERS - COORDINATOR),
    Action.WRITE_SHEET: Right(STUDENT | SUPERVISOR, _OPEN),
    Action.COMMENT_SHEET: Right(READERS - COORDINATOR, _OPEN),
    Action.REVIEW_SHEET: Right(MENTOR, _OPEN),
    Action.WRITE_DAY_NOTE: Right(MENTOR, _OPEN),
    Action.TAKE_PORTFOLIO: Right(STUDENT),
    # The card in the class (G17): the student lays the folder open, the mentor sees it and may shut it.
    Action.READ_CARD: Right(STUDENT | MENTOR),
    Action.PUBLISH_CARD: Right(STUDENT, _OPEN),
    Action.STOP_CARD: Right(STUDENT | MENTOR, _OPEN),
}

LAYERS: Mapping[Relation, frozenset[Layer]] = {
    Relation.STUDENT: frozenset(Layer),
    Relation.MENTOR: frozenset({Layer.OPEN, Layer.ANNEX}),
    Relation.CARE_TEAM: frozenset({Layer.OPEN, Layer.ANNEX}),
    Relation.SUPERVISOR: frozenset({Layer.OPEN, Layer.ANNEX}),
    Relation.CLASS_MENTOR: frozenset({Layer.OPEN}),
}
"""The layers of a portfolio that each relation reads (G17); the supervisor the annex as far as it is anonymous."""

SHUT: Mapping[Relation, Callable[[SheetKind], bool]] = {
    Relation.SUPERVISOR: lambda kind: kind.college is College.NOTHING,
    Relation.CLASS_MENTOR: lambda kind: kind.school is School.MENTOR,
    Relation.CARE_TEAM: lambda kind: kind.school is School.MENTOR,
}
"""To whom a kind of sheets may be shut in whatever layer it lies, and whether it is."""

_PUPIL_CODES = frozenset({Relation.STUDENT, Relation.MENTOR, Relation.CARE_TEAM})
_ALLOWED = Verdict(allowed=True)
_NOT_YOURS = Verdict(allowed=False, reason=Reason.NOT_YOURS)


def verdict(relation: Relation, action: Action, *, phase: Phase = Phase.PREPARING) -> Verdict:
    """Whether ``relation`` may do ``action`` while the placement is in ``phase``, and if not, why."""
    right = RIGHTS[action]
    if relation not in right.relations:
        return _NOT_YOURS
    reason = right.rests.get(phase)
    return _ALLOWED if reason is None else Verdict(allowed=False, reason=reason)


def demand(relation: Relation, action: Action, *, phase: Phase = Phase.PREPARING) -> None:
    """Pass in silence when the action is allowed.

    Raises ``NotAllowed`` when the relation never has the right, ``WrongPhase`` when it has it in another phase.
    """
    answer = verdict(relation, action, phase=phase)
    if answer.reason is not None:
        raise (NotAllowed if answer.hidden else WrongPhase)(answer.reason)


def actions_of(relation: Relation, *, phase: Phase = Phase.PREPARING) -> frozenset[Action]:
    """Every action that ``relation`` may do in ``phase``: what a page may offer."""
    return frozenset(action for action in Action if verdict(relation, action, phase=phase).allowed)


def relations_for(action: Action) -> frozenset[Relation]:
    """Everyone who has the right in some phase: the other face of ``verdict``, to filter a list by."""
    return RIGHTS[action].relations


def layers_for(relation: Relation) -> frozenset[Layer]:
    """The layers of a portfolio that ``relation`` reads; none for a coordinator or a stranger (G17)."""
    return LAYERS.get(relation, frozenset())


def reads_kind(relation: Relation, kind: SheetKind) -> bool:
    """Whether ``relation`` reads sheets of a kind in the layers that are theirs (G17)."""
    shut = SHUT.get(relation)
    return shut is None or not shut(kind)


def sees_pupil_codes(relation: Relation) -> bool:
    """Whether pupil codes may be shown: only to the student, the mentor and the care team (G17)."""
    return relation in _PUPIL_CODES


@dataclass(frozen=True, slots=True)
class Grant:
    """One placement that a link session opened, for which person, in which relation."""

    placement_id: int
    person_id: int
    link_id: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: an account (``user_id``), people of a school who opened their links (``grants``), or the system.

    ``actor`` is what the activity log stores: a plain id, never a name.
    """

    user_id: int | None = None
    name: str = ""
    language: str = "nl"
    grants: tuple[Grant, ...] = ()
    is_system: bool = False

    @property
    def known(self) -> bool:
        """Whether anybody is signed in or holds an opened link."""
        return self.user_id is not None or bool(self.grants)

    @property
    def actor(self) -> str:
        """``user:7``, ``person:3``, ``system``, or ``nobody``; of several opened links the first one speaks."""
        if self.is_system:
            return "system"
        if self.user_id is not None:
            return f"user:{self.user_id}"
        return f"person:{self.grants[0].person_id}" if self.grants else "nobody"

    def grant_for(self, placement_id: int) -> Grant | None:
        """The opened link to this placement, if there is one."""
        return next((grant for grant in self.grants if grant.placement_id == placement_id), None)


SYSTEM = Viewer(name="system", is_system=True)
"""Who acts when a command or a timer does."""
