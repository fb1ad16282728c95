"""Answers in their shapes, which part asks what, and all that is wrong (G17)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.sheets import Condition, Part, Says, Shown, faults_of, plain_of, text_in, tidy, visible
from stagemap.core.sheets.answers import shaped
from stagemap.core.sheets.conditions import SHUT, is_met
from tests.core.sheet_sample import ANYTHING, EVENTS, FITTING, HTML, IDS, KIND, WHOLE, field, text

BY_KEY = {each.key: each for each in KIND.fields}


def told(answers: dict[str, Any], *, whole: bool = False, **state: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [(fault.path, Says(fault.sentence).name) for fault in faults_of(KIND, answers, whole=whole, **state)]


# Shapes


def test_answers_in_their_shapes_stay_as_they_are() -> None:
    assert tidy(KIND, WHOLE) == WHOLE


@pytest.mark.parametrize(
    ("key", "written", "kept"),
    [
        ("what", "  Lezen\n met\t#1 ", "Lezen met #1"),
        ("what", " \x00 ", None),
        ("what", "a\x07b\ud800c", "abc"),
        ("what", 7, None),
        ("story", "<p>Eén</p>", "<p>Eén</p>"),
        ("story", "<p><br></p>", None),
        ("story", "<p onclick=x>Eén <b>twee</b></p>", "<p>Eén twee</p>"),
        ("story", "<p>open", "<p>open</p>"),
        ("story", "</p><ul>", None),
        ("story", "<ul><li>een</ul></li>", "<ul><li>een</li></ul>"),
        ("story", "5 < 7", "<p>5 &lt; 7</p>"),
        ("story", "<em>" * 13 + "diep" + "</em>" * 13, "<p>diep</p>"),
        ("count", "4", None),
        ("count", True, None),
        ("count", -1, None),
        ("count", 0, 0),
        ("spent", 1_000_000, None),
        ("agreed", "yes", None),
        ("agreed", False, False),
        ("day", "2027-02-30", None),
        ("day", "20270422", None),
        ("day", "2027-04-22", "2027-04-22"),
        ("start", 1440, None),
        ("role", "", None),
        ("tags", ["b", "a", "b", ""], ["b", "a"]),
        ("tags", "a", None),
        ("level", {"step": "solid", "comment": " ", "mark": 8}, {"step": "solid"}),
        ("level", {"comment": "later"}, {"comment": "later"}),
        ("level", "solid", None),
        ("pupils", ["#1", "Lotte", "#2", "#1"], ["#1", "#2"]),
        ("pupils", ["Lotte"], None),
        ("block", "m19", None),
        ("cites", [IDS[0], "../etc", 3], [IDS[0]]),
        ("consent", {"by": "teacher", "on": "gisteren"}, {"by": "teacher"}),
        ("consent", {}, None),
        ("events", [{"time": 512, "seen": ""}, {}, "rij", {"x": 1}], [{"time": 512}]),
        ("events", {"time": 512}, None),
    ],
)
def test_an_answer_is_kept_in_its_shape_or_not_at_all(key: str, written: Any, kept: Any) -> None:
    assert tidy(KIND, {key: written, "unknown": 1}) == ({} if kept is None else {key: kept})


@pytest.mark.parametrize("written", [None, [], "what", 3])
def test_what_are_no_answers_at_all_says_nothing(written: Any) -> None:
    assert tidy(KIND, written) == {}


@given(ANYTHING)
def test_tidying_twice_changes_nothing_and_leaves_no_fault_of_shape(answers: dict[str, Any]) -> None:
    once = tidy(KIND, answers)
    assert tidy(KIND, once) == once
    assert [path for path, says in told(dict(once)) if says == "UNREAD"] == []
    assert json.loads(json.dumps(once)) == once


@given(FITTING)
def test_answers_that_fit_are_tidy_and_no_draft_refuses_them(answers: dict[str, Any]) -> None:
    assert tidy(KIND, answers) == answers
    assert told(answers) == []


@given(HTML.map("".join))
def test_no_word_of_a_broken_text_is_lost(html: str) -> None:
    kept = tidy(KIND, {"story": html}).get("story", "")
    assert [word for word in text_in(kept).split() if word != "-"] == [w for w in plain_of(html).split() if w != "-"]


def test_a_shape_is_asked_for_one_field_too() -> None:
    assert shaped(BY_KEY["pupils"], ["#1"]) == ["#1"]


# What is shown


def keys_of(shown: tuple[Shown, ...]) -> dict[str, list[str]]:
    return {each.part.key: [asked.key for asked in each.fields] for each in shown}


def test_a_part_is_shown_when_its_condition_holds() -> None:
    assert "more" not in keys_of(visible(KIND, {"level": {"step": "solid"}}))
    assert keys_of(visible(KIND, {"level": {"step": "not_yet"}}))["more"] == ["extra"]
    assert keys_of(visible(KIND, {"level": {"step": "not_yet"}, "extra": "ja"}))["more"] == ["extra", "deeper"]


def test_nothing_hangs_on_a_field_that_is_not_asked_itself() -> None:
    hidden = replace(
        KIND, parts=(*KIND.parts, Part("last", text("slot"), (field("end"),), shown_when=Condition("extra")))
    )
    answers = {"extra": "ja"}
    assert "last" not in keys_of(visible(hidden, answers))
    assert keys_of(visible(hidden, {**answers, "level": {"step": "not_yet"}}))["last"] == ["end"]


def test_a_consent_opens_its_part_once_the_mentor_confirms_it() -> None:
    waiting = {each.part.key: each for each in visible(KIND, WHOLE)}["locked"]
    assert (waiting.fields, waiting.locked) == ((), text("wacht op toestemming"))
    opened = {each.part.key: each for each in visible(KIND, WHOLE, confirmed=frozenset({"consent"}))}["locked"]
    assert ([each.key for each in opened.fields], opened.locked) == (["secret", "read_on"], None)


def test_explaining_opens_once_the_observation_is_closed() -> None:
    before = visible(KIND, WHOLE)[-1]
    assert (before.part.key, before.fields, before.locked) == ("explain", (), SHUT)
    assert visible(KIND, WHOLE, closed=True)[-1].locked is None


@given(FITTING, st.booleans(), st.booleans())
def test_shut_parts_show_nothing_and_say_why(answers: dict[str, Any], confirmed: bool, closed: bool) -> None:
    given_for = frozenset({"consent"} if confirmed else ())
    for each in visible(KIND, answers, confirmed=given_for, closed=closed):
        assert (each.locked is None) or each.fields == ()
        assert (each.locked is not None) is (
            (each.part.key == "locked" and not confirmed) or (each.part.after_closing and not closed)
        )


@pytest.mark.parametrize(
    ("answer", "any_of", "met"),
    [
        (None, (), False),
        ("x", (), True),
        (False, (), True),
        (True, ("yes",), True),
        (False, ("yes",), False),
        (["a", "b"], ("b",), True),
        ({"comment": "x"}, ("solid",), False),
        ({"step": "solid"}, ("solid",), True),
    ],
)
def test_a_condition_names_values_or_asks_for_any(answer: Any, any_of: tuple[str, ...], met: bool) -> None:
    assert is_met(Condition("x", any_of), answer) is met


# Faults


def test_answers_without_a_fault() -> None:
    assert told(WHOLE) == []
    confirmed = {"confirmed": frozenset({"consent"})}
    assert told({**WHOLE, "secret": "ja"}, whole=True, **confirmed) == []
    assert told({**WHOLE, "secret": "ja", "pattern": "x"}, whole=True, closed=True, **confirmed) == []


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"what": 7}, [(("what",), "UNREAD")]),
        ({"what": "", "tags": [], "level": {}, "events": None}, []),
        ({"story": "<p></p>", "tags": ["", None], "level": {"step": ""}, "events": [{}, None, {"seen": " "}]}, []),
        ({"what": "x" * 31}, [(("what",), "TOO_LONG")]),
        ({"story": f"<p><em>{'x' * 61}</em></p>"}, [(("story",), "TOO_LONG")]),
        ({"story": f"<p><em>{'x' * 60}</em></p>"}, []),
        ({"extra": "x" * 401}, [(("extra",), "TOO_LONG")]),
        ({"count": 10, "spent": 601, "wrote": 999_999}, [(("count",), "TOO_HIGH"), (("spent",), "TOO_MUCH_TIME")]),
        ({"count": "4", "day": "morgen", "start": 2000}, [((key,), "UNREAD") for key in ("count", "day", "start")]),
        (
            {"role": "boss", "tags": ["a", "c"]},
            [(("role",), "UNKNOWN"), (("tags",), "UNKNOWN"), (("tags",), "TOO_MANY")],
        ),
        ({"led_by": "Tom"}, [(("led_by",), "UNKNOWN")]),
        ({"level": {"step": "8"}}, [(("level",), "UNKNOWN")]),
        ({"level": {"step": 8}}, [(("level",), "UNREAD")]),
        ({"level": {"comment": "x" * 2001}}, [(("level", "comment"), "TOO_LONG")]),
        ({"pupils": ["#1", "Lotte"]}, [(("pupils",), "UNREAD")]),
        ({"pupils": ["#1", "#2", "#3"]}, [(("pupils",), "TOO_MANY")]),
        ({"block": "m19"}, [(("block",), "UNREAD")]),
        ({"files": [*IDS]}, [(("files",), "TOO_MANY")]),
        ({"consent": {"by": "parents"}}, [(("consent",), "UNKNOWN")]),
        ({"consent": {"on": "2027-04-20"}}, []),
        ({"events": "rij"}, [(("events",), "UNREAD")]),
        ({"events": ["rij"]}, [(("events", 0), "UNREAD")]),
        ({"events": [{"time": 1}] * 4}, [(("events",), "TOO_MANY")]),
        (
            {"events": [{"time": "half negen"}, {"seen": "x" * 21, "by": "boss", "told": "<p>x</p>"}]},
            [(("events", 0, "time"), "UNREAD"), (("events", 1, "seen"), "TOO_LONG"), (("events", 1, "by"), "UNKNOWN")],
        ),
    ],
)
def test_what_not_even_a_draft_may_hold(answers: dict[str, Any], faults: list[Any]) -> None:
    assert told(answers) == faults


def test_a_sentence_has_the_numbers_that_it_speaks_of() -> None:
    (fault,) = faults_of(KIND, {"what": "x" * 31}, whole=False)
    assert fault.sentence % fault.values == "There is room for 30 characters and there are 31. Make it shorter."


def test_before_others_read_it_all_that_is_asked_is_filled_in() -> None:
    assert told({}) == []
    assert told({}, whole=True) == [(("what",), "MISSING")]


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"what": "ab", "story": "<p>abc</p>"}, [(("what",), "TOO_SHORT"), (("story",), "TOO_SHORT")]),
        ({"count": 1, "spent": 4}, [(("count",), "TOO_LOW"), (("spent",), "TOO_LITTLE_TIME")]),
        ({"agreed": True}, [(("led_by",), "MISSING")]),
        (
            {"level": {"step": "not_yet", "comment": "te kort"}},
            [(("level", "comment"), "UNEXPLAINED"), (("extra",), "MISSING")],
        ),
        ({"level": {"step": "not_seen"}}, []),
        ({"level": {"step": "not_yet", "comment": "omdat het zo was"}, "extra": "x"}, [(("deeper",), "MISSING")]),
        ({"pupils": ["#1"]}, [(("consent",), "MISSING")]),
        (
            {"pupils": ["#1"], "consent": {"by": "teacher"}},
            [(("consent", "on"), "MISSING"), (("consent",), "UNCONFIRMED")],
        ),
        ({"consent": {"by": "teacher"}}, []),
        ({"events": [{"seen": "x"}]}, [(("events", 0, "time"), "MISSING")]),
        ({"events": [{"time": 1, "by": "teacher"}]}, [(("events", 0, "why"), "MISSING")]),
        ({"events": [{"time": 1, "by": "coordinator"}]}, []),
        ({"events": [{"time": 1, "step": {"step": "not_yet"}}]}, [(("events", 0, "step", "comment"), "UNEXPLAINED")]),
    ],
)
def test_what_is_missing_before_others_read_it(answers: dict[str, Any], faults: list[Any]) -> None:
    said = {"what": "Lezen", **answers}
    assert told(said, whole=True) == faults
    assert told(said) == []


def test_a_confirmed_consent_is_complete_and_opens_what_must_then_be_filled_in() -> None:
    answers = {"what": "Lezen", "pupils": ["#1"], "consent": {"by": "teacher", "on": "2027-04-20"}}
    assert told(answers, whole=True) == [(("consent",), "UNCONFIRMED")]
    assert told(answers, whole=True, confirmed=frozenset({"consent"})) == [(("secret",), "MISSING")]


def test_an_observation_is_explained_only_once_it_is_closed() -> None:
    assert told({"what": "Lezen"}, whole=True, closed=True) == [(("pattern",), "MISSING")]


def test_a_scale_that_must_be_filled_in_asks_for_its_step() -> None:
    asked = replace(KIND, parts=(Part("one", text("een"), (replace(BY_KEY["level"], required=True),)),))
    (fault,) = faults_of(asked, {"level": {"comment": "later"}}, whole=True)
    assert (fault.path, fault.sentence) == (("level",), Says.MISSING)


def test_too_few_of_what_is_named_are_told() -> None:
    several = replace(EVENTS, least=2)
    asked = replace(KIND, parts=(Part("one", text("een"), (several,)),))
    (fault,) = faults_of(asked, {"events": [{"time": 1}]}, whole=True)
    assert (fault.path, fault.sentence, fault.values) == (("events",), Says.TOO_FEW, {"least": 2, "count": 1})


@given(ANYTHING, st.booleans())
def test_faults_are_told_in_the_order_of_the_sheet_whatever_it_holds(answers: dict[str, Any], closed: bool) -> None:
    order = list(BY_KEY)
    places = [order.index(str(fault.path[0])) for fault in faults_of(KIND, answers, closed=closed, whole=True)]
    assert places == sorted(places)
