"""The demo's own pages: whose shoes, what time, which mails."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings as site
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django import Settings

from stagemap.activity.models import Entry
from stagemap.demo.services import PERSONAS, Persona, set_clock
from stagemap.demo.urls import ROUTES
from stagemap.kit.clock import at_local, today_for_site
from stagemap.placements.models import LinkSession, Placement
from stagemap.post.models import Mail
from tests.demo.conftest import REAL

pytestmark = pytest.mark.django_db

ENDS = {"student": "Dag Noor", "new": "Dag Ilias", "over": "Dag Lina", "2021": "Dag Wout",
        "supervisor": "Mijn studenten", "coordinator": "Zorgstage"}  # fmt: skip


def turn(client: Client, day: str, time: str = "10:00") -> int:
    return client.post("/demo/clock/", {"day": day, "time": time}).status_code


def opened(client: Client, persona: Persona) -> str:
    """Step into somebody's shoes and press the button of the link; the address of the page that follows."""
    where = client.post(f"/demo/shoes/{persona.key}/").headers["Location"]
    path, secret = where.split("#")
    answer = client.post(path, {"secret": secret}, follow=True)
    return answer.redirect_chain[-1][0]


@pytest.mark.usefixtures("cast")
def test_the_door_has_a_button_for_every_persona(client: Client) -> None:
    body = client.get("/demo/").content.decode()
    assert re.findall(r'action="/demo/shoes/([\w-]+)/"', body) == [each.key for each in PERSONAS]
    assert "In wiens schoenen?" in body


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("persona", [each for each in PERSONAS if each.email], ids=lambda each: each.key)
def test_the_shoes_of_an_account_sign_in(client: Client, persona: Persona) -> None:
    answer = client.post(f"/demo/shoes/{persona.key}/", follow=True)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert (persona.name in body, ENDS[persona.key] in body) == (True, True)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("persona", [each for each in PERSONAS if each.person], ids=lambda each: each.key)
def test_the_shoes_of_somebody_of_the_school_are_a_fresh_link(client: Client, persona: Persona) -> None:
    noor = Placement.objects.get(student__name="Noor Verhaegen")
    page = {"mentor": "mentor", "class-mentor": "roster"}[persona.key]
    assert opened(client, persona) == f"/placements/{noor.pk}/{page}/"


@pytest.mark.usefixtures("cast")
def test_other_shoes_end_the_first_ones(client: Client) -> None:
    client.post("/demo/shoes/student/")
    client.post("/demo/shoes/supervisor/")
    assert client.get("/").headers["Location"] == "/students/"
    opened(client, PERSONAS[1])
    client.post("/demo/shoes/new/")
    assert "Dag Ilias" in client.get("/").content.decode()


@pytest.mark.usefixtures("cast")
def test_shoes_that_nobody_wears_are_not_found(client: Client) -> None:
    assert client.post("/demo/shoes/nobody/").status_code == 404


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_somebodys_shoes_changes_nothing(client: Client, method: str) -> None:
    assert getattr(client, method)("/demo/shoes/student/").status_code == 405
    assert client.get("/").headers["Location"] == "/demo/"


@pytest.mark.usefixtures("cast")
def test_the_clock_is_turned_for_everybody(client: Client) -> None:
    assert turn(client, "2027-04-21", "8:15") == 303
    assert today_for_site() == dt.date(2027, 4, 21)
    body = Client().get("/demo/clock/").content.decode()
    assert ("Het is wo 21 april 2027, 8.15 uur" in body, 'value="2027-04-21"' in body) == (True, True)
    last = Entry.objects.latest("id")
    assert (last.verb, last.kind, last.actor, last.at) == ("set", "site_clock", "nobody", REAL)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(("day", "time"), [("", "10:00"), ("2027-02-30", "10:00"), ("2027-04-21", "25:00")])
def test_a_clock_that_cannot_be_read_stays_and_keeps_what_was_typed(client: Client, day: str, time: str) -> None:
    answer = client.post("/demo/clock/", {"day": day, "time": time})
    assert (answer.status_code, today_for_site()) == (422, dt.date(2027, 3, 24))
    body = answer.content.decode()
    assert f'value="{time}"' in body


@pytest.mark.usefixtures("cast")
def test_the_clock_runs_on_from_where_it_was_set() -> None:
    set_clock(to=at_local(dt.date(2027, 4, 21), 23 * 60))
    with time_machine.travel(REAL + dt.timedelta(hours=2), tick=False):
        assert today_for_site() == dt.date(2027, 4, 22)
    set_clock(to=None)
    assert today_for_site() == REAL.date()


@pytest.mark.usefixtures("cast")
def test_the_clock_moves_the_validity_of_links(client: Client) -> None:
    opened(client, PERSONAS[1])
    page = f"/placements/{Placement.objects.get(student__name='Noor Verhaegen').pk}/mentor/"
    last_day = dt.date(2027, 4, 23) + dt.timedelta(days=30)
    answers = []
    for day in (last_day, last_day + dt.timedelta(days=1)):
        turn(Client(), day.isoformat())
        answers.append(client.get(page).status_code)
    assert answers == [200, 302]


@pytest.mark.usefixtures("cast")
def test_the_clock_moves_no_session_and_no_line_of_the_log(client: Client) -> None:
    opened(client, PERSONAS[1])
    browser = Client()
    browser.post("/demo/shoes/student/")
    turn(Client(), "2027-05-20")
    assert "Dag Noor" in browser.get("/").content.decode()
    assert client.get("/").headers["Location"].endswith("/mentor/")
    assert list(LinkSession.objects.values_list("seen_at", flat=True)) == [REAL]
    assert set(Entry.objects.values_list("at", flat=True)) == {REAL}
    with time_machine.travel(REAL + dt.timedelta(days=15), tick=False):
        assert client.get("/").headers["Location"] == "/demo/"


@pytest.mark.usefixtures("cast")
def test_the_mails_can_be_read(client: Client) -> None:
    mail = Mail.objects.latest("id")
    body = client.get("/demo/mails/").content.decode()
    assert body.count('href="/demo/mails/') == min(60, Mail.objects.count()) + 1
    page = client.get(f"/demo/mails/{mail.pk}/").content.decode()
    assert (mail.recipient in page, mail.subject.split(":")[0] in page) == (True, True)
    assert client.get("/demo/mails/999999/").status_code == 404


@pytest.mark.usefixtures("cast")
def test_every_page_bears_the_demos_bar(client: Client) -> None:
    bars = ["/demo/clock/", "/demo/mails/", 'href="/demo/"']
    body = client.get("/privacy/").content.decode()
    assert [link in body for link in bars] == [True] * 3


@pytest.mark.parametrize("path", ["/demo/", "/demo/shoes/student/", "/demo/clock/", "/demo/mails/", "/demo/mails/1/"])
def test_a_site_that_is_no_demo_has_none_of_its_pages(client: Client, settings: Settings, path: str) -> None:
    settings.ROOT_URLCONF = site.WSGI_APPLICATION.replace("wsgi.application", "urls")
    settings.STAGEMAP_DEMO = False
    with pytest.raises(Resolver404):
        resolve(path, "stagemap.config.urls")
    for ask in (client.get, client.post):
        assert ask(path).status_code == 404
    assert "demo" not in client.get("/privacy/").content.decode()


def test_the_demo_has_five_routes() -> None:
    assert [each.name for each in ROUTES] == ["door", "shoes", "clock", "mails", "mail"]
