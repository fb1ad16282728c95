from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.privacy import Hint, Why, folded, known_in, replaced
from stagemap.portfolio.files.wordlists import lists
from tests.core.named import found, places, sentences

WRITTEN = [sentence.text for language in ("nl", "en") for sentence in sentences(language)]
PIECES = [
    "Wout",
    "griet",
    "De Smet",
    "Roos'",
    "Noor's",
    "#1",
    "CLB",
    "Jan van de Velde",
    "ik",
    "zag",
    "Ben",
    "0470 12 34 56",
]
TEXTS = st.lists(st.sampled_from([*PIECES, ". ", ", ", " ", "\n- ", "-", "’", ": ", "“"]), max_size=12).map("".join)
ANY = TEXTS | st.text(max_size=60) | st.sampled_from(WRITTEN)


def missed(language: str) -> list[str]:
    """What is marked in the sentences of a language and not found."""
    return [
        name
        for sentence in sentences(language)
        for name in (Counter(sentence.named) - Counter(places(sentence.text, language))).elements()
    ]


def alarms(language: str) -> list[str]:
    """What is found in the sentences of a language and no name."""
    return [
        name
        for sentence in sentences(language)
        for name in (Counter(places(sentence.text, language)) - Counter(sentence.named)).elements()
    ]


def inside(name: str) -> list[str]:
    """What is found where a name stands inside a sentence, and nobody is known."""
    return places(f"Ik zag {name.title()} lezen.", known=frozenset())


def first(name: str) -> list[str]:
    """What is found where a sentence begins with a name, and nobody is known."""
    return places(f"{name.title()} leest.", known=frozenset())


def test_the_sentences_of_students_give_away_hardly_anybody() -> None:
    assert {
        language: (len(written), sum(bool(each.named) for each in written), sum(len(each.named) for each in written))
        for language in ("nl", "en")
        for written in [tuple(sentences(language))]
    } == {"nl": (257, 141, 165), "en": (109, 54, 60)}
    assert missed("nl") == [
        *("Till", "Grant", "Pat", "Kat", "Kiël", "Abbes", "Bonito", "Queenie", "Prescilia", "Jehad", "Vos"),
    ]
    assert missed("en") == []


def test_the_sentences_of_students_raise_no_false_alarm() -> None:
    assert (alarms("nl"), alarms("en")) == ([], [])


def test_every_name_of_the_list_is_found_inside_a_sentence() -> None:
    assert [name for name in sorted(lists().names) if inside(name) != [name.title()]] == []


def test_every_name_of_the_list_is_found_at_the_beginning_unless_it_is_an_everyday_word() -> None:
    unseen = {name for name in lists().names if first(name) != [name.title()]}
    assert unseen == lists().everyday["nl"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Wouts map", ["Wouts"]),
        ("Roos' map, Noah's map en Noah’s bank", ["Roos'", "Noah's", "Noah’s"]),
        ("zij noemt haar ‘Griet’ of 'Lies'", ["Griet", "Lies"]),
        ("met Griet Peeters en Jan van de Velde", ["Griet Peeters", "Jan van de Velde"]),
        ("met Griets Peeters", ["Griets", "Peeters"]),
        ("met Fatima-Zahra, niet met Jan-baptist", ["Fatima-Zahra", "Jan"]),
        ("meneer De Smet en mevrouw Van den Berg", ["De Smet", "Van den Berg"]),
        ("De Smet komt niet", []),
        ("meester Hout en juf Vis, maar de Kat niet", ["Hout", "Vis"]),
        ("mohamed en wout, niet de roos", ["mohamed"]),
        ("WOUTER en CLARA, maar TOM en BaO niet", ["WOUTER", "CLARA"]),
        ("Zie https://voorbeeld.be/Wouter en www.voorbeeld.be/Clara", []),
        ("Zjorkje keek op. Toen zag ik Zjorkje.", ["Zjorkje", "Zjorkje"]),
        ("Iets Onvoorstelbaarlijks of een Zorggesprek", []),
        ("Sint-Niklaas en Ten-Zande", ["Zande"]),
    ],
)
def test_names_are_told_from_words(text: str, shown: list[str]) -> None:
    assert places(text) == shown


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ben je er? Dan gaan we.", False),
        ("Ik zei: Ben je er? “Ben je er?” '(Ben je er?'", False),
        ("- Ben je er?\n1. Lente\n* Dan", False),
        ("Ik zag Ben lezen", True),
        ("Bv. Ben leest, o.a. Ben", True),
    ],
)
def test_a_name_that_is_an_everyday_word_needs_a_place_inside_a_sentence(text: str, *, named: bool) -> None:
    assert [place for place in places(text) if place == "Ben"] == (
        ["Ben"] * 2 if text.startswith("Bv") else ["Ben"] * named
    )


