"""A file in pieces: each is safe once it is answered, a broken connection goes on where it stopped (trust: Uploads)."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from stagemap.kit.jobs import registered
from stagemap.kit.uploads import store
from stagemap.placements.models import Placement
from stagemap.portfolio import services
from stagemap.portfolio.models import Attachment, Sheet, Upload
from tests import factories as make
from tests.portfolio.filled import filled
from tests.portfolio.handed_in import beside, put
from tests.portfolio.pages import browser, html, to
from tests.uploads import samples

pytestmark = pytest.mark.django_db

Sends = Callable[..., Any]
NO_PLACE = "Een stuk van het bestand zegt niet waar het hoort. Kies het bestand opnieuw."
DAY_LATER = make.AT + dt.timedelta(days=1, minutes=1)


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def whole() -> bytes:
    """A picture of some thousands of bytes."""
    return samples.picture("PNG", size=(300, 200))


@pytest.fixture
def key(draft: Sheet, whole: bytes, tmp_path: Path) -> uuid.UUID:
    """The id under which the picture comes."""
    return services.key_of(draft.pk, put(tmp_path, whole))


@pytest.fixture
def send(draft: Sheet, key: uuid.UUID, whole: bytes, student: Client) -> Sends:
    """Sends a piece of the picture, as the script does."""

    def post(offset: int, data: bytes, size: int = len(whole), **headers: str) -> Any:
        said = {"Upload-Offset": str(offset), "Upload-Length": str(size)} | headers
        kind = "application/octet-stream"
        return student.post(to(draft, "upload", key), data, content_type=kind, headers=said)

    return post


def received(client: Client, sheet: Sheet, key: uuid.UUID) -> int:
    """How much of a file the site says to have."""
    found: int = client.get(to(sheet, "upload", key)).json()["received"]
    return found


def test_a_file_comes_in_pieces_and_is_answered_with_its_line(
    draft: Sheet, key: uuid.UUID, whole: bytes, send: Sends, student: Client
) -> None:
    first = send(0, whole[:500])
    between = received(student, draft, key)
    last = send(500, whole[500:])

    file = Attachment.objects.get()
    assert (first.status_code, first.json(), between) == (200, {"received": 500}, 500)
    assert (last.status_code, f'id="file-{key}"' in html(last), "Foto 1" in html(last)) == (201, True, True)
    assert (file.pk, file.sheet_id, Upload.objects.count(), store.names_arriving()) == (key, draft.pk, 0, [])


def test_a_piece_that_comes_twice_or_too_late_changes_nothing(
    draft: Sheet, key: uuid.UUID, whole: bytes, send: Sends, student: Client
) -> None:
    send(0, whole[:500])
    answers = [send(0, whole[:400]), send(700, whole[700:]), send(500, whole[500:] + b"more")]
    assert [(each.status_code, each.json()) for each in answers] == [(200, {"received": 500})] * 3
    assert (send(500, whole[500:]).status_code, received(student, draft, key)) == (201, 0)


def test_a_file_that_is_there_already_is_answered_at_once(
    draft: Sheet, who: make.Viewers, whole: bytes, send: Sends, tmp_path: Path
) -> None:
    beside(draft, who.student, tmp_path, whole)
    assert (send(0, whole[:500]).status_code, Attachment.objects.count(), Upload.objects.count()) == (201, 1, 0)


def test_an_answer_that_was_lost_is_asked_for_again(whole: bytes, send: Sends) -> None:
    send(0, whole)
    assert (send(len(whole), b"").status_code, Attachment.objects.count()) == (201, 1)


def test_a_file_that_changed_on_the_way_is_asked_for_again(
    draft: Sheet, key: uuid.UUID, whole: bytes, send: Sends, student: Client
) -> None:
    send(0, b"\0" * 500)
    answer = send(500, whole[500:])
    assert (answer.status_code, answer.json()) == (
        422,
        {"fault": "Het bestand kwam niet volledig aan. Kies het opnieuw."},
    )
    assert (received(student, draft, key), store.names_arriving(), Attachment.objects.count()) == (0, [], 0)


@pytest.mark.parametrize(
    ("headers", "size", "said"),
    [
        ({}, 20_000_001, "hoogstens 20 MB"),
        ({"Upload-Offset": "vijf"}, 9, "waar het hoort"),
        ({"Upload-Length": "-1"}, 9, "waar het hoort"),
        ({"Upload-Length": "0"}, 9, "waar het hoort"),
        ({"Upload-Length": "9" * 30}, 9, "waar het hoort"),
    ],
)
def test_a_piece_that_makes_no_sense_gets_a_sentence(
    headers: dict[str, str], size: int, said: str, send: Sends
) -> None:
    answer = send(0, b"123456789", size, **headers)
    assert (answer.status_code, said in answer.json()["fault"], Upload.objects.count()) == (422, True, 0)


def test_what_cannot_be_taken_gets_its_sentence_and_leaves_nothing(
    draft: Sheet, student: Client, tmp_path: Path
) -> None:
    body = b"MZ\x90\0 a program"
    url = to(draft, "upload", services.key_of(draft.pk, put(tmp_path, body)))
    headers = {"Upload-Offset": "0", "Upload-Length": str(len(body))}
    answer = student.post(url, body, content_type="application/octet-stream", headers=headers)
    assert (answer.status_code, "Dit is geen foto" in answer.json()["fault"]) == (422, True)
    assert (Upload.objects.count(), store.names_arriving(), list(store.digests())) == (0, [], [])


def test_a_full_portfolio_takes_no_first_piece(draft: Sheet, whole: bytes, send: Sends) -> None:
    make.attachment(draft, size=50_000_000)
    answer = send(0, whole[:500])
    assert (answer.status_code, "nog 0 MB vrij" in answer.json()["fault"], Upload.objects.count()) == (422, True, 0)


def test_not_more_is_on_its_way_than_five_files_weigh(draft: Sheet, whole: bytes, send: Sends) -> None:
    Upload.objects.create(pk=uuid.uuid4(), sheet=draft, size=100_000_000, begun_at=make.AT)
    answer = send(0, whole[:500])
    assert (answer.status_code, "tegelijk onderweg" in answer.json()["fault"]) == (422, True)


def test_not_more_than_sixty_files_are_on_their_way_however_small(draft: Sheet, send: Sends) -> None:
    for _number in range(60):
        Upload.objects.create(pk=uuid.uuid4(), sheet=draft, size=1, begun_at=make.AT)
    answer = send(0, b"x")
    assert (answer.status_code, Upload.objects.count()) == (422, 60)
    assert answer.json()["fault"] == "Er is te veel tegelijk onderweg. Wacht tot de andere bestanden er zijn."


def test_a_piece_in_a_form_gets_a_sentence(draft: Sheet, who: make.Viewers, placement: Placement) -> None:
    client = make.sign_in(Client(enforce_csrf_checks=True), who.student, placement)
    token = filled(html(client.get(to(draft, "write"))))["csrfmiddlewaretoken"]
    said = {"Upload-Offset": "0", "Upload-Length": "9", "X-CSRFToken": str(token), "Origin": "http://testserver"}
    answer = client.post(to(draft, "upload", uuid.uuid4()), {"a": "b"}, headers=said)
    assert (answer.status_code, answer.json()["fault"], Upload.objects.count()) == (422, NO_PLACE, 0)


def test_a_file_of_another_sheet_goes_on_nowhere_else(
    placement: Placement, key: uuid.UUID, whole: bytes, send: Sends
) -> None:
    other = make.sheet(placement, make.sheet_kind("other"))
    Upload.objects.create(pk=key, sheet=other, size=len(whole), begun_at=make.AT)
    assert send(0, whole[:500]).status_code == 422


def test_what_is_on_its_way_can_be_let_go(
    draft: Sheet, key: uuid.UUID, whole: bytes, send: Sends, student: Client
) -> None:
    send(0, whole[:500])
    for _press in range(2):
        assert student.delete(to(draft, "upload", key)).json() == {"received": 0}
    assert (Upload.objects.count(), store.names_arriving()) == (0, [])


def test_nobody_else_sends_or_asks(
    placement: Placement, draft: Sheet, key: uuid.UUID, whole: bytes, send: Sends, who: make.Viewers
) -> None:
    send(0, whole[:500])
    mentor = browser(who.mentor, placement)
    asked = [
        mentor.get(to(draft, "upload", key)),
        mentor.post(to(draft, "upload", key)),
        mentor.delete(to(draft, "upload", key)),
    ]
    assert ([each.status_code for each in asked], Upload.objects.get().received) == ([404] * 3, 500)


def test_what_never_came_whole_is_swept_after_a_day(key: uuid.UUID, whole: bytes, send: Sends) -> None:
    send(0, whole[:500])
    old, new = store.arriving("left.clean"), store.arriving("new.clean")
    for place in (old, new):
        place.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(new, (make.AT.timestamp(), make.AT.timestamp()))

    services.sweep_uploads(make.AT)
    assert store.names_arriving() == sorted([str(key), "new.clean"])
    services.sweep_uploads(DAY_LATER)
    assert (store.names_arriving(), Upload.objects.count()) == (["new.clean"], 0)


def test_a_file_that_no_sheet_names_is_swept(draft: Sheet, who: make.Viewers, tmp_path: Path) -> None:
    photo = beside(draft, who.student, tmp_path, samples.picture("PNG", size=(1200, 800)))
    stray = store.arriving("stray")
    stray.write_bytes(b"nobody's")
    store.keep(stray)
    services.sweep_kept()
    assert sorted(store.digests()) == sorted([photo.digest, photo.small])


def test_the_worker_knows_both_sweeps(whole: bytes, send: Sends) -> None:
    send(0, whole[:500])
    jobs = {job.name: job for job in registered()}
    for name in ("forget files that never came whole", "forget files that no sheet names"):
        jobs[name].run(DAY_LATER)
    assert (Upload.objects.count(), store.names_arriving()) == (0, [])


def test_a_piece_costs_few_queries(
    whole: bytes, send: Sends, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    send(0, whole[:500])
    with django_assert_num_queries(10):
        send(500, whole[500:600])
