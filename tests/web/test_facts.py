"""The road from what is known of a placement: each milestone from its own facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.core.journey import Journey, State, Stop
from stagemap.core.programme import Anchor, Party
from stagemap.core.roster import Block, Package, Slot, plan_to_data
from stagemap.placements.models import Placement
from stagemap.planning.models import Answer, RosterVersion
from stagemap.planning.queries import plan_record
from stagemap.portfolio.models import ClassCard, OpenPrint, SheetVersion
from stagemap.programmes.queries import record_for
from stagemap.web.queries import facts as facts_room
from stagemap.web.queries import facts_of, journey_for
from tests import factories as make
from tests.factories import TODAY

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = dt.date(2027, 4, 19), dt.date(2027, 4, 23)
DAY = dt.timedelta(days=1)


def road(placement: Placement, today: dt.date = TODAY) -> Journey:
    return journey_for(placement, today)


def stop(placement: Placement, key: str, today: dt.date = TODAY) -> Stop:
    return next(each for each in road(placement, today).stops if each.milestone.key == key)


def done_on(placement: Placement, key: str, today: dt.date = TODAY) -> dt.date | None:
    return stop(placement, key, today).done_on


def anchor(placement: Placement, which: Anchor) -> dt.date | None:
    return facts_of([placement.pk], TODAY)[placement.pk].facts.anchors.get(which)


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, tzinfo=dt.UTC)


def sent(placement: Placement, number: int = 1, on: dt.date = TODAY, days: tuple[dt.date, ...] = ()) -> RosterVersion:
    """A version that holds one lesson on each of these days."""
    plan = getattr(placement, "plan", None) or make.plan(placement)
    blocks = tuple(
        Block(str(day), Package.PROJECT, "contact", "Co-teaching", 50, Slot.CLOCK, day=day, start=510) for day in days
    )
    return RosterVersion.objects.create(
        plan=plan,
        number=number,
        revision=number,
        content=plan_to_data(replace(plan_record(plan, today=TODAY), blocks=blocks)),
        sent_at=at(on),
        sent_by=placement.student,
    )


def answered(version: RosterVersion, kind: Answer.Kind) -> Answer:
    lead = version.plan.placement.supervisions.get(is_lead=True).supervisor
    return Answer.objects.create(version=version, supervisor=lead, kind=kind, at=at(TODAY))


def test_an_empty_placement_waits_for_the_agreement_papers(placement: Placement) -> None:
    journey = road(placement)
    assert journey.done_count == 0
    assert [each.milestone.key for each in journey.stops if each.awaited] == ["agreement_ready"]


@pytest.mark.parametrize(("status", "expected"), [("in_order", dt.date(2027, 2, 22)), ("requested", None)])
def test_the_agreement_is_ready_when_its_paper_is_in_order(
    placement: Placement, status: str, expected: dt.date | None
) -> None:
    make.paper(placement, status=status)
    make.paper(placement, kind="criminal_record", status="in_order")
    assert done_on(placement, "agreement_ready") == expected


def test_an_observation_moment_is_reached_when_it_was_held(placement: Placement) -> None:
    make.moment(placement, 1, held_at=at(dt.date(2027, 3, 2), 16))
    make.moment(placement, 2, day=dt.date(2027, 3, 30))
    assert done_on(placement, "observation_1") == dt.date(2027, 3, 2)
    assert done_on(placement, "observation_2") is None


def test_a_moment_just_before_midnight_in_utc_counts_for_the_day_in_brussels(placement: Placement) -> None:
    make.moment(placement, 1, held_at=dt.datetime(2027, 3, 2, 23, 30, tzinfo=dt.UTC))
    assert done_on(placement, "observation_1") == dt.date(2027, 3, 3)


def test_a_moment_that_is_not_planned_gives_no_anchor(placement: Placement) -> None:
    make.moment(placement, 1, day=None, start=None, end=None)
    assert anchor(placement, Anchor.FIRST_OBSERVATION) is None


def test_tasks_and_project_need_a_task_in_the_week_and_a_description(placement: Placement) -> None:
    plan = make.plan(placement, description="Stappenplannen voor 5A")
    make.block(plan, package="project")
    assert done_on(placement, "tasks_and_project") is None
    make.block(plan, package="exploration", start=600)
    assert done_on(placement, "tasks_and_project") == TODAY


def test_tasks_and_project_keep_the_day_of_the_first_sending(placement: Placement) -> None:
    plan = make.plan(placement, description="Stappenplannen", changed_at=at(dt.date(2027, 4, 2)))
    make.block(plan, package="exploration")
    sent(placement, 1, on=dt.date(2027, 3, 20))
    sent(placement, 2, on=dt.date(2027, 3, 29))
    assert done_on(placement, "tasks_and_project") == dt.date(2027, 3, 20)
    assert done_on(placement, "roster_sent") == dt.date(2027, 3, 20)


def test_a_roster_that_was_sent_is_reached_until_a_change_is_asked(placement: Placement) -> None:
    version = sent(placement)
    assert done_on(placement, "roster_sent") == TODAY
    answered(version, Answer.Kind.ACKNOWLEDGED)
    assert done_on(placement, "roster_sent") == TODAY
    answered(version, Answer.Kind.CHANGE_ASKED)
    asked = stop(placement, "roster_sent")
    assert (asked.done_on, asked.owners, asked.begun) == (None, (Party.STUDENT,), True)


def test_a_new_version_answers_the_change_that_was_asked(placement: Placement) -> None:
    answered(sent(placement, 1), Answer.Kind.CHANGE_ASKED)
    sent(placement, 2)
    assert done_on(placement, "roster_sent") == TODAY


def test_the_active_week_is_reached_on_the_day_after_the_last_one_of_a_sent_roster(placement: Placement) -> None:
    assert done_on(placement, "active_week", FRIDAY + DAY) is None
    sent(placement, days=(MONDAY, FRIDAY))
    assert done_on(placement, "active_week", FRIDAY) is None
    assert done_on(placement, "active_week", FRIDAY + DAY) == FRIDAY


def test_the_active_week_has_begun_from_its_first_day(placement: Placement) -> None:
    assert not stop(placement, "active_week", MONDAY - DAY).begun
    assert stop(placement, "active_week", MONDAY).begun


def test_a_closed_placement_is_at_its_end(placement: Placement) -> None:
    placement.closed_at = at(dt.date(2027, 5, 20))
    placement.save(update_fields=["closed_at"])
    assert done_on(placement, "closed", dt.date(2027, 6, 1)) == dt.date(2027, 5, 20)


def test_the_active_days_are_the_school_days_of_the_chosen_week(placement: Placement) -> None:
    assert placement.school is not None
    make.closure(placement.school, FRIDAY, reason="pedagogische studiedag")
    ends = anchor(placement, Anchor.ACTIVE_FIRST_DAY), anchor(placement, Anchor.ACTIVE_LAST_DAY)
    assert ends == (MONDAY, FRIDAY - DAY)


def test_the_active_days_skip_a_holiday_of_the_edition() -> None:
    whit_monday = dt.date(2027, 5, 17)
    placement = make.placement(week=whit_monday)
    assert anchor(placement, Anchor.ACTIVE_FIRST_DAY) == whit_monday + DAY


def test_the_active_days_of_a_draft_hold_its_contact_outside_the_week(placement: Placement) -> None:
    plan = make.plan(placement)
    make.block(plan, day=FRIDAY + 3 * DAY)
    make.block(plan, day=FRIDAY + 4 * DAY, kind="preparation", slot="home", start=None)
    assert anchor(placement, Anchor.ACTIVE_LAST_DAY) == FRIDAY + 3 * DAY


def test_the_active_days_of_a_sent_roster_are_its_days_of_contact(placement: Placement) -> None:
    sent(placement, days=(MONDAY + DAY, FRIDAY + 3 * DAY))
    ends = anchor(placement, Anchor.ACTIVE_FIRST_DAY), anchor(placement, Anchor.ACTIVE_LAST_DAY)
    assert ends == (MONDAY + DAY, FRIDAY + 3 * DAY)


def test_without_a_week_there_are_no_active_days() -> None:
    placement = make.placement(None, school=None, week=None)
    assert anchor(placement, Anchor.ACTIVE_FIRST_DAY) is None
    assert road(placement).stops[-1].state is State.COMING


def test_milestones_that_an_edition_does_not_know_are_left_out(
    placement: Placement, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = record_for(placement.edition.text_id)
    short = replace(whole, milestones=whole.milestones[1:])
    monkeypatch.setattr(facts_room, "record_for", lambda _digest: short)
    make.paper(placement)
    assert "agreement_ready" not in facts_of([placement.pk], TODAY)[placement.pk].facts.done


def test_the_facts_of_any_number_of_placements_are_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = [make.placement() for _ in range(3)]
    facts_of([made[0].pk], TODAY)
    with django_assert_num_queries(1):
        facts_of([each.pk for each in made], TODAY)


def test_the_sketch_is_reached_when_it_was_ready_first(placement: Placement) -> None:
    sketch = make.sheet(placement, make.sheet_kind("policy_sketch"), is_ready=False)
    begun = stop(placement, "policy_sketch")
    version = sketch.versions.get()
    for number, day in ((0, TODAY), (1, TODAY + DAY)):
        made = (
            version
            if number == 0
            else SheetVersion.objects.create(
                sheet=sketch, revision=2, answers={}, by=sketch.begun_by, begun_at=at(day), at=at(day)
            )
        )
        made.ready_at = at(day)
        made.save(update_fields=["ready_at"])
        sketch.shown = made
        sketch.save(update_fields=["shown"])

    assert (begun.begun, begun.done_on) == (True, None)
    assert done_on(placement, "policy_sketch") == TODAY


def test_a_sketch_that_was_taken_back_is_not_reached(placement: Placement) -> None:
    sketch = make.sheet(placement, make.sheet_kind("policy_sketch"))
    make.sheet(placement)
    assert done_on(placement, "policy_sketch") == TODAY

    sketch.shown = None
    sketch.save(update_fields=["shown"])

    assert done_on(placement, "policy_sketch") is None
    assert not stop(make.placement(student=make.user("Jonas Wouters")), "policy_sketch").begun


def card(placement: Placement, on: dt.date, *, stopped: dt.date | None = None) -> ClassCard:
    return ClassCard.objects.create(
        placement=placement,
        public_id=f"kaart-{on}",
        snapshot={},
        valid_until=FRIDAY,
        made_at=at(on),
        published_at=at(on),
        stopped_at=None if stopped is None else at(stopped),
    )


@pytest.mark.parametrize(("stopped", "reached"), [(None, True), (MONDAY, True), (FRIDAY, True), (MONDAY - DAY, False)])
def test_the_folder_lies_open_by_a_card_that_is_there_on_the_first_day(
    placement: Placement, stopped: dt.date | None, reached: bool
) -> None:
    sent(placement, days=(MONDAY, FRIDAY))
    card(placement, TODAY, stopped=stopped)
    assert done_on(placement, "class_card") == (TODAY if reached else None)


def test_a_card_that_was_stopped_before_any_day_is_known_lies_open_nowhere() -> None:
    placement = make.placement(week=None)
    card(placement, TODAY, stopped=TODAY)
    assert done_on(placement, "class_card") is None


def test_the_folder_lies_open_in_print_too(placement: Placement) -> None:
    OpenPrint.objects.create(placement=placement, at=at(TODAY))
    card(placement, TODAY + DAY)
    assert done_on(placement, "class_card") == TODAY
