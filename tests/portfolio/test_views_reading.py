"""Reading a sheet: answers as prose for each reader, and what the mentor does with it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from stagemap.core.sheets import College, Layer, Part
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Permission, Review, Sheet, SheetComment
from stagemap.portfolio.views.prose import Said, Speaker
from tests import factories as make
from tests.portfolio.every_type import ANSWERS, KIND, said
from tests.portfolio.pages import browser, html, text, to, went

pytestmark = pytest.mark.django_db
STORY = {"subject": "Zorgoverleg over #1", "story": "<p>#1 las <strong>luidop</strong>.</p>", "contact": 100}


@pytest.fixture
def sheet(placement: Placement) -> Sheet:
    """A sheet about a pupil in the annex, ready."""
    return make.sheet(placement, answers=STORY, pupils="#1")


@pytest.fixture
def mentor(who: make.Viewers, placement: Placement) -> Client:
    """The mentor's browser."""
    return browser(who.mentor, placement)


def test_answers_are_read_as_prose(sheet: Sheet, mentor: Client) -> None:
    page = mentor.get(to(sheet, "sheet"))

    assert ("1 u 40" in text(page), "<p>#1 las <strong>luidop</strong>.</p>" in html(page)) == (True, True)
    assert [line["key"] for part in page.context["parts"] for line in part["lines"]] == ["subject", "story", "contact"]


def test_the_college_reads_it_without_codes(sheet: Sheet, who: make.Viewers, placement: Placement) -> None:
    page = text(browser(who.supervisor, placement).get(to(sheet, "sheet")))

    assert ("#1" in page, "Een leerling las luidop" in page) == (False, True)


def test_of_an_observation_the_college_reads_counts_and_why(who: make.Viewers, placement: Placement) -> None:
    seen = make.sheet_field("seen", "table", columns=(make.sheet_field("what"),))
    kind = make.sheet_kind("abc", parts=(Part("part", said("Deel"), (seen,)),), title_from=(), college=College.SUMMARY)
    sheet = make.sheet(placement, kind, answers={"seen": [{"what": "Geheim"}, {"what": "Ook geheim"}]})

    page = text(browser(who.supervisor, placement).get(to(sheet, "sheet")))

    assert ("eheim" in page, "leest de hogeschool alleen aantallen" in page, "seen: 2" in page) == (False, True, True)


def test_earlier_versions_are_offered_to_who_has_them(sheet: Sheet, placement: Placement, who: make.Viewers) -> None:
    readers = {"student": who.student, "mentor": who.mentor, "supervisor": who.supervisor}
    offered = {
        name: to(sheet, "history") in html(browser(viewer, placement).get(to(sheet, "sheet")))
        for name, viewer in readers.items()
    }
    assert offered == {"student": True, "mentor": True, "supervisor": False}


def test_every_answer_has_its_words() -> None:
    named = {ANSWERS["cites"][0]: ("ABC", "/abc/")}
    speaker = Speaker(KIND, "nl", named)

    with translation.override("nl"):
        found = {field.key: speaker.said(field, ANSWERS.get(field.key)) for field in KIND.fields}

    assert {key: words.text for key, words in found.items() if words.text} == {
        "subject": "Overleg over #1",
        "count": "4",
        "minutes": "1 u 40",
        "present": "ja",
        "day": "do 22 april 2027",
        "start": "13.15 uur",
        "role": "active",
        "measures": "more, other",
        "sure": "solid: Twee keer gezien.",
        "pupils": "#1",
        "chair": "c",
        "permission": "head, di 20 april 2027",
    }
    assert found["story"] == Said(html=ANSWERS["story"])
    assert found["agreements"].head == ("what", "how", "who", "by_day")
    assert [cell.text for cell in found["agreements"].rows[1]] == ["Gesprek", "", "head", ""]
    assert (found["cites"].links, found["block"].links) == ((("ABC", "/abc/"),), ())
    assert not found["why_absent"]


def test_a_wide_table_is_read_as_cards_of_what_was_filled_in(placement: Placement, mentor: Client) -> None:
    columns = [make.sheet_field(f"c{number}", "long_text" if number == 2 else "short_text") for number in range(6)]
    wide = make.sheet_field("events", "table", columns=tuple(columns))
    flat = make.sheet_field("steps", "table", columns=tuple(columns[:5]))
    kind = make.sheet_kind("abc", parts=(make.sheet_part(wide, flat),), title_from=())
    row = {"c0": "Lezen", "c2": "<p>Het <strong>boek</strong></p>"}
    sheet = make.sheet(placement, kind, answers={"events": [row, {"c5": "Pauze"}], "steps": [row]})

    page = html(mentor.get(to(sheet, "sheet")))

    cards = re.search(r'<ol class="cards">.*?</ol>', page, re.DOTALL)
    assert cards is not None
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>|(</li>)", cards[0]) == [
        ("c0", "Lezen", ""),
        ("c2", "<p>Het <strong>boek</strong></p>", ""),
        ("", "", "</li>"),
        ("c5", "Pauze", ""),
        ("", "", "</li>"),
    ]
    assert (page.count("<table"), page.count("<th ")) == (1, 5)
    assert re.findall(r'<td role="cell" data-head="(c\d)">', page) == ["c0", "c1", "c2", "c3", "c4"]


def test_what_is_hostile_in_a_stored_text_is_never_shown() -> None:
    story = next(field for field in KIND.fields if field.key == "story")

    assert Speaker(KIND, "nl").said(story, "<p>Dag<img src=x onerror=y><script>z</script></p>").html == "<p>Dag</p>"


