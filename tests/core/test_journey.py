"""The road: states, whose turn, by when; and its laws on any programme, any facts, any day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.anchors import anchors_of
from stagemap.core.journey import Facts, Journey, State, Stop, deadlines, journey_of, next_for
from stagemap.core.programme import Anchor, Edition, Milestone, Party, RelativeDate, Stage
from stagemap.core.roster import Observation, Slot
from tests.core.sample import (
    BEFORE,
    EDITION,
    EMPTY,
    FRIDAY,
    MONDAY,
    SOUND,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    apart,
    contact,
    milestone,
    with_blocks,
)

ANCHORS = anchors_of(EDITION, SOUND)
EXPLORED = {"agreement_ready": dt.date(2027, 2, 22), "observation_1": dt.date(2027, 3, 2)}
ALL_DONE = {each.key: MONDAY for each in EDITION.milestones}


def stop(journey: Journey, key: str) -> Stop:
    (found,) = (stop for stop in journey.stops if stop.milestone.key == key)
    return found


def states(facts: Facts, today: dt.date) -> dict[str, State]:
    return {stop.milestone.key: stop.state for stop in journey_of(EDITION, facts, today).stops}


def test_in_the_weeks_before_the_roster_is_the_next_thing() -> None:
    facts = Facts(ANCHORS, EXPLORED, frozenset({"roster_sent", "policy_sketch"}))
    journey = journey_of(EDITION, facts, BEFORE)
    assert states(facts, BEFORE) == {
        "agreement_ready": State.DONE,
        "observation_1": State.DONE,
        "roster_sent": State.NOW,
        "policy_sketch": State.NOW,
        "active_week": State.COMING,
        "visit": State.COMING,
        "feedback_received": State.COMING,
        "closed": State.COMING,
    }
    assert (journey.stage, journey.here, journey.done_count) == (Stage.PLAN, 37.5, 2)
    assert journey.next == stop(journey, "roster_sent")
    assert (journey.next.due, journey.next.begun) == (dt.date(2027, 4, 12), True)


def test_a_deadline_comes_near_is_reached_and_passes() -> None:
    facts = Facts(ANCHORS, EXPLORED)
    days = [dt.date(2027, 4, day) for day in (4, 5, 12, 13)]
    assert [states(facts, day)["roster_sent"] for day in days] == [State.NOW, State.SOON, State.SOON, State.LATE]


def test_what_is_late_need_not_be_awaited_yet() -> None:
    journey = journey_of(EDITION, Facts(ANCHORS), dt.date(2027, 4, 13))
    late = stop(journey, "roster_sent")
    assert (late.state, late.awaited) == (State.LATE, False)
    assert journey.next == stop(journey, "agreement_ready")


def test_after_a_supervisor_asked_for_a_change_the_student_is_awaited_again() -> None:
    waiting = Facts(ANCHORS, EXPLORED, awaited={"roster_sent": (Party.SUPERVISOR,)})
    asked = Facts(ANCHORS, EXPLORED, awaited={"roster_sent": (Party.STUDENT,)})
    assert stop(journey_of(EDITION, waiting, BEFORE), "roster_sent").owners == (Party.SUPERVISOR,)
    assert next_for(journey_of(EDITION, asked, BEFORE), Party.STUDENT) == stop(
        journey_of(EDITION, asked, BEFORE), "roster_sent"
    )
    nobody = Facts(ANCHORS, EXPLORED, awaited={"roster_sent": ()})
    assert stop(journey_of(EDITION, nobody, BEFORE), "roster_sent").owners == (Party.STUDENT,)


def test_each_party_is_told_its_own_turn_and_nobody_anothers() -> None:
    sent = journey_of(EDITION, Facts(ANCHORS, EXPLORED | {"roster_sent": BEFORE}), BEFORE)
    turns = {party: next_for(sent, party) for party in Party}
    assert {party: turn and turn.milestone.key for party, turn in turns.items()} == {
        Party.STUDENT: "policy_sketch",
        Party.SUPERVISOR: "visit",
        Party.MENTOR: None,
        Party.COORDINATOR: None,
    }


def test_an_agreed_day_is_shown_and_moves_no_deadline() -> None:
    facts = Facts(ANCHORS, EXPLORED, appointed={"visit": WEDNESDAY})
    visit = stop(journey_of(EDITION, facts, BEFORE), "visit")
    assert (visit.appointed, visit.due) == (WEDNESDAY, FRIDAY)


def test_a_road_without_known_days_has_no_deadlines() -> None:
    journey = journey_of(EDITION, Facts(), BEFORE)
    assert {stop.due for stop in journey.stops} == {None}
    assert (journey.stage, journey.here) == (Stage.EXPLORE, 0.0)
    assert journey.next == stop(journey, "agreement_ready")


@pytest.mark.parametrize(
    ("today", "stage", "here"),
    [
        (dt.date(2027, 4, 18), Stage.PLAN, 25.0),
        (MONDAY, Stage.DO, 52.5),
        (WEDNESDAY, Stage.DO, 62.5),
        (FRIDAY, Stage.DO, 72.5),
        (dt.date(2027, 4, 24), Stage.LOOK_BACK, 75.0),
    ],
)
def test_in_the_week_today_walks_by_days(today: dt.date, stage: Stage, here: float) -> None:
    journey = journey_of(EDITION, Facts(ANCHORS, EXPLORED), today)
    assert (journey.stage, journey.here) == (stage, here)


def test_an_active_first_day_alone_is_enough_to_be_in_the_week() -> None:
    facts = Facts({Anchor.ACTIVE_FIRST_DAY: MONDAY})
    assert journey_of(EDITION, facts, MONDAY).here == 62.5


def test_at_the_end_of_the_road_nobody_is_awaited() -> None:
    journey = journey_of(EDITION, Facts(ANCHORS, ALL_DONE), BEFORE)
    assert (journey.here, journey.next, journey.done_count) == (100.0, None, 8)


def test_a_stretch_without_stops_is_walked_at_its_beginning() -> None:
    only_explore = replace(EDITION, milestones=(milestone("agreement_ready", Stage.EXPLORE), milestone("b", Stage.DO)))
    assert journey_of(only_explore, Facts(done={"agreement_ready": BEFORE}), BEFORE).here == 25.0


def test_the_stops_of_a_stretch_stay_in_the_order_of_the_road() -> None:
    journey = journey_of(EDITION, Facts(), BEFORE)
    assert [stop.milestone.key for stop in journey.of(Stage.PLAN)] == ["roster_sent", "policy_sketch"]


def test_what_comes_first_is_due_no_later_than_what_waits_for_it() -> None:
    assert deadlines(EDITION, ANCHORS)["observation_1"] == dt.date(2027, 4, 12)


def test_a_draft_counts_the_whole_week_and_a_sent_roster_its_days_with_contact() -> None:
    plan = with_blocks(contact("a", TUESDAY, "8.30"), contact("b", dt.date(2027, 4, 28), "8.30"),
                       apart("c", 60, Slot.HOME, day=dt.date(2027, 5, 3)))  # fmt: skip
    draft, sent = anchors_of(EDITION, plan), anchors_of(EDITION, plan, sent=True)
    assert (draft[Anchor.ACTIVE_FIRST_DAY], draft[Anchor.ACTIVE_LAST_DAY]) == (MONDAY, dt.date(2027, 4, 28))
    assert (sent[Anchor.ACTIVE_FIRST_DAY], sent[Anchor.ACTIVE_LAST_DAY]) == (TUESDAY, dt.date(2027, 4, 28))
    no_contact = anchors_of(EDITION, replace(with_blocks(), closures={FRIDAY: "Vrij"}), sent=True)
    assert (no_contact[Anchor.ACTIVE_FIRST_DAY], no_contact[Anchor.ACTIVE_LAST_DAY]) == (MONDAY, THURSDAY)


def test_anchors_that_are_not_known_are_left_out() -> None:
    period = {Anchor.PERIOD_FIRST_DAY: MONDAY, Anchor.PERIOD_LAST_DAY: dt.date(2027, 5, 28)}
    assert anchors_of(EDITION, EMPTY) == period
    observed = replace(EMPTY, observations=(Observation(1, FRIDAY), Observation(2, MONDAY), Observation(3, None)))
    assert anchors_of(EDITION, observed) == period | {
        Anchor.FIRST_OBSERVATION: MONDAY,
        Anchor.LAST_OBSERVATION: FRIDAY,
    }


DAYS = st.dates(dt.date(2027, 2, 1), dt.date(2027, 6, 30))
DUES = st.none() | st.builds(RelativeDate, st.sampled_from(Anchor), st.integers(-30, 30))


@st.composite
def roads(draw: st.DrawFn) -> Edition:
    """An edition with any milestones that wait for each other without a circle, listed in any order."""
    keys = [f"m{number}" for number in range(draw(st.integers(1, 8)))]
    milestones: list[Milestone] = []
    for position, key in enumerate(keys):
        after = draw(st.lists(st.sampled_from(keys[:position]), unique=True, max_size=3)) if position else []
        owners = tuple(draw(st.lists(st.sampled_from(Party), min_size=1, max_size=2, unique=True)))
        milestones.append(milestone(key, draw(st.sampled_from(Stage)), draw(DUES), *after, owners=owners))
    return replace(EDITION, milestones=tuple(draw(st.permutations(milestones))))


@st.composite
def placements(draw: st.DrawFn) -> tuple[Edition, Facts]:
    """A road with any facts."""
    edition = draw(roads())
    keys = st.sampled_from([each.key for each in edition.milestones])
    facts = Facts(
        anchors=draw(st.dictionaries(st.sampled_from(Anchor), DAYS)),
        done=draw(st.dictionaries(keys, DAYS)),
        begun=draw(st.frozensets(keys)),
        awaited=draw(st.dictionaries(keys, st.tuples(st.sampled_from(Party)))),
    )
    return edition, facts


@given(placements(), DAYS)
def test_every_open_milestone_waits_for_somebody_and_no_road_ends_dead(
    placement: tuple[Edition, Facts], today: dt.date
) -> None:
    edition, facts = placement
    journey = journey_of(edition, facts, today)
    for stop in journey.stops:
        before = all(key in facts.done for key in stop.milestone.after)
        assert stop.owners != ()
        assert stop.awaited is (stop.state is not State.DONE and before)
        assert (stop.state is State.COMING) is (not stop.awaited and stop.state not in (State.DONE, State.LATE))
    assert (journey.next is None) is (journey.done_count == len(journey.stops))


@given(placements(), DAYS)
def test_the_next_stop_belongs_to_whoever_is_told_and_none_is_more_urgent(
    placement: tuple[Edition, Facts], today: dt.date
) -> None:
    journey = journey_of(*placement, today)
    turns = [turn for party in Party if (turn := next_for(journey, party)) is not None]
    assert (journey.next is None) is (turns == [])
    assert all(turn.awaited for turn in turns)
    if journey.next is not None:
        assert journey.next in turns
        assert min(turn.due or dt.date.max for turn in turns) == (journey.next.due or dt.date.max)


@given(placements())
def test_deadlines_never_run_backwards(placement: tuple[Edition, Facts]) -> None:
    edition, facts = placement
    dues = deadlines(edition, facts.anchors)
    for each in edition.milestones:
        for key in each.after:
            assert (dues[key] or dt.date.min) <= (dues[each.key] or dt.date.max)


@given(placements(), DAYS, DAYS)
def test_as_days_pass_the_road_is_never_walked_backwards(
    placement: tuple[Edition, Facts], one: dt.date, other: dt.date
) -> None:
    edition, facts = placement
    earlier, later = (journey_of(edition, facts, day) for day in sorted((one, other)))
    assert 0 <= earlier.here <= later.here <= 100


@given(placements(), DAYS, st.data())
def test_reaching_a_milestone_never_leads_back(
    placement: tuple[Edition, Facts], today: dt.date, data: st.DataObject
) -> None:
    edition, facts = placement
    key = data.draw(st.sampled_from([each.key for each in edition.milestones]))
    before = journey_of(edition, facts, today)
    after = journey_of(edition, replace(facts, done={**facts.done, key: today}), today)
    assert after.here >= before.here
    assert after.done_count >= before.done_count
