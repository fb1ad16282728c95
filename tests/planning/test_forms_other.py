"""Bad input in the forms beside that of a block: every wrong value gets its sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.utils import translation

from stagemap.core.calendar import possible_weeks
from stagemap.core.roles import Action
from stagemap.placements.models import Placement
from stagemap.planning import access, queries, services
from stagemap.planning.forms import (
    AnswerForm,
    ApproveForm,
    ChoiceForm,
    ClassForm,
    CommentForm,
    ExtraClassForm,
    OwnTaskForm,
    ProjectForm,
    ProposalForm,
    SendForm,
    TickForm,
    WeekForm,
)
from stagemap.planning.queries import Desk
from stagemap.planning.services import TaskKey
from tests import factories as make
from tests.planning.samples import add

pytestmark = pytest.mark.django_db
LENGTH = "is not a length of time. Write it as 50 min or 1 h 40."


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def desk(placement: Placement, who: make.Viewers) -> Desk:
    plan = access.get_for(who.student, placement.pk, Action.PLAN)
    add(plan, who.student, slot="ahead")
    return queries.desk_of(plan, today=make.TODAY)


def said(form: forms.Form) -> dict[str, list[str]]:
    """Every sentence by its field."""
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


def test_a_project_is_read_line_by_line() -> None:
    form = ProjectForm({"revision": "0", "questions": "- Een?\n\n• Twee?\n", "goals": " a\nb ", "example": ""})

    made = form.fields_of_project() if form.is_valid() else None
    assert made is not None
    assert (made.questions, made.learning_goals, made.goals) == (("Een?", "Twee?"), (), "a\nb")


@pytest.mark.parametrize(
    ("wrong", "where", "sentence"),
    [
        (
            {"questions": "kort\n" + "x" * 401},
            "questions",
            "Line 2 has 401 characters. A line holds at most 400: shorten it.",
        ),
        (
            {"learning_goals": "a\n" * 13},
            "learning_goals",
            "These are 13 lines. Write at most 12, each on a line of its own.",
        ),
        (
            {"description": "x" * 4001},
            "description",
            "Ensure this value has at most 4000 characters (it has 4001).",
        ),
    ],
)
def test_a_wrong_value_of_the_project_gets_its_sentence(wrong: dict[str, str], where: str, sentence: str) -> None:
    assert said(ProjectForm({"revision": "0", **wrong})) == {where: [sentence]}


def test_classes_are_named(desk: Desk) -> None:
    assert said(ClassForm({}, edition=desk.edition)) == {
        "label": ["Name the class to which your project is tied, such as 5A."],
        "grades": ["Choose at least one grade: a class can hold several."],
    }
    assert said(ExtraClassForm({})) == {
        "label": ["Name the other class, such as 5B."],
        "reason": ["Say why this class takes part: a project is tied to one class."],
    }
    assert said(ClassForm({"label": "5A", "grades": ["L5"]}, edition=desk.edition)) == {}


def test_a_week_is_one_of_the_period_and_says_what_is_left(desk: Desk) -> None:
    weeks = possible_weeks(desk.edition.period, desk.record.closures)

    def week(**typed: str) -> WeekForm:
        return WeekForm(typed, weeks=weeks, language="en")

    assert said(week(week="2027-04-26")) == {}
    assert said(week()) == {"week": ["Choose a week."]}
    assert said(week(week="soon")) == {"week": ["Choose one of the weeks of the list."]}
    assert said(week(week="2027-03-01")) == {
        "week": ["This week lies outside the period. Choose one of the weeks of the list."]
    }
    helps = week().fields["week"].widget.helps
    assert (helps["2027-04-19"], helps["2027-05-03"][:27]) == ("Five school days.", "3 school days left. Closed:")


def test_an_own_task_needs_a_title_and_a_level(desk: Desk) -> None:
    assert said(OwnTaskForm({}, desk=desk)) == {
        "title": ["Say what the task is, in a few words."],
        "level": ["Choose the level: pupil, teacher or school."],
    }
    assert said(OwnTaskForm({"title": "x", "level": "pupil", "group": "I"}, desk=desk)) == {
        "group": ["This group belongs to another level. Choose one of the level, or no group."]
    }
    assert said(OwnTaskForm({"title": "x", "level": "pupil", "group": "A"}, desk=desk)) == {}


@pytest.mark.parametrize(
    ("typed", "where", "sentence"),
    [
        ({}, "task", "Choose a task from the list, or write one of your own school."),
        (
            {"task": "task:E1", "title": "x", "level": "pupil"},
            "title",
            "Propose one task at a time: from the list or your own, not both.",
        ),
        ({"title": "x"}, "level", "Choose the level of your own task: pupil, teacher or school."),
        ({"task": "task:E1", "start": "8.30"}, "day", "Choose the day to which this time belongs."),
        (
            {"task": "task:E1", "day": "2027-04-19", "start": "8.32"},
            "start",
            "Give a time on five minutes, such as 8.30 or 8.35.",
        ),
        (
            {"task": "task:E1", "day": "2027-04-19", "start": "23.30", "minutes": "1 u"},
            "minutes",
            "This goes past midnight. Let it begin earlier or last less long.",
        ),
    ],
)
def test_a_wrong_proposal_gets_its_sentence(typed: dict[str, str], where: str, sentence: str, desk: Desk) -> None:
    assert said(ProposalForm(typed, desk=desk)) == {where: [sentence]}


def test_a_proposal_may_be_a_task_alone_or_with_its_moment(desk: Desk, who: make.Viewers) -> None:
    services.add_own_task(plan=desk.plan, title="Ochtendcirkel", level="pupil", by=who.mentor, at=make.AT)
    fresh = queries.desk_of(desk.plan, today=make.TODAY)
    alone = ProposalForm({"task": "task:E1"}, desk=fresh)
    whole = ProposalForm({"title": "x", "level": "pupil", "day": "2027-04-19", "start": "8:30"}, desk=fresh)
    fresh.plan.placement.week = None

    assert (said(alone), said(whole), alone.cleaned_data["task"]) == ({}, {}, TaskKey(code="E1"))
    assert "2027-04-19" not in str(ProposalForm(desk=fresh)["day"])


@pytest.mark.parametrize("typed", ["", "own:x", "task:", "taak:E1"])
def test_a_press_on_no_task_is_told(typed: str) -> None:
    assert list(said(ChoiceForm({"task": typed}))) == ["task"]


def test_a_reason_is_asked_only_for_faults() -> None:
    asked = "Write why you send the roster with these faults: your supervisor reads it."

    assert said(SendForm({}, faults=True)) == {"reason": [asked]}
    assert said(SendForm({}, faults=False)) == {}


def test_an_answer_is_a_choice_and_a_request_says_what() -> None:
    choose = "Choose: acknowledge the roster, or ask for a change."

    assert said(AnswerForm({})) == {"kind": [choose]}
    assert said(AnswerForm({"kind": "x"})) == {"kind": [choose]}
    assert said(AnswerForm({"kind": "change_asked", "comment": " "})) == {
        "comment": ["Say what should change, so that the student can adjust the week."]
    }
    assert said(AnswerForm({"kind": "acknowledged"})) == {}


def test_a_tick_says_how_long_or_why() -> None:
    assert said(TickForm({"outcome": "changed"})) == {"minutes": ["Say how long it really took, such as 40 min."]}
    assert said(TickForm({"outcome": "dropped"})) == {"reason": ["Say in a few words why it fell away."]}
    assert said(TickForm({"outcome": "changed", "minutes": "kort"})) == {"minutes": [f"“kort” {LENGTH}"]}
    assert said(TickForm({"outcome": "done"})) == {}


def test_a_remark_and_an_agreement_are_read() -> None:
    assert said(CommentForm({})) == {"text": ["Write your remark first."]}
    assert said(ApproveForm({"revision": "3"})) == {}
    assert list(said(ApproveForm({"revision": "x"}))) == ["revision"]
