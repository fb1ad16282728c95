"""The folder as each of its readers opens it: tabs, leaves, what waits, what a search finds."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from stagemap.core.roles import Relation
from stagemap.core.sheets import Layer, School
from stagemap.placements.models import Placement
from stagemap.portfolio.models import ReadRequest
from tests import factories as make
from tests.portfolio.pages import browser, html, text, to, went

pytestmark = pytest.mark.django_db


def titles(client: Client, placement: Placement, tab: str = "meetings") -> list[str]:
    """The leaves of one tab, as they are called."""
    return [leaf.title for leaf in client.get(f"{to(placement, 'folder')}?tab={tab}").context["leaves"]]


def test_every_reader_finds_what_is_theirs(placement: Placement, who: make.Viewers) -> None:
    for title, fields in (
        ("Klad", {"is_ready": False}),
        ("Open", {"layer": Layer.OPEN}),
        ("Bijlage over #1", {"layer": Layer.ANNEX, "pupils": "#1"}),
        ("Alleen ik", {"layer": Layer.PRIVATE}),
    ):
        make.sheet(placement, answers={"subject": title}, **fields)

    found = {
        relation: sorted(titles(browser(viewer, placement), placement))
        for relation, viewer in (
            (Relation.STUDENT, who.student),
            (Relation.MENTOR, who.mentor),
            (Relation.CARE_TEAM, who.care_team),
            (Relation.SUPERVISOR, who.supervisor),
            (Relation.CLASS_MENTOR, who.class_mentor),
        )
    }

    assert found == {
        Relation.STUDENT: ["Alleen ik", "Bijlage over #1", "Klad", "Open"],
        Relation.MENTOR: ["Bijlage over #1", "Open"],
        Relation.CARE_TEAM: ["Bijlage over #1", "Open"],
        Relation.SUPERVISOR: ["Bijlage over een leerling", "Open"],
        Relation.CLASS_MENTOR: ["Open"],
    }


def test_the_care_team_finds_no_trace_of_what_is_said_of_the_student(placement: Placement, who: make.Viewers) -> None:
    kind = make.sheet_kind("visit", school=School.MENTOR)
    said = {"subject": "Bezoek van woensdag", "story": "<p>Rustiger voor de klas.</p>"}
    visit = make.sheet(placement, kind, answers=said, begun_by=who.supervisor.actor)
    make.sheet(placement, answers={"subject": "Verslag", "story": "<p>Rustiger overleg.</p>"})
    asked = [f"{to(placement, 'folder')}?{query}" for query in ("tab=meetings", "q=rustiger")]

    seen = {
        relation: [
            title in content
            for content in (html(browser(viewer, placement).get(url)) for url in asked)
            for title in ("Bezoek van woensdag", "Verslag")
        ]
        for relation, viewer in ((Relation.MENTOR, who.mentor), (Relation.CARE_TEAM, who.care_team))
    }

    assert seen == {Relation.MENTOR: [True] * 4, Relation.CARE_TEAM: [False, True] * 2}
    assert browser(who.care_team, placement).get(to(visit, "sheet")).status_code == 404


def test_the_student_opens_a_draft_to_write_and_the_rest_to_read(placement: Placement, student: Client) -> None:
    draft, ready = make.sheet(placement, is_ready=False), make.sheet(placement)

    leaves = student.get(f"{to(placement, 'folder')}?tab=meetings").context["leaves"]

    assert {leaf.url for leaf in leaves} == {to(draft, "write"), to(ready, "sheet")}


def test_the_board_leads_the_student_to_the_draft_that_changed_last(placement: Placement, student: Client) -> None:
    make.sheet(placement, is_ready=False, changed_at=make.AT - dt.timedelta(days=2))
    latest = make.sheet(placement, answers={"subject": "Het laatste"}, is_ready=False)

    board = student.get(to(placement, "folder")).context["board"]

    assert (board["title"], board["url"]) == ("Werk verder aan: Het laatste", to(latest, "write"))


def test_the_board_leads_the_mentor_to_what_is_due_first(placement: Placement, who: make.Viewers) -> None:
    later, sooner = make.sheet(placement), make.sheet(placement, answers={"subject": "Eerst dit"})
    make.sheet(placement)
    for sheet, day in ((later, 30), (sooner, 25)):
        ReadRequest.objects.create(sheet=sheet, by_day=dt.date(2027, 3, day), note="Klopt dit?", at=make.AT)
    mentor = browser(who.mentor, placement)

    board = mentor.get(to(placement, "folder")).context["board"]

    assert (board["title"], board["url"]) == ("Leest u ‘Eerst dit’ na?", to(sooner, "sheet"))
    assert board["text"] == "Noor vraagt u om het na te lezen, uiterlijk morgen. Klopt dit?"
    page = mentor.get(f"/placements/{placement.pk}/mentor/")
    assert [each.url for each in page.context["waiting"]] == [
        to(sooner, "sheet"),
        to(later, "sheet"),
        to(placement, "day_note"),
    ]


def test_a_block_of_the_roster_is_a_leaf_with_a_way_to_begin(placement: Placement, student: Client) -> None:
    block = make.block(make.plan(placement), title="Co-teaching", package="exploration")

    leaf = student.get(f"{to(placement, 'folder')}?tab=activities").context["leaves"][0]

    assert (leaf.title, leaf.block, leaf.url) == ("Co-teaching", str(block.pk), "")


def test_a_note_of_the_mentor_stands_in_the_diary_the_same_second(
    placement: Placement, who: make.Viewers, student: Client
) -> None:
    mentor = browser(who.mentor, placement)
    answer = mentor.post(to(placement, "day_note"), {"day": "2027-03-24", "text": "Fijn gewerkt met #1"})

    assert went(answer) == (303, f"{to(placement, 'folder')}?tab=diary")
    pages = [
        html(each.get(f"{to(placement, 'folder')}?tab=diary")) for each in (student, browser(who.supervisor, placement))
    ]
    assert ["Fijn gewerkt met #1" in page for page in pages] == [True, False]
    assert "Fijn gewerkt met een leerling" in pages[1]


@pytest.mark.parametrize(("day", "line"), [("", "Dag"), ("ooit", "Dag"), ("2027-03-24", ""), ("2027-03-24", "x" * 601)])
def test_a_note_that_is_not_whole_keeps_what_was_typed(
    placement: Placement, who: make.Viewers, day: str, line: str
) -> None:
    answer = browser(who.mentor, placement).post(to(placement, "day_note"), {"day": day, "text": line})

    assert (answer.status_code, line in html(answer)) == (422, True)


def test_a_search_for_what_no_database_holds_finds_nothing(placement: Placement, student: Client) -> None:
    make.sheet(placement, words="zebra")
    answer = student.get(to(placement, "folder"), {"q": "zebra\0x"})
    assert (answer.status_code, answer.context["hits"]) == (200, [])


def test_a_search_finds_words_in_what_one_reads(placement: Placement, who: make.Viewers, student: Client) -> None:
    make.sheet(placement, answers={"subject": "Zorgoverleg", "story": "<p>We spraken over lezen.</p>"}, words="lezen")
    make.sheet(
        placement, answers={"subject": "Eigen", "story": "<p>Ook lezen.</p>"}, layer=Layer.PRIVATE, words="lezen"
    )
    url = f"{to(placement, 'folder')}?q=lezen"

    found = [
        [hit["title"] for hit in each.get(url).context["hits"]] for each in (student, browser(who.mentor, placement))
    ]

    assert [sorted(each) for each in found] == [["Eigen", "Zorgoverleg"], ["Zorgoverleg"]]
    assert "Deze woorden staan in geen enkel blad" in text(student.get(f"{to(placement, 'folder')}?q=onvindbaar"))


@pytest.mark.parametrize("count", [1, 60])
def test_the_folder_costs_the_same_queries_however_many_sheets(
    placement: Placement, student: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        make.sheet(placement)
    student.get(to(placement, "folder"))

    with django_assert_num_queries(9):
        student.get(f"{to(placement, 'folder')}?tab=meetings")


def test_it_lies_open_only_while_a_card_or_a_print_makes_it_so(placement: Placement, student: Client) -> None:
    def said() -> str:
        return str(student.get(to(placement, "folder")).context["about"])

    name = placement.student.name
    said_open = f"van {name} · ligt open in {placement.class_label} tot en met vrijdag 23 april"
    before = said()
    student.post(to(placement, "open_print"))
    printed = said()
    student.post(to(placement, "open_print"), {"laid": "no"})
    make.class_card(placement)
    assert (before, printed, said()) == (f"van {name}", said_open, said_open)


def test_whoever_follows_the_student_finds_the_way_back(placement: Placement, who: make.Viewers) -> None:
    back = f'href="/students/{placement.pk}/"'
    readers = (who.supervisor, who.mentor)
    found = [back in html(browser(viewer, placement).get(to(placement, "folder"))) for viewer in readers]
    assert found == [True, False]


def test_an_edition_without_tabs_says_who_can_mend_it(placement: Placement, student: Client) -> None:
    make.pin(placement.edition, tabs=())

    page = student.get(to(placement, "folder"))

    assert page.status_code == 409
    assert "de stagecoördinator kan de soorten bladen overnemen" in text(page)


def test_the_key_card_has_room_for_names_and_holds_none(placement: Placement, student: Client) -> None:
    page = student.get(to(placement, "key_card"))

    assert page.context["codes"][:2] == ["#1", "#2"]
    assert "<input" not in html(page).split("<main", 1)[1].split("</main>", 1)[0]


def test_the_key_card_tells_the_mentor_to_write_and_the_student_to_hand_it_over(
    placement: Placement, who: make.Viewers
) -> None:
    said = [text(browser(viewer, placement).get(to(placement, "key_card"))) for viewer in (who.student, who.mentor)]
    assert ["geef ze aan je mentor" in each for each in said] == [True, False]


def test_signing_out_lets_the_device_forget(placement: Placement, who: make.Viewers) -> None:
    for viewer, address in ((who.student, "/sign-out/"), (who.mentor, "/link/sign-out/")):
        answer = browser(viewer, placement).post(address)

        assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (303, '"storage"')
