"""Personal links: a button that opens, a code on a new device, and nothing for anybody else."""

from __future__ import annotations

import datetime as dt
import logging
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from stagemap.activity.models import Entry
from stagemap.core.roles import SYSTEM
from stagemap.kit.clock import real_now, today_for_site
from stagemap.kit.services import set_site_clock
from stagemap.kit.tokens import digest
from stagemap.placements.models import Link, LinkCode, LinkOpening, LinkSession
from stagemap.placements.queries.links import opened_by
from stagemap.placements.services import issue_link, revoke_link
from stagemap.placements.services.link_codes import TRIES
from stagemap.post.models import Mail
from tests import factories
from tests.factories import AT
from tests.placements.links import COOKIE, Issued, issued, mailed_code, may_read, opened

pytestmark = pytest.mark.django_db
UNKNOWN = "x" * 22
LAST_DAY = dt.datetime(2027, 5, 23, 10, tzinfo=dt.UTC)  # Friday 23 April + 30 days
STORY = time_machine.travel(AT, tick=False)
TABLES = (Link, LinkCode, LinkSession, LinkOpening, Mail, Entry)


def rows() -> list[list[tuple[object, ...]]]:
    return [list(table._default_manager.order_by("pk").values_list()) for table in TABLES]


# --- reading changes nothing


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


# --- opening


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


# --- a code: without JavaScript, and on another device


@STORY
def test_another_device_than_the_first_needs_a_mailed_code() -> None:
    placement = factories.placement()
    link = issued(placement)
    opened(link)
    phone = Client()

    answer = phone.post(link.url, {"secret": link.secret})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{link.url}code/")
    assert not may_read(phone, placement)
    phone.post(f"{link.url}code/", {"code": mailed_code()})
    assert may_read(phone, placement)


@STORY
def test_the_first_device_is_remembered_after_its_session_ended() -> None:
    link = issued(factories.placement())
    browser = opened(link)
    browser.post("/link/sign-out/")

    answer = Client().post(link.url, {"secret": link.secret})

    assert answer.headers["Location"] == f"{link.url}code/"


