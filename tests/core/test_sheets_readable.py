"""What may be read of a sheet, and its words."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.dates import Text
from stagemap.core.privacy import codes_in
from stagemap.core.sheets import Field, FieldType, Layer, Option, Part, SheetKind, Source
from stagemap.core.sheets.readable import readable
from stagemap.core.sheets.words import judging, words_of

NAME = Text("naam", "name")
WANTED, UNWANTED = Option("wanted", NAME), Option("unwanted", NAME)
TIME = Field("time", NAME, FieldType.TIME)
SEEN = Field("seen", NAME, FieldType.SHORT_TEXT)
KIND_OF = Field("kind", NAME, FieldType.CHOICE, options=(WANTED, UNWANTED))
HIDDEN = Field("who", NAME, FieldType.PUPIL, layers=(Layer.ANNEX,))
EVENTS = Field("events", NAME, FieldType.TABLE, columns=(TIME, SEEN, KIND_OF, HIDDEN))
NOTES = Field("notes", NAME, FieldType.TABLE, columns=(SEEN,))
FIELDS = (
    Field("pupils", NAME, FieldType.PUPIL),
    Field("title", NAME, FieldType.SHORT_TEXT),
    Field("start", NAME, FieldType.TIME, begins_with=Source.START),
    Field("end", NAME, FieldType.TIME, begins_with=Source.END),
    Field("told", NAME, FieldType.LONG_TEXT, camera=True),
    Field("care", NAME, FieldType.LONG_TEXT, layers=(Layer.ANNEX, Layer.PRIVATE)),
    Field("step", NAME, FieldType.SCALE, scale="care4"),
    EVENTS,
    NOTES,
)
KIND = SheetKind(
    "abc_observation", NAME, 1, "observations", (Layer.ANNEX, Layer.OPEN), (Part("one", NAME, FIELDS),),
    judges=MappingProxyType({"nl": ("boos", "lui"), "en": ("angry",)}),
)  # fmt: skip
ANSWERS: dict[str, Any] = {
    "pupils": ["#1"],
    "title": "Zorgoverleg over #1",
    "start": 510,
    "end": 540,
    "told": "<p>#1 keek op &amp; zei: 't is &lt;af&gt;.</p><ul><li>Daarna #1 en #2.</li></ul>",
    "care": "<p>Fase 1</p>",
    "step": {"step": "solid", "comment": "Met #1 lukte het."},
    "events": [
        {"time": 512, "seen": "#1 legt de pen neer", "kind": "unwanted", "who": ["#1"]},
        {"time": 520, "kind": "unwanted"},
        {"time": 531, "seen": "schrijft", "kind": "wanted"},
    ],
    "notes": [{"seen": "rustig"}],
}
LEAKY = st.one_of(st.text("a#123 .", max_size=20), st.just("Gesprek met #7 en #12"))


def test_student_and_school_read_all_of_it() -> None:
    assert readable(KIND, ANSWERS, layer=None, codes=True, language="nl") == ANSWERS


def test_in_a_layer_only_its_own_fields_are_read() -> None:
    read = readable(KIND, ANSWERS, layer=Layer.OPEN, codes=True, language="nl")
    assert sorted(set(ANSWERS) - set(read)) == ["care"]
    assert read["events"][0] == {"time": 512, "seen": "#1 legt de pen neer", "kind": "unwanted"}


def test_the_college_reads_codes_in_words() -> None:
    read = readable(KIND, ANSWERS, layer=None, codes=False, language="nl")
    assert read == {
        "title": "Zorgoverleg over een leerling",
        "start": 510,
        "end": 540,
        "told": "<p>Een leerling keek op &amp; zei: 't is &lt;af&gt;.</p><ul><li>Daarna enkele leerlingen.</li></ul>",
        "care": "<p>Fase 1</p>",
        "step": {"step": "solid", "comment": "Met een leerling lukte het."},
        "events": [
            {"time": 512, "seen": "Een leerling legt de pen neer", "kind": "unwanted"},
            {"time": 520, "kind": "unwanted"},
            {"time": 531, "seen": "schrijft", "kind": "wanted"},
        ],
        "notes": [{"seen": "rustig"}],
    }


def test_a_step_without_a_comment_is_read_as_it_is() -> None:
    answers = {"step": {"step": "solid"}}
    assert readable(KIND, answers, layer=None, codes=False, language="en") == answers


@given(LEAKY, LEAKY)
def test_without_codes_no_code_is_left_anywhere(title: str, seen: str) -> None:
    answers = {"title": title, "told": f"<p>{seen}</p>", "events": [{"seen": seen}], "pupils": ["#7"]}
    assert codes_in(json.dumps(readable(KIND, answers, layer=None, codes=False, language="nl"))) == ()


def test_a_table_of_which_no_row_is_left_is_not_read() -> None:
    answers = {"events": [{"who": ["#1"]}]}
    assert readable(KIND, answers, layer=None, codes=True, language="nl") == answers
    assert readable(KIND, answers, layer=None, codes=False, language="nl") == {}


def test_a_code_that_is_half_bold_costs_the_text_its_bold() -> None:
    answers = {"told": "<p>Ik zag #<strong>1</strong> en <em>#2</em>.</p>"}
    assert readable(KIND, answers, layer=None, codes=False, language="nl") == {
        "told": "<p>Ik zag enkele leerlingen.</p>"
    }


def test_an_option_that_nobody_offers_hides_no_code_either() -> None:
    answers = {"events": [{"kind": "#1"}]}
    assert readable(KIND, answers, layer=None, codes=False, language="en") == {"events": [{"kind": "A pupil"}]}


def test_search_finds_every_word_that_was_written() -> None:
    assert words_of(KIND, ANSWERS) == (
        "#1\nZorgoverleg over #1\n#1 keek op & zei: 't is <af>.\nDaarna #1 en #2.\nFase 1\nMet #1 lukte het.\n"
        "#1 legt de pen neer\n#1\nschrijft\nrustig"
    )


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "<p>#1 is <strong>Boos</strong>, boos en lui.</p>", ("Boos", "boos", "lui")),
        ("nl", "#1 fronst; luid geroep", ()),
        ("en", "an angry look", ("angry",)),
        ("fr", "boos", ()),
    ],
)
def test_words_that_judge_are_found_as_they_stand(language: str, text: str, found: tuple[str, ...]) -> None:
    assert judging(KIND, text, language) == found


def test_a_kind_without_such_words_finds_none() -> None:
    plain = SheetKind("activity", NAME, 1, "activities", (Layer.OPEN,), KIND.parts)
    assert judging(plain, "boos", "nl") == ()
