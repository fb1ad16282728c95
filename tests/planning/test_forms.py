"""Bad input: every wrong value gets a sentence that says what was wrong, where, and what is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

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
    BlockForm,
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
    initial_of_block,
    initial_of_task,
)
from stagemap.planning.queries import Desk
from stagemap.planning.services import ProposalFields, TaskKey
from tests import factories as make
from tests.planning.samples import MONDAY, add, fields

pytestmark = pytest.mark.django_db
GOOD = {
    "title": "Klasbezoek in L2",
    "package": "exploration",
    "kind": "contact",
    "slot": "clock",
    "day": "2027-04-19",
    "start": "8.30",
    "minutes": "50 min",
    "role": "observing",
    "level": "pupil",
    "where": "L2",
    "at_what": "hoe de leerkracht differentieert",
}


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


def block(desk: Desk, **changed: Any) -> BlockForm:
    return BlockForm({**GOOD, **changed}, desk=desk)


def test_what_is_typed_well_becomes_a_block(desk: Desk) -> None:
    form = block(desk)

    assert said(form) == {}
    assert form.fields_of_block() == fields()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("50", 50),
        ("50 min", 50),
        ("100 min.", 100),
        ("1 u 40", 100),
        ("1u40", 100),
        ("1:40", 100),
        ("1.40", 100),
        ("1 h 40", 100),
        ("1 uur 40 min", 100),
        ("2 u", 120),
        ("2 uur", 120),
        ("1,5 u", 90),
        ("0:05", 5),
        ("24 u", 1440),
    ],
)
def test_a_length_is_read_as_people_write_it(typed: str, minutes: int, desk: Desk) -> None:
    form = block(desk, minutes=typed, slot="home", start="")

    assert (said(form), form.cleaned_data["minutes"]) == ({}, minutes)


@pytest.mark.parametrize("typed", ["8.30", "8:30", "8u30", "08:30", "8.30 uur"])
def test_a_clock_time_is_read_as_people_write_it(typed: str, desk: Desk) -> None:
    form = block(desk, start=typed)

    assert (said(form), form.cleaned_data["start"]) == ({}, 510)


LENGTH = "is not a length of time. Write it as 50 min or 1 h 40."


@pytest.mark.parametrize(
    ("wrong", "where", "sentence"),
    [
        ({"minutes": "lang"}, "minutes", f"“lang” {LENGTH}"),
        ({"minutes": "1:75"}, "minutes", f"“1:75” {LENGTH}"),
        ({"minutes": "-50"}, "minutes", f"“-50” {LENGTH}"),
        ({"minutes": "52"}, "minutes", "“52” is not a multiple of five minutes. Write it as 50 min or 1 h 40."),
        ({"minutes": "0"}, "minutes", "“0” is too short or too long: a block lasts from 5 minutes to 24 hours."),
        ({"minutes": "25 u"}, "minutes", "“25 u” is too short or too long: a block lasts from 5 minutes to 24 hours."),
        ({"minutes": ""}, "minutes", "Say how long it lasts, such as 50 min or 1 h 40."),
        ({"start": "half negen"}, "start", "“half negen” is not a time. Write it as 8.30."),
        ({"start": "25.00"}, "start", "“25.00” is not a time. Write it as 8.30."),
        ({"start": "8.32"}, "start", "8:32 is not on five minutes. Write it as 8.30 or 8.35."),
        ({"start": ""}, "start", "Give the time at which it begins, such as 8.30."),
        ({"day": ""}, "day", "Choose the day on which it takes place."),
        ({"day": "2027-05-03"}, "day", "Choose one of the days of your week."),
        ({"start": "23.30"}, "minutes", "This goes past midnight. Let it begin earlier or last less long."),
        ({"title": ""}, "title", "Say what you will do: choose a task or write it in a few words."),
        ({"title": "x" * 201}, "title", "Ensure this value has at most 200 characters (it has 201)."),
        ({"pupils": "Jan"}, "pupils", "“jan” is not a pupil code. Write codes only, such as #1 or #1, #2."),
        ({"pupils": "K1"}, "pupils", "“K1” is not a pupil code. Write codes only, such as #1 or #1, #2."),
        (
            {"pupils": " ".join(f"#{number}" for number in range(1, 10))},
            "pupils",
            "These are more than 8 pupils. Name the group at “at what” instead.",
        ),
        ({"task": "task:ZZ"}, "task", "This task does not stand in the list."),
        ({"package": "hobby"}, "package", "Choose exploration or project."),
        ({"package": ""}, "package", "Choose exploration or project."),
        ({"kind": "vakantie"}, "kind", "Choose the kind of time."),
        ({"slot": "ooit"}, "slot", "Choose when it takes place."),
        ({"role": "baas"}, "role", "Choose one of the roles, or no role."),
        ({"level": "mega"}, "level", "Choose one of the levels, or no level."),
    ],
)
def test_a_wrong_value_of_a_block_gets_its_sentence(
    wrong: dict[str, str], where: str, sentence: str, desk: Desk
) -> None:
    form = block(desk, **wrong)

    assert said(form) == {where: [sentence.replace("“jan”", "“Jan”")]}
    assert all(form[name].value() == value for name, value in wrong.items())


def test_without_a_week_only_work_around_it_has_a_place(desk: Desk) -> None:
    desk.plan.placement.week = None

    assert said(block(desk, day="")) == {
        "day": ["Choose your internship week first; until then only work before or after the week has a place."]
    }
    assert said(block(desk, slot="ahead", day="", start="")) == {}


def test_a_slot_without_a_clock_forgets_the_time(desk: Desk) -> None:
    form = block(desk, slot="home")

    assert (said(form), form.fields_of_block().start) == ({}, None)


def test_pupil_codes_are_put_in_order_once_each(desk: Desk) -> None:
    form = block(desk, pupils="#10 en #2; #2")

    assert (said(form), form.cleaned_data["pupils"]) == ({}, "#2, #10")


def test_a_task_gives_the_block_its_title(desk: Desk) -> None:
    form = block(desk, title="", task="task:E1")

    made = form.fields_of_block() if form.is_valid() else None
    assert made is not None
    assert (made.title, made.task, made.own_task) == ("Guiding a request for a care meeting", "E1", None)


def test_a_block_outside_the_week_keeps_its_day_in_the_form(desk: Desk) -> None:
    stray = fields(day=dt.date(2027, 5, 10))
    initial = initial_of_block(stray, revision=3)

    form = BlockForm({**GOOD, "day": "2027-05-10"}, desk=desk, initial=initial)

    assert (said(form), form["minutes"].initial, form["task"].initial) == ({}, 50, "")


def test_an_own_task_and_a_proposal_are_starts(desk: Desk, who: make.Viewers) -> None:
    plan = desk.plan
    own = services.add_own_task(plan=plan, title="Ochtendcirkel", level="school", by=who.mentor, at=make.AT)
    moment = ProposalFields(task=TaskKey(own_task=own.pk), day=MONDAY, start=510, minutes=25, where="hal")
    services.propose(plan=plan, fields=moment, by=who.mentor, at=make.AT)
    fresh = queries.desk_of(plan, today=make.TODAY)
    task = queries.tray_of(fresh, language="nl").proposals[0]

    start = initial_of_task(task)
    form = BlockForm({**GOOD, "task": task.key}, desk=fresh)

    assert (start["title"], start["day"], start["start"], start["minutes"], start["where"]) == (
        "Ochtendcirkel",
        MONDAY,
        510,
        25,
        "hal",
    )
    assert (said(form), form.fields_of_block().own_task) == ({}, own.pk)
    assert initial_of_block(fields(own_task=own.pk), revision=1)["task"] == f"own:{own.pk}"


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
    assert len(ProposalForm(desk=fresh)["day"].field.choices) == 1


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
