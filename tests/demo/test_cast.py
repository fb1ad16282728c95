"""The cast is made once, through the services that people use."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from stagemap.activity.models import Entry
from stagemap.core.journey import State
from stagemap.core.roles import Action, Viewer
from stagemap.core.rules import Severity
from stagemap.demo.files import week
from stagemap.demo.services import PERSONAS, make_cast
from stagemap.kit.clock import now_for_site, today_for_site
from stagemap.people.models import User
from stagemap.placements.models import Message, Placement, SchoolPerson
from stagemap.planning import access
from stagemap.planning.models import Block, RosterVersion
from stagemap.planning.queries import desk_of
from stagemap.post.models import Mail
from stagemap.web.models import Standing
from stagemap.web.queries import journey_for
from tests.demo.conftest import REAL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]

STORY = dt.date(2027, 3, 24)


def of(name: str) -> Placement:
    return Placement.objects.get(student__name=name, edition__year="2026-2027")


def test_the_cast_is_made_once() -> None:
    before = [model.objects.count() for model in (User, Placement, Block, Message, Entry, Mail)]
    assert make_cast() is False
    assert [model.objects.count() for model in (User, Placement, Block, Message, Entry, Mail)] == before


def test_the_site_stands_at_the_day_of_the_story() -> None:
    assert today_for_site() == STORY
    assert now_for_site() == dt.datetime(2027, 3, 24, 15, 42, tzinfo=dt.UTC)


def test_every_persona_is_there() -> None:
    accounts = set(User.objects.values_list("email", flat=True))
    people = set(SchoolPerson.objects.values_list("email", flat=True))
    assert [each.key for each in PERSONAS if each.email not in accounts and each.person not in people] == []


def test_every_address_is_an_invented_one() -> None:
    addresses = [*User.objects.values_list("email", flat=True), *SchoolPerson.objects.values_list("email", flat=True)]
    assert [address for address in addresses if not address.endswith(".example")] == []


def test_everything_was_made_through_services() -> None:
    kinds = set(Entry.objects.values_list("kind", flat=True))
    wanted = {"edition", "coordination", "school", "person", "placement", "supervision", "paper", "observation_moment",
              "block", "proposal", "message", "agreement", "approval", "roster", "project", "site_clock", "sheet",
              "pupil_code", "permission", "read_request", "sheet_comment", "day_note"}  # fmt: skip
    assert wanted - kinds == set()
    assert set(Entry.objects.values_list("at", flat=True)) == {REAL}


def test_noor_is_half_way_her_roster() -> None:
    noor = of("Noor Verhaegen")
    journey = journey_for(noor, STORY)
    assert journey.next is not None
    assert (journey.next.milestone.key, journey.next.state, journey.done_count) == ("roster_sent", State.NOW, 4)
    assert Block.objects.filter(plan__placement=noor).count() == sum(line.early for line in week())


def test_the_whole_week_of_jonas_has_no_fault_and_waits_for_karim() -> None:
    jonas = of("Jonas Wouters")
    version = RosterVersion.objects.get(plan__placement=jonas)
    assert (version.number, version.reason, version.answers.count()) == (1, "", 0)
    noor_and_jonas = Block.objects.filter(plan__placement=jonas).count()
    assert noor_and_jonas == len(week())
    plan = access.get_for(Viewer(user_id=jonas.student_id), jonas.pk, Action.READ_PLACEMENT)
    desk = desk_of(plan, today=STORY)
    assert [found.key for found in desk.findings if found.severity is Severity.FAULT] == []
    assert desk.approval is not None


def test_every_placement_has_its_standing() -> None:
    assert Standing.objects.count() == Placement.objects.count() == 10


def test_no_pupil_is_named_but_by_a_code() -> None:
    assert {code for block in Block.objects.exclude(pupils="") for code in block.pupils.split()} <= {"#1", "#2", "#3"}


def test_the_command_makes_the_cast_and_keeps_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    assert capsys.readouterr().out == "The demo keeps what it has.\n"


def test_the_command_refuses_on_a_site_that_is_no_demo(settings: Settings) -> None:
    settings.STAGEMAP_DEMO = False
    with pytest.raises(CommandError, match="not a demo"):
        call_command("demo")
