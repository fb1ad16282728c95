"""Two states of one sheet: differences, and merging what two wrote at once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.dates import Text
from stagemap.core.sheets import Field, FieldType, Layer, Part, SheetKind
from stagemap.core.sheets.comparing import FieldDifference, Merge, Piece, changed_words, differences, merged

NAME = Text("naam", "name")
FIELDS = tuple(Field(key, NAME, FieldType.SHORT_TEXT) for key in ("what", "where", "why"))
KIND = SheetKind("activity", NAME, 1, "activities", (Layer.OPEN,), (Part("one", NAME, FIELDS),))
ANSWERS = st.dictionaries(st.sampled_from(["what", "where", "why"]), st.sampled_from(["een", "twee", "drie"]))


@pytest.mark.parametrize(
    ("mine", "theirs", "together", "clashes"),
    [
        ({"what": "lezen"}, {"what": "lezen"}, {"what": "lezen"}, ()),
        ({"what": "rekenen"}, {"what": "lezen", "where": "5A"}, {"what": "rekenen", "where": "5A"}, ()),
        ({"what": "rekenen"}, {"what": "taal"}, {"what": "rekenen"}, ("what",)),
        ({"what": "rekenen"}, {"what": "rekenen"}, {"what": "rekenen"}, ()),
        ({}, {"what": "lezen"}, {}, ()),
        ({}, {"what": "taal"}, {}, ("what",)),
    ],
)
def test_what_one_side_changed_stands_and_what_both_changed_is_shown(
    mine: dict[str, Any], theirs: dict[str, Any], together: dict[str, Any], clashes: tuple[str, ...]
) -> None:
    assert merged(KIND, {"what": "lezen"}, mine, theirs) == Merge(together, clashes)


@given(ANSWERS, ANSWERS)
def test_whoever_changed_nothing_takes_what_the_other_wrote(base: dict[str, str], theirs: dict[str, str]) -> None:
    assert merged(KIND, base, base, theirs) == Merge(theirs, ())
    assert merged(KIND, base, theirs, base) == Merge(theirs, ())


@given(ANSWERS, ANSWERS, ANSWERS)
def test_no_word_of_either_side_is_lost(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> None:
    made = merged(KIND, base, mine, theirs)
    for key in ("what", "where", "why"):
        kept = {made.answers.get(key)} | ({theirs.get(key)} if key in made.clashes else set())
        changed = {side.get(key) for side in (mine, theirs)} - {base.get(key)}
        assert changed <= kept


def test_differences_follow_the_order_of_the_sheet() -> None:
    found = differences(KIND, {"why": "zo", "what": "lezen"}, {"what": "taal", "where": "5A", "why": "zo"})
    assert found == (FieldDifference(FIELDS[0], "lezen", "taal"), FieldDifference(FIELDS[1], None, "5A"))


@given(ANSWERS)
def test_a_state_does_not_differ_from_itself(answers: dict[str, str]) -> None:
    assert differences(KIND, answers, answers) == ()


def test_two_texts_are_told_apart_word_by_word() -> None:
    before, after = "<p>#1 kijkt rond.</p>", "<p>#1 kijkt <strong>lang</strong> rond.</p>"
    assert changed_words(before, after) == (
        (Piece.KEPT, "#1 kijkt "),
        (Piece.ADDED, "lang "),
        (Piece.KEPT, "rond."),
    )


@given(st.text("ab .", max_size=30), st.text("ab .", max_size=30))
def test_the_words_that_stayed_and_went_are_the_old_text_and_those_that_came_the_new(old: str, new: str) -> None:
    pieces = changed_words(old, new)
    assert "".join(text for piece, text in pieces if piece is not Piece.ADDED).split() == old.split()
    assert "".join(text for piece, text in pieces if piece is not Piece.REMOVED).split() == new.split()
