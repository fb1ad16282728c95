"""The whole table, written out by hand: relation x action x phase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stagemap.core import roles
from stagemap.core.refusals import Impossible, NotAllowed, Refused, Stale, WrongPhase
from stagemap.core.roles import (
    RIGHTS,
    SYSTEM,
    Action,
    Grant,
    Phase,
    Reason,
    Relation,
    Viewer,
    actions_of,
    demand,
    layers_for,
    reads_kind,
    relations_for,
    sees_pupil_codes,
    verdict,
)
from stagemap.core.sheets import College, Layer, School
from tests.core.sheet_sample import KIND

EXPECTED: dict[Relation, str] = {
    Relation.STUDENT: """public signed_in read_placement keep_papers keep_observations keep_agreements read_messages
        write_message read_plan plan add_own_task comment_block send_roster read_roster tick_block
        read_portfolio write_sheet comment_sheet take_portfolio read_card publish_card stop_card""",
    Relation.MENTOR: """public signed_in read_placement keep_agreements read_messages write_message invite_reader
        read_plan add_own_task propose comment_block approve_plan read_roster
        read_portfolio comment_sheet review_sheet write_day_note read_card stop_card""",
    Relation.CLASS_MENTOR: "public signed_in comment_block read_roster read_portfolio comment_sheet",
    Relation.CARE_TEAM: "public signed_in comment_block read_roster read_portfolio comment_sheet",
    Relation.SUPERVISOR: """public signed_in read_placement read_messages write_message read_plan comment_block
        read_roster answer_roster follow_student read_portfolio write_sheet comment_sheet""",
    Relation.COORDINATOR: "public signed_in coordinate read_placement edit_placement keep_papers read_roster",
    Relation.STRANGER: "public signed_in",
}
READING = """public signed_in coordinate read_placement read_messages read_plan read_roster follow_student
    read_portfolio take_portfolio read_card"""


def _named(words: str) -> frozenset[Action]:
    return frozenset(Action(word) for word in words.split())


@pytest.mark.parametrize("relation", Relation)
def test_each_relation_may_do_what_the_table_says(relation: Relation) -> None:
    for phase in (Phase.PREPARING, Phase.ACTIVE):
        assert actions_of(relation, phase=phase) == _named(EXPECTED[relation])


@pytest.mark.parametrize("relation", Relation)
def test_after_the_week_only_proposals_rest(relation: Relation) -> None:
    assert actions_of(relation, phase=Phase.AFTER) == _named(EXPECTED[relation]) - {Action.PROPOSE}


@pytest.mark.parametrize("relation", Relation)
def test_nobody_writes_in_a_closed_internship(relation: Relation) -> None:
    assert actions_of(relation, phase=Phase.CLOSED) == _named(EXPECTED[relation]) & _named(READING)


def test_every_action_has_its_row() -> None:
    assert set(RIGHTS) == set(Action)


def test_a_right_that_one_never_has_is_hidden() -> None:
    answer = verdict(Relation.CLASS_MENTOR, Action.READ_MESSAGES)
    assert (answer.allowed, answer.reason, answer.hidden) == (False, Reason.NOT_YOURS, True)


def test_a_right_that_rests_says_why() -> None:
    closed = verdict(Relation.STUDENT, Action.PLAN, phase=Phase.CLOSED)
    late = verdict(Relation.MENTOR, Action.PROPOSE, phase=Phase.AFTER)
    assert (closed.reason, closed.hidden) == (Reason.CLOSED, False)
    assert (late.reason, late.hidden) == (Reason.WEEK_OVER, False)


def test_demanding_a_right_passes_or_raises_its_refusal() -> None:
    demand(Relation.STUDENT, Action.PLAN)
    with pytest.raises(NotAllowed) as hidden:
        demand(Relation.SUPERVISOR, Action.PLAN)
    with pytest.raises(WrongPhase) as resting:
        demand(Relation.STUDENT, Action.PLAN, phase=Phase.CLOSED)
    assert (hidden.value.reason, resting.value.reason) == (Reason.NOT_YOURS, Reason.CLOSED)


@pytest.mark.parametrize("action", Action)
def test_the_filter_of_a_list_agrees_with_the_verdict_on_one_object(action: Action) -> None:
    assert relations_for(action) == {relation for relation in Relation if verdict(relation, action).allowed}


def test_pupil_codes_stay_with_student_mentor_and_care_team() -> None:
    assert {relation for relation in Relation if sees_pupil_codes(relation)} == {
        Relation.STUDENT,
        Relation.MENTOR,
        Relation.CARE_TEAM,
    }


GRANT = Grant(placement_id=5, person_id=3, link_id=9, relation=Relation.MENTOR)


@pytest.mark.parametrize(
    ("viewer", "actor", "known"),
    [
        (Viewer(), "nobody", False),
        (Viewer(user_id=7, grants=(GRANT,)), "user:7", True),
        (Viewer(grants=(GRANT,)), "person:3", True),
        (SYSTEM, "system", False),
        (Viewer(name="system"), "nobody", False),
    ],
)
def test_the_activity_log_names_who_acts_by_a_plain_id(viewer: Viewer, actor: str, *, known: bool) -> None:
    assert (viewer.actor, viewer.known) == (actor, known)


def test_a_link_opens_only_its_own_placement() -> None:
    viewer = Viewer(grants=(GRANT,))
    assert (viewer.grant_for(5), viewer.grant_for(6)) == (GRANT, None)


def test_layers_are_read_by_who_needs_them_and_by_nobody_else() -> None:
    read = {
        relation.value: "".join(each.value[0] for each in Layer if each in layers_for(relation))
        for relation in Relation
    }
    assert read == {
        "student": "oap", "mentor": "oa", "class_mentor": "o", "care_team": "oa", "supervisor": "oa",
        "coordinator": "", "stranger": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("college", "school", "shut_to"),
    [
        (College.WITHOUT_CODES, School.INVITED, []),
        (College.SUMMARY, School.INVITED, []),
        (College.NOTHING, School.INVITED, [Relation.SUPERVISOR]),
        (College.WITHOUT_CODES, School.MENTOR, [Relation.CLASS_MENTOR, Relation.CARE_TEAM]),
        (College.NOTHING, School.MENTOR, [Relation.CLASS_MENTOR, Relation.CARE_TEAM, Relation.SUPERVISOR]),
    ],
)
def test_a_kind_of_sheets_is_shut_to_whom_it_says(college: College, school: School, shut_to: list[Relation]) -> None:
    kind = replace(KIND, college=college, school=school)
    assert [relation for relation in Relation if not reads_kind(relation, kind)] == shut_to


def test_every_reason_is_a_sentence() -> None:
    assert [reason for reason in roles.Reason if not reason.endswith(".")] == []


def test_refusals_are_one_tree_with_a_reason_and_its_values() -> None:
    stale = Stale("Somebody changed this block.", revision=4)
    plain = Impossible("It ends before %(start)s.", start="8:30")
    assert (stale.reason, stale.revision, stale.values) == ("Somebody changed this block.", 4, {"revision": 4})
    assert (plain.reason, plain.values) == ("It ends before %(start)s.", {"start": "8:30"})
    assert all(issubclass(kind, Refused) for kind in (NotAllowed, WrongPhase, Impossible, Stale))
