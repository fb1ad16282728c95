"""The pages round the planner, as each person meets them in a browser without scripts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stagemap.core.roles import Action, Relation
from stagemap.placements.models import Placement
from stagemap.planning import access, services
from stagemap.planning.models import (
    Answer,
    Approval,
    Block,
    BlockComment,
    CalendarFeed,
    ExtraClass,
    OwnTask,
    Plan,
    Proposal,
    RosterVersion,
    TaskChoice,
)
from stagemap.planning.services import ProposalFields, TaskKey
from tests import factories as make
from tests.planning.conftest import Browser
from tests.planning.samples import CANARY, MONDAY, add, fields

pytestmark = pytest.mark.django_db
IN_THE_WEEK = dt.datetime(2027, 4, 19, 14, tzinfo=dt.UTC)


@pytest.fixture
def plan(placement: Placement, who: make.Viewers) -> Plan:
    return access.get_for(who.student, placement.pk, Action.PLAN)


@pytest.fixture
def student(who: make.Viewers, browser: Browser) -> Client:
    return browser(who.student)


@pytest.fixture
def mentor(who: make.Viewers, browser: Browser) -> Client:
    return browser(who.mentor)


@pytest.fixture
def supervisor(who: make.Viewers, browser: Browser) -> Client:
    return browser(who.supervisor)


def to(plan: Plan, name: str, *more: object) -> str:
    return reverse(f"planning:{name}", args=[plan.placement_id, *more])


def text(answer: Any) -> str:
    """What a page says, without its markup."""
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def went(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


def sent(plan: Plan, who: make.Viewers) -> RosterVersion:
    made = services.send_roster(plan=plan, reason="Els is ziek", by=who.student, at=make.AT)
    made.plan = plan
    return made


# --- who finds which page


OPEN = {
    Relation.STUDENT: {
        *("tasks", "own_task", "project", "week", "ticks", "send", "approval_request", "versions", "calendar"),
        *("mentor", "version", "comments"),
    },
    Relation.MENTOR: {"own_task", "proposal", "mentor", "versions", "calendar", "version", "comments"},
    Relation.CLASS_MENTOR: {"versions", "calendar", "version", "comments"},
    Relation.CARE_TEAM: {"versions", "calendar", "version", "comments"},
    Relation.SUPERVISOR: {"mentor", "versions", "calendar", "version", "comments"},
    Relation.COORDINATOR: {"versions", "calendar", "version"},
    Relation.STRANGER: set(),
}
PAGES = {"tasks", "own_task", "project", "week", "ticks", "send", "approval_request", "versions", "calendar", "mentor"}


@pytest.mark.parametrize("relation", list(Relation))
def test_everybody_finds_the_pages_that_are_theirs(
    relation: Relation, plan: Plan, who: make.Viewers, browser: Browser
) -> None:
    row = add(plan, who.student)
    sent(plan, who)
    client = browser(who.all()[relation])
    urls = {name: to(plan, name) for name in {*PAGES, "proposal"}}
    urls |= {"version": to(plan, "version", 1), "comments": to(plan, "comments", row.pk)}

    found = {name: client.get(url).status_code for name, url in urls.items()}

    assert found == {name: 200 if name in OPEN[relation] else 404 for name in urls}


def test_nobody_gets_in_without_signing_in(plan: Plan, who: make.Viewers) -> None:
    add(plan, who.student)

    assert {Client().get(to(plan, name)).status_code for name in PAGES} == {302}


def test_an_empty_plan_has_its_pages(plan: Plan, student: Client) -> None:
    assert {name: student.get(to(plan, name)).status_code for name in PAGES} == dict.fromkeys(PAGES, 200)
    assert Plan.objects.count() == 0


@pytest.mark.parametrize("relation", [Relation.SUPERVISOR, Relation.CLASS_MENTOR, Relation.COORDINATOR])
def test_no_pupil_code_reaches_who_may_not_see_it(
    relation: Relation, plan: Plan, who: make.Viewers, browser: Browser
) -> None:
    row = add(plan, who.student, title=f"Zorg {CANARY}", at_what=CANARY, where=CANARY, pupils=CANARY)
    sheet = services.ProjectFields(description=CANARY, goals=CANARY, questions=(CANARY,))
    services.write_project(plan=plan, revision=0, fields=sheet, by=who.student, at=make.AT)
    services.comment_block(block=row, text=CANARY, by=who.mentor, at=make.AT)
    sent(plan, who)
    client = browser(who.all()[relation])

    urls = [to(plan, name) for name in PAGES] + [to(plan, "version", 1), to(plan, "comments", row.pk)]
    pages = [client.get(url).content.decode() for url in urls]

    assert [url for url, page in zip(urls, pages, strict=True) if CANARY in page] == []


def test_the_mentor_sees_the_code_in_its_own_field(plan: Plan, who: make.Viewers, mentor: Client) -> None:
    add(plan, who.student, pupils=CANARY)

    assert CANARY in text(mentor.get(to(plan, "mentor")))


# --- the project


def test_the_project_is_written_from_an_example(plan: Plan, student: Client) -> None:
    start = student.get(to(plan, "project")).context["examples"][0]["url"]
    form = student.get(start).context["form"]
    assert (form.initial["description"] != "", form.initial["questions"]) == (True, ())

    answer = student.post(to(plan, "project"), {**form.initial, "questions": "Wat?\nHoe?", "learning_goals": ""})

    plan = Plan.objects.get()
    assert went(answer) == (303, to(plan, "project"))
    assert (plan.description, plan.project_example) == (form.initial["description"], form.initial["example"])
    assert services.project_of(plan).questions == ("Wat?", "Hoe?")


def test_an_example_never_overwrites(plan: Plan, who: make.Viewers, student: Client) -> None:
    mine = services.ProjectFields(description="Van mij")
    services.write_project(plan=plan, revision=0, fields=mine, by=who.student, at=make.AT)
    start = student.get(to(plan, "project")).context["examples"][0]["url"]

    assert student.get(start).context["form"].initial["description"] == "Van mij"


def test_a_faulty_project_keeps_everything_that_was_typed(plan: Plan, student: Client) -> None:
    typed = {"revision": "0", "description": "Mijn tekst", "questions": "x" * 401}

    answer = student.post(to(plan, "project"), typed)

    assert (answer.status_code, Plan.objects.count()) == (422, 0)
    assert ("Mijn tekst" in text(answer), "x" * 401 in text(answer)) == (True, True)


def test_a_stale_project_shows_both_texts_and_asks(plan: Plan, who: make.Viewers, student: Client) -> None:
    services.write_project(
        plan=plan, revision=0, fields=services.ProjectFields(description="Van de gsm"), by=who.student, at=make.AT
    )

    answer = student.post(to(plan, "project"), {"revision": "0", "description": "Van de laptop", "goals": "a"})
    assert (answer.status_code, "Van de gsm" in text(answer), "Van de laptop" in text(answer)) == (409, True, True)

    form = answer.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    again = student.post(to(plan, "project"), typed | {"questions": "", "learning_goals": ""})

    plan.refresh_from_db()
    assert (again.status_code, plan.description) == (303, "Van de laptop")


def test_the_classes_are_written(plan: Plan, student: Client) -> None:
    student.post(to(plan, "project_class"), {"label": "4B", "grades": ["L4"]})
    student.post(to(plan, "extra_class"), {"label": "4C", "reason": "parallelklas"})
    again = student.post(to(plan, "extra_class"), {"label": "4c", "reason": "nog eens"})
    wrong = student.post(to(plan, "project_class"), {"label": ""})
    extra = ExtraClass.objects.get()
    page = text(student.get(to(plan, "project")))
    gone = student.post(to(plan, "extra_class_removal", extra.pk))

    assert (Placement.objects.get().class_label, again.status_code, wrong.status_code) == ("4B", 422, 422)
    assert ("parallelklas" in page, "nog eens" in again.content.decode()) == (True, True)
    assert (went(gone), ExtraClass.objects.count()) == ((303, to(plan, "project")), 0)


# --- the week


def test_a_week_is_chosen_with_what_is_left_of_it(plan: Plan, who: make.Viewers, student: Client) -> None:
    add(plan, who.student)
    sent(plan, who)
    page = text(student.get(to(plan, "week")))

    answer = student.post(to(plan, "week"), {"week": "2027-04-26"})

    assert ("Vijf schooldagen." in page, "schuift mee" in page, "Versie 1" in page) == (True, True, True)
    assert went(answer) == (303, to(plan, "planner"))
    assert (Placement.objects.get().week, Block.objects.get().day) == (dt.date(2027, 4, 26), dt.date(2027, 4, 26))


def test_a_week_outside_the_list_is_refused(plan: Plan, student: Client) -> None:
    answer = student.post(to(plan, "week"), {"week": "2027-03-01"})

    assert (answer.status_code, "buiten de periode" in text(answer)) == (422, True)


# --- the list of tasks


def test_the_list_is_searched_and_tasks_are_chosen(plan: Plan, student: Client) -> None:
    page = student.get(to(plan, "tasks"), {"q": "dyslexie"})
    task = page.context["groups"][0]["cards"][0]["task"]

    chosen = student.post(to(plan, "choice"), {"task": task.key, "back": "q=dyslexie"})
    shown = text(student.get(to(plan, "tasks"), {"chosen": "1"}))
    dropped = student.post(to(plan, "choice"), {"task": task.key, "drop": "1"})

    assert went(chosen) == (303, to(plan, "tasks") + "?q=dyslexie")
    assert (task.title in shown, "1 taak gekozen." in shown) == (True, True)
    assert (went(dropped), TaskChoice.objects.count()) == ((303, to(plan, "tasks")), 0)


def test_a_search_without_an_answer_says_so(plan: Plan, student: Client) -> None:
    assert "Geen taak past" in text(student.get(to(plan, "tasks"), {"q": "zzzz"}))


@pytest.mark.parametrize("task", ["task:ZZ", "onzin"])
def test_a_press_on_an_unknown_task_is_told(task: str, plan: Plan, student: Client) -> None:
    answer = student.post(to(plan, "choice"), {"task": task}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["Deze taak staat niet in de lijst."]


def test_student_and_mentor_add_tasks_of_the_school(plan: Plan, student: Client, mentor: Client) -> None:
    added = [
        went(client.post(to(plan, "own_task"), {"title": title, "level": "school"}))
        for client, title in ((student, "Ochtendcirkel"), (mentor, "Speelplaatswerking"))
    ]
    wrong = student.post(to(plan, "own_task"), {"title": "Zonder niveau"})

    assert added == [(303, to(plan, "tasks")), (303, to(plan, "mentor"))]
    assert (wrong.status_code, "Zonder niveau" in wrong.content.decode()) == (422, True)
    assert "Speelplaatswerking" in text(student.get(to(plan, "tasks")))


def test_too_many_tasks_are_refused_in_words(plan: Plan, student: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.tasks, "MOST_OWN", 0)

    answer = student.post(to(plan, "own_task"), {"title": "x", "level": "pupil"})

    assert (answer.status_code, "hoogstens 0 taken" in text(answer)) == (422, True)


def test_a_task_of_the_school_is_taken_out_when_nothing_carries_it(
    plan: Plan, who: make.Viewers, student: Client, mentor: Client
) -> None:
    task = services.add_own_task(plan=plan, title="x", level="pupil", by=who.mentor, at=make.AT)
    row = add(plan, who.student, own_task=task.pk)

    kept = student.post(to(plan, "own_task_removal", task.pk))
    services.remove_block(block=row, revision=1, by=who.student, at=make.AT)
    gone = mentor.post(to(plan, "own_task_removal", task.pk))

    assert (went(kept), went(gone), OwnTask.objects.count()) == (
        (303, to(plan, "tasks")),
        (303, to(plan, "mentor")),
        0,
    )


# --- the mentor


def test_the_mentor_proposes_and_takes_back(plan: Plan, student: Client, mentor: Client) -> None:
    made = mentor.post(
        to(plan, "proposal"),
        {"task": "task:E1", "day": "2027-04-22", "start": "13.15", "minutes": "50", "where": "directielokaal"},
    )
    shown = text(student.get(to(plan, "tasks")))
    page = text(mentor.get(to(plan, "mentor")))
    gone = mentor.post(to(plan, "proposal_withdrawal", Proposal.objects.get().pk))

    moment = "do 22 april, 13.15 uur, 50 min, directielokaal"
    assert (went(made), moment in shown, moment in page) == ((303, to(plan, "mentor")), True, True)
    assert (went(gone), Proposal.objects.filter(declined_at=None).count()) == ((303, to(plan, "mentor")), 0)


def test_the_mentor_proposes_a_task_of_the_own_school(plan: Plan, mentor: Client) -> None:
    mentor.post(to(plan, "proposal"), {"title": "Ochtendcirkel", "level": "pupil"})

    assert "Ochtendcirkel" in text(mentor.get(to(plan, "mentor")))


def test_a_wrong_or_repeated_proposal_keeps_what_was_typed(plan: Plan, mentor: Client) -> None:
    wrong = mentor.post(to(plan, "proposal"), {"note": "Zeker doen"})
    twice = [mentor.post(to(plan, "proposal"), {"task": "task:E1", "note": "Zeker doen"}) for _ in range(2)][-1]

    assert [(page.status_code, "Zeker doen" in text(page)) for page in (wrong, twice)] == [(422, True)] * 2
    assert "Deze taak is al voorgesteld." in text(twice)


def test_the_student_declines_a_proposal(plan: Plan, who: make.Viewers, student: Client) -> None:
    asked = ProposalFields(task=TaskKey(code="E1"))
    made = services.propose(plan=plan, fields=asked, by=who.mentor, at=make.AT)

    answer = student.post(to(plan, "proposal_decline", made.pk))

    assert (went(answer), Proposal.objects.get().declined_at) == ((303, to(plan, "tasks")), make.AT)


def test_after_the_week_nothing_is_proposed_any_more(plan: Plan, who: make.Viewers, browser: Browser) -> None:
    with time_machine.travel(dt.datetime(2027, 4, 26, 10, tzinfo=dt.UTC), tick=False):
        mentor = browser(who.mentor)
        page, answer = mentor.get(to(plan, "mentor")), mentor.post(to(plan, "proposal"), {"task": "task:E1"})

    assert ("Stel een taak voor" in text(page), answer.status_code) == (False, 409)


def test_the_mentor_reads_and_agrees(plan: Plan, who: make.Viewers, mentor: Client) -> None:
    add(plan, who.student)
    page = mentor.get(to(plan, "mentor"))
    asked = {"revision": page.context["form"].initial["revision"], "remark": "Mooi"}

    answer = mentor.post(to(plan, "approval"), asked)

    after = text(mentor.get(to(plan, "mentor")))
    assert ("Leest u de planning van Noor na?" in text(page), went(answer)) == (True, (303, to(plan, "mentor")))
    assert ("U gaat akkoord" in after, Approval.objects.get().remark) == (True, "Mooi")


def test_a_plan_that_changed_is_read_again_before_it_is_agreed_to(
    plan: Plan, who: make.Viewers, mentor: Client
) -> None:
    add(plan, who.student)

    answer = mentor.post(to(plan, "approval"), {"revision": "0", "remark": "Mooi"})

    assert (answer.status_code, "veranderde terwijl u ze las" in text(answer)) == (409, True)
    assert (answer.context["form"].initial, Approval.objects.count()) == ({"revision": 1, "remark": "Mooi"}, 0)


@pytest.mark.parametrize("typed", [{"revision": "0"}, {"revision": "x"}])
def test_an_empty_plan_or_a_broken_press_agrees_to_nothing(typed: dict[str, str], plan: Plan, mentor: Client) -> None:
    assert (mentor.post(to(plan, "approval"), typed).status_code, Approval.objects.count()) == (422, 0)


def test_the_landing_page_says_whose_turn_it_is(plan: Plan, who: make.Viewers, mentor: Client) -> None:
    first = text(mentor.get(to(plan, "mentor")))
    services.propose(plan=plan, fields=ProposalFields(task=TaskKey(code="E1")), by=who.mentor, at=make.AT)
    then = text(mentor.get(to(plan, "mentor")))
    add(plan, who.student, task="E1")

    assert ("Welke taken raadt u Noor aan?" in first, "Noor is aan het plannen" in then) == (True, True)
    assert "in de planning" in text(mentor.get(to(plan, "mentor")))


# --- remarks


@pytest.mark.parametrize(
    ("relation", "back"),
    [
        (Relation.STUDENT, "planner"),
        (Relation.MENTOR, "mentor"),
        (Relation.SUPERVISOR, "version"),
        (Relation.CARE_TEAM, "version"),
    ],
)
def test_whoever_reads_along_writes_remarks(
    relation: Relation, back: str, plan: Plan, who: make.Viewers, browser: Browser
) -> None:
    row = add(plan, who.student)
    sent(plan, who)
    client = browser(who.all()[relation])
    place = to(plan, back, 1) if back == "version" else to(plan, back)

    answer = client.post(to(plan, "comments", row.pk), {"text": "Goed idee"})
    empty = client.post(to(plan, "comments", row.pk), {"text": " "})

    assert (went(answer), empty.status_code) == ((303, f"{place}#block-{row.pk}"), 422)
    assert "Goed idee" in text(client.get(to(plan, "comments", row.pk)))


def test_a_reader_of_the_roster_finds_only_what_was_sent(plan: Plan, who: make.Viewers, browser: Browser) -> None:
    early = add(plan, who.student)
    client = browser(who.class_mentor)
    before = client.get(to(plan, "comments", early.pk)).status_code
    sent(plan, who)
    late = add(plan, who.student, start=625)
    services.change_block(block=early, revision=1, fields=fields(title="Klad"), by=who.student, at=make.AT)

    pages = [client.get(to(plan, "comments", row.pk)) for row in (early, late)]

    assert (before, [page.status_code for page in pages], "Klad" in text(pages[0])) == (404, [200, 404], False)


def test_a_supervisor_remarks_before_anything_was_sent(plan: Plan, who: make.Viewers, supervisor: Client) -> None:
    row = add(plan, who.student)

    answer = supervisor.post(to(plan, "comments", row.pk), {"text": "Mooi"})

    assert (went(answer), BlockComment.objects.count()) == ((303, f"{to(plan, 'versions')}#block-{row.pk}"), 1)


def test_too_many_remarks_are_refused_in_words(
    plan: Plan, who: make.Viewers, student: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.agreement, "MOST_COMMENTS", 0)
    row = add(plan, who.student)

    answer = student.post(to(plan, "comments", row.pk), {"text": "Nog iets"})

    assert (answer.status_code, "Nog iets" in text(answer)) == (422, True)


# --- sending and answering


def test_sending_asks_once_with_what_is_open(plan: Plan, who: make.Viewers, student: Client) -> None:
    add(plan, who.student)
    page = text(student.get(to(plan, "send")))
    refused = student.post(to(plan, "send"), {"reason": ""})
    answer = student.post(to(plan, "send"), {"reason": "Els is ziek"})

    assert ("Zo bezorgen?" in page, "Karim Haddad" in page, "ging nog niet akkoord" in page) == (True, True, True)
    assert (refused.status_code, went(answer)) == (422, (303, to(plan, "version", 1)))
    assert "Er veranderde niets sinds versie 1." in text(student.get(to(plan, "send")))


def test_what_stops_sending_is_said_first(plan: Plan, student: Client) -> None:
    page = student.get(to(plan, "send"))
    answer = student.post(to(plan, "send"), {"reason": "toch"})

    assert ("Nog niet" in text(page), answer.status_code, RosterVersion.objects.count()) == (True, 422, 0)


def test_without_supervisors_the_version_waits(plan: Plan, who: make.Viewers, student: Client) -> None:
    add(plan, who.student)
    plan.placement.supervisions.all().delete()

    assert "nog geen stagebegeleider" in text(student.get(to(plan, "send")))


def test_the_student_asks_the_mentor_to_agree(plan: Plan, who: make.Viewers, student: Client) -> None:
    empty = student.post(to(plan, "approval_request"))
    add(plan, who.student)
    page = text(student.get(to(plan, "approval_request")))
    asked = student.post(to(plan, "approval_request"))
    services.approve(plan=plan, revision=1, by=who.mentor, at=make.AT)

    assert (empty.status_code, "Els Peeters" in page, went(asked)) == (422, True, (303, to(plan, "planner")))
    assert "gaat akkoord met de planning" in text(student.get(to(plan, "approval_request")))


def test_without_a_mentor_the_page_says_who_fills_it_in(plan: Plan, student: Client) -> None:
    Placement.objects.update(mentor=None)

    assert "nog geen mentor" in text(student.get(to(plan, "approval_request")))


def test_a_supervisor_acknowledges(plan: Plan, who: make.Viewers, student: Client, supervisor: Client) -> None:
    add(plan, who.student)
    sent(plan, who)
    page = text(supervisor.get(to(plan, "version", 1)))

    answer = supervisor.post(to(plan, "answer", 1), {"kind": "acknowledged", "comment": ""})

    assert ("Els is ziek" in page, "Klasbezoek in L2" in page, went(answer)) == (
        True,
        True,
        (303, to(plan, "version", 1)),
    )
    assert "bevestigd Karim Haddad" in text(student.get(to(plan, "versions")))


def test_a_supervisor_asks_for_a_change_and_reads_the_next_version(
    plan: Plan, who: make.Viewers, student: Client, supervisor: Client
) -> None:
    row = add(plan, who.student)
    gone = add(plan, who.student, start=560, title="Weg ermee")
    sent(plan, who)
    empty = supervisor.post(to(plan, "answer", 1), {"kind": "change_asked", "comment": ""})
    asked = supervisor.post(to(plan, "answer", 1), {"kind": "change_asked", "comment": "Meer op schoolniveau"})
    moved = fields(start=625, title="Anders", role="active", level="school", minutes=25, package="project")
    services.change_block(block=row, revision=1, fields=moved, by=who.student, at=make.AT)
    services.remove_block(block=gone, revision=1, by=who.student, at=make.AT)
    add(plan, who.student, slot="home", kind="reflection", role="", title="Nieuw")
    services.set_aims(plan=plan, revision=0, questions=("Wat?", "Hoe?"), goals=(), by=who.student, at=make.AT)
    sent(plan, who)

    late = supervisor.post(to(plan, "answer", 1), {"kind": "acknowledged"})
    page = text(supervisor.get(to(plan, "version", 2)))

    assert (empty.status_code, asked.status_code, late.status_code, Answer.objects.count()) == (422, 303, 409, 1)
    assert "Meer op schoolniveau" in text(student.get(to(plan, "versions")))
    told = ["begint om: 8.30 nu 10.25", "duurt: 50 min nu 25 min", "rol: observerend nu actief", "Wat?; Hoe?"]
    told += ["niveau: Leerling nu School", "hoort bij: Verkenning nu Project", "Weg ermee", "Nieuw"]
    assert [each for each in told if each not in page] == []
    assert "Er is een nieuwere versie bezorgd." in text(supervisor.get(to(plan, "version", 1)))


def test_before_anything_is_sent_the_list_says_so(plan: Plan, supervisor: Client) -> None:
    assert "nog geen rooster bezorgd" in text(supervisor.get(to(plan, "versions")))


# --- during the week


def test_blocks_are_ticked_in_the_week(plan: Plan, who: make.Viewers, browser: Browser) -> None:
    done, changed, later = add(plan, who.student), add(plan, who.student, start=560), add(plan, who.student, start=610)
    add(plan, who.student, slot="behind", title="Reflectie schrijven")
    with time_machine.travel(IN_THE_WEEK, tick=False):
        student = browser(who.student)
        answers = [
            student.post(to(plan, "tick", row.pk), typed)
            for row, typed in (
                (done, {"outcome": "done"}),
                (changed, {"outcome": "changed", "minutes": "35 min", "reason": "vroeger klaar"}),
                (later, {"outcome": "dropped", "reason": ""}),
            )
        ]
        page = text(student.get(to(plan, "ticks")))

    assert [answer.status_code for answer in answers] == [303, 303, 422]
    assert ("1 u 25" in page, "vroeger klaar" in page, "Reflectie schrijven" in page) == (True, True, True)
    assert sorted(Block.objects.values_list("outcome", flat=True)) == ["changed", "done", "planned", "planned"]


def test_a_block_to_come_is_refused_in_words(plan: Plan, who: make.Viewers, student: Client) -> None:
    row = add(plan, who.student)

    answer = student.post(to(plan, "tick", row.pk), {"outcome": "done"})

    assert (answer.status_code, "Dit blok komt nog." in text(answer)) == (422, True)


# --- the calendar


def test_an_address_is_told_once_and_ended(plan: Plan, student: Client) -> None:
    made = student.post(to(plan, "calendar"))
    address = re.search(r"/calendar/([\w-]{43})\.ics", made.content.decode())
    later = student.get(to(plan, "calendar"))
    ended = student.post(to(plan, "calendar_end"))

    assert (address is not None, ".ics" in later.content.decode()) == (True, False)
    assert (went(ended), CalendarFeed.objects.get().revoked_at) == ((303, to(plan, "calendar")), make.AT)


# --- costs


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("tasks", 8), ("project", 9), ("week", 8), ("ticks", 8), ("send", 8), ("mentor", 8), ("versions", 8)],
)
def test_a_page_costs_the_same_queries_whatever_it_holds(
    name: str, queries: int, count: int, plan: Plan, who: make.Viewers, student: Client, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        add(plan, who.student, day=MONDAY + dt.timedelta(days=number % 5), start=480 + number // 5 * 10, minutes=10)
    sent(plan, who)
    student.get(to(plan, name))

    with django_assert_num_queries(queries):
        student.get(to(plan, name))
