"""Finding words in a text, whatever their accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.search import Excerpt, excerpt_of, holds, plain, words_in

TEXT = "Het zorgteam differentieert. Différentiëren vraagt tijd, zegt de zorgcoördinator van de school."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("differentiëren", True),
        ("DIFFERENTIEREN tijd", True),
        ("zorgcoordinator", True),
        ("tijd zorgplan", False),
        ("", True),
    ],
)
def test_a_text_is_found_by_all_its_words(asked: str, found: bool) -> None:
    assert holds(TEXT, words_in(asked)) is found


def test_an_excerpt_stands_round_the_first_word_that_was_found() -> None:
    assert excerpt_of(TEXT, words_in("tijd differentieren"), around=20) == Excerpt(
        "…differentieert. ", "Différentiëren", " vraagt tijd, zegt…"
    )
    assert excerpt_of(TEXT, words_in("school"), around=200) == Excerpt(TEXT[:-7], "school", ".")


def test_a_text_without_the_word_gives_its_beginning() -> None:
    assert excerpt_of("Een  korte\ntekst", ("zorgplan",)) == Excerpt("", "", "Een korte tekst")
    assert excerpt_of(TEXT, (), around=6) == Excerpt("", "", "Het…")


def test_one_long_word_is_cut_inside() -> None:
    assert excerpt_of("a" * 30 + "zorg" + "b" * 30, ("zorg",), around=3) == Excerpt("…aaa", "zorg", "bbb…")


@given(st.text(), st.text(min_size=1))
def test_what_was_found_is_the_word_itself(text: str, asked: str) -> None:
    words = words_in(asked)
    excerpt = excerpt_of(text, words)
    line = " ".join(text.split())
    whole = excerpt.before.removeprefix("…") + excerpt.found + excerpt.after.removesuffix("…")
    assert whole in line or len(line) > len(whole)
    if words and holds(line, words) and excerpt.found:
        assert any(word in plain(excerpt.found) for word in words)
