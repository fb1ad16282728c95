"""All that one planner page shows, read in two queries, and read and reckoned only where it is asked for."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from functools import cached_property

from stagemap.core import hours, rules
from stagemap.core.calendar import closed_on
from stagemap.core.privacy import title_without_codes, without_codes
from stagemap.core.programme import Edition
from stagemap.core.roster import ExtraClass, Project, Rhythm, Span, StandingMoment
from stagemap.core.roster import Plan as PlanRecord
from stagemap.kit.clock import local_date
from stagemap.planning import access
from stagemap.planning.models import Block, Plan
from stagemap.programmes.queries import record_of

from .blocks import BlockLine, block_lines, record_of_block
from .parts import ApprovalLine, CommentLine, Parts, VersionLine, parts_of


def edition_of(plan: Plan) -> Edition:
    """The edition that the plan's placement belongs to, as its pinned record."""
    return record_of(plan.placement.edition)


class Desk:
    """One plan as one viewer sees it: the rows, and what the rules say of them.

    With ``veiled`` every pupil code is gone: from the field of its own and from all text that people wrote. Made
    by ``desk_of``. Reads the blocks in one query and all other lists in a second, each when a page first asks for
    any of it; whatever else a page asks costs no query.
    """

    def __init__(self, plan: Plan, *, today: dt.date, veiled: bool, language: str) -> None:
        self.plan = plan
        self.today = today
        self.veiled = veiled
        self.language = language
        self.edition = edition_of(plan)

    @cached_property
    def blocks(self) -> tuple[BlockLine, ...]:
        """The rows of the plan."""
        rows = () if self.plan.pk is None else block_lines(self.plan.pk)
        return tuple(self._veiled_block(row) for row in rows) if self.veiled else rows

    @cached_property
    def parts(self) -> Parts:
        """The short lists round the plan."""
        return self._veiled_parts(parts_of(self.plan)) if self.veiled else parts_of(self.plan)

    @cached_property
    def block(self) -> dict[str, BlockLine]:
        """The rows by id, as text."""
        return {str(row.pk): row for row in self.blocks}

    @cached_property
    def record(self) -> PlanRecord:
        """The plan as the rules judge it."""
        placement, parts = self.plan.placement, self.parts
        aims = {kind: tuple(aim.text for aim in parts.aims if aim.kind == kind) for kind in ("question", "goal")}
        return PlanRecord(
            week=placement.week,
            school="" if placement.school is None else placement.school.name,
            rhythm=rhythm_of(self.plan, self.parts.standing),
            closures=closed_on(self.edition, parts.closures, language=self.language),
            blocks=tuple(record_of_block(row, self.edition) for row in self.blocks),
            project=self._project(),
            learning_questions=aims["question"],
            learning_goals=aims["goal"],
            observations=parts.observations,
            approved=self.approval is not None,
            agreed_on=None if self.last_approval is None else local_date(self.last_approval.at),
            sent_on=local_date(parts.versions[0].sent_at) if parts.versions else None,
        )

    @cached_property
    def findings(self) -> tuple[rules.Finding, ...]:
        """What the rules say of the plan today."""
        return rules.judge(self._case)

    @cached_property
    def balance(self) -> hours.Balance:
        """Hours against the target, halves, levels by roles, kinds of time."""
        return self._case.balance

    @cached_property
    def _case(self) -> rules.Case:
        return rules.Case(self.edition, self.record, self.today)

    @property
    def approval(self) -> ApprovalLine | None:
        """The mentor's agreement, while it holds for the plan as it stands."""
        last = self.last_approval
        return last if last is not None and last.revision == self.plan.revision else None

    @property
    def last_approval(self) -> ApprovalLine | None:
        """The latest agreement of the mentor, whether or not the plan changed since."""
        return self.parts.approvals[-1] if self.parts.approvals else None

    @property
    def latest_version(self) -> VersionLine | None:
        """The version that was sent last."""
        return self.parts.versions[-1] if self.parts.versions else None

    @property
    def changed_since_sent(self) -> bool:
        """Whether the plan was changed after the last version was sent."""
        latest = self.latest_version
        return latest is not None and latest.revision != self.plan.revision

    @cached_property
    def comments(self) -> dict[str, tuple[CommentLine, ...]]:
        """The remarks by block id, oldest first; blocks without any are absent."""
        found: dict[str, tuple[CommentLine, ...]] = {}
        for comment in self.parts.comments:
            key = str(comment.block_id)
            found[key] = (*found.get(key, ()), comment)
        return found

    def say(self, text: str) -> str:
        """A text that somebody wrote, as this viewer may read it."""
        return without_codes(text, self.language) if self.veiled else text

    def _veiled_block(self, row: BlockLine) -> BlockLine:
        return row._replace(
            pupils="",
            title=title_without_codes(row.title, self.language),
            where=self.say(row.where),
            at_what=self.say(row.at_what),
            outcome_reason=self.say(row.outcome_reason),
        )

    def _veiled_parts(self, parts: Parts) -> Parts:
        say = self.say
        return replace(
            parts,
            aims=tuple(replace(aim, text=say(aim.text)) for aim in parts.aims),
            classes=tuple(replace(other, reason=say(other.reason)) for other in parts.classes),
            own_tasks=tuple(
                replace(task, title=title_without_codes(task.title, self.language)) for task in parts.own_tasks
            ),
            proposals=tuple(replace(one, where=say(one.where), note=say(one.note)) for one in parts.proposals),
            comments=tuple(replace(comment, text=say(comment.text)) for comment in parts.comments),
            approvals=tuple(replace(one, remark=say(one.remark)) for one in parts.approvals),
        )

    def _project(self) -> Project:
        plan, placement = self.plan, self.plan.placement
        return Project(
            description=self.say(plan.description),
            goals=tuple(line.strip() for line in self.say(plan.goals).splitlines() if line.strip()),
            desired_result=self.say(plan.desired_result),
            class_label=placement.class_label,
            grades=tuple(placement.grades),
            extra_classes=tuple(ExtraClass(other.label, other.reason) for other in self.parts.classes),
        )