def test_what_is_an_everyday_word_depends_on_the_language() -> None:
    assert (places("Will helps.", "en"), places("Will helpt.", "nl"), places("Ben helpt.", "fr")) == (
        [],
        ["Will"],
        ["Ben"],
    )


def test_a_name_that_was_told_once_is_seen_where_a_sentence_begins() -> None:
    assert places("Lente las. Toen kwam Lente bij mij.") == ["Lente", "Lente"]


def test_the_adults_of_an_internship_are_known() -> None:
    known = known_in("Griet Peeters", "Basisschool Sint-Zjef")
    text = "Griets map lag bij Griet Peeters in Sint-Zjef; Els las."
    assert (places(text, known=known), places(text, known=frozenset())) == (
        ["Els"],
        ["Griets", "Griet Peeters", "Zjef", "Els"],
    )


def test_what_was_answered_to_be_no_name_is_known_as_a_whole() -> None:
    text = "Ik zag De Smet en belde 0470 12 34 56."
    assert places(text, known=frozenset({folded("De Smet"), "0470 12 34 56"})) == []


def test_a_hint_tells_where_and_why() -> None:
    assert found("Wouts map ligt bij Zjork in de kast.") == (
        Hint(0, 5, "Wout", Why.NAME),
        Hint(19, 24, "Zjork", Why.CAPITAL),
    )


@pytest.mark.parametrize(
    ("text", "by", "after"),
    [
        ("Volgens Griet lukt het.", "#2", "Volgens #2 lukt het."),
        ("Griets map en Griet’s bank", "#2", "#2's map en #2's bank"),
        ("Volgens juf Griet lukt het.", "zorgleerkracht", "Volgens de zorgleerkracht lukt het."),
        ("Griet knikte.", "zorgleerkracht", "De zorgleerkracht knikte."),
        ("Juf Griet knikte.", "zorgleerkracht", "De zorgleerkracht knikte."),
        ("Onze Griet knikte.", "zorgleerkracht", "Onze zorgleerkracht knikte."),
        ("Volgens Griet lukt het.", "CLB", "Volgens het CLB lukt het."),
    ],
)
def test_a_name_gives_way_to_a_code_or_a_function(text: str, by: str, after: str) -> None:
    assert replaced(text, found(text), by, "nl") == after


def test_in_english_a_function_gets_its_own_article() -> None:
    text = "I asked Mrs Griet."
    assert replaced(text, found(text, "en"), "care teacher", "en") == "I asked the care teacher."


@given(ANY, st.sampled_from(["nl", "en"]))
def test_hints_stand_in_order_and_never_over_each_other(text: str, language: str) -> None:
    hints = found(text, language)
    assert [text[hint.start : hint.start + len(hint.word)] for hint in hints] == [hint.word for hint in hints]
    assert all(0 <= hint.start < hint.start + len(hint.word) <= hint.end <= len(text) for hint in hints)
    assert all(hint.end <= following.start for hint, following in pairwise(hints))


@given(ANY)
def test_nothing_is_hinted_at_that_is_known(text: str) -> None:
    assert found(text, known=known_in(text) | {folded(hint.word) for hint in found(text)}) == ()


@given(st.sampled_from(WRITTEN), st.sampled_from(["nl", "en"]))
def test_where_every_hint_gave_way_to_a_code_none_is_left(text: str, language: str) -> None:
    assert found(replaced(text, found(text, language), "#1", language), language) == ()


@given(ANY)
def test_where_no_hint_is_replaced_the_text_stays(text: str) -> None:
    assert replaced(text, (), "#1", "nl") == text
