"""Two at once: nobody's work is lost, whichever comes first."""

from __future__ import annotations

import pytest

from stagemap.planning import services
from stagemap.planning.models import Approval, Block, Plan, RosterVersion
from stagemap.planning.services import StaleBlock
from stagemap.post.models import Mail
from tests import factories as make
from tests.planning.samples import add, blocks, fields
from tests.racing import side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(plan: Plan) -> Plan:
    """The plan as another request reads it."""
    found = Plan.objects.get(pk=plan.pk)
    found.placement = plan.placement
    return found


def test_of_several_writers_one_wins_and_the_others_keep_their_text(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    def write(number: int) -> object:
        mine = Block.objects.get(pk=row.pk)
        mine.plan = fresh(plan)
        wanted = fields(title=f"Versie {number}")
        return services.change_block(block=mine, revision=1, fields=wanted, by=who.student, at=make.AT)

    answers = side_by_side(write, range(8))

    lost = [answer for answer in answers if isinstance(answer, StaleBlock)]
    stands = blocks(plan)[str(row.pk)]
    assert (len(answers) - len(lost), {answer.theirs for answer in lost}) == (1, {stands})
    assert {answer.mine.title for answer in lost} | {stands.title} == {f"Versie {number}" for number in range(8)}


def test_blocks_that_are_added_at_once_all_stand(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    side_by_side(lambda number: add(fresh(plan), who.student, start=600 + number * 5), range(12))

    assert (Block.objects.count(), fresh(plan).revision) == (13, 13)


def test_a_roster_that_is_sent_by_several_presses_is_one_version(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    side_by_side(lambda _: services.send_roster(plan=fresh(plan), reason="zo", by=who.student, at=make.AT), range(8))

    assert (RosterVersion.objects.count(), Mail.objects.filter(kind="roster_sent").count()) == (1, 1)


def test_a_mentor_who_presses_twice_agrees_once(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    side_by_side(lambda _: services.approve(plan=fresh(plan), revision=1, by=who.mentor, at=make.AT), range(8))

    assert (Approval.objects.count(), Mail.objects.filter(kind="approval_given").count()) == (1, 1)
