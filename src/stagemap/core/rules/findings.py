"""What a rule may say: its severity, the values that its wording needs, and the one press that mends it.

A finding holds no sentence. ``KEYS`` names every finding with the placeholders that a programme's wording may
use, and ``SHAPES`` says what each placeholder holds, so that the page can write it in the reader's language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: a fault asks for a written reason, a note is only worth knowing."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"
    RIGHT = "right"


class Shape(StrEnum):
    """What a placeholder holds: a day in ISO form, minutes after midnight, whole minutes, or a key of the edition."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    CLOCK = "clock"
    DURATION = "duration"
    LEVEL = "level"
    PACKAGE = "package"


Values = Mapping[str, str | int]
"""What fills the placeholders of one finding."""

SHAPES: Mapping[str, Shape] = {
    "title": Shape.TEXT,
    "other": Shape.TEXT,
    "reason": Shape.TEXT,
    "classes": Shape.TEXT,
    "count": Shape.NUMBER,
    "left": Shape.NUMBER,
    "number": Shape.NUMBER,
    "exploration": Shape.PERCENT,
    "project": Shape.PERCENT,
    "day": Shape.DAY,
    "first_day": Shape.DAY,
    "last_day": Shape.DAY,
    "due": Shape.DAY,
    "start": Shape.CLOCK,
    "end": Shape.CLOCK,
    "minutes": Shape.DURATION,
    "least": Shape.DURATION,
    "most": Shape.DURATION,
    "target": Shape.DURATION,
    "level": Shape.LEVEL,
    "heavier": Shape.PACKAGE,
    "lighter": Shape.PACKAGE,
}

KEYS: Mapping[str, tuple[str, ...]] = {
    # What stops sending: without these there is no roster to send.
    "no_week": (),
    "no_school": (),
    "no_class": (),
    "empty_roster": (),
    # Faults: each asks for a written reason.
    "overlap": ("day", "start", "end", "title", "other"),
    "closed_day": ("day", "reason", "title", "count"),
    "weekend_day": ("day", "title", "count"),
    "free_afternoon": ("day", "start", "title"),
    "contact_outside_period": ("day", "first_day", "last_day", "title", "count"),
    "split_week": ("count", "first_day", "last_day"),
    "approval_missing": (),
    "approval_ended": ("day",),
    # Warnings: they travel with the roster.
    "level_empty": ("level",),
    "halves_out_of_balance": ("heavier", "lighter", "exploration", "project"),
    "hours_too_few": ("minutes", "least", "target"),
    "hours_too_many": ("minutes", "most", "target"),
    "day_empty": ("day",),
    "short_week": ("day", "left", "reason"),
    "outside_hours_unmarked": ("day", "start", "end", "title"),
    "no_day": ("count", "title"),
    "no_role": ("count", "title"),
    "no_place": ("count", "title"),
    "no_at_what": ("count", "title"),
    "at_what_repeats_title": ("count", "title"),
    "observing_only": ("count",),
    "no_project_description": (),
    "no_project_goals": (),
    "no_learning_questions": (),
    "extra_class_without_reason": ("classes",),
    "observation_missing": ("number",),
    "observation_after_week": ("number", "day"),
    "roster_late": ("due",),
    # Notes.
    "little_variety": ("count",),
    "no_level": ("count", "title"),
    "day_full": ("day", "minutes"),
    "no_desired_result": (),
    "no_learning_goals": (),
    # What is right.
    "all_levels": (),
    "all_roles_and_class": (),
    "halves_in_balance": ("exploration", "project"),
    "hours_in_range": ("minutes", "target"),
    "approved": (),
}
"""Every finding with its placeholders, roughly in the order of the page. A title that stands beside a count is the
first block's; wordings read well for one and for more ("bij 1 van je taken")."""


class MendKind(StrEnum):
    """What the one press beside a finding does, or which place it leads to."""

    OPEN_BLOCK = "open_block"
    SHIFT_BLOCK = "shift_block"
    MARK_OUTSIDE = "mark_outside"
    PLAN_DAY = "plan_day"
    CHOOSE_WEEK = "choose_week"
    CHOOSE_TASKS = "choose_tasks"
    EDIT_PLACEMENT = "edit_placement"
    EDIT_PROJECT = "edit_project"
    EDIT_QUESTIONS = "edit_questions"
    EDIT_OBSERVATION = "edit_observation"
    ASK_APPROVAL = "ask_approval"
    SEND_ROSTER = "send_roster"


@dataclass(frozen=True, slots=True)
class Mend:
    """A press that mends, with its target.

    ``SHIFT_BLOCK`` moves ``block_id`` to ``day`` at ``start`` (the first free place of the same length);
    ``OPEN_BLOCK`` and ``MARK_OUTSIDE`` name a block, ``PLAN_DAY`` a day, ``CHOOSE_TASKS`` a level or a package
    (both may be empty), ``EDIT_OBSERVATION`` a number. The others lead to one place and need no target.
    """

    kind: MendKind
    block_id: str = ""
    day: dt.date | None = None
    start: int | None = None
    level: str = ""
    package: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: which clause of the guide, how heavy, about which blocks or day, and its mend.

    ``values`` fill the placeholders of ``KEYS[key]``, each in the shape that ``SHAPES`` names.
    ``stops`` is true for the few findings without whose cure nothing can be sent (G07).
    """

    key: str
    clause: str
    severity: Severity
    block_ids: tuple[str, ...] = ()
    day: dt.date | None = None
    values: Values = field(default_factory=dict)
    mend: Mend | None = None
    stops: bool = False


def stops_sending(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that stop sending: an empty roster, or one without week, school or class (G07)."""
    return tuple(finding for finding in findings if finding.stops)


def asks_reason(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The faults for which the student writes a reason when sending; they never stop it (G07)."""
    return tuple(finding for finding in findings if finding.severity is Severity.FAULT and not finding.stops)
