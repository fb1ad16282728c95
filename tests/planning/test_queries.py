"""Reading a plan: two queries whatever it holds, and no code for who may not see it."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.core.roles import Action, Relation, Viewer
from stagemap.core.rules import Severity
from stagemap.placements.models import Placement
from stagemap.planning import access, queries, services
from stagemap.planning.models import Block, Plan
from stagemap.planning.services import ProposalFields, TaskKey
from tests import factories as make
from tests.planning.samples import CANARY, MONDAY, add, fields, fill

pytestmark = pytest.mark.django_db


def desk(plan: Plan) -> queries.Desk:
    return queries.desk_of(plan, today=make.TODAY)


def read_everything(plan: Plan) -> None:
    """All that a planner page asks of its desk."""
    shown = desk(plan)
    queries.worded(shown.edition, shown.findings, language="nl")
    queries.tray_of(shown, language="nl")
    assert (shown.balance.target, shown.comments, shown.parts.lead) == (3000, {}, "Karim Haddad")


@pytest.mark.parametrize("count", [1, 40])
def test_a_whole_page_costs_two_queries(
    count: int, plan: Plan, who: make.Viewers, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(plan, who.student, count)
    read_everything(plan)

    with django_assert_num_queries(2):
        read_everything(plan)


@pytest.mark.parametrize("count", [1, 4])
def test_the_versions_cost_two_queries(
    count: int, plan: Plan, who: make.Viewers, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        add(plan, who.student)
        services.send_roster(plan=plan, reason="zo", by=who.student, at=make.AT)

    with django_assert_num_queries(2):
        cards = queries.versions_of(plan)

    assert [card.number for card in cards] == list(range(count, 0, -1))


def test_an_untouched_plan_is_read_with_what_its_school_says(placement: Placement, plan: Plan) -> None:
    assert placement.school is not None
    make.closure(placement.school, dt.date(2027, 4, 20), dt.date(2027, 4, 20))
    make.standing_moment(placement.school)
    make.moment(placement, 1)
    make.moment(placement, 2, day=None, start=None, end=None)

    record = desk(plan).record

    assert (record.week, record.blocks, record.school) == (MONDAY, (), "Basisschool De Wegwijzer")
    assert (list(record.closures)[-1:], len(record.rhythm.standing)) != ([], 0)
    assert dt.date(2027, 4, 20) in record.closures
    assert [(one.number, one.day, one.held, one.minutes) for one in record.observations] == [
        (1, dt.date(2027, 3, 2), False, 215),
        (2, None, False, 0),
    ]


def test_a_placement_without_a_school_has_no_hours() -> None:
    empty = make.placement(student=make.user("Jonas Wouters"), school=None, week=None)

    record = queries.plan_record(make.plan(empty), today=make.TODAY)

    assert (record.school, record.rhythm.lessons, record.week) == ("", ((),) * 5, None)


def a_whole_story(plan: Plan, who: make.Viewers) -> Block:
    """A plan in which every short list holds something; answers its block."""
    row = add(plan, who.student)
    services.set_aims(plan=plan, revision=0, questions=("Een?", "Twee?"), goals=("Drie.",), by=who.student, at=make.AT)
    services.add_own_task(plan=plan, title="Ochtendcirkel", level="pupil", by=who.mentor, at=make.AT)
    moment = ProposalFields(task=TaskKey(code="E1"), day=MONDAY, start=510, minutes=50, where="zorgklas", note="kom")
    services.propose(plan=plan, fields=moment, by=who.mentor, at=make.AT)
    for text in ("eerst", "dan"):
        services.comment_block(block=row, text=text, by=who.mentor, at=make.AT)
    services.approve(plan=plan, revision=plan.revision, remark="Mooi", by=who.mentor, at=make.AT)
    version = services.send_roster(plan=plan, by=who.student, at=make.AT)
    version.plan = plan
    services.answer_version(version=version, kind="change_asked", comment="Meer", by=who.supervisor, at=make.AT)
    return row


def test_every_short_list_comes_in_its_own_order(plan: Plan, who: make.Viewers) -> None:
    row = a_whole_story(plan, who)

    shown = desk(plan)
    parts = shown.parts

    assert [(aim.kind, aim.text) for aim in parts.aims] == [
        ("question", "Een?"),
        ("question", "Twee?"),
        ("goal", "Drie."),
    ]
    assert [(task.title, task.added_by) for task in parts.own_tasks] == [("Ochtendcirkel", who.mentor.actor)]
    assert [(line.task, line.day, line.start, line.where, line.by, line.at) for line in parts.proposals] == [
        ("E1", MONDAY, 510, "zorgklas", "Els Peeters", make.AT)
    ]
    assert [line.text for line in shown.comments[str(row.pk)]] == ["eerst", "dan"]
    assert [(line.by, line.remark, line.at) for line in parts.approvals] == [("Els Peeters", "Mooi", make.AT)]
    assert [(line.number, line.sent_at) for line in parts.versions] == [(1, make.AT)]
    assert [(line.number, line.kind, line.comment, line.by) for line in parts.answers] == [
        (1, "change_asked", "Meer", "Karim Haddad")
    ]
    assert (parts.supervisors, parts.can_undo) == (("Karim Haddad",), True)


def write_the_canary(plan: Plan, who: make.Viewers) -> None:
    """A pupil code in every text that people write."""
    by, at = who.student, make.AT
    task = services.add_own_task(plan=plan, title=f"Lezen met {CANARY}", level="pupil", by=who.mentor, at=at)
    said = fields(title=f"Zorg {CANARY}", where=CANARY, at_what=CANARY, pupils=CANARY, slot="ahead")
    row = services.add_block(plan=plan, fields=said, by=by, at=at)
    services.tick_block(block=row, outcome="dropped", reason=f"{CANARY} ziek", by=by, at=at)
    asked = ProposalFields(task=TaskKey(own_task=task.pk), where=CANARY, note=CANARY)
    services.propose(plan=plan, fields=asked, by=who.mentor, at=at)
    sheet = services.ProjectFields(
        description=CANARY, goals=CANARY, desired_result=CANARY, questions=(CANARY,), learning_goals=(CANARY,)
    )
    services.write_project(plan=plan, revision=0, fields=sheet, by=by, at=at)
    services.add_extra_class(plan=plan, label="5B", reason=CANARY, by=by, at=at)
    services.comment_block(block=row, text=CANARY, by=who.mentor, at=at)
    services.approve(plan=plan, revision=plan.revision, remark=CANARY, by=who.mentor, at=at)


def everything(shown: queries.Desk) -> str:
    tray = queries.tray_of(shown, language="nl")
    return repr((shown.blocks, shown.record, shown.parts, shown.findings, tray, queries.pupils_of(shown.plan)))


@pytest.mark.parametrize(
    ("relation", "sees"), [(Relation.STUDENT, True), (Relation.MENTOR, True), (Relation.SUPERVISOR, False)]
)
def test_a_pupil_code_is_only_for_who_may_see_it(
    relation: Relation, sees: bool, placement: Placement, plan: Plan, who: make.Viewers
) -> None:
    write_the_canary(plan, who)
    viewer: Viewer = who.all()[relation]

    shown = desk(access.get_for(viewer, placement.pk, Action.READ_PLAN))

    assert (CANARY in everything(shown), bool(queries.pupils_of(shown.plan))) == (sees, sees)


def test_what_goes_to_paper_and_calendars_holds_no_code(plan: Plan, who: make.Viewers) -> None:
    write_the_canary(plan, who)

    record = queries.plan_record(plan, today=make.TODAY)

    assert (CANARY in repr(record), CANARY in repr(desk(plan).record)) == (False, True)


def test_findings_read_well_in_both_languages(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student, outside_hours=False, start=1020)
    shown = desk(plan)

    said = {
        language: {line.finding.key: line for line in queries.worded(shown.edition, shown.findings, language=language)}
        for language in ("nl", "en")
    }

    assert said["nl"]["day_empty"].title == "Op vr 23 april staat nog niets."
    assert {line.state for line in said["en"].values()} <= {"late", "soon", "open", "done"}
    assert (said["nl"]["hours_too_few"].title, said["nl"]["approval_missing"].state) == (
        "Je plande 50 min, minder dan 45 u.",
        "late",
    )
    assert said["nl"]["outside_hours_unmarked"].mend is not None
    assert [line.mend_label for line in said["nl"].values() if line.finding.severity is Severity.RIGHT] == [""]


def test_findings_and_balance_can_be_asked_alone(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    found, balance = queries.findings_of(plan, today=make.TODAY), queries.balance_of(plan, today=make.TODAY)

    assert ([each.key for each in found], balance.planned) == ([each.key for each in desk(plan).findings], 50)


def test_the_group_of_a_block_is_that_of_its_task(plan: Plan, who: make.Viewers) -> None:
    own = services.add_own_task(plan=plan, title="x", level="school", group="I", by=who.mentor, at=make.AT)
    add(plan, who.student, task="E1")
    add(plan, who.student, own_task=own.pk)
    add(plan, who.student)

    assert sorted((block.group, block.own_task) for block in desk(plan).record.blocks) == [
        ("", ""),
        ("E", ""),
        ("I", str(own.pk)),
    ]
