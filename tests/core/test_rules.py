"""The table of rules: for each finding a plan in which it appears, with its values and its mend."""

from __future__ import annotations

import datetime as dt

import pytest

from stagemap.core.rules import (
    KEYS,
    RULES,
    SHAPES,
    Severity,
    Shape,
    asks_reason,
    check,
    stops_sending,
)
from tests.core.rule_plans import PLANS, RIGHT, TODAY, found
from tests.core.sample import (
    BEFORE,
    EDITION,
    EMPTY,
    SOUND,
)


def test_of_a_sound_plan_the_rules_say_only_what_is_right() -> None:
    findings = check(EDITION, SOUND, BEFORE)
    assert [finding.key for finding in findings] == RIGHT
    assert (stops_sending(findings), asks_reason(findings)) == ((), ())


def test_of_an_empty_placement_they_say_what_is_missing() -> None:
    findings = check(EDITION, EMPTY, BEFORE)
    assert [finding.key for finding in findings] == [
        "no_week", "no_school", "no_class", "empty_roster", "no_project_description", "no_project_goals",
        "no_learning_questions", "observation_missing", "observation_missing", "no_desired_result",
        "no_learning_goals",
    ]  # fmt: skip
    assert [finding.key for finding in stops_sending(findings)] == ["no_week", "no_school", "no_class", "empty_roster"]
    assert asks_reason(findings) == ()


def test_every_rule_stands_in_the_table_of_plans_and_of_keys() -> None:
    assert tuple(rule.key for rule in RULES) == tuple(KEYS)
    assert set(PLANS) == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_finding_appears_where_it_applies_with_the_values_its_wording_needs(key: str) -> None:
    findings = found(PLANS[key], key, TODAY.get(key, BEFORE))
    assert findings
    for finding in findings:
        assert set(finding.values) == set(KEYS[key])
        assert {block_id for block_id in finding.block_ids if block_id not in PLANS[key].by_id} == set()


@pytest.mark.parametrize("key", [key for key in KEYS if key not in RIGHT])
def test_a_finding_is_gone_once_the_plan_is_sound(key: str) -> None:
    assert found(SOUND, key) == []


@pytest.mark.parametrize("key", KEYS)
def test_values_have_the_shape_that_their_placeholder_promises(key: str) -> None:
    text = (Shape.TEXT, Shape.DAY, Shape.LEVEL, Shape.PACKAGE)
    for finding in found(PLANS[key], key, TODAY.get(key, BEFORE)):
        for name, value in finding.values.items():
            assert isinstance(value, str if SHAPES[name] in text else int)
            if SHAPES[name] is Shape.DAY:
                assert str(dt.date.fromisoformat(str(value))) == value


def test_every_placeholder_has_a_shape_and_every_shape_a_placeholder() -> None:
    assert {name for names in KEYS.values() for name in names} == set(SHAPES)


def test_findings_come_in_the_order_of_their_weight() -> None:
    weights = [rule.severity for rule in RULES]
    assert weights == sorted(weights, key=list(Severity).index)


def test_everything_that_is_wrong_offers_a_mend() -> None:
    for key, plan in PLANS.items():
        for finding in found(plan, key, TODAY.get(key, BEFORE)):
            assert (finding.mend is None) is (finding.severity is Severity.RIGHT)


CLAUSES = {
    "overlap": "G11", "no_place": "G11", "no_at_what": "G11", "at_what_repeats_title": "G11", "no_role": "G11",
    "little_variety": "G10", "level_empty": "G10", "halves_out_of_balance": "G10", "observing_only": "G02",
    "hours_too_few": "G09", "split_week": "G08", "closed_day": "G08", "contact_outside_period": "G08",
    "no_learning_questions": "G16", "no_project_goals": "G14", "no_class": "G13", "observation_missing": "G03",
    "roster_late": "G07", "approval_missing": "G07",
}  # fmt: skip


def test_each_finding_cites_its_clause() -> None:
    cited = {rule.key: rule.clause for rule in RULES}
    assert {key: cited[key] for key in CLAUSES} == CLAUSES


def test_only_four_findings_stop_sending_and_every_other_fault_asks_a_reason() -> None:
    faults = [rule for rule in RULES if rule.severity is Severity.FAULT]
    assert [rule.key for rule in faults if rule.stops] == ["no_week", "no_school", "no_class", "empty_roster"]
    assert [rule.key for rule in RULES if rule.stops] == [rule.key for rule in faults if rule.stops]
    for rule in faults:
        findings = check(EDITION, PLANS[rule.key], BEFORE)
        assert (rule.key in {finding.key for finding in asks_reason(findings)}) is not rule.stops
