"""What mentor and student settle: remarks, asking and giving the agreement."""

from __future__ import annotations

import pytest

from stagemap.core.refusals import Impossible, NotAllowed, Stale
from stagemap.core.roles import SYSTEM
from stagemap.placements.models import Link, Placement
from stagemap.placements.services import issue_link
from stagemap.planning import queries, services
from stagemap.planning.models import Approval, Plan
from stagemap.planning.services import agreement as verbs
from stagemap.post.models import Mail
from tests import factories as make
from tests.planning.samples import CANARY, add

pytestmark = pytest.mark.django_db


def test_the_mentor_agrees_once(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    for _ in range(2):
        services.approve(plan=plan, revision=1, remark="Mooi", by=who.mentor, at=make.AT)

    desk = queries.desk_of(plan, today=make.TODAY)
    assert (Approval.objects.count(), desk.approval.by if desk.approval else "", desk.record.approved) == (
        1,
        "Els Peeters",
        True,
    )
    assert list(Mail.objects.values_list("kind", "subject")) == [
        ("approval_given", "Els Peeters gaat akkoord met je planning: bezorg je rooster")
    ]


def test_a_plan_that_changed_while_it_was_read_is_not_agreed_to(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)
    add(plan, who.student)

    with pytest.raises(Stale) as refused:
        services.approve(plan=plan, revision=1, by=who.mentor, at=make.AT)

    assert (refused.value.revision, Approval.objects.count()) == (2, 0)


def test_nobody_agrees_to_an_empty_plan(plan: Plan, who: make.Viewers) -> None:
    with pytest.raises(Impossible):
        services.approve(plan=plan, revision=0, by=who.mentor, at=make.AT)
    with pytest.raises(Impossible):
        services.ask_approval(plan=plan, by=who.student, at=make.AT)


def test_only_the_mentor_agrees(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    with pytest.raises(NotAllowed):
        services.approve(plan=plan, revision=1, by=who.student, at=make.AT)


def test_asking_a_mentor_without_a_link_sends_the_link_first(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    services.ask_approval(plan=plan, by=who.student, at=make.AT)

    mail = Mail.objects.get(kind="approval_asked")
    assert (Link.objects.count(), Mail.objects.filter(kind="link").count()) == (1, 1)
    assert f"/link/{Link.objects.get().public_id}/" in mail.text
    assert mail.text.startswith("Dag Els,")


def test_asking_again_says_that_the_plan_changed(plan: Plan, who: make.Viewers, placement: Placement) -> None:
    assert placement.mentor is not None
    issue_link(placement=placement, person=placement.mentor, by=who.coordinator, at=make.AT)
    row = add(plan, who.student)
    services.approve(plan=plan, revision=1, by=who.mentor, at=make.AT)
    services.resize_block(block=row, revision=1, minutes=25, by=who.student, at=make.AT)

    services.ask_approval(plan=plan, by=who.student, at=make.AT)

    assert (Link.objects.count(), "nadat u akkoord ging" in Mail.objects.get(kind="approval_asked").text) == (1, True)


def test_without_a_mentor_nobody_can_be_asked(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)
    plan.placement.mentor = None

    with pytest.raises(Impossible):
        services.ask_approval(plan=plan, by=who.student, at=make.AT)


def test_a_remark_reaches_the_student_and_the_answer_the_mentor(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    services.comment_block(block=row, text=f"let op {CANARY}", by=who.mentor, at=make.AT)
    services.comment_block(block=row, text="Doe ik", by=who.student, at=make.AT)

    desk = queries.desk_of(plan, today=make.TODAY)
    assert [(line.author, line.text) for line in desk.comments[str(row.pk)]] == [
        ("Els Peeters", f"let op {CANARY}"),
        ("Noor Verhaegen", "Doe ik"),
    ]
    assert [mail.recipient for mail in Mail.objects.filter(kind="remark_made").order_by("id")] == [
        plan.placement.student.email,
        plan.placement.mentor.email if plan.placement.mentor else "",
    ]


def test_an_answer_without_a_mentor_goes_to_nobody(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    plan.placement.mentor = None

    services.comment_block(block=row, text="Doe ik", by=who.student, at=make.AT)

    assert Mail.objects.count() == 0


def test_remarks_have_an_end(plan: Plan, who: make.Viewers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST_COMMENTS", 0)
    row = add(plan, who.student)

    with pytest.raises(Impossible):
        services.comment_block(block=row, text="x", by=who.mentor, at=make.AT)


def test_a_stranger_to_the_school_cannot_remark(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)

    with pytest.raises(NotAllowed):
        services.comment_block(block=row, text="x", by=SYSTEM, at=make.AT)
