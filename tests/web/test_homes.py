"""The first page of everybody: where each role comes home, and what the board says."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from stagemap.core.roles import Relation
from stagemap.placements.models import LinkOpening, Placement
from stagemap.planning import services
from stagemap.planning.models import Plan
from tests import factories as make
from tests.factories import AT, TODAY

MONDAY = dt.date(2027, 4, 19)

pytestmark = pytest.mark.django_db


def home(client: Client) -> str:
    """Where the first page leads, or what it says."""
    answer = client.get("/")
    return answer.headers.get("Location", "") or answer.content.decode()


def in_one_browser() -> None:
    """Let all links that were opened be opened in the last browser."""
    LinkOpening.objects.update(session=LinkOpening.objects.latest("id").session)


def page(client: Client, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def noor(client: Client, placement: Placement) -> Client:
    """The browser of the student."""
    client.force_login(placement.student)
    return client


def test_nobody_is_led_to_the_sign_in_page(client: Client) -> None:
    assert home(client) == "/sign-in/"


def test_nobody_is_led_to_the_persons_of_a_demo(client: Client) -> None:
    with override_settings(STAGEMAP_DEMO=True, ROOT_URLCONF="tests.demo.site"):
        assert home(client) == "/demo/"


def test_each_role_comes_home(client: Client, placement: Placement, who: make.Viewers) -> None:
    found = {relation: home(make.sign_in(client, viewer, placement)) for relation, viewer in who.all().items()}
    assert "Dag Noor" in found.pop(Relation.STUDENT)
    assert "Je stage staat hier nog niet." in found.pop(Relation.STRANGER)
    assert found == {
        Relation.MENTOR: f"/placements/{placement.pk}/mentor/",
        Relation.CLASS_MENTOR: f"/placements/{placement.pk}/roster/",
        Relation.CARE_TEAM: f"/placements/{placement.pk}/roster/",
        Relation.SUPERVISOR: "/students/",
        Relation.COORDINATOR: "/programmes/",
    }


def test_who_supervises_and_coordinates_comes_home_to_the_students(client: Client, placement: Placement) -> None:
    both = make.supervisor()
    make.supervision(placement, both, is_lead=False)
    make.coordination(placement.edition.programme, both)
    client.force_login(both)
    assert home(client) == "/students/"
    menu = page(client, "/students/").split('<nav class="menu"', 1)[1].split("</nav>", 1)[0]
    assert [word in menu for word in ("Studenten", "Edities", "Scholen", "Planner")] == [True, True, True, False]


def test_a_student_who_also_supervises_comes_home_to_the_own_road(client: Client, placement: Placement) -> None:
    make.supervision(make.placement(), placement.student)
    client.force_login(placement.student)
    body = page(client)
    assert "Dag Noor" in body
    assert 'href="/students/"' in body


def test_a_student_with_two_placements_comes_home_to_the_newest_edition(noor: Client, placement: Placement) -> None:
    make.placement(make.edition(year="2020-2021"), student=placement.student, class_label="1B")
    assert f"/placements/{placement.pk}/planner/" in page(noor)


def test_three_opened_links_give_a_list_of_the_students(client: Client) -> None:
    school = make.school()
    els, griet = make.person(school), make.person(school, "Griet Maes")
    read = make.placement(make.edition(), school=school, student=make.user("Amina El Idrissi"), mentor=griet)
    make.reading(read, els, "care_team")
    mine = [make.placement(make.edition(), school=school, mentor=els, student=make.user(n)) for n in ("Zoë", "Bo")]
    mine[1].week = None
    mine[1].save(update_fields=["week"])
    for each in (mine[0], mine[1], read):
        make.open_link(client, each, els)
    in_one_browser()
    body = page(client)
    main = body.split("<main", 1)[1].split("</main>", 1)[0]
    urls = [f"/placements/{read.pk}/roster/", f"/placements/{mine[1].pk}/mentor/", f"/placements/{mine[0].pk}/mentor/"]
    assert [main.index(url) for url in urls] == sorted(main.index(url) for url in urls)
    assert "week van maandag 19 april" in main
    assert 'href="/"' in body.split('<nav class="menu"', 1)[1].split("</nav>", 1)[0]


def test_the_menu_of_a_mentor_and_of_a_reader(client: Client, placement: Placement, who: make.Viewers) -> None:
    make.message(placement, placement.student, "Dag Els")
    make.sign_in(client, who.mentor, placement)
    menu = page(client, f"/placements/{placement.pk}/mentor/").split('<nav class="menu"', 1)[1].split("</nav>", 1)[0]
    assert ("De week" in menu, "nieuwe berichten" in menu) == (True, True)
    make.sign_in(client, who.class_mentor, placement)
    menu = page(client, f"/placements/{placement.pk}/roster/").split('<nav class="menu"', 1)[1].split("</nav>", 1)[0]
    assert [word for word in ("Rooster", "Map", "Stageplaats", "Berichten") if word in menu] == ["Rooster", "Map"]


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/"])
def test_the_pages_about_the_site_are_for_everybody(client: Client, path: str) -> None:
    assert "<h1>" in page(client, path)


# What the board of the student says, fact after fact


def board(client: Client) -> str:
    """The title on the board, or nothing."""
    body = page(client)
    return body.split('<h2 id="now">', 1)[1].split("</h2>", 1)[0] if 'id="now"' in body else ""


def explored(placement: Placement, held: int = 2) -> None:
    make.paper(placement)
    for number in (1, 2):
        made = make.moment(placement, number, day=dt.date(2027, 3, 1 + number))
        if number <= held:
            made.held_at = AT
            made.save(update_fields=["held_at"])


def chosen(placement: Placement) -> Plan:
    explored(placement)
    plan = make.plan(placement, description="Stappenplannen voor 5A")
    for day in (0, 4):
        make.block(plan, package="exploration", task="A1", level="pupil", day=MONDAY + dt.timedelta(days=day))
    return plan


def test_the_board_begins_with_the_papers(noor: Client) -> None:
    assert board(noor) == "Breng je stageovereenkomst in orde"


def test_the_board_asks_for_a_day_of_the_first_observation(noor: Client, placement: Placement) -> None:
    make.paper(placement)
    assert board(noor) == "Plan observatiemoment 1"
    make.moment(placement, 1, day=TODAY + dt.timedelta(days=1))
    assert board(noor) == "Bereid observatiemoment 1 voor"
    placement.observation_moments.update(day=TODAY)
    assert board(noor) == "Hoe ging observatiemoment 1?"


def test_the_board_asks_for_tasks_and_project(noor: Client, placement: Placement) -> None:
    explored(placement)
    assert board(noor) == "Kies je taken en je project"
    make.plan(placement, description="Stappenplannen voor 5A")
    assert board(noor) == "Kies je taken samen met Els"


def test_the_board_asks_for_a_week_before_the_roster(noor: Client, placement: Placement) -> None:
    chosen(placement)
    placement.week = None
    placement.save(update_fields=["week"])
    assert board(noor) == "Kies je stageweek"


def test_the_board_asks_for_the_roster_and_warns_of_the_holiday_before_it(noor: Client, placement: Placement) -> None:
    chosen(placement)
    assert board(noor) == "Werk je weekrooster af en bezorg het aan Karim"
    body = page(noor)
    assert "Leg uiterlijk vrijdag 26 maart alles vast met Els: daarna is het paasvakantie." in body
    assert "Uiterste dag: maandag 12 april." in body


def test_without_a_holiday_before_it_the_roster_is_settled_first(noor: Client, placement: Placement) -> None:
    chosen(placement)
    placement.week = dt.date(2027, 4, 26)
    placement.mentor = None
    placement.save(update_fields=["week", "mentor"])
    placement.supervisions.all().delete()
    with time_machine.travel(dt.datetime(2027, 4, 13, 9, tzinfo=dt.UTC), tick=False):
        noor.force_login(placement.student)
        assert board(noor) == "Werk je weekrooster af en bezorg het aan je stagebegeleider"
        assert "Leg eerst alles vast met je mentor." in page(noor)


def test_a_change_that_is_asked_puts_the_turn_back_to_the_student(
    noor: Client, placement: Placement, who: make.Viewers
) -> None:
    plan = chosen(placement)
    plan.placement = placement
    version = services.send_roster(plan=plan, reason="Alles volgt", by=who.student, at=AT)
    assert board(noor) == ""
    services.answer_version(version=version, kind="change_asked", comment="Meer meso", by=who.supervisor, at=AT)
    assert board(noor) == "Karim vraagt een wijziging van je rooster"


def test_the_board_of_the_active_week_leads_to_the_ticks(noor: Client, placement: Placement, who: make.Viewers) -> None:
    plan = chosen(placement)
    plan.placement = placement
    services.send_roster(plan=plan, reason="Alles volgt", by=who.student, at=AT)
    with time_machine.travel(dt.datetime(2027, 4, 20, 7, tzinfo=dt.UTC), tick=False):
        noor.force_login(placement.student)
        assert board(noor) == "Je week is bezig"
        assert f"/placements/{placement.pk}/ticks/" in page(noor)


def test_the_home_shows_road_hours_and_the_last_messages_and_agreements(noor: Client, placement: Placement) -> None:
    chosen(placement)
    for text in ("Eerst", "Daarna", "Als laatste"):
        make.message(placement, placement.mentor, text)
    for what in ("Toetskalender", "Lesvoorbereiding"):
        make.agreement(placement, what)
    make.agreement(placement, "Oude afspraak", done_at=AT)
    body = page(noor)
    words = ("De weg van je stage", "4 van 15 stappen klaar", "Niveaus en rollen", "Berichten en afspraken")
    assert [word for word in words if word not in body] == []
    assert "jij · wo 14 april" in body
    said = ("Eerst", "Daarna", "Als laatste", "Toetskalender", "Lesvoorbereiding", "Oude afspraak")
    assert [word in body for word in said] == [False, True, True, True, True, False]


def test_the_home_of_an_empty_placement_says_what_is_missing(client: Client) -> None:
    empty = make.placement(school=None, week=None, class_label="", grades=[])
    client.force_login(empty.student)
    body = page(client)
    assert "Hier komen de berichten van je mentor en je stagebegeleider" in body
    assert "0 van 15 stappen klaar" in body


def test_the_home_speaks_english_to_who_chose_it(client: Client) -> None:
    placement = make.placement(student=make.user(language="en"))
    client.force_login(placement.student)
    body = page(client)
    assert [word in body for word in ("Hello Noor", "Your turn now", "The road of your internship")] == [True] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_takes_ten_queries_session_and_account_included(
    noor: Client, placement: Placement, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = chosen(placement)
    for number in range(count):
        make.block(plan, start=600 + 50 * number)
        make.message(placement, placement.mentor)
        make.agreement(placement)
    page(noor)
    with django_assert_num_queries(10):
        page(noor)
