import json

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from stagemap.kit import htmx


def test_after_a_write_a_browser_goes_on_with_a_toast_on_the_next_page(client: Client) -> None:
    answer = client.post("/save/")
    assert (answer.status_code, answer["Location"]) == (303, "/page/")
    assert [(str(m), m.extra_tags) for m in get_messages(answer.wsgi_request)] == [("Staat in je rooster.", "/undo/")]
    page = client.get("/page/").content.decode()
    assert '<form method="post" action="/undo/">' in page
    assert page.count("Staat in je rooster.") == 1
    assert "Staat in je rooster." not in client.get("/page/").content.decode()


def test_after_a_write_htmx_is_sent_on(client: Client) -> None:
    answer = client.post("/save/", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"], answer.content) == (204, "/page/", b"")


def test_one_answer_may_trigger_several_things_and_non_ascii_text() -> None:
    answer = htmx.close_dialog(htmx.say(htmx.toast(HttpResponse(), "Één", undo="/u/"), "twee"))
    assert json.loads(answer["HX-Trigger"]) == {
        "kit:toast": {"text": "Één", "undo": "/u/"},
        "kit:say": {"text": "twee"},
        "kit:close": None,
    }


def test_a_target_that_names_no_partial_gets_the_whole_page(client: Client) -> None:
    answer = client.get("/page/", headers={"hx-request": "true", "hx-target": "elsewhere"})
    assert answer.content.decode().lstrip().startswith("<!DOCTYPE html>")
