"""Bad input: every wrong value gets a sentence that says what was wrong, where, and what is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.utils import translation

from stagemap.core.roles import Action
from stagemap.placements.models import Placement
from stagemap.planning import access, queries, services
from stagemap.planning.forms import (
    BlockForm,
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
