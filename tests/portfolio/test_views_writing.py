"""Writing a sheet in a browser without scripts, and what a script is answered: no character is lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from stagemap.core.sheets import Condition, Layer, Part
from stagemap.placements.models import Placement
from stagemap.portfolio.models import PupilCode, Sheet
from tests import factories as make
from tests.portfolio.every_type import said
from tests.portfolio.pages import SCRIPT, form_of, html, now, text, to, went

pytestmark = pytest.mark.django_db


def test_a_sheet_is_begun_with_one_press_and_a_double_press_begins_one(placement: Placement, student: Client) -> None:
    make.kind_version(placement.edition, make.sheet_kind())
    start = student.get(f"{to(placement, 'folder')}?tab=meetings").context["starts"][0]
    sent = {"kind": start["kind"], "sheet_id": start["id"]}

    answers = [student.post(to(placement, "begin"), sent) for _ in range(2)]

    sheet = Sheet.objects.get()
    assert [went(answer) for answer in answers] == [(303, to(sheet, "write"))] * 2


def test_a_block_of_the_roster_opens_its_sheet(placement: Placement, student: Client) -> None:
    block = make.block(make.plan(placement), title="Co-teaching", package="exploration")
    page = student.get(to(placement, "block", block.pk))
    start = page.context["starts"][0]
    assert (start["kind"], "Co-teaching" in text(page)) == ("activity", True)

    student.post(to(placement, "begin"), {"kind": "activity", "block": str(block.pk), "sheet_id": start["id"]})

    sheet = Sheet.objects.get()
    assert (sheet.block_id, sheet.title) == (block.pk, "Co-teaching")
    assert went(student.get(to(placement, "block", block.pk))) == (302, to(sheet, "write"))


def test_what_is_written_is_kept_and_shown_again(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="Eerst dit.\r\n\r\n- dan dat", role="active")

    answer = student.post(to(draft, "write"), data)

    assert went(answer) == (303, to(draft, "write"))
    assert now(draft).answers == {
        "subject": "Zorgoverleg",
        "story": "<p>Eerst dit.</p><ul><li>dan dat</li></ul>",
        "role": "active",
    }
    assert "Eerst dit.\n\n- dan dat" in html(student.get(to(draft, "write")))


def test_a_wrong_value_keeps_the_whole_form_and_saves_nothing(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), subject="Anders", contact="lang")

    answer = student.post(to(draft, "write"), data)

    assert (answer.status_code, now(draft).answers["subject"]) == (422, "Zorgoverleg")
    assert ('value="Anders"' in html(answer), "‘lang’ is geen duur" in text(answer)) == (True, True)


def test_a_text_that_is_too_long_gets_a_sentence_and_stays(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="x" * 4001)

    answer = student.post(to(draft, "write"), data)

    assert answer.status_code == 422
    assert (re.search(r"\b4000\b.*\b4001\b", text(answer)) is not None, "x" * 4001 in html(answer)) == (True, True)


def test_a_script_is_told_when_it_was_kept_and_what_the_page_shows_then(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), subject="Overleg over #1")

    with time_machine.travel(make.AT + dt.timedelta(minutes=42), tick=False):
        answer = student.post(to(draft, "write"), data, headers=SCRIPT)
        fresh = html(student.get(to(draft, "write")))

    assert (answer.status_code, now(draft).revision) == (200, 2)
    told = html(answer)
    assert ('data-revision="2"' in told, "bewaard om 10.42 uur" in told) == (True, True)
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    for part in (r'<h1 id="sheet-title".*?</h1>', r'<section class="panel" id="layers".*?</section>'):
        mine, theirs = (re.search(part, page, re.DOTALL) for page in (told, fresh))
        assert mine is not None
        assert theirs is not None
        assert tokens.sub("", mine[0].replace(' hx-swap-oob="true"', "")) == tokens.sub("", theirs[0])


def test_a_script_is_told_at_which_questions_it_was_refused(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="x" * 4001, contact="lang")

    answer = student.post(to(draft, "write"), data, headers=SCRIPT)

    assert (answer.status_code, now(draft).revision) == (422, draft.revision)
    assert re.findall(r'<a href="#id_(\w+)">([^<]+)</a>', html(answer)) == [("contact", "Verslag: contact")]
    assert re.findall(r'<span class="error" id="id_(\w+)_error">', html(answer)) == ["contact"]


def test_what_waits_in_a_table_is_found_in_its_row(placement: Placement, student: Client) -> None:
    columns = make.sheet_field("what", required=True), make.sheet_field("who")
    table = make.sheet_field("events", "table", columns=columns)
    kind = make.sheet_kind("abc", parts=(Part("seen", said("Wat ik zag"), (table,)),), title_from=())
    sheet = make.sheet(placement, kind, answers={"events": [{"what": "Lezen"}, {"who": "Els"}]}, is_ready=False)

    waits = student.get(to(sheet, "readiness")).context["waits"]

    where = f"{to(sheet, 'write')}#ask-events-1-what"
    assert [(wait.label, wait.url) for wait in waits[:1]] == [("Wat ik zag: events, rij 2, what", where)]
    assert 'id="ask-events-1-what"' in html(student.get(to(sheet, "write")))


def test_the_same_text_sent_twice_is_kept_once(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="Nieuw")

    answers = [student.post(to(draft, "write"), data, headers=SCRIPT) for _ in range(2)]

    assert ([answer.status_code for answer in answers], now(draft).revision) == ([200, 200], 2)


def test_a_new_code_is_made_and_chosen_with_one_press(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="Over een kind", do="code:pupils")

    answer = student.post(to(draft, "write"), data)

    assert went(answer) == (303, f"{to(draft, 'write')}#ask-pupils")
    assert PupilCode.objects.get().code == "#1"
    assert (now(draft).answers["pupils"], now(draft).answers["story"]) == (["#1"], "<p>Over een kind</p>")


def test_a_double_press_makes_and_chooses_one_code(draft: Sheet, student: Client) -> None:
    PupilCode.objects.create(placement=draft.placement, number=4, made_at=make.AT)
    page = html(student.get(to(draft, "write")))
    assert 'value="code:pupils:5"' in page
    data = form_of(student, to(draft, "write"), story="Over een kind", do="code:pupils:5")

    answers = [student.post(to(draft, "write"), data) for _ in range(2)]

    assert [went(answer) for answer in answers] == [(303, f"{to(draft, 'write')}#ask-pupils")] * 2
    assert [code.code for code in PupilCode.objects.all()] == ["#4", "#5"]
    assert now(draft).answers["pupils"] == ["#5"]


def test_a_code_that_another_page_made_meanwhile_is_not_given_to_a_second_child(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), do="code:pupils:1")
    PupilCode.objects.create(placement=draft.placement, number=1, made_at=make.AT)

    student.post(to(draft, "write"), data)

    assert now(draft).answers["pupils"] == ["#2"]


def test_who_wrote_on_before_the_second_press_is_asked_which_text_stands(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="Over een kind", do="code:pupils:1")
    student.post(to(draft, "write"), data)
    data["story"] = "Over twee kinderen"

    answer = student.post(to(draft, "write"), data)

    assert (answer.status_code, "Over twee kinderen" in text(answer)) == (409, True)
    assert [code.code for code in PupilCode.objects.all()] == ["#1"]


def test_a_row_comes_and_goes_without_a_script(placement: Placement, student: Client) -> None:
    row = make.sheet_field("what"), make.sheet_field("note", "long_text")
    parts = (Part("all", said("Alles"), (make.sheet_field("agreements", "table", columns=row, most=4),)),)
    kind = make.sheet_kind("plan", parts=parts, title_from=())
    sheet = make.sheet(placement, kind, answers={"agreements": [{"what": "een"}, {"what": "twee"}]}, is_ready=False)
    url = to(sheet, "write")

    more = student.post(url, form_of(student, url, **{"agreements-2-what": "drie", "do": "more:agreements"}))
    assert (went(more)[1], len(now(sheet).answers["agreements"])) == (f"{url}#ask-agreements", 3)

    student.post(url, form_of(student, url, do="drop:agreements-1"))
    assert now(sheet).answers["agreements"] == [{"what": "een"}, {"what": "drie"}]


def test_a_locked_part_opens_once_the_mentor_confirmed(placement: Placement, student: Client) -> None:
    consent = make.sheet_field("permission", "consent")
    parts = (
        Part("first", said("Eerst"), (consent,)),
        Part("then", said("Dan"), (make.sheet_field("note"),), None, None, Condition("permission"), said("Wacht.")),
    )
    kind = make.sheet_kind("steps", parts=parts, title_from=())
    sheet = make.sheet(placement, kind, answers={"permission": {"on": "2027-03-20"}}, is_ready=False)
    before = student.get(to(sheet, "write"))
    make.permission(sheet)

    after = student.get(to(sheet, "write"))

    assert [('name="note"' in html(page), "Wacht." in text(page)) for page in (before, after)] == [
        (False, True),
        (True, False),
    ]


def test_a_sheet_moves_to_another_layer_but_never_open_with_a_code(draft: Sheet, student: Client) -> None:
    assert went(student.post(to(draft, "layer"), {"layer": "open"})) == (303, to(draft, "write"))
    assert now(draft).layer == Layer.OPEN
    student.post(to(draft, "layer"), {"layer": "private"})
    student.post(to(draft, "write"), form_of(student, to(draft, "write"), subject="Over #1"))

    refused = student.post(to(draft, "layer"), {"layer": "open"})

    assert (refused.status_code, now(draft).layer) == (409, Layer.PRIVATE)
    page = html(student.get(to(draft, "write")))
    assert 'value="open" disabled' in page
    assert "in dit blad staat een code van een kind" in page


def test_an_observation_is_closed_before_it_is_explained(placement: Placement, student: Client) -> None:
    parts = (
        Part("seen", said("Gezien"), (make.sheet_field("note"),)),
        Part("meant", said("Betekenis"), (make.sheet_field("pattern", required=True),), after_closing=True),
    )
    sheet = make.sheet(placement, make.sheet_kind("abc", parts=parts, title_from=()), answers={}, is_ready=False)
    data = form_of(student, to(sheet, "write"), note="Legt het potlood neer", do="close")
    assert (went(student.post(to(sheet, "write"), data)), "pattern" in data) == ((303, to(sheet, "closing")), False)
    assert student.get(to(sheet, "closing")).status_code == 200

    answer = student.post(to(sheet, "closing"))

    assert went(answer) == (303, f"{to(sheet, 'write')}#in-meant")
    assert 'name="pattern"' in html(student.get(to(sheet, "write")))
    assert [wait.label for wait in student.get(to(sheet, "readiness")).context["waits"]] == ["Betekenis: pattern"]


def test_without_scripts_a_sheet_is_saved_before_it_moves(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="Net getypt", do="layer:private")

    assert went(student.post(to(draft, "write"), data)) == (303, to(draft, "write"))
    assert (now(draft).layer, now(draft).answers["story"]) == (Layer.PRIVATE, "<p>Net getypt</p>")


def test_enter_in_a_field_saves_and_nothing_more(draft: Sheet, student: Client) -> None:
    presses = re.findall(r"<button[^>]*>", html(student.get(to(draft, "write"))).split("<main", 1)[1])
    first = next(press for press in presses if 'form="sheet"' in press)
    assert "name=" not in first


def test_a_draft_is_taken_out_and_what_was_ready_is_not(draft: Sheet, placement: Placement, student: Client) -> None:
    ready = make.sheet(placement)

    assert went(student.post(to(draft, "removal"))) == (303, to(placement, "folder"))
    assert student.post(to(ready, "removal")).status_code == 409
    assert list(Sheet.objects.all()) == [ready]


def test_a_sheet_that_is_taken_back_is_a_draft_again(placement: Placement, student: Client) -> None:
    sheet = make.sheet(placement)

    assert went(student.post(to(sheet, "reopening"))) == (303, to(sheet, "write"))
    assert now(sheet).shown is None


@pytest.mark.parametrize(
    "press", ["code:story", "code:alien", f"code:story:{'9' * 5000}", "drop:x", "more:", "ready:", "nonsense", ""]
)
def test_a_press_that_makes_no_sense_loses_nothing(draft: Sheet, student: Client, press: str) -> None:
    answer = student.post(to(draft, "write"), form_of(student, to(draft, "write"), story="Blijft", do=press))

    assert (answer.status_code, now(draft).answers["story"]) == (303, "<p>Blijft</p>")


@pytest.mark.parametrize("revision", ["", "x", "²", "9" * 5000])
def test_ready_without_a_revision_that_makes_sense_is_about_what_stands(
    draft: Sheet, student: Client, revision: str
) -> None:
    assert student.post(to(draft, "readiness"), {"revision": revision}).status_code == 303
    assert now(draft).shown_id is not None


def test_signed_out_meanwhile_a_script_gets_the_way_back_and_nothing_is_saved(draft: Sheet, student: Client) -> None:
    data = form_of(student, to(draft, "write"), story="Te laat")
    student.logout()

    answer = student.post(to(draft, "write"), data, headers=SCRIPT | {"HX-Current-URL": to(draft, "write")})

    assert (answer.status_code, answer.headers["X-Sign-In"].startswith("/sign-in/")) == (401, True)
    assert now(draft).revision == 1


def test_saving_costs_the_same_queries_however_long_the_sheet(
    draft: Sheet, student: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    data = form_of(student, to(draft, "write"), story="Een zin.")

    with django_assert_num_queries(16):
        student.post(to(draft, "write"), data, headers=SCRIPT)
