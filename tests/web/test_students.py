"""The supervisor's pages: the list, and one student of it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from stagemap.people.models import User
from stagemap.placements.models import Placement
from stagemap.planning import services
from stagemap.planning.models import Plan, RosterVersion
from stagemap.web.models import Standing
from stagemap.web.queries import students
from stagemap.web.services import renew_standings
from tests import factories as make
from tests.factories import AT, TODAY

pytestmark = pytest.mark.django_db

LIST = "/students/"
CANARY = "#97"
ROW = re.compile(r'<tr><th scope="row"><a href="[^"]+">([^<]+)</a>(.*?)</tr>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def karim(client: Client) -> User:
    """The supervisor, signed in."""
    made = make.supervisor()
    client.force_login(made)
    return made


def student(name: str, karim: User, **fields: Any) -> Placement:
    edition = make.edition()
    fields.setdefault("school", make.school(edition.programme, name="De Wegwijzer"))
    placement = make.placement(edition, student=make.user(name), **fields)
    make.supervision(placement, karim)
    return placement


def rows(client: Client, query: str = "") -> list[str]:
    """The names of the list, in their order."""
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return [name for name, _rest in ROW.findall(answer.content.decode())]


def line(client: Client, name: str) -> str:
    """What the list says of one student, as text."""
    found = dict(ROW.findall(client.get(LIST).content.decode()))
    return " ".join(TAG.sub(" ", found[name]).split())


def sent(placement: Placement) -> RosterVersion:
    plan: Plan = make.plan(placement, description="Stappenplannen")
    for number in (1, 2):
        make.moment(placement, number, held_at=AT)
    make.paper(placement)
    make.block(plan, package="exploration", task="A1", level="pupil")
    by = make.account(placement.student)
    return services.send_roster(plan=plan, reason="Alles volgt", by=by, at=AT)


@pytest.mark.usefixtures("karim")
def test_an_empty_list_says_what_comes_here(client: Client) -> None:
    body = client.get(LIST).content.decode()
    assert "Hier komen de studenten die de coördinator je toevertrouwt." in body
    assert "0 stages" in body


def test_what_is_late_comes_first_then_the_day_then_the_name(client: Client, karim: User) -> None:
    student("Zoë Maes", karim)
    student("Amina El Idrissi", karim)
    late, soon = student("Robbe Claes", karim), student("Emma Wouters", karim)
    make.moment(late, 1, day=dt.date(2027, 3, 20))
    make.moment(soon, 1, day=dt.date(2027, 3, 27))
    student("Bo Baert", make.supervisor("An De Smet"))
    assert rows(client) == ["Robbe Claes", "Emma Wouters", "Amina El Idrissi", "Zoë Maes"]


def test_a_row_says_what_is_asked_of_whom_and_by_when(client: Client, karim: User) -> None:
    noor = student("Noor Verhaegen", karim)
    make.moment(noor, 1, day=dt.date(2027, 3, 20))
    said = line(client, "Noor Verhaegen")
    assert said == (
        "3BALO A De Wegwijzer, Brussel 19–23 april Stageovereenkomst in orde , te laat student vr 19 maart 0/15"
    )


def test_a_placement_without_school_and_week_has_its_row(client: Client, karim: User) -> None:
    student("Ilias Benali", karim, school=None, week=None)
    assert line(client, "Ilias Benali") == "3BALO A Stageovereenkomst in orde student 0/15"


def test_a_roster_that_waits_is_on_the_board_until_its_version_is_answered(client: Client, karim: User) -> None:
    noor, jonas = student("Noor Verhaegen", karim), student("Jonas Wouters", karim)
    version = sent(noor)
    sent(jonas)
    body = client.get(LIST).content.decode()
    assert "2 roosters wachten op je antwoord." in body
    by = make.account(karim)
    for each in (version, jonas.plan.versions.get()):
        each.plan.placement = noor if each is version else jonas
        services.answer_version(version=each, kind="change_asked", comment="Meer meso", by=by, at=AT)
    assert 'id="now"' not in client.get(LIST).content.decode()
    make.block(version.plan, start=700)
    services.send_roster(plan=version.plan, reason="Alles volgt", by=make.account(noor.student), at=AT)
    body = client.get(LIST).content.decode()
    assert ("Noor bezorgde een rooster" in body, f"/placements/{noor.pk}/roster/2/" in body) == (True, True)
    assert "versie 2" in line(client, "Noor Verhaegen")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("noor", ["Noor Verhaegen"]),
        ("balder", ["Amina El Idrissi"]),
        ("wegw", ["Jonas Wouters", "Noor Verhaegen"]),
        ("niemand", []),
        ("x" * 200, ["Amina El Idrissi", "Jonas Wouters", "Noor Verhaegen"]),
    ],
)
def test_searching_by_student_or_school(client: Client, karim: User, words: str, expected: list[str]) -> None:
    student("Noor Verhaegen", karim)
    student("Jonas Wouters", karim)
    student("Amina El Idrissi", karim, school=make.school(name="Basisschool Balder"))
    assert rows(client, f"?q={words}") == expected


@pytest.mark.parametrize("page", ["2", "0", "zeven", "99"])
def test_pages_keep_what_was_searched(client: Client, karim: User, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(students, "PAGE_SIZE", 2)
    for name in ("Amina", "Bo", "Chaima"):
        student(f"{name} Maes", karim)
    first, last = ["Amina Maes", "Bo Maes"], ["Chaima Maes"]
    assert rows(client, f"?q=maes&page={page}") == (last if page in {"2", "99"} else first)
    body = client.get(f"{LIST}?q=maes").content.decode()
    assert "?q=maes&amp;page=2" in body
    assert "?page=2" in client.get(LIST).content.decode()


def test_yesterdays_road_is_never_shown(client: Client, karim: User) -> None:
    noor = student("Noor Verhaegen", karim)
    other = student("Bo Baert", make.supervisor("An De Smet"))
    yesterday = TODAY - dt.timedelta(days=1)
    renew_standings(today=yesterday)
    rows(client)
    assert dict(Standing.objects.values_list("placement_id", "on")) == {noor.pk: TODAY, other.pk: yesterday}


@pytest.mark.parametrize("count", [1, 3, 20, 200])
def test_the_list_takes_five_queries_for_any_number_of_rows(
    client: Client, karim: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    school = make.school()
    for number in range(count):
        student(f"Student {number}", karim, school=school)
    assert len(rows(client)) == count
    with django_assert_num_queries(5):
        client.get(LIST)


def test_the_page_of_one_student_never_holds_a_pupil_code(client: Client, karim: User) -> None:
    noor = student("Noor Verhaegen", karim)
    plan = make.plan(noor, description=f"Observeren van {CANARY}", goals=f"{CANARY} begint zelf", desired_result=CANARY)
    plan.learning_aims.create(position=1, kind="question", text=f"Wat heeft {CANARY} nodig?")
    make.block(
        plan, title=f"ABC-observatie {CANARY}", pupils=CANARY, at_what=CANARY, where=CANARY, outcome_reason=CANARY
    )
    make.message(noor, noor.mentor, f"Het zorgoverleg over {CANARY}")
    body = client.get(f"/students/{noor.pk}/").content.decode()
    assert ("ABC-observatie" in body, "Leervragen van Noor" in body) == (True, True)
    assert CANARY not in body


def test_the_page_of_one_student_shows_week_milestones_and_people(client: Client, karim: User) -> None:
    noor = student("Noor Verhaegen", karim)
    plan = make.plan(noor)
    make.block(plan, level="pupil", day=TODAY + dt.timedelta(days=28))
    make.block(plan, title="Verslag schrijven", kind="reporting", slot="home", start=None, level="")
    assert noor.school is not None
    make.closure(noor.school, dt.date(2027, 4, 22), reason="sportdag")
    body = client.get(f"/students/{noor.pk}/").content.decode()
    words = ("Co-teaching rekenen in 5A", "sportdag", "klad, nog niet bezorgd", "Nog geen geschreven.", "Els Peeters")
    assert [word for word in words if word not in body] == []
    assert ("Verslag schrijven" in body, "Weekrooster bezorgen" in body) == (False, True)


def test_the_page_of_one_student_without_a_week(client: Client, karim: User) -> None:
    empty = student("Ilias Benali", karim, school=None, week=None, class_label="")
    assert "De week is nog niet gekozen." in client.get(f"/students/{empty.pk}/").content.decode()


def test_the_board_of_one_student_asks_for_an_answer_until_it_is_given(client: Client, karim: User) -> None:
    noor = student("Noor Verhaegen", karim)
    version = sent(noor)
    page = f"/students/{noor.pk}/"
    body = client.get(page).content.decode()
    assert ("Noor bezorgde versie 1 van het rooster" in body, "versie 1, bezorgd op" in body) == (True, True)
    services.answer_version(version=version, kind="acknowledged", by=make.account(karim), at=AT)
    assert 'id="now"' not in client.get(page).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_one_student_takes_nine_queries(
    client: Client, karim: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    noor = student("Noor Verhaegen", karim)
    plan = make.plan(noor)
    for number in range(count):
        make.block(plan, start=510 + 50 * number)
    client.get(f"/students/{noor.pk}/")
    with django_assert_num_queries(9):
        client.get(f"/students/{noor.pk}/")