def test_the_mentor_reads_it_with_a_remark_and_the_student_sees_both(
    sheet: Sheet, mentor: Client, student: Client
) -> None:
    form = mentor.get(to(sheet, "sheet")).context["review"]
    sent = {"revision": form["revision"].value(), "remark": "Mooi gezien."}

    answers = [mentor.post(to(sheet, "review"), sent) for _ in range(2)]

    assert [went(answer) for answer in answers] == [(303, to(sheet, "sheet"))] * 2
    assert Review.objects.get().remark == "Mooi gezien."
    assert "Mooi gezien." in text(student.get(to(sheet, "sheet")))
    assert mentor.get(to(sheet, "sheet")).context["review"] is None


def test_a_version_that_is_no_longer_the_latest_is_not_read_by_mistake(sheet: Sheet, mentor: Client) -> None:
    answer = mentor.post(to(sheet, "review"), {"revision": "7", "remark": "Mooi"})

    assert (answer.status_code, Review.objects.count()) == (409, 0)
    assert ("Mooi" in html(answer), "nieuwere versie" in text(answer)) == (True, True)


@pytest.mark.parametrize("sent", [{}, {"revision": "x"}, {"revision": "1", "remark": "x" * 2001}])
def test_a_review_that_is_not_whole_keeps_what_was_typed(sheet: Sheet, mentor: Client, sent: dict[str, str]) -> None:
    answer = mentor.post(to(sheet, "review"), sent)

    assert (answer.status_code, sent.get("remark", "") in html(answer), Review.objects.count()) == (422, True, 0)


def test_a_remark_stands_at_its_question(sheet: Sheet, mentor: Client, student: Client) -> None:
    assert mentor.get(f"{to(sheet, 'comments')}?field=story").context["about"] == "story"

    answer = mentor.post(to(sheet, "comments"), {"field": "story", "text": "Wat deed je daarna?"})

    assert went(answer) == (303, f"{to(sheet, 'sheet')}#ask-story")
    lines = [line for part in student.get(to(sheet, "sheet")).context["parts"] for line in part["lines"]]
    assert [line["key"] for line in lines if line["remarks"]] == ["story"]
    student.post(to(sheet, "comments"), {"text": "Nog een keer."})
    assert SheetComment.objects.count() == 2


@pytest.mark.parametrize("sent", [{}, {"text": " "}, {"text": "x" * 2001}, {"text": "Hier", "field": "elders"}])
def test_a_remark_that_cannot_be_kept_gets_a_sentence(sheet: Sheet, mentor: Client, sent: dict[str, str]) -> None:
    answer = mentor.post(to(sheet, "comments"), sent)

    assert (answer.status_code, SheetComment.objects.count()) == (422, 0)
    assert sent.get("text", "").strip() in html(answer)


def test_the_mentor_confirms_a_permission_and_takes_it_back(placement: Placement, mentor: Client) -> None:
    parts = (Part("may", said("Mag dit"), (make.sheet_field("permission", "consent"),)),)
    kind = make.sheet_kind("file", parts=parts, title_from=())
    sheet = make.sheet(placement, kind, answers={"permission": {"on": "2027-03-20"}})
    url = to(sheet, "permission", "permission")

    assert went(mentor.post(url)) == (303, url)
    assert "Bevestigd door Els Peeters op wo 24 maart" in text(mentor.get(to(sheet, "sheet")))
    mentor.post(url, {"withdraw": "yes"})

    assert "Nog niet bevestigd" in text(mentor.get(to(sheet, "sheet")))
    assert Permission.objects.get().withdrawn_at is not None


def test_the_history_tells_who_changed_which_words(student: Client, sheet: Sheet) -> None:
    sheet.answers, sheet.revision = STORY | {"story": "<p>#1 las heel luidop.</p>", "contact": 50}, 2
    sheet.save()
    make.sheet_version(sheet)

    page = student.get(to(sheet, "history"))

    card = page.context["cards"][0]
    assert [change["label"] for change in card["changes"]] == ["story", "contact"]
    assert "<ins>" in html(page)
    assert ("1 u 40" in text(page), "50 min" in text(page)) == (True, True)


def test_a_draft_of_somebody_else_does_not_exist(placement: Placement, mentor: Client) -> None:
    draft, own = make.sheet(placement, is_ready=False), make.sheet(placement, layer=Layer.PRIVATE)

    assert [mentor.get(to(each, "sheet")).status_code for each in (draft, own)] == [404, 404]


def test_a_page_costs_the_same_queries_with_one_remark_and_with_three(
    sheet: Sheet, mentor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        mentor.post(to(sheet, "comments"), {"field": "story", "text": f"Opmerking {_}"})

    with django_assert_num_queries(13):
        mentor.get(to(sheet, "sheet"))


def test_a_permission_is_confirmed_on_a_draft_without_reading_the_draft(placement: Placement, mentor: Client) -> None:
    parts = (Part("all", said("Alles"), (make.sheet_field("permission", "consent"), make.sheet_field("note"))),)
    kind = make.sheet_kind("file", parts=parts, title_from=())
    draft = make.sheet(placement, kind, answers={"permission": {"on": "2027-03-20"}, "note": "Geheim"}, is_ready=False)
    url = to(draft, "permission", "permission")
    assert [each.url for each in mentor.get(f"/placements/{placement.pk}/mentor/").context["waiting"]][:1] == [url]

    page = mentor.get(url)
    mentor.post(url)

    assert ("za 20 maart 2027" in text(page), "Geheim" in html(page)) == (True, False)
    assert "Bevestigd door Els Peeters" in text(mentor.get(url))
    assert mentor.get(to(draft, "permission", "note")).status_code == 404
