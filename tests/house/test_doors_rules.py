"""The table would tell: each rule of ``core.roles`` that is dropped or widened, one at a time, turns it red."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import pytest
from django.test import Client

from stagemap.core import roles
from stagemap.core.roles import Action, Phase, Relation, Right
from tests.house.doors_asking import action_of, address, ask, cell, leaks
from tests.house.doors_table import RELATION, Door, doors
from tests.house.doors_world import PUPIL, Home, World

pytestmark = pytest.mark.django_db

LETTER = {relation: letter for letter, relation in RELATION.items()}
RIGHTS = cast(dict[Action, Right], roles.RIGHTS)
RULES: dict[Action, Right] = {
    action: right for action, right in RIGHTS.items() if action not in {Action.PUBLIC, Action.SIGNED_IN}
}
DROPPED = [(action, who) for action, right in RULES.items() for who in sorted(right.relations)]
# A programme asks for its coordinators alone: there is no other relation to it that could be let in. A coordinator
# reads no layer of a portfolio, so that no sheet is found for one, whatever right to a sheet there were.
OF_A_SHEET = {Action.COMMENT_SHEET, Action.REVIEW_SHEET}
WIDENED = [
    (action, who)
    for action, right in RULES.items()
    for who in sorted(roles.READERS - right.relations)
    if action is not Action.COORDINATE and (action not in OF_A_SHEET or who is not Relation.COORDINATOR)
]
RESTING = [(action, phase) for action, right in RULES.items() for phase in right.rests]


def named(pair: tuple[Action, Relation | Phase]) -> str:
    return f"{pair[0]}-{pair[1]}"


def doors_of(action: Action) -> list[Door]:
    return [door for door in doors() if action_of(door.route) is action]


def is_red(found: Iterable[Door], browser: Client, home: Home, wanted: Mapping[str, str]) -> bool:
    """Whether at least one of these doors answers otherwise than the table says."""
    return any(cell(ask(browser, door.methods[0], address(door, home))) != wanted[door.route] for door in found)


@pytest.mark.parametrize("rule", DROPPED, ids=named)
def test_a_right_that_is_taken_away_turns_the_table_red(
    rule: tuple[Action, Relation], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    action, who = rule
    right, letter, found = RULES[action], LETTER[who], doors_of(action)
    monkeypatch.setitem(RIGHTS, action, Right(right.relations - {who}, right.rests))
    assert is_red(found, world.browsers[letter], world.here, {door.route: door.cells[letter] for door in found})


@pytest.mark.parametrize("rule", WIDENED, ids=named)
def test_a_right_that_everybody_gets_turns_the_table_red(
    rule: tuple[Action, Relation], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    action, who = rule
    letter, found = LETTER[who], doors_of(action)
    monkeypatch.setitem(RIGHTS, action, Right(roles.EVERYBODY, RULES[action].rests))
    assert is_red(found, world.browsers[letter], world.here, {door.route: door.cells[letter] for door in found})


@pytest.mark.parametrize("rule", RESTING, ids=named)
def test_a_right_that_never_rests_turns_the_table_red(
    rule: tuple[Action, Phase], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    action, phase = rule
    right, found = RULES[action], doors_of(action)
    rests = {when: why for when, why in right.rests.items() if when is not phase}
    monkeypatch.setitem(RIGHTS, action, Right(right.relations, rests))
    name = "after" if phase is Phase.AFTER else "closed"
    home: Home = getattr(world, name)
    browser = world.later[name][LETTER[min(right.relations)]]
    assert is_red(found, browser, home, {door.route: getattr(door, name) for door in found})


def test_pupil_codes_that_everybody_sees_are_heard(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(door for door in doors() if door.route == "web:student")
    url = address(page, world.here)
    assert leaks(ask(world.browsers["B"], "GET", url), "B") == []
    monkeypatch.setattr(roles, "_PUPIL_CODES", roles.READERS)
    assert leaks(ask(world.browsers["B"], "GET", url), "B") == [PUPIL]


def test_every_rule_was_tried() -> None:
    assert (len(RULES), {action for action, _who in DROPPED}) == (len(Action) - 2, set(RULES))
