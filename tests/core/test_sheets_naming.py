from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.dates import Text
from stagemap.core.sheets import Field, FieldType, Judged, Layer, Part, SheetKind, judged_in, names_in, without_name
from tests.core.named import found

NAME = Text("x", "x")
ROW = (Field("what", NAME, FieldType.SHORT_TEXT), Field("how", NAME, FieldType.LONG_TEXT))
FIELDS = (
    Field("subject", NAME, FieldType.SHORT_TEXT),
    Field("seen", NAME, FieldType.LONG_TEXT, camera=True),
    Field("grown", NAME, FieldType.SCALE),
    Field("steps", NAME, FieldType.TABLE, columns=ROW),
    Field("codes", NAME, FieldType.PUPIL),
    Field("day", NAME, FieldType.DATE),
)
KIND = SheetKind("k", NAME, 1, "t", (Layer.OPEN,), (Part("p", NAME, FIELDS),), judges={"nl": ("boos", "lui")})
ANSWERS: dict[str, Any] = {
    "subject": "Lezen met Wout",
    "seen": "<p>Juf Griet &amp; <strong>Wout</strong> lazen.</p><p>Ben je er?</p><ul><li>Wouts boek</li></ul>",
    "grown": {"step": "solid", "comment": "Wout las vlot."},
    "steps": [{"what": "lezen", "how": "<p>met Wout</p>"}, {"what": "Wout belt"}],
    "codes": ["#1"],
    "day": "2027-04-22",
}


def names(answers: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Where which names stand."""
    return [(named.path, named.hint.word) for named in names_in(KIND, answers, found)]


def test_names_are_found_in_every_text_of_a_sheet_with_the_way_there() -> None:
    assert names(ANSWERS) == [
        (("subject",), "Wout"),
        (("seen",), "Griet"),
        (("seen",), "Wout"),
        (("seen",), "Wout"),
        (("grown", "comment"), "Wout"),
        (("steps", 0, "how"), "Wout"),
        (("steps", 1, "what"), "Wout"),
    ]


def test_an_answer_without_a_text_holds_no_name() -> None:
    assert names({"grown": {"step": "solid"}, "codes": ["#1"]}) == []


def test_a_name_gives_way_in_the_whole_sheet() -> None:
    assert without_name(KIND, ANSWERS, found, word="wout", by="#2", language="nl") == {
        "subject": "Lezen met #2",
        "seen": "<p>Juf Griet &amp; <strong>#2</strong> lazen.</p><p>Ben je er?</p><ul><li>#2's boek</li></ul>",
        "grown": {"step": "solid", "comment": "#2 las vlot."},
        "steps": [{"what": "lezen", "how": "<p>met #2</p>"}, {"what": "#2 belt"}],
        "codes": ["#1"],
        "day": "2027-04-22",
    }


def test_a_function_takes_the_place_of_a_title_also_between_tags() -> None:
    answers = {"seen": "<p>Juf Griet las.</p>", "grown": {"step": "solid"}}
    assert without_name(KIND, answers, found, word="Griet", by="zorg & co", language="nl") == {
        "seen": "<p>De zorg &amp; co las.</p>",
        "grown": {"step": "solid"},
    }


def test_words_of_judgement_are_told_where_a_camera_looks() -> None:
    answers = {"subject": "Boos", "seen": "<p>Boos en <em>lui</em>, heel boos.</p>"}
    assert judged_in(KIND, answers, "nl") == (Judged(("seen",), ("Boos", "lui", "boos")),)
    assert (judged_in(KIND, answers, "en"), judged_in(KIND, {"seen": "<p>Stil</p>"}, "nl")) == ((), ())


@given(st.sampled_from(["Wout", "Griet", "Zoë", "De Smet"]))
def test_where_a_name_gave_way_it_is_hinted_at_no_more(name: str) -> None:
    answers = {"seen": f"<p>Ik zag {name}. <em>{name}</em> las.</p>", "subject": f"Met {name}"}
    assert names(without_name(KIND, answers, found, word=name, by="#1", language="nl")) == []
