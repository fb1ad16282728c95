import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from stagemap.core.roles import Action
from stagemap.kit.checks import every_view_names_its_action, nameless
from stagemap.kit.doors import DoorMiddleware
from stagemap.kit.routes import route


def nothing(_request: HttpRequest) -> HttpResponse:
    """A view without an action."""
    return HttpResponse()


def test_a_route_gives_its_view_the_action() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    pattern = route("x/", view, action=Action.PLAN, name="x")
    assert (pattern.callback.action, pattern.name) == (Action.PLAN, "x")  # type: ignore[attr-defined]  # what we test


def test_one_view_has_one_door() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    route("x/", view, action=Action.PLAN, name="x")
    with pytest.raises(ImproperlyConfigured):
        route("y/", view, action=Action.PUBLIC, name="y")


@pytest.mark.usefixtures("little_site")
def test_a_site_whose_views_all_name_an_action_may_start() -> None:
    assert (nameless("tests.kit.site"), every_view_names_its_action(None)) == ((), [])


def test_a_view_without_action_refuses_start_up(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.kit.nameless_site"
    assert [(error.id, error.msg) for error in every_view_names_its_action(None)] == [
        ("kit.E001", "The route 'inside/<int:id>/open/' names no action.")
    ]
    with pytest.raises(ImproperlyConfigured, match="inside/<int:id>/open/"):
        DoorMiddleware(nothing)


def test_a_public_page_is_open_to_everybody(stranger: Client) -> None:
    assert stranger.get("/public/").content.decode().split()[0] == "public"


def test_a_stranger_is_sent_to_sign_in_and_back(stranger: Client) -> None:
    answer = stranger.get("/page/?week=2027-04-19")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fpage%2F%3Fweek%3D2027-04-19")


@pytest.mark.parametrize(
    ("before", "to"),
    [
        ("http://testserver/page/", "%2Fpage%2F"),
        ("https://elsewhere.example/page/", "%2F"),
        ("http://testserver.example/page/", "%2F"),
        ("", "%2F"),
    ],
)
def test_after_a_form_sign_in_leads_back_to_its_page_and_never_elsewhere(
    stranger: Client, before: str, to: str
) -> None:
    answer = stranger.post("/save/", headers={"referer": before})
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={to}")


def test_htmx_is_answered_401_with_the_way_to_sign_in(stranger: Client) -> None:
    answer = stranger.get("/save/", headers={"hx-request": "true", "hx-current-url": "http://testserver/page/"})
    assert (answer.status_code, answer["X-Sign-In"], answer.content) == (401, "/sign-in/?next=%2Fpage%2F", b"")


def test_somebody_known_reaches_the_view_with_its_action(client: Client) -> None:
    answer = client.get("/page/")
    assert (answer.status_code, answer.context["action_seen"]) == (200, Action.READ_PLAN)


def test_unknown_and_foreign_pages_are_the_same_and_give_nothing_away(client: Client) -> None:
    def seen(path: str) -> tuple[int, str]:
        answer = client.get(path)
        return answer.status_code, re.sub(r'"X-CSRFToken": "\w+"', "", answer.content.decode())

    unknown, foreign = seen("/no-such-page/"), seen("/gone/")
    assert unknown == foreign
    assert (foreign[0], "Dit blad bestaat niet of is niet voor jou." in foreign[1], "Noor" in foreign[1]) == (
        404,
        True,
        False,
    )
