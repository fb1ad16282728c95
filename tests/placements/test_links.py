"""Personal links: a button that opens, and looking that changes nothing."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from stagemap.activity.models import Entry
from stagemap.core.roles import SYSTEM
from stagemap.kit.tokens import digest
from stagemap.placements.models import Link, LinkCode, LinkOpening, LinkSession
from stagemap.placements.services import issue_link, revoke_link
from stagemap.post.models import Mail
from tests import factories
from tests.factories import AT
from tests.placements.links import COOKIE, issued, may_read, opened

pytestmark = pytest.mark.django_db
STORY = time_machine.travel(AT, tick=False)
TABLES = (Link, LinkCode, LinkSession, LinkOpening, Mail, Entry)


def rows() -> list[list[tuple[object, ...]]]:
    return [list(table._default_manager.order_by("pk").values_list()) for table in TABLES]


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("path", ["", "code/", "renewal/"])
@STORY
def test_looking_at_a_link_changes_nothing(method: str, path: str) -> None:
    link = issued(factories.placement())
    before = rows()

    getattr(Client(), method)(f"{link.url}{path}")
    getattr(Client(), method)(f"{link.url}{path}?secret={link.secret}")

    assert rows() == before


@pytest.mark.parametrize("path", ["code/mail/", "../sign-out/"])
@STORY
def test_what_acts_is_never_a_get(path: str) -> None:
    link = issued(factories.placement())
    url = "/link/sign-out/" if "sign-out" in path else f"{link.url}{path}"

    assert Client().get(url).status_code == 405


@STORY
def test_the_page_of_a_link_shows_one_button_and_no_name() -> None:
    placement = factories.placement()

    page = Client().get(issued(placement).url).content.decode()

    assert page.count("data-link-secret hidden") == 1
    assert placement.student.name not in page
    assert placement.mentor is not None
    assert placement.mentor.name not in page
    assert placement.mentor.email not in page


@STORY
def test_the_button_opens_the_placement_and_cleans_the_address_bar() -> None:
    placement = factories.placement()
    other = factories.placement(student=factories.user("Lars Peeters"))
    link = issued(placement)

    browser = opened(link)

    assert may_read(browser, placement)
    assert not may_read(browser, other)
    cookie = browser.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/", 1209600)


@STORY
def test_on_https_the_cookie_is_bound_to_the_host(settings: Settings) -> None:
    settings.SECURE = True
    link = issued(factories.placement())

    cookie = opened(link).cookies["__Host-stagemap-link"]

    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


@STORY
def test_a_link_that_is_opened_again_in_the_same_browser_leads_on_without_its_secret() -> None:
    link = issued(factories.placement())
    browser = opened(link)

    answer = browser.get(link.url)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/#")


@STORY
def test_opening_does_not_use_a_link_up() -> None:
    placement = factories.placement()
    link = issued(placement)

    browser = opened(link)
    opened(link, browser)

    assert may_read(browser, placement)
    assert LinkOpening.objects.count() == 1


@STORY
def test_the_key_of_a_session_is_new_at_every_opening_and_stored_as_a_digest_only() -> None:
    link = issued(factories.placement())
    browser = opened(link)
    first = browser.cookies[COOKIE].value

    opened(link, browser)

    second = browser.cookies[COOKIE].value
    assert first != second
    assert [session.key_hash for session in LinkSession.objects.all()] == [digest(second)]


@STORY
def test_one_browser_opens_the_links_of_two_students_of_one_mentor() -> None:
    school = factories.school()
    els = factories.person(school, email="els@wegwijzer.example")
    placements = [
        factories.placement(school=school, mentor=els, student=factories.user(name)) for name in ("Noor V", "Lars P")
    ]
    browser = Client()
    for placement in placements:
        opened(issued(placement), browser)

    assert [may_read(browser, placement) for placement in placements] == [True, True]
    assert LinkSession.objects.count() == 1


@STORY
def test_another_person_in_the_same_browser_ends_the_session_of_the_first() -> None:
    placement = factories.placement()
    assert placement.school is not None
    griet = factories.person(placement.school, "Griet Maes")
    factories.reading(placement, griet, "care_team")
    browser = opened(issued(placement))

    opened(issued(placement, griet), browser)

    assert LinkSession.objects.count() == 1
    assert [opening.link.person for opening in LinkOpening.objects.select_related("link__person")] == [griet]


@STORY
def test_an_account_in_the_same_browser_is_signed_out() -> None:
    placement = factories.placement()
    browser = Client()
    browser.force_login(placement.student)

    opened(issued(placement), browser)

    assert "_auth_user_id" not in browser.session


@STORY
def test_signing_in_with_an_account_ends_what_links_opened() -> None:
    placement = factories.placement()
    browser = opened(issued(placement))
    browser.post("/sign-in/", {"email": placement.student.email})
    code = re.search(r"\b\d{3} \d{3}\b", Mail.objects.get(kind="account_code").text)
    assert code is not None

    browser.post("/sign-in/code/", {"code": code[0]})

    assert LinkSession.objects.count() == 0


@STORY
def test_the_mail_speaks_to_mentor_and_reader_in_their_language() -> None:
    placement = factories.placement()
    assert placement.school is not None
    griet = factories.person(placement.school, "Griet Maes", language="en")
    factories.reading(placement, griet, "care_team")

    mine, hers = issued(placement), issued(placement, griet)

    mentor, reader = Mail.objects.order_by("id")
    assert (mentor.subject, reader.subject) == (
        "Uw link naar de zorgstage van Noor Verhaegen",
        "Your link to the care internship of Noor Verhaegen",
    )
    assert f"http://127.0.0.1:8000{mine.url}#{mine.secret}" in mentor.text
    assert f'href="http://127.0.0.1:8000{hers.url}#{hers.secret}"' in reader.html
    assert "met u als mentor" in mentor.text
    assert "You can read along" in reader.text


@STORY
def test_a_reader_is_told_which_mentor_invites() -> None:
    placement = factories.placement()
    assert placement.school is not None
    griet = factories.person(placement.school, "Griet Maes")
    factories.reading(placement, griet, "care_team")

    issue_link(placement=placement, person=griet, by=factories.viewers(placement).mentor, at=AT)

    assert "Els Peeters nodigt u uit" in Mail.objects.latest("id").text


@STORY
def test_the_log_tells_what_happened_to_a_link() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = opened(link)
    browser.post("/link/sign-out/")
    revoke_link(link=link.link, by=SYSTEM, at=AT)

    person = f"person:{link.link.person_id}"
    assert list(Entry.objects.order_by("id").values_list("actor", "verb", "kind")) == [
        ("system", "issued", "link"),
        (person, "opened", "link"),
        (person, "signed_out", "link_session"),
        ("system", "revoked", "link"),
    ]


@STORY
def test_a_browser_with_opened_links_costs_one_query() -> None:
    school = factories.school()
    els = factories.person(school, email="els@wegwijzer.example")
    browser = Client()
    counts = []
    for name in ("Noor V", "Lars P", "Ann D"):
        opened(issued(factories.placement(school=school, mentor=els, student=factories.user(name))), browser)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/sign-in/second-step/")
        counts.append(len(queries))

    assert counts == [1, 1, 1]
