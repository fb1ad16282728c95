import errno
import json

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.test import Client

from stagemap.kit.faults import kind_of

HTMX = {"hx-request": "true"}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OperationalError("connection refused"), "away"),
        (OperationalError("database is locked"), "away"),
        (InterfaceError("connection already closed"), "away"),
        (OperationalError("database or disk is full"), "full"),
        (OperationalError("could not extend file: No space left on device"), "full"),
        (OperationalError("attempt to write a readonly database"), "full"),
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (OSError(errno.ENOENT, "No such file"), None),
        (IntegrityError("UNIQUE constraint failed"), None),
        (ValueError("x"), None),
        (None, None),
    ],
)
def test_a_lost_database_and_a_full_disk_are_known_from_other_faults(
    error: BaseException | None, kind: str | None
) -> None:
    assert kind_of(error) == kind


@pytest.mark.parametrize(
    ("path", "said"),
    [("/away/", "We kunnen even niet aan onze gegevens"), ("/full/", "Bewaren lukt nu even niet")],
)
def test_a_broken_site_says_what_is_broken(client: Client, path: str, said: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"], said in answer.content.decode()) == (503, "30", True)


@pytest.mark.parametrize("broken", ["session", "viewer"])
def test_a_database_that_is_lost_before_the_view_gets_the_same_page(
    client: Client, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> None:
        raise OperationalError("connection refused")

    target = {
        "session": "django.contrib.sessions.middleware.SessionMiddleware.process_request",
        "viewer": "stagemap.kit.doors.DoorMiddleware.process_view",
    }[broken]
    monkeypatch.setattr(target, lost)
    answer = client.get("/page/")
    assert (answer.status_code, "We kunnen even niet" in answer.content.decode()) == (503, True)


def test_our_own_fault_is_a_page_that_tells_nothing_of_it(client: Client) -> None:
    answer = client.get("/crash/")
    page = answer.content.decode()
    assert (answer.status_code, "Bij ons ging iets stuk" in page, "Noor" in page) == (500, True, False)


def test_a_refusal_shows_its_reason(client: Client) -> None:
    answer = client.post("/refused/")
    assert (answer.status_code, "Te veel pogingen. Probeer het over 3 minuten opnieuw." in answer.content.decode()) == (
        409,
        True,
    )


def test_a_refusal_without_the_right_is_403(client: Client) -> None:
    assert client.post("/not-allowed/").status_code == 403


def test_a_refusal_to_htmx_is_a_toast_and_leaves_the_page_alone(client: Client) -> None:
    answer = client.post("/refused/", headers=HTMX)
    shown = json.loads(answer["HX-Trigger"])
    assert (answer.status_code, answer["HX-Reswap"], answer.content) == (409, "none", b"")
    assert shown == {"kit:toast": {"text": "Te veel pogingen. Probeer het over 3 minuten opnieuw.", "undo": ""}}


@pytest.mark.django_db
def test_too_many_attempts_say_how_long_to_wait(client: Client) -> None:
    answer = client.get("/often/")
    assert (answer.status_code, 60 <= int(answer["Retry-After"]) <= 900) == (429, True)


@pytest.mark.usefixtures("little_site")
def test_a_form_that_was_open_too_long_is_told_that_its_text_is_still_there() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "nl"})
    strict.cookies["who"] = "7"
    answer = strict.post("/save/")
    assert (answer.status_code, "Deze pagina stond te lang open" in answer.content.decode()) == (403, True)


@pytest.mark.usefixtures("little_site")
def test_a_form_of_htmx_that_was_open_too_long_is_told_so_by_a_toast() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.cookies["who"] = "7"
    answer = strict.post("/save/", headers=HTMX)
    assert (answer.status_code, answer.content) == (403, b"")


def test_what_is_not_there_is_a_toast_to_htmx(client: Client) -> None:
    answer = client.get("/gone/", headers=HTMX)
    assert (answer.status_code, "Noor" in answer["HX-Trigger"], answer.content) == (404, False, b"")
