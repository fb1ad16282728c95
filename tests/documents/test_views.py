from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import translation
from icalendar import Calendar
from pypdf import PdfReader

from stagemap.core.roles import Relation, Viewer
from stagemap.documents import access, urls
from stagemap.kit.tokens import digest
from stagemap.placements.models import Link, Placement
from stagemap.planning import services
from stagemap.planning.models import Block, CalendarFeed, Plan, RosterVersion
from tests.factories import people, placements, plans, standing
from tests.factories.standing import AT, TODAY

pytestmark = pytest.mark.django_db

SENT_AT = dt.datetime(2027, 3, 25, 15, 40, tzinfo=dt.UTC)
CODED = "ABC-observatie #1, groepswerk"


@pytest.fixture
def plan() -> Plan:
    made = plans.plan(placements.placement(student=people.user("Zoë Çelik-Peeters")), revision=5)
    plans.block(made, title=CODED, pupils="#1", at_what="start van #1", level="pupil", role="observing")
    return made


@pytest.fixture
def viewers(plan: Plan) -> standing.Viewers:
    return standing.viewers(plan.placement)


def send(plan: Plan) -> RosterVersion:
    by = people.account(plan.placement.student)
    return services.send_roster(plan=plan, by=by, at=SENT_AT, reason="Zo afgesproken met Els.")


def ask(viewer: Viewer, name: str, language: str = "nl", method: str = "get", **values: Any) -> HttpResponse:
    """The answer of the view behind a route, its middleware's work done by hand."""
    url = reverse(f"documents:{name}", kwargs=values)
    request: Any = getattr(RequestFactory(), method)(url)
    view: Callable[..., HttpResponse] = resolve(url).func
    request.viewer, request.action = viewer, view.action  # type: ignore[attr-defined]  # set by the route
    request.now, request.today = AT, TODAY
    with translation.override(language):
        return view(request, **values)


def issue(placement: Placement, secret: str = "s" * 43, **holder: Any) -> str:
    CalendarFeed.objects.create(placement=placement, token_hash=digest(secret), issued_at=AT, **holder)
    return secret


def link(placement: Placement, person: Any, **fields: Any) -> Link:
    known = {"public_id": f"p{person.pk}", "secret_hash": "x", "issued_at": AT}
    return Link.objects.create(placement=placement, person=person, **{**known, **fields})


def titles(response: HttpResponse) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


@pytest.mark.parametrize("relation", [each for each in Relation if each is not Relation.STRANGER])
def test_everybody_of_the_placement_takes_the_sent_roster_along(
    plan: Plan, viewers: standing.Viewers, relation: Relation
) -> None:
    send(plan)
    response = ask(viewers.all()[relation], "roster_pdf", placement_id=plan.placement_id, number=1)
    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "ABC-observatie, groepswerk" in text
    assert "#1" not in text


def test_a_file_has_a_plain_name_and_is_kept_by_nobody_on_the_way(plan: Plan, viewers: standing.Viewers) -> None:
    send(plan)
    response = ask(viewers.student, "roster_pdf", placement_id=plan.placement_id, number=1)
    headers = {name: response[name] for name in ("Content-Disposition", "Cache-Control", "X-Content-Type-Options")}
    assert headers == {
        "Content-Disposition": 'attachment; filename="stagerooster-zoe-celik-peeters-versie-1.pdf"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }


def test_the_word_file_is_in_the_readers_language(plan: Plan, viewers: standing.Viewers) -> None:
    send(plan)
    response = ask(viewers.supervisor, "roster_docx", "en", placement_id=plan.placement_id, number=1)
    made = docx.Document(io.BytesIO(response.content))
    assert made.core_properties.title == "Internship roster of Zoë Çelik-Peeters, version 1"
    assert 'filename="internship-roster-zoe-celik-peeters-version-1.docx"' in response["Content-Disposition"]


def test_the_calendar_file_holds_the_blocks_of_that_version(plan: Plan, viewers: standing.Viewers) -> None:
    send(plan)
    Block.objects.update(title="Later veranderd")
    response = ask(viewers.mentor, "roster_ics", placement_id=plan.placement_id, number=1)
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(event["SUMMARY"]), event["SEQUENCE"]) == ("ABC-observatie, groepswerk", 5)
    assert event.decoded("DTSTAMP") == SENT_AT
    assert b"#1" not in response.content


def test_the_plan_as_it_stands_prints_as_a_draft(plan: Plan, viewers: standing.Viewers) -> None:
    paper = ask(viewers.student, "plan_pdf", placement_id=plan.placement_id)
    text = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "KLAD" in text
    assert "#1" not in text
    word = ask(viewers.mentor, "plan_docx", placement_id=plan.placement_id)
    assert 'filename="stagerooster-zoe-celik-peeters-klad.docx"' in word["Content-Disposition"]


@pytest.mark.parametrize("name", ["roster_pdf", "roster_docx", "roster_ics"])
def test_a_version_is_no_strangers_and_an_unknown_number_is_nobodys(
    plan: Plan, viewers: standing.Viewers, name: str
) -> None:
    send(plan)
    for viewer, number in ((viewers.stranger, 1), (Viewer(), 1), (viewers.student, 2)):
        with pytest.raises(Http404):
            ask(viewer, name, placement_id=plan.placement_id, number=number)


@pytest.mark.parametrize("name", ["plan_pdf", "plan_docx"])
@pytest.mark.parametrize("relation", ["class_mentor", "care_team", "coordinator", "stranger"])
def test_a_draft_is_not_for_who_only_reads_the_roster(
    plan: Plan, viewers: standing.Viewers, name: str, relation: str
) -> None:
    with pytest.raises(Http404):
        ask(getattr(viewers, relation), name, placement_id=plan.placement_id)


