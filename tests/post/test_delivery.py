"""Delivery to a real SMTP server: after the commit, never lost, twice only when nobody can know."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from stagemap.post.models import Mail
from stagemap.post.services import deliver_due, queue
from stagemap.post.services.carrier import Carrier
from stagemap.post.services.delivery import BACK_OFF, BREAK, SECOND_LOOK, _claim, _try
from stagemap.post.services.postman import Postman
from tests.post.conftest import Sink

AT = dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def a_mail(**fields: Any) -> Mail:
    known = {
        "kind": "roster",
        "object_id": Mail.objects.count() + 1,
        "recipient": "karim.haddad@college.example",
        "due_on": dt.date(2027, 3, 24),
        "language": "nl",
        "subject": "Rooster van Noë",
        "text": "Dag Karim\n",
        "at": AT,
    }
    queue(**{**known, **fields})
    return Mail.objects.latest("id")


def test_a_mail_arrives_with_its_text_its_html_and_its_fixed_headers(sink: Sink, settings: Settings) -> None:
    settings.MAIL_REPLY_TO = "Zorgstage <zorgstage@college.example>"
    mail = a_mail(html="<p>Dag Karim</p>")

    assert deliver_due(at=AT) == 1

    [got] = sink.got
    headers = ("Subject", "From", "To", "Reply-To", "Message-ID", "Auto-Submitted", "Content-Language")
    assert [got[name] for name in headers] == [
        "Rooster van Noë",
        "Stagemap <stagemap@stagemap.example>",
        "karim.haddad@college.example",
        "Zorgstage <zorgstage@college.example>",
        mail.message_id,
        "auto-generated",
        "nl",
    ]
    text, html = got.get_body(["plain"]), got.get_body(["html"])
    assert text is not None
    assert html is not None
    assert (text.get_content().strip(), html.get_content().strip()) == ("Dag Karim", "<p>Dag Karim</p>")
    assert sink.senders == ["stagemap@stagemap.example"]


def test_a_sent_mail_is_not_sent_again(sink: Sink) -> None:
    a_mail()
    deliver_due(at=AT)

    assert deliver_due(at=AT + dt.timedelta(days=9)) == 0
    mail = Mail.objects.get()
    assert (mail.status, mail.sent_at, mail.next_try_at, mail.tries) == ("sent", AT, None, 1)
    assert len(sink.got) == 1


def test_a_mail_that_is_not_due_yet_waits(sink: Sink) -> None:
    a_mail(at=AT + dt.timedelta(minutes=1))

    assert deliver_due(at=AT) == 0
    assert sink.got == []


def test_all_that_is_due_goes_over_one_connection(sink: Sink) -> None:
    for _ in range(3):
        a_mail()

    assert deliver_due(at=AT) == 3
    assert len(sink.got) == 3


def test_a_secret_is_wiped_from_the_outbox_once_it_was_sent(sink: Sink) -> None:
    a_mail(text="123 456\n", html="<p>123 456</p>", holds_secret=True)
    a_mail(text="blijft\n")

    deliver_due(at=AT)

    assert [(mail.status, mail.text, mail.html) for mail in Mail.objects.order_by("id")] == [
        ("sent", "", ""),
        ("sent", "blijft\n", ""),
    ]
    assert len(sink.got) == 2


def test_without_a_mail_server_nothing_is_tried(settings: Settings) -> None:
    settings.MAIL_SERVER = {}
    a_mail()

    assert deliver_due(at=AT) == 0
    assert Mail.objects.get().status == "queued"


@pytest.mark.usefixtures("nobody_listens")
def test_a_server_that_is_away_is_tried_later_and_later_and_then_given_up() -> None:
    mail = a_mail()
    at = AT
    waits = []
    for _ in BACK_OFF:
        assert deliver_due(at=at) == 0
        mail.refresh_from_db()
        assert mail.status == "queued"
        assert mail.next_try_at is not None
        waits.append(mail.next_try_at - at)
        at = mail.next_try_at

    assert deliver_due(at=at) == 0
    mail.refresh_from_db()
    assert tuple(waits) == BACK_OFF
    assert (mail.status, mail.next_try_at, mail.tries) == ("failed", None, len(BACK_OFF) + 1)
    assert "Refused" in mail.trouble


@pytest.mark.parametrize(
    ("stage", "answer", "status"),
    [
        ("rcpt", "550 no such mailbox", "failed"),
        ("rcpt", "450 try again", "queued"),
        ("text", "554 refused", "failed"),
        ("text", "451 later", "queued"),
    ],
)
def test_the_servers_word_decides(sink: Sink, stage: str, answer: str, status: str) -> None:
    (sink.rcpt_answers if stage == "rcpt" else sink.answers).append(answer)
    refused, fine = a_mail(), a_mail()

    assert deliver_due(at=AT) == 1

    refused.refresh_from_db()
    fine.refresh_from_db()
    assert (refused.status, refused.trouble, fine.status) == (status, answer, "sent")


def test_an_address_that_cannot_be_one_fails_at_once(sink: Sink) -> None:
    mail = a_mail(recipient="karim@@college.example")

    assert deliver_due(at=AT) == 0
    mail.refresh_from_db()
    assert (mail.status, sink.got) == ("failed", [])


def test_a_line_that_breaks_after_the_text_is_uncertain_and_tried_once_more_under_the_same_id(sink: Sink) -> None:
    sink.hang_up = True
    mail = a_mail()

    assert deliver_due(at=AT) == 0
    mail.refresh_from_db()
    assert (mail.status, mail.next_try_at) == ("uncertain", AT + SECOND_LOOK)

    assert deliver_due(at=AT + SECOND_LOOK) == 1
    mail.refresh_from_db()
    assert (mail.status, mail.tries) == ("sent", 2)
    assert [got["Message-ID"] for got in sink.got] == [mail.message_id, mail.message_id]


def test_a_second_break_leaves_the_mail_to_a_person(sink: Sink) -> None:
    mail = a_mail()
    for at in (AT, AT + SECOND_LOOK):
        sink.hang_up = True
        deliver_due(at=at)

    assert deliver_due(at=AT + dt.timedelta(days=9)) == 0
    mail.refresh_from_db()
    assert (mail.status, mail.next_try_at, mail.tries) == ("uncertain", None, 2)


def test_a_killed_carrier_leaves_an_uncertain_mail_that_is_tried_once_more(sink: Sink) -> None:
    mail = a_mail()
    Mail.objects.update(status="sending", next_try_at=AT + BREAK, tries=1)

    assert deliver_due(at=AT) == 0
    mail.refresh_from_db()
    assert mail.status == "sending"

    assert deliver_due(at=AT + BREAK) == 1
    mail.refresh_from_db()
    assert (mail.status, mail.tries, mail.trouble) == ("sent", 2, "The attempt broke off.")
    assert len(sink.got) == 1


@pytest.mark.usefixtures("nobody_listens")
def test_a_second_look_that_finds_no_server_is_not_the_second_look_yet() -> None:
    mail = a_mail()
    Mail.objects.update(status="uncertain", next_try_at=AT, tries=1)

    deliver_due(at=AT)

    mail.refresh_from_db()
    assert (mail.status, mail.next_try_at) == ("uncertain", AT + BACK_OFF[1])


def test_a_mail_that_another_process_took_is_left_alone(sink: Sink) -> None:
    first, second = a_mail(), a_mail()

    def take_second() -> None:
        Mail.objects.filter(pk=second.pk, status="queued").update(status="sending", next_try_at=AT + BREAK)

    taken = Mail.objects.filter(pk=second.pk)
    take_second()

    assert deliver_due(at=AT) == 1
    assert taken.get().status == "sending"
    assert len(sink.got) == 1
    first.refresh_from_db()
    assert first.status == "sent"


def test_one_mail_is_taken_by_one_process() -> None:
    mail = a_mail()

    assert [_claim(mail, AT), _claim(mail, AT)] == [True, False]
    assert _try(mail, Carrier(), AT) is False


def test_a_server_that_breaks_off_before_the_text_is_tried_later(sink: Sink) -> None:
    sink.rcpt_answers.append("421 going down")
    mail = a_mail()

    assert deliver_due(at=AT) == 0
    mail.refresh_from_db()
    assert (mail.status, sink.got) == ("queued", [])


@pytest.mark.django_db(transaction=True)
def test_in_the_background_the_same_happens(sink: Sink, settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = True

    a_mail(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    for thread in threading.enumerate():
        if thread.name == "postman":
            thread.join()

    assert (len(sink.got), Mail.objects.get().status) == (1, "sent")


@pytest.mark.django_db(transaction=True)
def test_a_mail_leaves_after_the_commit_and_not_before(sink: Sink) -> None:
    with transaction.atomic():
        a_mail(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        assert sink.got == []

    assert len(sink.got) == 1


def test_the_postman_walks_once_at_a_time_and_again_when_woken_meanwhile() -> None:
    rounds: list[int] = []
    postman: Postman
    nested: list[object] = []

    def work() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            nested.append(postman.wake())
            raise LookupError("a round that breaks off")

    postman = Postman(work)
    thread = postman.wake()
    assert thread is not None
    thread.join()

    assert (rounds, nested) == ([0, 1], [None])
    again = postman.wake()
    assert again is not None
    again.join()
    assert rounds == [0, 1, 2]
