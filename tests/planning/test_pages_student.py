"""The student's pages round the planner, in a browser without scripts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from stagemap.placements.models import Placement
from stagemap.planning import services
from stagemap.planning.models import (
    Block,
    ExtraClass,
    OwnTask,
    Plan,
    TaskChoice,
)
from tests import factories as make
from tests.planning.pages import sent, text, to, went
from tests.planning.samples import add

pytestmark = pytest.mark.django_db


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