@STORY
def test_a_browser_without_javascript_opens_by_a_mailed_code() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = Client()

    asked = browser.post(f"{link.url}code/mail/")
    answer = browser.post(f"{link.url}code/", {"code": mailed_code().replace(" ", "")})

    assert (asked.status_code, asked.headers["Location"]) == (303, f"{link.url}code/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert may_read(browser, placement)


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


@STORY
def test_five_wrong_codes_end_a_code() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = Client()
    browser.post(f"{link.url}code/mail/")
    code = mailed_code()

    statuses = [browser.post(f"{link.url}code/", {"code": wrong(code)}).status_code for _ in range(TRIES)]
    right = browser.post(f"{link.url}code/", {"code": code})

    assert statuses == [422] * 5
    assert right.status_code == 422
    assert not may_read(browser, placement)


@STORY
def test_a_right_code_after_four_wrong_ones_opens() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = Client()
    browser.post(f"{link.url}code/mail/")
    code = mailed_code()
    for _ in range(TRIES - 1):
        browser.post(f"{link.url}code/", {"code": wrong(code)})

    browser.post(f"{link.url}code/", {"code": code})

    assert may_read(browser, placement)


@STORY
def test_a_code_works_once() -> None:
    link = issued(factories.placement())
    Client().post(f"{link.url}code/mail/")
    code = mailed_code()
    Client().post(f"{link.url}code/", {"code": code})

    assert Client().post(f"{link.url}code/", {"code": code}).status_code == 422


@STORY
def test_only_the_latest_code_counts() -> None:
    link = issued(factories.placement())
    Client().post(f"{link.url}code/mail/")
    first = mailed_code()
    Client().post(f"{link.url}code/mail/")

    if first != mailed_code():
        assert Client().post(f"{link.url}code/", {"code": first}).status_code == 422
    assert Client().post(f"{link.url}code/", {"code": mailed_code()}).status_code == 303


def test_a_code_works_for_a_quarter_of_an_hour() -> None:
    link = issued(factories.placement())
    with time_machine.travel(AT, tick=False) as clock:
        Client().post(f"{link.url}code/mail/")
        clock.shift(dt.timedelta(minutes=15))
        answer = Client().post(f"{link.url}code/", {"code": mailed_code()})

    assert answer.status_code == 422


@STORY
def test_a_code_opens_no_other_link() -> None:
    mine = issued(factories.placement())
    theirs = issued(factories.placement(student=factories.user("Lars Peeters")))
    Client().post(f"{theirs.url}code/mail/")
    Client().post(f"{mine.url}code/mail/")

    assert Client().post(f"{theirs.url}code/", {"code": mailed_code()}).status_code == 422


@STORY
def test_an_empty_code_gets_a_sentence() -> None:
    link = issued(factories.placement())

    answer = Client().post(f"{link.url}code/", {"code": ""})

    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.content.decode()


# --- no oracle: unknown, foreign, revoked, expired and wrong look alike


def dead_links() -> dict[str, Issued]:
    """A link of every kind that does not open at ``LAST_DAY`` plus one day."""
    cases = {
        name: issued(factories.placement(student=factories.user(f"{name} X")))
        for name in ("revoked", "wrong", "expired")
    }
    revoke_link(link=cases["revoked"].link, by=SYSTEM, at=AT)
    no_part = factories.placement(student=factories.user("Lars Peeters"))
    cases["no part"] = issued(no_part)
    no_part.mentor = None
    no_part.save()
    cases["unknown"] = Issued(Link(public_id=UNKNOWN), cases["expired"].secret)
    later = issued(factories.placement(student=factories.user("Wrong Secret")), at=LAST_DAY)
    cases["wrong"] = Issued(later.link, cases["expired"].secret)
    return cases


def told(client: Client, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
    """What an answer tells: status, address, and the page without its public id and token."""
    answer = getattr(client, method)(path, data or {})
    page = re.sub(r'value="[A-Za-z0-9]{64}"|CSRFToken": "[A-Za-z0-9]+', "", answer.content.decode())
    public_id = path.split("/")[2]
    return (
        answer.status_code,
        answer.headers.get("Location", "").replace(public_id, "ID"),
        page.replace(public_id, "ID"),
    )


def test_every_link_that_does_not_open_gets_the_same_answer() -> None:
    cases = dead_links()
    with time_machine.travel(LAST_DAY + dt.timedelta(days=1), tick=False):
        answers = {name: told(Client(), "post", case.url, {"secret": case.secret}) for name, case in cases.items()}
        pages = {name: told(Client(), "get", case.url) for name, case in cases.items() if name != "wrong"}
        codes = {name: told(Client(), "post", f"{case.url}code/mail/") for name, case in cases.items()}
        tries = {name: told(Client(), "post", f"{case.url}code/", {"code": "12"}) for name, case in cases.items()}
        renewals = {name: told(Client(), "post", f"{case.url}renewal/") for name, case in cases.items()}

    unknown = answers["unknown"]
    assert unknown[0] == 404
    assert answers == dict.fromkeys(answers, unknown)
    assert pages == dict.fromkeys(pages, pages["unknown"])
    assert [each["unknown"][:2] for each in (pages, codes, tries, renewals)] == [
        (404, ""),
        (303, "/link/ID/code/"),
        (422, ""),
        (303, "/link/ID/renewal/"),
    ]
    for each in (codes, tries, renewals):
        assert each == dict.fromkeys(each, each["unknown"])


def test_a_link_opens_until_thirty_days_after_the_week_and_not_a_day_longer() -> None:
    link = issued(factories.placement())

    with time_machine.travel(LAST_DAY, tick=False):
        assert Client().get(link.url).status_code == 200
    with time_machine.travel(LAST_DAY + dt.timedelta(days=1), tick=False):
        assert Client().get(link.url).status_code == 404


def test_an_expired_link_ends_what_it_opened() -> None:
    placement = factories.placement()
    with time_machine.travel(LAST_DAY, tick=False) as clock:
        browser = opened(issued(placement))
        Link.objects.update(issued_at=AT)
        assert may_read(browser, placement)
        clock.shift(dt.timedelta(days=1))

        assert browser.get(f"/placements/{placement.pk}/").status_code == 302


@STORY
def test_a_stranger_cannot_use_a_secret_of_another_link() -> None:
    mine = issued(factories.placement())
    theirs = issued(factories.placement(student=factories.user("Lars Peeters")))

    assert Client().post(theirs.url, {"secret": mine.secret}).status_code == 404
    assert Client().post(mine.url, {}).status_code == 404
    assert Client().post(mine.url, {"secret": "x" * 500}).status_code == 404
    assert LinkSession.objects.count() == 0


# --- revoking, replacing, idling


@STORY
def test_revoking_ends_every_session_of_a_link_at_once() -> None:
    placement = factories.placement()
    link = issued(placement)
    browser = opened(link)

    revoke_link(link=link.link, by=SYSTEM, at=AT)

    assert not may_read(browser, placement)
    assert LinkSession.objects.count() == 0


@STORY
def test_revoking_one_link_leaves_the_session_to_another() -> None:
    school = factories.school()
    els = factories.person(school, email="els@wegwijzer.example")
    first, second = (
        factories.placement(school=school, mentor=els, student=factories.user(name)) for name in ("Noor V", "Lars P")
    )
    link, browser = issued(first), Client()
    opened(link, browser)
    opened(issued(second), browser)

    revoke_link(link=link.link, by=SYSTEM, at=AT)
    revoke_link(link=link.link, by=SYSTEM, at=AT)

    assert [may_read(browser, first), may_read(browser, second)] == [False, True]
    assert Entry.objects.filter(verb="revoked").count() == 1


@STORY
def test_a_new_link_takes_the_place_of_the_old_one() -> None:
    placement = factories.placement()
    old = issued(placement)
    browser = opened(old)

    new = issued(placement)

    assert not may_read(browser, placement)
    assert Client().get(old.url).status_code == 404
    assert may_read(opened(new), placement)


@STORY
def test_a_person_who_no_longer_has_a_part_sees_nothing_more() -> None:
    placement = factories.placement()
    browser = opened(issued(placement))
    placement.mentor = None
    placement.save()

    assert not may_read(browser, placement)


def test_a_session_ends_after_fourteen_idle_days_and_lives_on_when_used() -> None:
    placement = factories.placement()
    link = issued(placement)
    with time_machine.travel(AT, tick=False) as clock:
        browser = opened(link)
        clock.shift(dt.timedelta(days=13))
        assert may_read(browser, placement)
        clock.shift(dt.timedelta(days=13))
        assert may_read(browser, placement)
        clock.shift(dt.timedelta(days=14))

        assert not may_read(browser, placement)


def test_the_demos_clock_counts_for_links_and_never_for_sessions(settings: Settings) -> None:
    settings.STAGEMAP_DEMO = True
    set_site_clock(to=AT)
    key = opened(issued(factories.placement())).cookies[COOKIE].value
    is_open = []
    for moment in (AT + dt.timedelta(days=40), LAST_DAY, LAST_DAY + dt.timedelta(days=1)):
        set_site_clock(to=moment)
        is_open.append(opened_by(key, real=real_now(), today=today_for_site()) is not None)

    assert is_open == [True, True, False]


@STORY
def test_signing_out_closes_the_session_and_takes_the_cookie() -> None:
    placement = factories.placement()
    browser = opened(issued(placement))

    answer = browser.post("/link/sign-out/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/")
    assert (answer.cookies[COOKIE].value, LinkSession.objects.count()) == ("", 0)
    assert Client().post("/link/sign-out/").status_code == 303


# --- the way back


def mails(kind: str) -> list[str]:
    return list(Mail.objects.filter(kind=kind).order_by("id").values_list("recipient", flat=True))


def test_an_expired_link_is_renewed_to_the_address_on_file_only() -> None:
    placement = factories.placement()
    assert placement.mentor is not None
    link = issued(placement)
    with time_machine.travel(LAST_DAY + dt.timedelta(days=1), tick=False):
        Client().post(f"{link.url}renewal/", {"email": "thief@elsewhere.example"})
        newest = Link.objects.latest("id")

        assert mails("link") == [placement.mentor.email] * 2
        assert Client().get(f"/link/{newest.public_id}/").status_code == 200


@STORY
def test_a_link_that_still_opens_is_not_replaced_but_helped_by_a_code() -> None:
    placement = factories.placement()
    old = issued(placement)
    new = issued(placement)
    browser = opened(new)

    Client().post(f"{old.url}renewal/")

    assert may_read(browser, placement)
    assert (len(mails("link")), len(mails("link_code"))) == (2, 1)
    assert new.link.public_id in Mail.objects.get(kind="link_code").text


@STORY
def test_a_link_that_somebody_revoked_is_not_renewed() -> None:
    link = issued(factories.placement())
    revoke_link(link=link.link, by=SYSTEM, at=AT)
    before = Mail.objects.count()

    Client().post(f"{link.url}renewal/")

    assert Mail.objects.count() == before


@STORY
def test_a_mentor_who_types_an_address_where_accounts_sign_in_gets_the_way_back() -> None:
    placement = factories.placement()
    assert placement.mentor is not None
    issued(placement)
    revoked = issued(factories.placement(student=factories.user("Lars Peeters"), school=None, mentor=placement.mentor))
    revoke_link(link=revoked.link, by=SYSTEM, at=AT)

    answer = Client().post("/sign-in/", {"email": placement.mentor.email.upper()})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/code/")
    assert mails("link_code") == [placement.mentor.email]


# --- limits


@STORY
def test_limits_count_per_link_first() -> None:
    busy, calm = (issued(factories.placement(student=factories.user(name))) for name in ("Noor V", "Lars P"))

    asked = [Client().post(f"{busy.url}code/mail/").status_code for _ in range(6)]

    assert asked == [303] * 5 + [429]
    assert Client().post(f"{calm.url}code/mail/").status_code == 303
    assert len(mails("link_code")) == 6


@STORY
def test_an_unknown_link_has_the_same_limit() -> None:
    asked = [Client().post(f"/link/{UNKNOWN}/code/mail/").status_code for _ in range(6)]

    assert asked == [303] * 5 + [429]


# --- what leaks nowhere


@STORY
def test_pages_of_a_link_tell_no_other_site_where_somebody_was() -> None:
    link = issued(factories.placement())
    answers = [
        Client().get(link.url),
        Client().get(f"{link.url}code/"),
        Client().get(f"{link.url}renewal/"),
        Client().get(f"/link/{UNKNOWN}/"),
        Client().post(link.url, {"secret": link.secret}),
    ]

    assert [answer.headers["Referrer-Policy"] for answer in answers] == ["no-referrer"] * 5
    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store"] * 5


@STORY
def test_a_secret_is_in_no_log_and_in_no_table_but_the_waiting_mail(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    link = issued(factories.placement())

    opened(link)
    Client().post(link.url, {"secret": link.secret})

    assert link.secret not in caplog.text
    holding = [table.__name__ for table in TABLES if link.secret in str(list(table._default_manager.values_list()))]
    assert holding == ["Mail"]
    assert Mail.objects.get(kind="link").holds_secret


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("null", "same-origin", 303),
        ("null", None, 303),
        ("null", "cross-site", 403),
        ("null", "same-site", 403),
        ("http://elsewhere.example", "same-origin", 403),
        ("http://testserver", "same-origin", 303),
    ],
)
@STORY
def test_forms_of_a_link_pass_the_check_of_their_origin_only_from_this_site(
    origin: str, site: str | None, status: int
) -> None:
    link = issued(factories.placement())
    browser = Client(enforce_csrf_checks=True)
    browser.get(link.url)
    headers = {"Origin": origin} | ({"Sec-Fetch-Site": site} if site else {})

    data = {"secret": link.secret, "csrfmiddlewaretoken": browser.cookies["csrf"].value}
    answer = browser.post(link.url, data, headers=headers)

    assert answer.status_code == status


@STORY
def test_without_its_token_no_form_of_a_link_passes() -> None:
    link = issued(factories.placement())
    browser = Client(enforce_csrf_checks=True)
    browser.get(link.url)

    answer = browser.post(link.url, {"secret": link.secret}, headers={"Origin": "null"})

    assert answer.status_code == 403


# --- the mail, the log, the cost


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
