"""During the week: what became of each block. And the private calendar address of each reader."""

from __future__ import annotations

import datetime as dt

import pytest

from stagemap.core.refusals import Impossible
from stagemap.core.roles import SYSTEM
from stagemap.kit.tokens import digest
from stagemap.placements.models import Placement
from stagemap.planning import queries, services
from stagemap.planning.models import Block, CalendarFeed, Plan
from tests import factories as make
from tests.planning.samples import add

pytestmark = pytest.mark.django_db
IN_THE_WEEK = dt.datetime(2027, 4, 19, 14, tzinfo=dt.UTC)


def tick(row: Block, who: make.Viewers, outcome: str, **said: object) -> Block:
    return services.tick_block(
        block=row,
        outcome=outcome,
        by=who.student,
        at=IN_THE_WEEK,
        **said,  # type: ignore[arg-type]  # names of its arguments
    )


def test_hours_done_stand_beside_hours_planned(plan: Plan, who: make.Viewers) -> None:
    done, changed, dropped = (
        add(plan, who.student),
        add(plan, who.student, start=560),
        add(plan, who.student, start=610),
    )
    tick(done, who, "done")
    tick(changed, who, "changed", true_minutes=35, reason="vroeger klaar")
    tick(dropped, who, "dropped", reason="ziek")

    balance = queries.balance_of(plan, today=make.TODAY)

    assert (balance.planned, balance.done) == (150, 85)


def test_a_tick_is_taken_back(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    tick(row, who, "changed", true_minutes=35)

    back = tick(row, who, "planned")

    assert (back.outcome, back.true_minutes, back.outcome_reason, back.outcome_at) == ("planned", None, "", None)


def test_a_tick_does_not_end_the_agreement(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.approve(plan=plan, revision=1, by=who.mentor, at=make.AT)

    tick(row, who, "done")

    assert queries.desk_of(plan, today=make.TODAY).record.approved is True


@pytest.mark.parametrize(("outcome", "said"), [("changed", {}), ("dropped", {}), ("dropped", {"reason": "  "})])
def test_a_change_says_how_long_and_a_dropped_block_why(
    outcome: str, said: dict[str, object], plan: Plan, who: make.Viewers
) -> None:
    row = add(plan, who.student)

    with pytest.raises(Impossible):
        tick(row, who, outcome, **said)


def test_a_block_to_come_cannot_be_ticked(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    with pytest.raises(Impossible):
        services.tick_block(block=row, outcome="done", by=who.student, at=make.AT)


def test_a_removed_block_cannot_be_ticked(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    services.remove_block(block=row, revision=1, by=who.student, at=make.AT)

    with pytest.raises(Impossible):
        tick(row, who, "done")


def test_a_new_address_ends_the_old_one(placement: Placement, who: make.Viewers) -> None:
    old = services.issue_feed(placement=placement, by=who.student, at=make.AT)
    new = services.issue_feed(placement=placement, by=who.student, at=make.AT)

    found = queries.feed_of(placement, who.student)
    assert (found.token_hash if found else "", old == new) == (digest(new), False)
    assert CalendarFeed.objects.get(token_hash=digest(old)).revoked_at == make.AT


def test_everybody_has_an_address_of_their_own(placement: Placement, who: make.Viewers) -> None:
    services.issue_feed(placement=placement, by=who.student, at=make.AT)
    services.issue_feed(placement=placement, by=who.mentor, at=make.AT)

    services.revoke_feed(placement=placement, by=who.student, at=make.AT)

    assert queries.feed_of(placement, who.student) is None
    assert queries.feed_of(placement, who.mentor) is not None
    assert queries.feed_of(placement, SYSTEM) is None
