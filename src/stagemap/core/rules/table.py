"""The one table of rules: what the guide asks that can be checked, in the order of the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from stagemap.core.programme import Edition
from stagemap.core.roster import Plan
from stagemap.core.rules import load, sheet, tasks, week
from stagemap.core.rules.case import Case, Find
from stagemap.core.rules.findings import Finding, Severity

FAULT, WARNING, NOTE, RIGHT = Severity.FAULT, Severity.WARNING, Severity.NOTE, Severity.RIGHT


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause that can be checked; ``find`` says where it applies and how that is mended."""

    key: str
    clause: str
    severity: Severity
    find: Find
    stops: bool = False


RULES: tuple[Rule, ...] = (
    Rule("no_week", "G08", FAULT, sheet.no_week, stops=True),
    Rule("no_school", "G15", FAULT, sheet.no_school, stops=True),
    Rule("no_class", "G13", FAULT, sheet.no_class, stops=True),
    Rule("empty_roster", "G07", FAULT, sheet.empty_roster, stops=True),
    Rule("overlap", "G11", FAULT, week.overlapping),
    Rule("closed_day", "G08", FAULT, week.on_closed_day),
    Rule("weekend_day", "G08", FAULT, week.on_weekend),
    Rule("free_afternoon", "G08", FAULT, week.in_free_afternoon),
    Rule("contact_outside_period", "G08", FAULT, week.outside_period),
    Rule("split_week", "G08", FAULT, week.split_week),
    Rule("approval_missing", "G07", FAULT, sheet.approval_missing),
    Rule("approval_ended", "G07", FAULT, sheet.approval_ended),
    Rule("level_empty", "G10", WARNING, tasks.levels_empty),
    Rule("halves_out_of_balance", "G10", WARNING, load.halves_out_of_balance),
    Rule("hours_too_few", "G09", WARNING, load.hours_too_few),
    Rule("hours_too_many", "G09", WARNING, load.hours_too_many),
    Rule("day_empty", "G08", WARNING, week.empty_days),
    Rule("short_week", "G08", WARNING, week.short_week),
    Rule("outside_hours_unmarked", "G08", WARNING, week.outside_hours_unmarked),
    Rule("no_day", "G11", WARNING, tasks.without_day),
    Rule("no_role", "G11", WARNING, tasks.without_role),
    Rule("no_place", "G11", WARNING, tasks.without_place),
    Rule("no_at_what", "G11", WARNING, tasks.without_at_what),
    Rule("at_what_repeats_title", "G11", WARNING, tasks.at_what_repeats_title),
    Rule("observing_only", "G02", WARNING, tasks.observing_only),
    Rule("no_project_description", "G14", WARNING, sheet.no_description),
    Rule("no_project_goals", "G14", WARNING, sheet.no_goals),
    Rule("no_learning_questions", "G16", WARNING, sheet.no_learning_questions),
    Rule("extra_class_without_reason", "G13", WARNING, sheet.extra_classes_without_reason),
    Rule("observation_missing", "G03", WARNING, week.observations_missing),
    Rule("observation_after_week", "G03", WARNING, week.observations_after_week),
    Rule("roster_late", "G07", WARNING, sheet.roster_late),
    Rule("little_variety", "G10", NOTE, tasks.little_variety),
    Rule("no_level", "G10", NOTE, tasks.without_level),
    Rule("day_full", "G09", NOTE, load.full_days),
    Rule("no_desired_result", "G14", NOTE, sheet.no_desired_result),
    Rule("no_learning_goals", "G16", NOTE, sheet.no_learning_goals),
    Rule("all_levels", "G10", RIGHT, sheet.all_levels),
    Rule("all_roles_and_class", "G11", RIGHT, sheet.all_roles_and_class),
    Rule("halves_in_balance", "G10", RIGHT, load.halves_in_balance),
    Rule("hours_in_range", "G09", RIGHT, load.hours_in_range),
    Rule("approved", "G07", RIGHT, sheet.approved),
)


def check(edition: Edition, plan: Plan, today: dt.date) -> tuple[Finding, ...]:
    """What the guide says of ``plan`` on ``today``: faults first, then warnings, notes, and what is right.

    Nothing here stops anybody but what ``stops_sending`` names; a fault asks for a reason (G07).
    """
    return judge(Case(edition, plan, today))


def judge(case: Case) -> tuple[Finding, ...]:
    """Every finding of a case, in the order of the table; its balance is worked out once and can be read after."""
    return tuple(
        Finding(
            key=rule.key,
            clause=rule.clause,
            severity=rule.severity,
            block_ids=tuple(block.id for block in hit.blocks),
            day=hit.day,
            values=hit.values,
            mend=hit.mend,
            stops=rule.stops,
        )
        for rule in RULES
        for hit in rule.find(case)
    )