def desk_of(plan: Plan, *, today: dt.date, language: str = "nl") -> Desk:
    """The plan as the viewer for whom ``access`` loaded it may see it, in two queries.

    ``language`` words why a day is closed; everything else that needs words takes the language itself.
    """
    return Desk(plan, today=today, veiled=not access.sees_pupils(plan), language=language)


def open_desk_of(plan: Plan, *, today: dt.date, language: str = "nl") -> Desk:
    """The plan without any pupil code: for all that leaves mentor and care team (G17)."""
    return Desk(plan, today=today, veiled=True, language=language)


def plan_record(plan: Plan, *, today: dt.date) -> PlanRecord:
    """The plan as a record without pupil codes, as paper, calendar and college may have it (G17)."""
    return open_desk_of(plan, today=today).record


def findings_of(plan: Plan, *, today: dt.date) -> tuple[rules.Finding, ...]:
    """What the rules say of the plan today."""
    return open_desk_of(plan, today=today).findings


def balance_of(plan: Plan, *, today: dt.date) -> hours.Balance:
    """The balance of the plan: hours, halves, levels by roles, kinds of time."""
    return open_desk_of(plan, today=today).balance


def pupils_of(plan: Plan) -> dict[uuid.UUID, str]:
    """Pupil codes by block, only for who may see them (student, mentor, care team); else none (G17)."""
    if not access.sees_pupils(plan):
        return {}
    return dict(Block.objects.filter(plan_id=plan.pk).exclude(pupils="").values_list("pk", "pupils"))


def rhythm_of(plan: Plan, standing: tuple[StandingMoment, ...] = ()) -> Rhythm:
    """The lesson hours of the plan's school; a placement without a school has none."""
    school = plan.placement.school
    lessons = school.lessons if school is not None else []
    return Rhythm(tuple(tuple(Span(start, end) for start, end in day) for day in lessons) or ((),) * 5, standing)
