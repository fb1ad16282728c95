"""Every route, persona and method: the answers are those of the table, and no canary sings where it may not."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client

from stagemap.core.roles import Action, Phase, verdict
from tests.house.doors_asking import METHODS, action_of, address, ask, body, cell, keys_of, leaks, routes
from tests.house.doors_table import PERSONAS, RELATION, Door, doors
from tests.house.doors_world import Home, World

pytestmark = pytest.mark.django_db

DOORS = doors()
OPEN_TO_ALL = {Action.PUBLIC, Action.SIGNED_IN}
by_route = pytest.mark.parametrize("door", DOORS, ids=[door.route for door in DOORS])


def inner(door: Door) -> list[str]:
    """The ids that an address holds beside that of the placement or school."""
    return [key for key in ("block_id", "sheet_id", "agreement_id", "reading_id", "link_id", "own_task_id",
            "proposal_id", "extra_class_id", "part_id", "person_id", "supervisor_id", "attachment_id")
            if key in keys_of(door.route)]  # fmt: skip


THOROUGH = "SMan"
"""Who asks with every method, by htmx too: a student, a link, a stranger, nobody. The others read and send the form."""


def wrong(door: Door, letter: str, browser: Client, url: str, methods: tuple[str, ...] = METHODS) -> Iterator[str]:
    """What a persona finds otherwise than the table says: with the first method as a page, with the rest by htmx."""
    rows = {method for row in DOORS if row.route == door.route for method in row.methods}
    asked = [method for method in methods if method in door.methods or method not in rows]
    if letter not in THOROUGH:
        asked = ["POST"] if "POST" in door.methods[1:] else []
    for method, htmx in [(door.methods[0], False), *((method, True) for method in asked)]:
        wanted = door.cells[letter]
        if method not in rows and not (letter == "n" and wanted == "-"):
            wanted = "x"
        answer = ask(browser, method, url, htmx=htmx)
        if cell(answer) != wanted:
            yield f"{letter} {method}: {cell(answer)} ({answer.status_code}), wanted {wanted}"
        yield from (f"{letter} {method} heard {canary}" for canary in heard(door, answer, letter))


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    assert {door.route for door in DOORS} == {name for name, _pattern in routes()}


@by_route
def test_each_persona_finds_what_the_table_says(door: Door, world: World) -> None:
    url = address(door, world.here)
    found = [wrong(door, letter, world.browsers[letter], url) for letter in PERSONAS[:-1]]
    assert [each for some in found for each in some] == []


@by_route
def test_nobody_is_asked_to_sign_in(door: Door, world: World) -> None:
    """Neither a link that was revoked, expired or left idle makes somebody, nor a calendar address."""
    url = address(door, world.here)
    found = [
        [f"{name}: {each}" for each in wrong(door, "n", browser, url, METHODS if name == "nobody" else ())]
        for name, browser in world.ended.items()
    ]
    assert [each for some in found for each in some] == []


def heard(door: Door, answer: object, letter: str) -> list[str]:
    """The canaries that should not sing; whoever holds a calendar address reads what its owner reads."""
    return leaks(answer, "T" if door.route == "documents:feed" else letter)  # type: ignore[arg-type]  # an HttpResponse


@pytest.mark.parametrize("door", [door for door in DOORS if door.closed], ids=lambda door: door.route)
@pytest.mark.parametrize("phase", ["after", "closed"])
def test_what_rests_when_the_week_is_over_or_the_placement_closed(door: Door, phase: str, world: World) -> None:
    home: Home = getattr(world, phase)
    url, wanted = address(door, home), getattr(door, phase)
    shown = {
        (letter, method): cell(ask(world.later[phase][letter], method, url))
        for letter in door.holders
        for method in {door.methods[0], door.methods[-1]} - {"HEAD"}
    }
    assert shown == dict.fromkeys(shown, wanted)


@pytest.mark.parametrize("door", [each for each in DOORS if each.denied], ids=lambda door: door.route)
def test_foreign_and_unknown_get_the_very_same_page(door: Door, world: World) -> None:
    foreign, missing = address(door, world.here), address(door, world.here, **unknown(door))
    for letter in door.denied:
        one, two = (ask(world.browsers[letter], door.methods[0], url) for url in (foreign, missing))
        assert (one.status_code, body(one, foreign)) == (two.status_code, body(two, missing))
        assert sorted(one.headers) == sorted(two.headers)


def unknown(door: Door) -> dict[str, object]:
    """Ids that nothing has, for every id of an address."""
    words = {
        "block_id": uuid.UUID(int=7),
        "sheet_id": uuid.UUID(int=7),
        "attachment_id": uuid.UUID(int=7),
        "upload_id": uuid.UUID(int=7),
        "key": "onbekend",
        "programme": "onbekend",
        "public_id": "onbekend",
        "field": "onbekend",
    }
    return {key: words.get(key, 999_999) for key in keys_of(door.route) if key != "kind"}


@pytest.mark.parametrize("door", [door for door in DOORS if inner(door)], ids=lambda door: door.route)
def test_what_is_of_another_placement_is_unknown_in_ones_own(door: Door, world: World) -> None:
    """The block of somebody else under one's own address gives the answer of a block that never was."""
    for key in inner(door):
        foreign = address(door, world.here, **{key: world.elsewhere.keys[key]})
        missing = address(door, world.here, **{key: unknown(door)[key]})
        for letter in door.holders:
            one, two = (ask(world.browsers[letter], door.methods[0], url) for url in (foreign, missing))
            assert (one.status_code, body(one, foreign)) == (two.status_code, body(two, missing))
            assert one.status_code in {303, 404, 409, 422}


@by_route
def test_the_table_says_what_the_roles_say(door: Door) -> None:
    action = action_of(door.route)
    if action in OPEN_TO_ALL:
        return
    # The sheet of this world is the student's: a supervisor writes, but never in the sheets of somebody else.
    others = "B" if action is Action.WRITE_SHEET and "sheet_id" in keys_of(door.route) else ""
    told = {
        letter: "o" if verdict(who, action).allowed and letter not in others else "."
        for letter, who in RELATION.items()
    }
    assert {letter: door.cells[letter] for letter in RELATION} == told
    if door.closed:
        for phase, shown in ((Phase.AFTER, door.after), (Phase.CLOSED, door.closed)):
            rests = [not verdict(RELATION[letter], action, phase=phase).allowed for letter in door.holders]
            assert rests == [shown == "!"] * len(door.holders)
