"""One form for every kind of sheet: what it shows is what it reads back, and a wrong value gets a sentence."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from stagemap.core.sheets import Answers, Fault, Shown
from stagemap.kit.forms import summary
from stagemap.portfolio.forms import Around, SheetForm, clean, clean_answers, stretches_of
from tests.portfolio.every_type import ANSWERS, EVERY, HIDDEN, KIND, LOCKED
from tests.portfolio.filled import filled

ALL = KIND.parts[0]
SHOWN = (Shown(ALL, EVERY, None), Shown(LOCKED, (), LOCKED.locked))


@pytest.fixture(autouse=True)
def _in_dutch() -> Any:
    with translation.override("nl"):
        yield


def form(answers: Answers = ANSWERS, data: QueryDict | None = None) -> SheetForm:
    """The form of the kind that asks everything."""
    return SheetForm(data, kind=KIND, shown=SHOWN, answers=answers, around=Around("nl"))


def drawn(asked: SheetForm) -> str:
    """The form as its page draws it."""
    stretches = stretches_of(asked, {})
    return "<form id=sheet>" + "".join(
        render_to_string("portfolio/_stretch.html", {"stretch": each, "naming": {"next_code": 1}}) for each in stretches
    )


def changed(**values: str) -> SheetForm:
    """The form as it was drawn, with some controls changed and sent."""
    data = filled(drawn(form()))
    for name, value in values.items():
        data[name.replace("__", "-")] = value
    return form(data=data)


def test_what_the_page_shows_sent_back_is_what_stood_there() -> None:
    sent = form(data=filled(drawn(form())))

    assert (sent.is_valid(), sent.answers()) == (True, ANSWERS)


def test_an_empty_sheet_sent_back_stays_empty() -> None:
    sent = form({}, filled(drawn(form({}))))

    assert (sent.is_valid(), sent.answers()) == (True, {})


def test_every_answer_can_be_changed() -> None:
    sent = changed(
        subject="Anders", story="Een alinea\r\n\r\n- punt", count="12", minutes="1 u 05", present="no",
        day="2027-05-01", start="08:30", role="observing", sure__step="not_seen",
        sure__comment="", agreements__0__what="Kaart", permission__by="parents", chair="g", why_absent="Ziek",
    )  # fmt: skip

    assert sent.is_valid()
    answers = sent.answers()
    wanted = {
        "subject": "Anders", "story": "<p>Een alinea</p><ul><li>punt</li></ul>", "count": 12, "minutes": 65,
        "present": False, "day": "2027-05-01", "start": 510, "role": "observing", "sure": {"step": "not_seen"},
        "permission": {"by": "parents", "on": "2027-04-20"}, "chair": "g", "why_absent": "Ziek",
    }  # fmt: skip
    assert {key: answers[key] for key in wanted} == wanted
    assert answers["agreements"][0] == {**ANSWERS["agreements"][0], "what": "Kaart"}


def test_an_answer_that_is_emptied_is_gone() -> None:
    sent = changed(subject="", story=" ", count="", agreements__1__what="", agreements__1__who="")

    assert sent.is_valid()
    assert {key for key in ANSWERS if key not in sent.answers()} == {"subject", "story", "count"}
    assert sent.answers()["agreements"] == ANSWERS["agreements"][:1]


def test_the_empty_row_becomes_a_row_once_something_stands_in_it() -> None:
    sent = changed(agreements__2__what="Derde")

    assert sent.is_valid()
    assert sent.answers()["agreements"][2:] == [{"what": "Derde"}]


def test_a_full_table_offers_no_further_row() -> None:
    full = form(ANSWERS | {"agreements": [{"what": str(number)} for number in range(3)]})

    assert (full.rows["agreements"], "more:agreements" in drawn(full)) == ((0, 1, 2), False)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("count", "twaalf", "‘twaalf’ is geen heel getal. Schrijf het in cijfers, zoals 12."),
        ("minutes", "lang", "‘lang’ is geen duur. Schrijf bijvoorbeeld 50 min of 1 u 40."),
        ("day", "morgen", "‘morgen’ is geen dag. Schrijf bijvoorbeeld 22-04-2027."),
        ("start", "25.00", "‘25.00’ is geen uur. Schrijf het als 8.30."),
        ("role", "hero", "Dit is geen van de mogelijkheden. Kies er een uit de lijst."),
        ("sure__step", "best", "Dit is geen van de mogelijkheden. Kies er een uit de lijst."),
        ("permission__on", "ooit", "‘ooit’ is geen dag. Schrijf bijvoorbeeld 22-04-2027."),
        ("agreements__0__by_day", "ooit", "‘ooit’ is geen dag. Schrijf bijvoorbeeld 22-04-2027."),
    ],
)
def test_a_wrong_value_gets_a_sentence_and_stays_as_it_was_typed(name: str, value: str, sentence: str) -> None:
    sent = changed(**{name: value})

    assert not sent.is_valid()
    assert {field: list(errors) for field, errors in sent.errors.items()} == {name.replace("__", "-"): [sentence]}
    html = drawn(sent)
    assert (sentence in html, "Overleg over #1" in html) == (True, True)


def test_a_fault_of_the_rules_stands_at_its_question() -> None:
    sent = changed(agreements__0__what="", agreements__0__how="", agreements__0__who="", agreements__0__by_day="")
    assert sent.is_valid()
    sent.answers()

    sent.refuse(
        [
            Fault(("subject",), "Fout %(least)s", {"least": 3}),
            Fault(("sure",), "Schaal", {}),
            Fault(("permission", "by"), "Wie", {}),
            Fault(("agreements", 0, "who"), "In de rij die overbleef", {}),
            Fault(("agreements",), "Aan de tabel", {}),
            Fault(("elsewhere",), "Nergens", {}),
        ]
    )

    assert {name: list(errors) for name, errors in sent.errors.items()} == {
        "subject": ["Fout 3"],
        "sure-step": ["Schaal"],
        "permission-by": ["Wie"],
        "agreements-1-who": ["In de rij die overbleef"],
        "agreements-1-what": ["Aan de tabel"],
        "__all__": ["Nergens"],
    }


def test_the_list_of_what_is_wrong_says_where_each_stands() -> None:
    sent = changed(count="twaalf", sure__step="best", permission__on="ooit", agreements__1__by_day="ooit")
    sent.refuse([Fault(("sure", "comment"), "Leg uit", {})])

    lines = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', summary(sent))

    assert lines == [
        ("id_count", "Alles: count"),
        ("id_sure-step_0", "Alles: sure"),
        ("id_sure-comment", "Alles: sure, Toelichting"),
        ("id_agreements-1-by_day", "Alles: agreements, rij 2, by_day"),
        ("id_permission-on", "Alles: permission, Op welke dag"),
    ]


def test_rows_are_counted_as_the_page_does_when_one_was_taken_out() -> None:
    data = filled(drawn(form()))
    for name in [each for each in data if each.startswith("agreements-0-")]:
        del data[name]
    data["agreements-1-by_day"] = "ooit"

    assert ">Alles: agreements, rij 1, by_day</a>" in summary(form(data=data))


def test_a_text_that_was_not_changed_keeps_what_plain_text_cannot_say() -> None:
    sent = changed(subject="Anders")

    assert (sent.is_valid(), sent.answers()["story"]) == (True, ANSWERS["story"])


def test_a_text_of_an_editor_is_cleaned_and_shown_again_as_plain_text() -> None:
    hostile = (
        '<p onclick="x()">Dag <b>#1</b><script>alert(1)</script></p><ul><li><p>een</p></li></ul><img src=x onerror=y>'
    )
    sent = changed(**{"story-html": hostile, "count": "veel"})

    assert not sent.is_valid()
    assert sent["story"].value() == "Dag #1\n\n- een"
    assert "onerror" not in drawn(sent)
    again = changed(**{"story-html": hostile})
    assert (again.is_valid(), again.answers()["story"]) == (
        True,
        "<p>Dag <strong>#1</strong></p><ul><li>een</li></ul>",
    )


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p><br></p>", "<script>x</script>", "<p> </p><ul><li></li></ul>"])
def test_a_text_without_a_word_is_no_text(empty: str) -> None:
    assert clean(empty) == ""


def test_answers_that_come_as_data_are_cleaned_wherever_a_text_stands() -> None:
    bad = "<p>x<script>y</script></p>"
    answers = {"story": bad, "agreements": [{"how": bad, "what": bad, "alien": 1}, "no row"], "alien": bad}

    assert clean_answers(KIND.fields, answers) == {
        "story": "<p>x</p>",
        "agreements": [{"how": "<p>x</p>", "what": bad}],
    }


def test_a_question_that_does_not_apply_is_drawn_but_hidden_for_a_script() -> None:
    html = drawn(form())

    assert f'id="ask-{HIDDEN.key}" data-when="present" data-any="no" hidden' in html


def test_a_locked_part_says_what_it_waits_for_and_asks_nothing() -> None:
    html = drawn(form())

    assert ("Wacht op de mentor." in html, 'name="note"' in html) == (True, False)


def test_a_row_whose_number_is_absurd_is_no_row() -> None:
    data = filled(drawn(form()))
    data["agreements-99999-what"] = "Ver weg"
    sent = form(data=data)

    assert (sent.is_valid(), sent.answers()["agreements"]) == (True, ANSWERS["agreements"])
