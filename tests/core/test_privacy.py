from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.privacy import (
    block_without_codes,
    codes_in,
    is_code,
    plan_without_codes,
    title_without_codes,
    without_codes,
)
from stagemap.core.roster import ExtraClass
from tests.core.sample import MONDAY, SOUND, SOUND_PROJECT, contact

TEXTS = st.text(alphabet="#0123456789 abé,.&/()-:\n") | st.lists(
    st.sampled_from(["#1", "#22", " ", ", ", " en ", "over ", "leerling ", "(", ")", "#", "7", "Zorggesprek "])
).map("".join)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("#1", True), ("#999", True), ("#", False), ("#1000", False), ("K1", False), (" #1", False), ("#1 ", False)],
)
def test_a_pupil_code_is_a_sign_and_up_to_three_digits(text: str, *, is_one: bool) -> None:
    assert is_code(text) is is_one


def test_codes_are_found_once_in_order_and_class_names_are_none() -> None:
    assert codes_in("#2 en #1 in K1, daarna #2; dossier #1234") == ("#2", "#1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ik zag #1 werken.", "Ik zag een leerling werken."),
        ("#1 werkt alleen. #2 niet.", "Een leerling werkt alleen. Een leerling niet."),
        ("Lezen met #1, #2 en #3", "Lezen met enkele leerlingen"),
        ("De hulp aan de leerling #4", "De hulp aan een leerling"),
        ("In K1 en L3 (5A)", "In K1 en L3 (5A)"),
    ],
)
def test_a_text_that_leaves_the_school_speaks_of_a_pupil(text: str, shown: str) -> None:
    assert without_codes(text, "nl") == shown


def test_in_english_it_speaks_of_a_pupil_too() -> None:
    assert without_codes("Talk with #1, then #2 and #3", "en") == "Talk with a pupil, then some pupils"
    assert without_codes("#1", "fr") == "Een leerling"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("ABC-observatie #1, zelfstandig werk", "ABC-observatie, zelfstandig werk"),
        ("Zorggesprek #2 meevolgen", "Zorggesprek meevolgen"),
        ("Zorgoverleg over #1", "Zorgoverleg over een leerling"),
        ("Gesprek (#1)", "Gesprek"),
        ("#1 en #2 lezen", "Enkele leerlingen lezen"),
        ("(#1)", "(een leerling)"),
        ("Co-teaching  rekenen in 5A", "Co-teaching  rekenen in 5A"),
    ],
)
def test_a_title_drops_the_code_unless_it_would_be_missed(title: str, shown: str) -> None:
    assert title_without_codes(title, "nl") == shown


@given(TEXTS, st.sampled_from(["nl", "en"]))
def test_no_code_is_left_and_what_holds_none_is_unchanged(text: str, language: str) -> None:
    bare, title = without_codes(text, language), title_without_codes(text, language)
    assert (codes_in(bare), codes_in(title)) == ((), ())
    assert without_codes(bare, language) == bare
    if not codes_in(text):
        assert (bare, title) == (text, text)


@given(TEXTS)
def test_a_title_with_a_code_never_becomes_empty(text: str) -> None:
    assert not codes_in(text) or title_without_codes(text, "nl") != ""


def test_a_plan_leaves_the_school_without_any_code() -> None:
    block = contact("b", MONDAY, "8.30", title="Zorggesprek #1", where="bij #2", at_what="werk van #3",
                    outcome_reason="#4 was ziek")  # fmt: skip
    project = replace(SOUND_PROJECT, description="Voor #5", goals=("#6 leest",), desired_result="plan voor #7",
                      extra_classes=(ExtraClass("5B", "daar zit #8"),))  # fmt: skip
    plan = replace(SOUND, blocks=(block,), project=project, learning_questions=("Hoe help ik #9?",),
                   learning_goals=("#10 zien",))  # fmt: skip
    assert codes_in(repr(plan)) == tuple(f"#{number}" for number in range(1, 11))
    assert codes_in(repr(plan_without_codes(plan, "nl"))) == ()
    assert block_without_codes(block, "nl").title == "Zorggesprek"
