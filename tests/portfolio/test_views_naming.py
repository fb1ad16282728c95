"""What looks like a name, on the pages: told under its question, answered with one press, never in the open layer."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from stagemap.core.sheets import Layer, Part
from stagemap.placements.models import Placement
from stagemap.portfolio.models import PupilCode, Sheet
from tests import factories as make
from tests.portfolio.pages import form_of, html, now, text, to, went

pytestmark = pytest.mark.django_db

STORY = "Volgens juf Hafsa leest Wout vlot. Wout lacht."


@pytest.fixture
def named(draft: Sheet) -> Sheet:
    """A draft in which two names stand."""
    Sheet.objects.filter(pk=draft.pk).update(answers=draft.answers | {"story": f"<p>{STORY}</p>"})
    return now(draft)


def pressed(student: Client, sheet: Sheet, answer: str, **changed: str) -> Sheet:
    """The sheet once an answer was pressed on its page."""
    student.post(to(sheet, "write"), form_of(student, to(sheet, "write"), do=f"name:{answer}", **changed))
    return now(sheet)


def notes(student: Client, sheet: Sheet) -> list[str]:
    """The sentences of the notes on the page that is written on."""
    page = html(student.get(to(sheet, "write"))).split("<template", 1)[0]
    rooms = re.findall(r'<div class="names" id="([\w-]+)">(.*?)</p>', page, re.DOTALL)
    return [" ".join([room, *re.sub(r"<[^>]*>", "", said).split()]) for room, said in rooms]


def test_a_note_stands_under_the_question_with_one_word_at_a_time(named: Sheet, student: Client) -> None:
    assert notes(student, named) == [
        "id_story-names ‘Hafsa’ lijkt op een naam. Gebruik een code of een functie. En nog 1."
    ]


def test_a_sheet_without_a_name_says_nothing(draft: Sheet, student: Client) -> None:
    assert notes(student, draft) == []


def test_no_name_is_answered_with_one_press_and_nothing_typed_is_lost(named: Sheet, student: Client) -> None:
    kept = pressed(student, named, "none:Hafsa", subject="Anders")
    assert (kept.cleared, kept.answers["subject"]) == (["hafsa"], "Anders")
    assert notes(student, named) == ["id_story-names ‘Wout’ lijkt op een naam. Gebruik een code of een functie."]


def test_an_answer_leads_back_to_its_question(named: Sheet, student: Client) -> None:
    data = form_of(student, to(named, "write"), do="name:none:Wout")
    assert went(student.post(to(named, "write"), data)) == (303, f"{to(named, 'write')}#ask-story")


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("#2:Wout", "<p>Volgens juf Hafsa leest #2 vlot. #2 lacht.</p>"),
        ("gone:Wout", "<p>Volgens juf Hafsa leest  vlot.  lacht.</p>"),
        ("new:wout", "<p>Volgens juf Hafsa leest #1 vlot. #1 lacht.</p>"),
        ("none:Wout", f"<p>{STORY}</p>"),
        ("#2:Niemand", f"<p>{STORY}</p>"),
    ],
)
def test_a_name_gives_way_with_one_press(named: Sheet, student: Client, answer: str, after: str) -> None:
    assert pressed(student, named, answer).answers["story"] == after


def test_a_new_code_is_made_once_it_is_asked_for(named: Sheet, student: Client) -> None:
    pressed(student, named, "new:Niemand")
    assert PupilCode.objects.count() == 0
    pressed(student, named, "new:Wout")
    assert [code.code for code in PupilCode.objects.all()] == ["#1"]


def test_an_answer_that_no_page_offers_changes_nothing(named: Sheet, student: Client) -> None:
    data = form_of(student, to(named, "write"), do="name:iemand:Wout")
    answer = student.post(to(named, "write"), data, follow=True)
    assert (answer.status_code, now(named).answers) == (409, named.answers)


def test_a_name_in_a_row_of_a_table_or_beside_a_scale_is_told_where_it_stands(
    placement: Placement, student: Client
) -> None:
    column = make.sheet_field("what")
    kind = make.sheet_kind(
        parts=(Part("p", make.sheet_field("x").name, (make.sheet_field("steps", "table", columns=(column,)),)),)
    )
    sheet = make.sheet(placement, kind, answers={"steps": [{"what": "Lezen"}, {"what": "Wout"}]}, is_ready=False)
    assert [note.split(" lijkt")[0] for note in notes(student, sheet)] == ["id_steps-1-what-names ‘Wout’"]


def test_words_of_judgement_are_told_where_a_camera_looks(placement: Placement, student: Client) -> None:
    seen = make.sheet_field("seen", "long_text", camera=True)
    kind = make.sheet_kind(parts=(Part("p", seen.name, (seen,)),), judges={"nl": ("boos",)})
    sheet = make.sheet(placement, kind, answers={"seen": "<p>#1 was boos.</p>"}, is_ready=False)
    assert notes(student, sheet) == ["id_seen-names ‘boos’ zegt wat jij ervan vindt. Beschrijf wat je zag en hoorde."]
    pressed(student, sheet, "none:boos")
    assert (notes(student, sheet), now(sheet).cleared) == ([], ["boos"])


def test_the_open_layer_is_shut_with_its_reason_until_every_name_is_answered(named: Sheet, student: Client) -> None:
    page = html(student.get(to(named, "write")))
    choice = re.search(r'<input type="radio" id="layer-open"[^>]*>', page)
    assert choice is not None
    assert ("disabled" in choice[0], "Iets in dit blad lijkt op een naam" in page) == (True, True)
    student.post(to(named, "layer"), {"layer": "open"})
    assert now(named).layer == Layer.ANNEX
    for word in ("Hafsa", "Wout"):
        pressed(student, named, f"none:{word}")
    student.post(to(named, "layer"), {"layer": "open"})
    assert now(named).layer == Layer.OPEN


def test_an_open_sheet_waits_for_an_answer_to_each_name_before_it_is_ready(named: Sheet, student: Client) -> None:
    Sheet.objects.filter(pk=named.pk).update(layer=Layer.OPEN)
    page = student.get(to(named, "readiness"))
    assert [wait.text for wait in page.context["waits"]] == ["‘Hafsa’ lijkt op een naam.", "‘Wout’ lijkt op een naam."]
    student.post(to(named, "readiness"), {"revision": named.revision})
    assert now(named).shown is None


def test_in_the_annex_names_are_a_remark_and_no_more(named: Sheet, student: Client) -> None:
    page = student.get(to(named, "readiness"))
    assert ("‘Wout’ lijkt op een naam." in text(page), page.context["waits"]) == (True, [])
    student.post(to(named, "readiness"), {"revision": named.revision})
    assert now(named).shown is not None


def test_nothing_is_said_of_names_that_nobody_else_reads(named: Sheet, student: Client) -> None:
    Sheet.objects.filter(pk=named.pk).update(layer=Layer.PRIVATE)
    assert "lijkt op een naam" not in text(student.get(to(named, "readiness")))
