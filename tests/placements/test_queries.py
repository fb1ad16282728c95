"""Reads of the placements: what they answer, and that their cost does not grow with the rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stagemap.core.roles import Action, Relation, Viewer
from stagemap.core.roster import Rhythm, Span, StandingMoment
from stagemap.placements import access, queries, services
from stagemap.placements.models import Placement
from stagemap.placements.queries.overview import ANY_GAP
from stagemap.programmes.models import Edition
from tests import factories as make

pytestmark = pytest.mark.django_db

MONDAY = [Span(510, 560), Span(560, 610), Span(625, 675), Span(675, 725), Span(795, 845), Span(860, 910)]


def test_the_people_of_a_placement_stand_there_once_each() -> None:
    placement = make.placement()
    placement.care_coordinator = placement.class_mentor
    make.supervision(placement, make.user("Lies Maes", email="lies@college.example"), is_lead=False)
    make.supervision(placement)
    assert [(each.name, each.parts) for each in queries.people_of(placement)] == [
        ("Noor Verhaegen", ("student",)),
        ("Els Peeters", ("mentor",)),
        ("Tom Claes", ("class_mentor", "care_coordinator")),
        ("Karim Haddad", ("lead",)),
        ("Lies Maes", ("supervisor",)),
    ]
    assert [each.initials for each in queries.people_of(placement)] == ["NV", "EP", "TC", "KH", "LM"]


def test_papers_and_moments_that_nobody_wrote_are_there_all_the_same() -> None:
    placement = make.placement()
    make.paper(placement, "risk_analysis")
    make.moment(placement, 2)
    assert [(paper.kind, paper.status) for paper in queries.papers_of(placement)] == [
        ("internship_agreement", "missing"),
        ("risk_analysis", "in_order"),
        ("criminal_record_check", "missing"),
    ]
    assert [(moment.number, moment.pk is None) for moment in queries.moments_of(placement)] == [(1, True), (2, False)]
    assert queries.moment_of(placement, 3) is None
    make.moment(placement, 3)
    assert [moment.number for moment in queries.moments_of(placement)] == [1, 2, 3]


def test_agreements_stand_by_their_day_and_kept_ones_last() -> None:
    placement = make.placement()
    late, none, soon = (
        make.agreement(placement, what, by_day=day)
        for what, day in (("later", dt.date(2027, 4, 14)), ("ooit", None), ("eerst", dt.date(2027, 3, 26)))
    )
    first, last = (
        make.agreement(placement, what, done_at=make.AT + dt.timedelta(hours=hours))
        for what, hours in (("eerst gedaan", 0), ("laatst gedaan", 2))
    )
    assert queries.agreements_of(placement) == [soon, late, none, last, first]


def test_the_week_of_a_school_is_a_rhythm() -> None:
    school = make.school()
    make.standing_moment(school)
    rhythm = queries.rhythm_of(school)
    assert (list(rhythm.lessons[0]), list(rhythm.lessons[2])) == (MONDAY, MONDAY[:4])
    assert rhythm.standing == (StandingMoment(3, Span(795, 845), "zorgoverleg"),)
    empty = Rhythm(lessons=((), (), (), (), ()))
    assert (queries.rhythm_of(None), queries.rhythm_of(make.school(lessons=[]))) == (empty, empty)
    assert queries.hours_of(empty) == ()
    assert [day.spans for day in queries.hours_of(rhythm)][1:3] == [
        (Span(510, 725), Span(795, 910)),
        (Span(510, 725),),
    ]


def test_a_school_is_closed_on_the_calendar_s_days_and_on_its_own() -> None:
    placement = make.placement()
    assert placement.school is not None
    make.closure(placement.school, dt.date(2027, 4, 23), dt.date(2027, 4, 26), "studiedagen")
    closed = queries.closures_of(placement)
    days = (dt.date(2027, 4, 9), dt.date(2027, 4, 22), dt.date(2027, 4, 23), dt.date(2027, 4, 24), dt.date(2027, 4, 26))
    assert [closed.get(day) for day in days] == ["Paasvakantie", None, "studiedagen", None, "studiedagen"]
    assert queries.closures_of(placement, language="en")[days[0]] == "Easter holiday"
    placement.school = None
    assert dt.date(2027, 4, 23) not in queries.closures_of(placement)


def unread(viewer: Viewer, placement: Placement) -> tuple[int, int]:
    return queries.unread_of(placement, viewer), queries.unread_for(viewer)


def test_unread_messages_are_those_of_others_since_the_last_look() -> None:
    placement, other = make.placement(), make.placement(make.edition(year="2020-2021"))
    known = make.viewers(placement)
    make.message(placement, text="een")
    make.message(placement, placement.mentor, "twee")
    make.message(other, text="elders")
    assert {relation: queries.unread_for(viewer) for relation, viewer in known.all().items()} == {
        Relation.STUDENT: 1,
        Relation.MENTOR: 1,
        Relation.CLASS_MENTOR: 0,
        Relation.CARE_TEAM: 0,
        Relation.SUPERVISOR: 2,
        Relation.COORDINATOR: 0,
        Relation.STRANGER: 0,
    }
    assert queries.unread_for(Viewer()) == 0
    assert (unread(known.student, placement), unread(known.mentor, placement)) == ((1, 1), (1, 1))
    second = make.message(placement, placement.mentor, "drie")
    assert unread(known.student, placement) == (2, 2)
    services.mark_seen(placement=placement, message_id=second.pk, by=known.student, at=make.AT)
    services.mark_seen(placement=placement, message_id=second.pk, by=known.mentor, at=make.AT)
    assert (unread(known.student, placement), unread(known.mentor, placement)) == ((0, 0), (0, 0))


def test_a_supervisor_of_several_counts_all_of_them() -> None:
    first, second = make.placement(), make.placement()
    karim = make.supervision(first).supervisor
    make.supervision(second, karim)
    make.message(first, first.mentor)
    make.message(second, second.mentor)
    make.message(second, karim)
    assert queries.unread_for(make.account(karim)) == 2


def rows(viewer: Viewer, edition: Edition, **wanted: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.student, row.gaps) for row in queries.overview(viewer, edition, **wanted).rows]


EVERYTHING = ("school", "mentor", "supervisor", "class", "papers", "moments", "week")
SOME = ("supervisor", "papers", "moments")
ADA, BO, CAS = ("Ada Full", ()), ("Bo Empty", EVERYTHING), ("Cas Half", SOME)


def three(edition: Edition) -> tuple[Placement, Placement, Placement]:
    """One placement that lacks nothing, one that lacks everything, one that lacks some things."""
    full = make.placement(edition, student=make.user("Ada Full"))
    make.supervision(full)
    make.paper(full)
    make.moment(full, 1)
    make.moment(full, 2)
    empty = make.placement(edition, student=make.user("Bo Empty"), school=None, class_label="", week=None)
    half = make.placement(edition, student=make.user("Cas Half"))
    make.supervision(half, is_lead=False)
    make.paper(half, status="on_its_way")
    make.moment(half, 1)
    make.moment(half, 2, day=None)
    return full, empty, half


def test_the_overview_tells_what_each_lacks_and_finds_it() -> None:
    edition = make.edition()
    viewer = make.account(make.coordinator(edition.programme))
    three(edition)
    assert rows(viewer, edition) == [ADA, BO, CAS]
    assert rows(viewer, edition, lacks=ANY_GAP) == [BO, CAS]
    assert {gap: [name for name, _ in rows(viewer, edition, lacks=gap)] for gap in EVERYTHING} == {
        gap: ["Bo Empty", "Cas Half"] if gap in SOME else ["Bo Empty"] for gap in EVERYTHING
    }
    assert [(each.key, each.done, each.left) for each in queries.overview(viewer, edition).standing] == [
        (gap, 1, 2) if gap in SOME else (gap, 2, 1) for gap in EVERYTHING
    ]
    assert rows(viewer, edition, search="cas wegwijzer") == [CAS]
    assert rows(viewer, edition, search="els full") == [ADA]
    assert rows(viewer, edition, search="nergens") == []
    stranger = make.account(make.coordinator(make.programme("other")))
    assert rows(stranger, edition) == []


def test_the_page_of_one_placement_lacks_what_the_overview_says() -> None:
    edition = make.edition()
    viewer = make.account(make.coordinator(edition.programme))
    for placement, gaps in zip(three(edition), ((), EVERYTHING, SOME), strict=True):
        loaded = access.get_for(viewer, placement.pk, Action.READ_PLACEMENT, today=make.TODAY)
        assert queries.page_of(loaded, viewer, make.TODAY).gaps == gaps
        assert queries.gaps_of(placement) == gaps


def test_the_overview_of_an_edition_holds_no_other_and_is_cut_in_pages() -> None:
    edition = make.edition()
    viewer = make.account(make.coordinator(edition.programme))
    school = make.school(edition.programme)
    mentor = make.person(school)
    for number in range(27):
        make.placement(
            edition, school=school, mentor=mentor, class_mentor=None, student=make.user(f"Student {number:02}")
        )
    make.placement(make.edition(year="2020-2021"), student=make.user("Elders"))
    pages = [queries.overview(viewer, edition, page=page) for page in (1, 2, 9)]
    assert [len(page.rows) for page in pages] == [25, 2, 2]
    assert ([page.total for page in pages], pages[1].rows[-1].student) == ([27, 27, 27], "Student 26")


def grow(edition: Edition, number: int) -> None:
    """``number`` whole placements, each with everything that hangs on one."""
    for _ in range(number):
        fill(make.placement(edition, student=make.user()), 1)


def fill(placement: Placement, number: int) -> None:
    """``number`` of everything that a placement and its school hold."""
    school = placement.school
    assert school is not None
    for index in range(number):
        make.agreement(placement)
        make.message(placement)
        make.supervision(placement, make.supervisor(), is_lead=index == 0 and not placement.supervisions.exists())
        make.standing_moment(school)
        make.closure(school)
        make.site(school)
        person = make.person(school, "Griet Maes")
        make.reading(placement, person, "care_team")
        make.link(placement, person)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "who", "count"),
    [
        ("list", Relation.COORDINATOR, 10),
        ("schools", Relation.COORDINATOR, 6),
        ("school", Relation.COORDINATOR, 10),
        ("placement", Relation.STUDENT, 13),
        ("placement", Relation.MENTOR, 12),
        ("placement", Relation.SUPERVISOR, 13),
        ("placement", Relation.COORDINATOR, 12),
        ("moments", Relation.STUDENT, 12),
        ("agreements", Relation.MENTOR, 10),
        ("messages", Relation.SUPERVISOR, 10),
        ("papers", Relation.STUDENT, 6),
        ("supervisors", Relation.COORDINATOR, 7),
        ("readers", Relation.MENTOR, 5),
        ("invitations", Relation.COORDINATOR, 7),
    ],
)
def test_a_page_asks_as_much_with_one_row_as_with_three(
    client: Client, django_assert_num_queries: Any, name: str, who: Relation, count: int, number: int
) -> None:
    edition = make.edition()
    placement = make.placement(edition)
    known = make.viewers(placement)
    fill(placement, number)
    grow(edition, number)
    make.sign_in(client, known.all()[who], placement)
    own: dict[str, list[int | None]] = {"list": [edition.pk], "schools": [], "school": [placement.school_id]}
    keys = own.get(name, [placement.pk])
    url = reverse(f"placements:{name}", args=keys)
    client.get(url)
    with django_assert_num_queries(count):
        assert client.get(url).status_code == 200
