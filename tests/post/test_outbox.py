"""Writing mail: in the transaction of its event, once, in the reader's language."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction

from stagemap.post import queries
from stagemap.post.models import Mail
from stagemap.post.services import queue
from stagemap.post.services.letter import Part, html_of, parts_of

AT = dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def queue_one(**fields: Any) -> None:
    known = {
        "kind": "roster",
        "object_id": 3,
        "recipient": "karim.haddad@college.example",
        "due_on": dt.date(2027, 3, 24),
        "language": "nl",
        "subject": "Het rooster van Noor",
        "text": "Dag Karim",
        "at": AT,
    }
    queue(**{**known, **fields})


def test_a_mail_waits_in_the_outbox_with_an_id_of_its_own() -> None:
    queue_one()

    mail = Mail.objects.get()
    assert (mail.status, mail.queued_at, mail.next_try_at, mail.tries) == ("queued", AT, AT, 0)
    assert mail.message_id.endswith("@127.0.0.1>")


def test_the_same_mail_twice_is_one_mail() -> None:
    queue_one()
    queue_one(subject="Iets anders", at=AT + dt.timedelta(hours=1))

    assert [mail.subject for mail in Mail.objects.all()] == ["Het rooster van Noor"]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "reminder"},
        {"object_id": 4},
        {"recipient": "hilde.wouters@college.example"},
        {"due_on": dt.date(2027, 3, 25)},
    ],
)
def test_another_subject_reader_or_day_is_another_mail(other: dict[str, Any]) -> None:
    queue_one()
    queue_one(**other)

    assert Mail.objects.count() == 2
    assert len(set(Mail.objects.values_list("message_id", flat=True))) == 2


@pytest.mark.django_db(transaction=True)
def test_an_event_that_fails_leaves_no_mail() -> None:
    def event() -> None:
        with transaction.atomic():
            queue_one()
            raise LookupError

    with pytest.raises(LookupError):
        event()

    assert Mail.objects.count() == 0


def test_a_subject_keeps_to_one_line_of_200_characters() -> None:
    queue_one(subject="Rooster\r\nBcc: x@y.example " + "z" * 300)

    subject = Mail.objects.get().subject
    assert subject.startswith("Rooster Bcc: x@y.example zzz")
    assert len(subject) == 200


def test_no_pupil_code_gets_into_a_mail_and_no_address_is_harmed() -> None:
    link = "https://stage.example/link/abc/#1secret"

    queue_one(subject="Overleg over #1", text=f"Noor spreekt met #2 en #3.\n\nOpen:\n{link}\n")

    mail = Mail.objects.get()
    assert (mail.subject, mail.text) == (
        "Overleg over een leerling",
        f"Noor spreekt met enkele leerlingen.\n\nOpen:\n{link}\n",
    )


def test_html_with_a_pupil_code_is_refused() -> None:
    with pytest.raises(ValueError, match="holds the code of a pupil"):
        queue_one(html='<p bgcolor="#123456">Overleg over #1</p>')

    queue_one(html='<p bgcolor="#123456">Overleg</p>')
    assert Mail.objects.count() == 1


def test_paragraphs_a_button_and_a_code_follow_from_the_text() -> None:
    text = "Dag Els\nNoor vraagt u iets.\n\nOpen uw link:\nhttps://stage.example/link/abc/#s\n\n123 456\n\nTot dan"

    assert parts_of(text) == [
        Part(lines=("Dag Els", "Noor vraagt u iets.")),
        Part(lines=("Open uw link:",), url="https://stage.example/link/abc/#s"),
        Part(code="123 456"),
        Part(lines=("Tot dan",)),
    ]
    assert parts_of(text)[1].words == "Open uw link"
    assert Part(url="https://stage.example/").words == "https://stage.example/"


def test_a_name_cannot_put_html_in_a_mail() -> None:
    page = html_of("<b>", 'Dag <script>alert("x")</script>', "nl")

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<title>&lt;b&gt;</title>" in page


def test_the_outbox_tells_how_it_stands() -> None:
    queue_one()
    queue_one(object_id=4)
    Mail.objects.filter(object_id="4").update(status="failed", next_try_at=None)

    assert queries.how_many() == {"queued": 1, "sending": 0, "sent": 0, "uncertain": 0, "failed": 1}
    assert [mail.object_id for mail in queries.latest()] == ["4", "3"]
    assert [mail.object_id for mail in queries.troubled()] == ["4"]
    assert queries.mail(Mail.objects.get(object_id="3").pk) == Mail.objects.get(object_id="3")
    assert queries.mail(0) is None
