"""Sending and answering: numbered versions that never change, and everybody told once."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from stagemap.core.refusals import Impossible, NotAllowed, Stale
from stagemap.core.roles import Action
from stagemap.core.roster import Outcome
from stagemap.placements.models import Placement
from stagemap.planning import access, queries, services
from stagemap.planning.models import Answer, Plan, RosterVersion
from stagemap.planning.services import ACKNOWLEDGED, CHANGE_ASKED
from stagemap.post.models import Mail
from tests import factories as make
from tests.planning.samples import CANARY, add, fields

pytestmark = pytest.mark.django_db


def send(plan: Plan, who: make.Viewers, reason: str = "Els is ziek") -> RosterVersion:
    version = services.send_roster(plan=plan, reason=reason, by=who.student, at=make.AT)
    version.plan = plan
    return version


def answer(version: RosterVersion, who: make.Viewers, kind: str, comment: str = "") -> Answer:
    return services.answer_version(version=version, kind=kind, comment=comment, by=who.supervisor, at=make.AT)


def mails() -> Counter[tuple[str, str]]:
    """How many mails of each kind each first name got."""
    return Counter((mail.kind, mail.recipient.split("@")[0].rstrip("0123456789")) for mail in Mail.objects.all())


def test_an_empty_roster_cannot_be_sent(plan: Plan, who: make.Viewers) -> None:
    with pytest.raises(Impossible):
        send(plan, who)


@pytest.mark.parametrize("lacks", [{"week": None}, {"class_label": ""}, {"school": None}])
def test_without_week_school_or_class_nothing_is_sent(lacks: dict[str, object], plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)
    Placement.objects.update(**lacks)
    plan = access.get_for(who.student, plan.placement_id, Action.SEND_ROSTER)

    with pytest.raises(Impossible):
        send(plan, who)


@pytest.mark.parametrize("reason", ["", "   "])
def test_faults_ask_a_written_reason(reason: str, plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    with pytest.raises(Impossible):
        send(plan, who, reason)

    assert (RosterVersion.objects.count(), Mail.objects.count()) == (0, 0)


def test_without_faults_no_reason_is_asked(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)
    services.approve(plan=plan, revision=plan.revision, by=who.mentor, at=make.AT)

    version = send(plan, who, "")

    severities = {found.severity.value for found in queries.version_findings(version)}
    assert (version.number, version.reason, severities) == (1, "", {"warning"})


def test_faults_and_warnings_travel_with_the_roster(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)
    desk = queries.desk_of(plan, today=make.TODAY)

    version = RosterVersion.objects.get(pk=send(plan, who).pk)

    expected = [(found.key, found.day, dict(found.values)) for found in desk.findings]
    told = [(found.key, found.day, dict(found.values)) for found in queries.version_findings(version)]
    assert told == [each for each in expected if each[0] in {key for key, _, _ in told}]
    assert (told[0][0], version.reason) == ("approval_missing", "Els is ziek")


def test_a_version_is_frozen_while_the_plan_goes_on(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    before = queries.plan_record(plan, today=make.TODAY)
    version = send(plan, who)

    services.change_block(block=row, revision=1, fields=fields(title="Anders"), by=who.student, at=make.AT)
    Placement.objects.update(class_label="6B")

    kept = queries.version_record(RosterVersion.objects.get(pk=version.pk))
    assert (kept.blocks, kept.project.class_label, kept.sent_on) == (before.blocks, "5A", make.TODAY)


def test_what_is_sent_holds_the_header_of_the_form(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    version = send(plan, who)

    sent, draft = queries.sheet_facts(version), queries.sheet_facts(plan)
    assert (sent.number, sent.sent_at, draft.number) == (1, make.AT, 0)
    assert (sent.student, sent.school_address, sent.class_mentor) == (
        "Noor Verhaegen",
        "Wegwijzerstraat 12, 1000 Brussel",
        "Tom Claes",
    )
    assert queries.facts_to_data(sent) == queries.facts_to_data(draft)


def test_the_header_of_an_empty_placement_is_empty() -> None:
    empty = make.placement(student=make.user("Jonas Wouters"), school=None, class_label="", grades=[], week=None)

    facts = queries.sheet_facts(make.plan(empty))

    assert (facts.school, facts.school_address, facts.mentor, facts.class_mentor_email) == ("", "", "", "")


def test_a_site_gives_the_address(plan: Plan) -> None:
    assert plan.placement.school is not None
    plan.placement.site = make.site(plan.placement.school)

    assert queries.sheet_facts(plan).school_address == plan.placement.site.address


def test_no_pupil_code_ever_leaves_with_a_roster(plan: Plan, who: make.Viewers) -> None:
    row = add(
        plan,
        who.student,
        title=f"Gesprek over {CANARY}",
        where=f"bij {CANARY}",
        at_what=f"{CANARY} leest",
        pupils=CANARY,
        slot="ahead",
    )
    services.tick_block(block=row, outcome="dropped", reason=f"{CANARY} ziek", by=who.student, at=make.AT)
    sheet = services.ProjectFields(description=CANARY, goals=CANARY, questions=(CANARY,), learning_goals=(CANARY,))
    services.write_project(plan=plan, revision=0, fields=sheet, by=who.student, at=make.AT)
    services.add_extra_class(plan=plan, label="5B", reason=f"voor {CANARY}", by=who.student, at=make.AT)
    services.comment_block(block=row, text=f"let op {CANARY}", by=who.mentor, at=make.AT)

    version = send(plan, who, reason=f"{CANARY} is weg")

    stored = json.dumps([version.content, version.findings, version.reason])
    told = " ".join(mail.subject + mail.text + mail.html for mail in Mail.objects.all())
    assert (CANARY in stored, CANARY in told, "een leerling" in stored) == (False, False, True)


def test_what_became_of_the_blocks_is_not_sent(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, slot="ahead")
    services.tick_block(block=row, outcome="changed", true_minutes=20, reason="kort", by=who.student, at=make.AT)

    block = queries.version_record(send(plan, who)).blocks[0]

    assert (block.outcome, block.true_minutes, block.outcome_reason) == (Outcome.PLANNED, None, "")


def test_sending_twice_is_sending_once(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    numbers = [send(plan, who).number for _ in range(2)]

    assert (numbers, RosterVersion.objects.count(), Mail.objects.filter(kind="roster_sent").count()) == ([1, 1], 1, 1)


def test_everyone_concerned_is_told_of_each_version_once(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    make.supervision(plan.placement, make.user("Anke Maes", email="anke@college.example"), is_lead=False)

    send(plan, who)
    services.move_block(block=row, revision=1, day=row.day, start=625, by=who.student, at=make.AT)
    send(plan, who)

    assert mails() == {
        ("roster_sent", "karim"): 1,
        ("roster_sent", "anke"): 1,
        ("roster_changed", "karim"): 1,
        ("roster_changed", "anke"): 1,
        ("roster_for_school", "els"): 2,
        ("roster_for_school", "tom"): 2,
        ("roster_for_school", "griet"): 2,
    }


def test_versions_tell_block_by_block_what_changed(plan: Plan, who: make.Viewers) -> None:
    row, gone = add(plan, who.student), add(plan, who.student, start=560)
    send(plan, who)
    services.move_block(block=row, revision=1, day=row.day, start=625, by=who.student, at=make.AT)
    services.remove_block(block=gone, revision=1, by=who.student, at=make.AT)
    new = add(plan, who.student, start=795)
    send(plan, who)

    latest, first = queries.versions_of(plan)

    assert first.changed is None
    assert latest.changed is not None
    assert [(change.block_id, change.kind.value, change.fields) for change in latest.changed.blocks] == [
        (str(gone.pk), "removed", ()),
        (str(row.pk), "changed", ("start",)),
        (str(new.pk), "added", ()),
    ]


def test_the_plan_tells_what_it_changed_since_the_last_version(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student, title=f"Lezen met {CANARY}")
    version = send(plan, who)
    desk = queries.open_desk_of(plan, today=make.TODAY)
    assert (bool(queries.differences_since(desk, version)), desk.changed_since_sent) == (False, False)

    services.resize_block(block=row, revision=1, minutes=25, by=who.student, at=make.AT)

    desk = queries.open_desk_of(plan, today=make.TODAY)
    changed = queries.differences_since(desk, version)
    assert ([change.fields for change in changed.blocks], desk.changed_since_sent) == ([("minutes",)], True)


def test_an_acknowledgement_reaches_the_student(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)
    version = send(plan, who)

    made = [answer(version, who, ACKNOWLEDGED).pk for _ in range(2)]

    assert (len(set(made)), mails()["roster_acknowledged", "noor"]) == (1, 1)


def test_a_request_for_change_stays_open_until_the_next_answer(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)
    version = send(plan, who)

    answer(version, who, CHANGE_ASKED, "Meer op schoolniveau")
    asked = queries.versions_of(plan)[0].open_request
    answer(version, who, ACKNOWLEDGED)

    assert (asked.comment if asked else "", queries.versions_of(plan)[0].open_request) == ("Meer op schoolniveau", None)
    assert mails()["change_asked", "noor"] == 1


def test_a_request_needs_a_comment(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    with pytest.raises(Impossible):
        answer(send(plan, who), who, CHANGE_ASKED, " ")


def test_an_older_version_is_answered_no_more(plan: Plan, who: make.Viewers) -> None:
    row = add(plan, who.student)
    old = send(plan, who)
    services.resize_block(block=row, revision=1, minutes=25, by=who.student, at=make.AT)
    send(plan, who)

    with pytest.raises(Stale) as refused:
        answer(old, who, ACKNOWLEDGED)

    assert (refused.value.revision, Answer.objects.count()) == (2, 0)


def test_only_an_account_sends(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    with pytest.raises(NotAllowed):
        services.send_roster(plan=plan, reason="x", by=who.mentor, at=make.AT)


def test_a_plan_without_versions_has_no_latest(plan: Plan) -> None:
    assert (queries.latest_version(plan), queries.versions_of(plan)) == (None, ())
