"""The short lists round a plan, all read in one query: aims, classes, choices, proposals, comments, versions."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import F, OuterRef
from django.db.models.functions import Coalesce

from stagemap.core.programme import Closure, Text
from stagemap.core.roster import Observation, Span, StandingMoment
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Closure as SchoolClosure
from stagemap.placements.models import ObservationMoment, Placement, Supervision
from stagemap.placements.models import StandingMoment as SchoolMoment
from stagemap.planning.models import (
    Answer,
    Approval,
    BlockChange,
    BlockComment,
    ExtraClass,
    LearningAim,
    OwnTask,
    Plan,
    Proposal,
    RosterVersion,
    TaskChoice,
)

from .folding import Folded, day_in, moment_in

T = TypeVar("T")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AimLine:
    """One learning question or learning goal (``kind``)."""

    position: int
    id: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ClassLine:
    """Another class that takes part in the project, and why."""

    id: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class OwnTaskLine:
    """A task of the school itself; ``added_by`` is an actor such as ``user:7``."""

    id: int
    title: str
    level: str
    group: str
    added_by: str


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A chosen task: the code of the catalogue, or the id of an own task."""

    task: str
    own_task: int | None


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal of the mentor that was not declined, perhaps with a moment."""

    id: int
    task: str
    own_task: int | None
    day: dt.date | None
    start: int | None
    minutes: int | None
    where: str
    note: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A remark on a block, with the name of who wrote it."""

    id: int
    block_id: uuid.UUID
    text: str
    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """An agreement of the mentor, to the plan as it stood at ``revision``."""

    id: int
    revision: int
    by: str
    remark: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version that was sent: its number, when, and from which revision of the plan."""

    number: int
    revision: int
    sent_at: dt.datetime


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What a supervisor answered to version ``number``."""

    id: int
    number: int
    kind: str
    comment: str
    by: str
    supervisor_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Parts:
    """All short lists of one placement's plan, each in its own order; of the ``supervisors`` the lead comes first."""

    aims: tuple[AimLine, ...]
    classes: tuple[ClassLine, ...]
    own_tasks: tuple[OwnTaskLine, ...]
    choices: tuple[ChoiceLine, ...]
    proposals: tuple[ProposalLine, ...]
    comments: tuple[CommentLine, ...]
    approvals: tuple[ApprovalLine, ...]
    versions: tuple[VersionLine, ...]
    answers: tuple[AnswerLine, ...]
    observations: tuple[Observation, ...]
    closures: tuple[Closure, ...]
    standing: tuple[StandingMoment, ...]
    supervisors: tuple[str, ...]
    can_undo: bool

    @property
    def lead(self) -> str:
        """The name of the supervisor who leads, or of the first one; empty when there is none."""
        return self.supervisors[0] if self.supervisors else ""


def parts_of(plan: Plan) -> Parts:
    """The short lists round ``plan``, saved or not, in one query."""
    row = _LISTS.row(placement=plan.placement_id)
    if row is None:
        raise Placement.DoesNotExist
    lists = dict(zip(_COLUMNS, row, strict=True))
    return Parts(
        aims=_lines(lists["aims"], lambda row: AimLine(**row), "position", "id"),
        classes=_lines(lists["classes"], lambda row: ClassLine(**row), "id"),
        own_tasks=_lines(lists["own_tasks"], lambda row: OwnTaskLine(**row), "id"),
        choices=tuple(ChoiceLine(row["task"], row["own_task_id"]) for row in lists["choices"]),
        proposals=_lines(lists["proposals"], _proposal, "id"),
        comments=_lines(lists["comments"], _comment, "id"),
        approvals=_lines(lists["approvals"], _approval, "id"),
        versions=_lines(lists["versions"], _version, "number"),
        answers=_lines(lists["answers"], _answer, "id"),
        observations=_lines(lists["observations"], _observation, "number"),
        closures=_lines(lists["closures"], _closure, "first_day"),
        standing=_lines(lists["standing"], _standing, "weekday", "span.start"),
        supervisors=tuple(name for _, __, name in sorted(_supervisor(row) for row in lists["supervisors"])),
        can_undo=bool(lists["undoable"]),
    )


