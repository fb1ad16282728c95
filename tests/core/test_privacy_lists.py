from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.privacy import Dictionary, folded, lists_from
from stagemap.core.privacy.lists import places_of
from stagemap.portfolio.files.wordlists import lists


@pytest.mark.parametrize(
    ("word", "small"),
    [
        ("Zoë", "zoe"),
        ("AÏCHA", "aicha"),
        ("Łukasz", "lukasz"),
        ("İrem", "irem"),
        ("Jürgen", "jurgen"),
        ("d’Or", "d'or"),
    ],
)
def test_a_word_is_looked_up_in_small_letters_without_accents(word: str, small: str) -> None:
    assert folded(word) == small


@given(st.text(max_size=20))
def test_what_is_folded_stays_as_it_is(word: str) -> None:
    assert folded(folded(word)) == folded(word)


@given(st.sets(st.text(min_size=1, max_size=12), max_size=20))
def test_a_dictionary_holds_every_word_that_was_put_in(words: set[str]) -> None:
    bits = bytearray(64)
    for word in words:
        for place in places_of(word, 4, 512):
            bits[place >> 3] |= 1 << (place & 7)
    held = Dictionary(bytes(bits), 4)
    assert {word for word in words if word in held} == words


def test_an_empty_dictionary_holds_nothing() -> None:
    assert "woord" not in Dictionary(bytes(8), 4)


def test_the_lists_are_read_from_their_files() -> None:
    read = lists_from("ben nl\nwill en\nwout\n", "# Schools\nclb mdo\navi\n", bytes([3, 255, 255]))
    assert (read.names, read.words) == (frozenset({"ben", "will", "wout"}), frozenset({"clb", "mdo", "avi"}))
    assert read.everyday == {"nl": frozenset({"ben"}), "en": frozenset({"will"})}
    assert read.dictionary == Dictionary(b"\xff\xff", 3)


@pytest.mark.parametrize(
    "word", ["rekenen", "zorggesprek", "observatiemoment", "gentse", "arabisch", "classroom", "clb"]
)
def test_words_of_both_languages_are_held_and_those_made_of_two(word: str) -> None:
    assert lists().hold(word)


@pytest.mark.parametrize("word", ["peeters", "mohamed", "zjefke", "yasmina", "vandenbroucke", "wouts"])
def test_names_are_not_held_as_words(word: str) -> None:
    assert not lists().hold(word)


def test_no_name_of_the_list_stands_among_our_own_words() -> None:
    assert lists().names & lists().words == frozenset()