def test_nothing_is_printed_by_a_post(plan: Plan, viewers: standing.Viewers) -> None:
    assert ask(viewers.student, "plan_pdf", method="post", placement_id=plan.placement_id).status_code == 405


def test_the_students_feed_follows_every_change_and_holds_moments_and_deadlines(plan: Plan) -> None:
    placements.moment(plan.placement)
    token = issue(plan.placement, user=plan.placement.student)
    assert titles(ask(Viewer(), "feed", token=token)) == [
        "Stageovereenkomst in orde: uiterlijk vandaag",
        "Observatiemoment 1",
        "Weekrooster bezorgen: uiterlijk vandaag",
        "Taken en project gekozen: uiterlijk vandaag",
        "Observatiemoment 2: uiterlijk vandaag",
        "Schets van het zorgbeleid: uiterlijk vandaag",
        "Open map in de klas: uiterlijk vandaag",
        "Feedbackformulier naar je mentor: uiterlijk vandaag",
        "ABC-observatie, groepswerk",
        "Feedback op Toledo: uiterlijk vandaag",
        "Reflectie op Toledo: uiterlijk vandaag",
        "Feedbackwijzer: uiterlijk vandaag",
    ]
    Block.objects.update(title="Net veranderd")
    assert "Net veranderd" in titles(ask(Viewer(), "feed", token=token))


def test_a_feed_never_holds_a_pupil_code(plan: Plan) -> None:
    token = issue(plan.placement, user=plan.placement.student)
    made = ask(Viewer(), "feed", token=token).content.decode()
    assert "ABC-observatie\\, groepswerk" in made
    assert "#1" not in made


def test_a_supervisors_feed_shows_what_was_sent_and_whose_it_is(plan: Plan) -> None:
    supervisor = placements.supervision(plan.placement).supervisor
    token = issue(plan.placement, user=supervisor)
    before = titles(ask(Viewer(), "feed", token=token))
    assert [title for title in before if "ABC" in title] == []
    send(plan)
    Block.objects.update(title="Nog niet bezorgd")
    after = titles(ask(Viewer(), "feed", token=token))
    assert [title for title in after if title not in before] == ["Zoë Çelik-Peeters: ABC-observatie, groepswerk"]


def test_a_mentors_feed_lives_as_long_as_their_link(plan: Plan) -> None:
    mentor = plan.placement.mentor
    mine = link(plan.placement, mentor)
    token = issue(plan.placement, person=mentor)
    assert "Zoë Çelik-Peeters: ABC-observatie, groepswerk" in titles(ask(Viewer(), "feed", token=token))
    mine.revoked_at = AT
    mine.save()
    with pytest.raises(Http404):
        ask(Viewer(), "feed", token=token)


def test_a_mentors_feed_ends_with_the_last_day_of_their_link(plan: Plan) -> None:
    mentor = plan.placement.mentor
    link(plan.placement, mentor)
    secret = issue(plan.placement, person=mentor)
    last = dt.date(2027, 5, 23)
    assert access.feed_for(secret, today=last)[1].name == "Els Peeters"
    with pytest.raises(Http404):
        access.feed_for(secret, today=last + dt.timedelta(days=1))


def test_a_class_mentors_feed_has_the_sent_roster_and_nothing_else(plan: Plan, viewers: standing.Viewers) -> None:
    placements.moment(plan.placement)
    send(plan)
    link(plan.placement, plan.placement.class_mentor)
    token = issue(plan.placement, person=plan.placement.class_mentor)
    assert viewers.class_mentor.known
    assert titles(ask(Viewer(), "feed", token=token)) == ["Zoë Çelik-Peeters: ABC-observatie, groepswerk"]


def test_an_address_that_is_unknown_revoked_or_of_a_closed_account_does_not_exist(plan: Plan) -> None:
    student = plan.placement.student
    revoked = issue(plan.placement, "r" * 43, user=student, revoked_at=AT)
    token = issue(plan.placement, user=student)
    student.is_active = False
    student.save()
    for each in ("unknown", revoked, token):
        with pytest.raises(Http404):
            ask(Viewer(), "feed", token=each)


def test_somebody_who_left_the_placement_has_no_feed_any_more(plan: Plan) -> None:
    supervision = placements.supervision(plan.placement)
    token = issue(plan.placement, user=supervision.supervisor)
    supervision.delete()
    with pytest.raises(Http404):
        ask(Viewer(), "feed", token=token)


def test_a_feed_is_in_its_holders_language(plan: Plan) -> None:
    student = plan.placement.student
    student.language = "en"
    student.save()
    response = ask(Viewer(), "feed", token=issue(plan.placement, user=student))
    calendar = Calendar.from_ical(response.content)
    assert str(calendar["X-WR-CALNAME"]) == "Care internship Zoë Çelik-Peeters"
    assert response["Content-Disposition"] == 'attachment; filename="care-internship-zoe-celik-peeters.ics"'


def test_a_placement_without_school_or_week_still_has_its_papers_and_feed() -> None:
    empty = placements.placement(school=None, week=None, class_label="")
    student = people.account(empty.student)
    assert ask(student, "plan_pdf", placement_id=empty.pk).status_code == 200
    assert titles(ask(Viewer(), "feed", token=issue(empty, user=empty.student))) == []


def test_every_route_names_an_action() -> None:
    assert [pattern.name for pattern in urls.urlpatterns if not hasattr(pattern.callback, "action")] == []