_OF_PLAN = {"plan__placement_id": OuterRef("pk")}
_OF_SCHOOL = {"school_id": OuterRef("school_id")}
_COLUMNS: dict[str, Folded] = {
    "aims": Folded(LearningAim.objects.filter(**_OF_PLAN), "position", "id", "kind", "text"),
    "classes": Folded(ExtraClass.objects.filter(**_OF_PLAN), "id", "label", "reason"),
    "own_tasks": Folded(OwnTask.objects.filter(**_OF_PLAN), "id", "title", "level", "group", "added_by"),
    "choices": Folded(TaskChoice.objects.filter(**_OF_PLAN), "task", "own_task_id"),
    "proposals": Folded(
        Proposal.objects.filter(**_OF_PLAN, declined_at=None).annotate(by=F("person__name")),
        *("id", "task", "own_task_id", "day", "start", "minutes", "where", "note", "by", "at"),
    ),
    "comments": Folded(
        BlockComment.objects.filter(block__plan__placement_id=OuterRef("pk")).annotate(
            author=Coalesce("author_user__name", "author_person__name")
        ),
        *("id", "block_id", "text", "author", "at"),
    ),
    "approvals": Folded(
        Approval.objects.filter(**_OF_PLAN).annotate(by=F("person__name")),
        *("id", "revision", "by", "remark", "at"),
    ),
    "versions": Folded(RosterVersion.objects.filter(**_OF_PLAN), "number", "revision", "sent_at"),
    "answers": Folded(
        Answer.objects.filter(version__plan__placement_id=OuterRef("pk")).annotate(
            number=F("version__number"), by=F("supervisor__name")
        ),
        *("id", "number", "kind", "comment", "by", "supervisor_id", "at"),
    ),
    "observations": Folded(
        ObservationMoment.objects.filter(placement_id=OuterRef("pk")), "number", "day", "start", "end", "held_at"
    ),
    "closures": Folded(SchoolClosure.objects.filter(**_OF_SCHOOL), "first_day", "last_day", "reason"),
    "supervisors": Folded(
        Supervision.objects.filter(placement_id=OuterRef("pk")).annotate(name=F("supervisor__name")),
        *("id", "is_lead", "name"),
    ),
    "undoable": Folded(BlockChange.objects.filter(**_OF_PLAN, undone_at=None)[:1], "id"),
    "standing": Folded(SchoolMoment.objects.filter(**_OF_SCHOOL), "weekday", "start", "end", "title"),
}

_LISTS = Prepared(lambda placement: Placement.objects.filter(pk=placement).values_list(*_COLUMNS.values()), "placement")


def _lines(rows: Iterable[Row], make: Callable[[Row], T], *order: str) -> tuple[T, ...]:
    return tuple(sorted((make(row) for row in rows), key=attrgetter(*order)))


def _proposal(row: Row) -> ProposalLine:
    return ProposalLine(
        id=row["id"],
        task=row["task"],
        own_task=row["own_task_id"],
        day=day_in(row["day"]),
        start=row["start"],
        minutes=row["minutes"],
        where=row["where"],
        note=row["note"],
        by=row["by"],
        at=moment_in(row["at"]),
    )


def _comment(row: Row) -> CommentLine:
    return CommentLine(**row | {"block_id": uuid.UUID(row["block_id"]), "at": moment_in(row["at"])})


def _approval(row: Row) -> ApprovalLine:
    return ApprovalLine(**row | {"at": moment_in(row["at"])})


def _answer(row: Row) -> AnswerLine:
    return AnswerLine(**row | {"at": moment_in(row["at"])})


def _version(row: Row) -> VersionLine:
    return VersionLine(**row | {"sent_at": moment_in(row["sent_at"])})


def _observation(row: Row) -> Observation:
    minutes = 0 if row["start"] is None or row["end"] is None else row["end"] - row["start"]
    return Observation(row["number"], day_in(row["day"]), held=row["held_at"] is not None, minutes=minutes)


def _closure(row: Row) -> Closure:
    first, last = dt.date.fromisoformat(row["first_day"]), dt.date.fromisoformat(row["last_day"])
    return Closure(first, last, Text(row["reason"], row["reason"]))


def _supervisor(row: Row) -> tuple[bool, int, str]:
    return (not row["is_lead"], row["id"], row["name"])


def _standing(row: Row) -> StandingMoment:
    return StandingMoment(row["weekday"], Span(row["start"], row["end"]), row["title"])
