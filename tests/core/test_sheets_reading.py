"""What follows from answers: title, layers, codes, hours, the beginning of a sheet, and its counts (G09, G11, G17)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.privacy import codes_in
from stagemap.core.sheets import (
    Condition,
    Count,
    FieldType,
    Layer,
    Part,
    Source,
    Tally,
    begun,
    codes_of,
    faults_of,
    layers_of,
    minutes_of,
    readable,
    summary_of,
    text_in,
    title_of,
    words_of,
)
from stagemap.core.sheets.richtext import with_words
from tests.core.sheet_sample import CARE4, EVENTS, FITTING, FUNCTIONS, KIND, VALUES, WHOLE, field, text

FACTS: st.SearchStrategy[dict[Source, Any]] = st.dictionaries(st.sampled_from(Source), VALUES)


# Titles


def test_a_sheet_is_called_by_the_first_answer_that_its_kind_names() -> None:
    assert title_of(KIND, WHOLE, "nl") == "Lezen met #1"
    assert title_of(KIND, {"day": "2027-04-02", "pupils": ["#1"]}, "nl") == "2 april 2027"
    assert title_of(KIND, {"day": "2027-12-22"}, "en") == "22 December 2027"
    assert title_of(KIND, {"pupils": ["#1", "#2"]}, "nl") == "#1, #2"


def test_without_such_an_answer_it_is_called_as_its_kind() -> None:
    assert title_of(KIND, {"count": 3}, "nl") == "Voorbeeld"
    assert title_of(KIND, {}, "en") == "Voorbeeld (en)"


@pytest.mark.parametrize(
    ("key", "answer", "title"),
    [("role", "active", "active (en)"), ("tags", ["a", "b"], "a (en), b (en)"), ("led_by", "weg", "weg")],
)
def test_options_are_titles_by_their_names(key: str, answer: Any, title: str) -> None:
    assert title_of(replace(KIND, title_from=(key,)), {key: answer}, "en") == title


# Codes and layers


def test_codes_are_found_wherever_they_stand() -> None:
    assert codes_of(KIND, WHOLE, "Over #4") == ("#4", "#1", "#2", "#3")
    told = {"level": {"step": "solid", "comment": "met #5"}, "events": [{"told": "<p>#<em>6</em></p>"}]}
    assert codes_of(KIND, told) == ("#5", "#6")


@pytest.mark.parametrize(
    "answers",
    [
        {"what": "Lezen met #1"},
        {"story": "<p>Ik zag #<strong>1</strong>.</p>"},
        {"pupils": ["#1"]},
        {"level": {"comment": "met #1"}},
        {"events": [{"seen": "#1"}]},
        {"events": [{"who": ["#1"]}]},
    ],
)
def test_with_a_code_a_sheet_is_never_open(answers: dict[str, Any]) -> None:
    assert layers_of(KIND, answers) == {
        Layer.OPEN: "A pupil code stands in this sheet, so it cannot lie open in the class.",
        Layer.ANNEX: None,
        Layer.PRIVATE: "This kind of sheet cannot lie there.",
    }


def test_without_a_code_a_sheet_lies_where_its_kind_may() -> None:
    assert layers_of(KIND, {"what": "Lezen in K1"})[Layer.OPEN] is None
    assert layers_of(KIND, {"what": "Lezen"}, "Over #1")[Layer.OPEN] is not None


@given(FITTING, st.sampled_from(["nl", "en"]), st.sampled_from([None, *Layer]))
def test_without_codes_nothing_that_is_read_holds_one(
    answers: dict[str, Any], language: str, layer: Layer | None
) -> None:
    read = readable(KIND, answers, layer=layer, codes=False, language=language)
    assert codes_of(KIND, read) == ()
    assert codes_in(repr(read)) == ()


@given(FITTING, st.sampled_from(Layer))
def test_in_a_layer_nothing_is_added_and_what_lies_elsewhere_is_left_out(answers: dict[str, Any], layer: Layer) -> None:
    read = readable(KIND, answers, layer=layer, codes=True, language="nl")
    kept = set(answers) - ({"pupils"} if layer is not Layer.ANNEX else set())
    assert read == {key: value for key, value in answers.items() if key in kept}


@given(FITTING)
def test_a_code_anywhere_keeps_it_from_the_open_layer(answers: dict[str, Any]) -> None:
    assert bool(codes_of(KIND, answers)) is (layers_of(KIND, answers)[Layer.OPEN] is not None)


# Words


def test_all_that_was_written_can_be_sought() -> None:
    assert words_of(
        KIND, {"story": "<p>Een &lt;b&gt;</p><ul><li>twee</li></ul>", "events": [{"told": "<p>drie</p>"}]}
    ) == ("Een <b>\ntwee\ndrie")


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br>", "een ", "&amp;", "&#39;", "<li>"])).map("".join))
def test_words_that_stay_the_same_leave_the_text_as_it_reads(html: str) -> None:
    assert text_in(with_words(html, lambda words: words)) == text_in(html)


# Between a sheet and its block


def test_a_sheet_begins_with_what_the_roster_knows() -> None:
    facts = {
        Source.TASK: "Leeskaarten maken",
        Source.PROJECT: "Stappen zichtbaar\n\n- op kaarten",
        Source.DATE: "2027-04-22",
        Source.START: 510,
        Source.ROLE: "active",
        Source.PUPILS: ["#1"],
        Source.PLACE: "niet gevraagd",
    }
    assert begun(KIND, facts) == {
        "what": "Leeskaarten maken",
        "story": "<p>Stappen zichtbaar</p><ul><li>op kaarten</li></ul>",
        "day": "2027-04-22",
        "start": 510,
        "role": "active",
        "pupils": ["#1"],
    }


def test_what_is_too_much_is_cut_and_what_does_not_fit_is_left_out() -> None:
    facts = {
        Source.TASK: "Een lange titel van een taak die verder gaat",
        Source.PROJECT: "woord " * 20,
        Source.PUPILS: ["#1", "#2", "#3"],
        Source.ROLE: "boss",
        Source.START: "8.30",
    }
    said = begun(KIND, facts)
    assert said["what"] == "Een lange titel van een taak…"
    assert len(text_in(said["story"])) <= 60
    assert said["pupils"] == ["#1", "#2"]
    assert set(said) == {"what", "story", "pupils"}


@given(FACTS)
def test_what_a_sheet_begins_with_has_no_fault_of_a_draft(facts: dict[Source, Any]) -> None:
    assert faults_of(KIND, begun(KIND, facts), whole=False) == ()


def test_the_minutes_of_a_sheet_count_by_kind_of_time() -> None:
    assert minutes_of(KIND, WHOLE) == {Count.CONTACT: 55, Count.REPORTING: 20}
    assert minutes_of(KIND, {"events": [{"spent": 5}, {"time": 1}, {"spent": 10}]}) == {Count.CONTACT: 15}
    assert minutes_of(KIND, {"what": "Lezen"}) == {}


# Counts

START = field("start", FieldType.TIME, begins_with=Source.START)
END = field("end", FieldType.TIME, begins_with=Source.END)
OBSERVATION = replace(KIND, parts=(Part("one", text("een"), (START, END, EVENTS)),))
ROWS = [
    {"time": 512, "by": "teacher", "seen": "#1"},
    {"time": 520, "by": "coordinator"},
    {"time": 531, "by": "teacher"},
]


@pytest.mark.parametrize(
    ("times", "line"),
    [
        ({"start": 510, "end": 540}, "events: 3 (6 per uur)"),
        ({"start": 540, "end": 510}, "events: 3"),
        ({"start": 510}, "events: 3"),
    ],
)
def test_events_are_counted_by_the_hour_and_by_what_was_chosen(times: dict[str, int], line: str) -> None:
    assert [str(each) for each in summary_of(OBSERVATION, {**times, "events": ROWS}, "nl")] == [
        line,
        "by: teacher 2, coordinator 1",
    ]


def test_what_asks_a_question_gets_its_answer() -> None:
    assert str(Tally("Wie reageerde?", 3, parts=(("leerkracht", 2), ("niemand", 1)))) == (
        "Wie reageerde? leerkracht 2, niemand 1"
    )


def test_a_summary_in_english_holds_no_code() -> None:
    told = [str(each) for each in summary_of(OBSERVATION, {"start": 510, "end": 540, "events": ROWS}, "en")]
    assert told == ["events (en): 3 (6 an hour)", "by (en): teacher (en) 2, coordinator (en) 1"]


def test_a_table_without_times_or_choices_counts_its_rows_alone() -> None:
    plain = replace(EVENTS, key="list", columns=(field("seen"),))
    kind = replace(OBSERVATION, parts=(Part("one", text("een"), (START, END, plain)),))
    assert [str(each) for each in summary_of(kind, {"start": 1, "end": 9, "list": [{"seen": "x"}]}, "nl")] == [
        "events: 1"
    ]
    assert summary_of(kind, {}, "nl") == ()


def test_steps_are_done_once_they_have_their_day() -> None:
    consent = field("consent", FieldType.CONSENT, options=FUNCTIONS)
    steps = (
        Part("step_1", text("een"), (consent, field("on_1", FieldType.DATE))),
        Part("step_2", text("twee"), (field("on_2", FieldType.DATE),), opens_when=Condition("consent")),
        Part("step_3", text("drie"), (field("note"),), opens_when=Condition("consent")),
        Part("after", text("achteraf"), (field("day", FieldType.DATE),)),
    )
    kind = replace(KIND, parts=steps, scales=(CARE4,))
    done = {"on_1": "2027-04-20", "day": "2027-04-20", "note": "x"}
    assert [str(each) for each in summary_of(kind, done, "nl")] == ["Voorbeeld: 1/3"]
