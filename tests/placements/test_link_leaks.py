"""The way back to a lost link, its limits, and what leaks nowhere."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
import time_machine
from django.test import Client

from stagemap.activity.models import Entry
from stagemap.core.roles import SYSTEM
from stagemap.placements.models import Link, LinkCode, LinkOpening, LinkSession
from stagemap.placements.services import revoke_link
from stagemap.post.models import Mail
from tests import factories
from tests.factories import AT
from tests.placements.links import issued, may_read, opened

pytestmark = pytest.mark.django_db
UNKNOWN = "x" * 22
LAST_DAY = dt.datetime(2027, 5, 23, 10, tzinfo=dt.UTC)  # Friday 23 April + 30 days
STORY = time_machine.travel(AT, tick=False)
TABLES = (Link, LinkCode, LinkSession, LinkOpening, Mail, Entry)


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
