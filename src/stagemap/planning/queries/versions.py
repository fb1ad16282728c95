"""The numbered versions of a roster: what was sent, what it changed, and what the supervisors answered (G07)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from stagemap.core.roster import Differences, differences, plan_from_data
from stagemap.core.roster import Plan as PlanRecord
from stagemap.core.rules import Finding, Severity
from stagemap.planning.models import Answer, Plan, RosterVersion

from .desk import Desk


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version with what it changed of the one before (None for the first) and its answers, oldest first."""

    version: RosterVersion
    changed: Differences | None
    answers: tuple[Answer, ...]

    @property
    def number(self) -> int:
        """The version's number, from 1."""
        return self.version.number

    @property
    def open_request(self) -> Answer | None:
        """The last answer, when it asks for a change."""
        last = self.answers[-1] if self.answers else None
        return last if last is not None and last.kind == Answer.Kind.CHANGE_ASKED else None


def version_record(version: RosterVersion) -> PlanRecord:
    """The plan as it was sent: frozen, without pupil codes."""
    return plan_from_data(version.content)


def version_findings(version: RosterVersion) -> tuple[Finding, ...]:
    """The faults and warnings that travelled with a version."""
    return tuple(_finding(data) for data in version.findings)


def finding_to_data(finding: Finding) -> dict[str, Any]:
    """A finding as a version stores it: all but its mend, which leads to a page of the student."""
    return {
        "key": finding.key,
        "clause": finding.clause,
        "severity": str(finding.severity),
        "block_ids": list(finding.block_ids),
        "day": None if finding.day is None else finding.day.isoformat(),
        "values": dict(finding.values),
    }


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        key=data["key"],
        clause=data["clause"],
        severity=Severity(data["severity"]),
        block_ids=tuple(data["block_ids"]),
        day=None if data["day"] is None else dt.date.fromisoformat(data["day"]),
        values=data["values"],
    )


def latest_version(plan: Plan) -> RosterVersion | None:
    """The version that was sent last, or None."""
    version = RosterVersion.objects.select_related("sent_by").filter(plan_id=plan.pk).last()
    if version is not None:
        version.plan = plan
    return version


def versions_of(plan: Plan) -> tuple[VersionCard, ...]:
    """Every version, the newest first, in two queries."""
    versions = list(RosterVersion.objects.select_related("sent_by").filter(plan_id=plan.pk))
    answers: dict[int, list[Answer]] = {version.pk: [] for version in versions}
    for answer in Answer.objects.select_related("supervisor").filter(version__plan_id=plan.pk):
        answers[answer.version_id].append(answer)
    cards = []
    before: PlanRecord | None = None
    for version in versions:
        version.plan = plan
        record = version_record(version)
        changed = None if before is None else differences(before, record)
        cards.append(VersionCard(version, changed, tuple(answers[version.pk])))
        before = record
    return tuple(reversed(cards))


def differences_since(desk: Desk, version: RosterVersion) -> Differences:
    """What the plan changed since ``version`` was sent; codes left out on both sides, as in what was sent."""
    return differences(version_record(version), desk.record)
