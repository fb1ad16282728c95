"""What is kept of each road for the lists is what ``core.journey`` says, after every write and on every day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
import time_machine
from django.forms.models import model_to_dict
from pytest_django import DjangoAssertNumQueries

from stagemap.core.roles import Action, Viewer
from stagemap.kit import jobs
from stagemap.placements import services as placements
from stagemap.placements.models import Agreement, Closure, Placement, SchoolPerson, Site
from stagemap.planning import access, services
from stagemap.planning.models import Block, Plan, RosterVersion
from stagemap.planning.queries import latest_version
from stagemap.web.models import Standing
from stagemap.web.queries import journey_for
from stagemap.web.services import rebuild_standings, renew_standings, standing_of
from tests import factories as make
from tests.factories import AT, TODAY

pytestmark = pytest.mark.django_db

Step = Callable[[], object]
DAY = dt.timedelta(days=1)


def kept(placement: Placement) -> dict[str, object]:
    """The row of a placement, without its ids."""
    row = model_to_dict(Standing.objects.get(placement=placement))
    return {name: value for name, value in row.items() if name not in {"id", "placement"}}


def said(placement: Placement, today: dt.date = TODAY) -> dict[str, object]:
    """What the function says of the same placement."""
    return standing_of(journey_for(placement, today), today)


def of_the_placement(placement: Placement, who: make.Viewers) -> Iterator[tuple[str, Step]]:
    """Writes to the placement, each by its name; a step is made when the one before it is done."""
    student = who.student
    yield (
        "choose a week",
        lambda: placements.choose_week(placement=placement, week=dt.date(2027, 5, 17), by=student, at=AT),
    )
    yield (
        "papers in order",
        lambda: placements.set_paper(
            placement=placement, kind="internship_agreement", status="in_order", on=TODAY, by=student, at=AT
        ),
    )
    held = placements.MomentFields(day=dt.date(2027, 3, 2), start=510, end=725)
    yield "plan a moment", lambda: placements.plan_moment(placement=placement, number=1, fields=held, by=student, at=AT)
    yield "hold it", lambda: placements.hold_moment(placement=placement, number=1, by=student, at=AT)
    yield "reopen it", lambda: placements.reopen_moment(placement=placement, number=1, by=student, at=AT)
    yield "hold it again", lambda: placements.hold_moment(placement=placement, number=1, by=student, at=AT)
    yield from of_its_people(placement, who)


def of_its_people(placement: Placement, who: make.Viewers) -> Iterator[tuple[str, Step]]:
    """Writes of and about the people of the placement."""
    student, mentor, coordinator = who.student, who.mentor, who.coordinator
    yield (
        "agree",
        lambda: placements.make_agreement(
            placement=placement, what="Toetskalender", who="mentor", by_day=None, by=mentor, at=AT
        ),
    )
    yield "keep it", lambda: placements.finish_agreement(agreement=Agreement.objects.get(), by=student, at=AT)
    yield "write", lambda: placements.write_message(placement=placement, text="Dag Els", by=student, at=AT)
    yield (
        "a second supervisor",
        lambda: placements.assign_supervisor(
            placement=placement, supervisor=make.supervisor("An De Smet"), by=coordinator, at=AT
        ),
    )
    fields = placements.PlacementFields("3BALO B", placement.school, None, "5A", ("L5",), placement.mentor)
    yield "change it", lambda: placements.change_placement(placement=placement, fields=fields, by=coordinator, at=AT)


def of_the_school(placement: Placement, who: make.Viewers) -> Iterator[tuple[str, Step]]:
    """Writes to the school, which move the active days of every placement in it."""
    school, by = placement.school, who.coordinator
    assert school is not None
    yield (
        "close on Tuesday",
        lambda: placements.add_closure(
            school=school, first_day=dt.date(2027, 5, 18), last_day=dt.date(2027, 5, 18), reason="feest", by=by, at=AT
        ),
    )
    yield (
        "a site",
        lambda: placements.add_site(
            school=school, fields=placements.SiteFields("Noord", "Noordlaan 1", "1020", "Laken"), by=by, at=AT
        ),
    )
    yield "no site", lambda: placements.remove_part(part=Site.objects.get(), by=by, at=AT)
    yield "open on Tuesday", lambda: placements.remove_part(part=Closure.objects.get(), by=by, at=AT)


def of_the_plan(placement: Placement, who: make.Viewers) -> Iterator[tuple[str, Step]]:
    """Writes to the plan, until a supervisor asked for a change and a second version answers it."""
    student = who.student

    plan, row = partial(_plan, placement, student), partial(_first_block, placement, student)
    lesson = services.BlockFields(
        package="exploration", kind="contact", title="Klasbezoek", minutes=50, day=dt.date(2027, 5, 19), start=510,
        level="pupil", role="observing", where="L2", at_what="differentiatie",
    )  # fmt: skip
    project = services.ProjectFields(description="Stappenplannen", goals="Zelf beginnen")
    yield "a plan", lambda: services.plan_of(placement=placement, at=AT)
    yield "a project", lambda: services.write_project(plan=plan(), revision=0, fields=project, by=student, at=AT)
    yield "a block", lambda: services.add_block(plan=plan(), fields=lesson, by=student, at=AT)
    yield "its copy", lambda: services.duplicate_block(block=row(), by=student, at=AT)
    yield "no copy", lambda: services.remove_block(block=row(), revision=row().revision, by=student, at=AT)
    yield "undo", lambda: services.undo(plan=plan(), by=student, at=AT)
    yield from of_its_versions(plan, lesson, who)


def of_its_versions(
    plan: Callable[[], Plan], lesson: services.BlockFields, who: make.Viewers
) -> Iterator[tuple[str, Step]]:
    """Sending, a change that is asked, and sending again."""
    student = who.student
    yield "a roster", lambda: services.send_roster(plan=plan(), reason="Alles volgt", by=student, at=AT)
    yield (
        "a change asked",
        lambda: services.answer_version(
            version=_version(plan()), kind="change_asked", comment="Meer meso", by=who.supervisor, at=AT
        ),
    )
    yield (
        "another block",
        lambda: services.add_block(
            plan=plan(), fields=replace(lesson, day=dt.date(2027, 5, 21), start=600), by=student, at=AT
        ),
    )
    yield "a second roster", lambda: services.send_roster(plan=plan(), reason="Alles volgt", by=student, at=AT)
    yield (
        "acknowledged",
        lambda: services.answer_version(version=_version(plan()), kind="acknowledged", by=who.supervisor, at=AT),
    )


def _plan(placement: Placement, student: Viewer) -> Plan:
    return access.get_for(student, placement.pk, Action.READ_PLAN)


def _first_block(placement: Placement, student: Viewer) -> Block:
    found = Block.objects.order_by("day", "start", "title").first()
    assert found is not None
    found.plan = _plan(placement, student)
    return found


def _version(plan: Plan) -> RosterVersion:
    found = latest_version(plan)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "stories",
    [(of_the_placement,), (of_the_placement, of_the_school), (of_the_placement, of_the_plan)],
    ids=["placement", "school", "plan"],
)
def test_the_standing_equals_the_road_after_every_write(
    placement: Placement, who: make.Viewers, stories: tuple[Callable[..., Iterator[tuple[str, Step]]], ...]
) -> None:
    placement.week = None
    placement.save(update_fields=["week"])
    rebuild_standings(placement_ids=[placement.pk], today=TODAY)
    wrong = []
    for story in stories:
        for name, step in story(placement, who):
            step()
            if kept(placement) != said(placement):
                wrong.append(name)
    assert wrong == []


def test_a_new_placement_has_its_standing_at_once(who: make.Viewers) -> None:
    made = placements.create_placement(
        edition=make.edition(),
        student=make.user("Ilias Benali"),
        fields=placements.PlacementFields(student_group="3BALO A"),
        by=who.coordinator,
        at=AT,
    )
    assert kept(made) == said(made)


def test_a_write_that_belongs_to_no_placement_rebuilds_none(placement: Placement, who: make.Viewers) -> None:
    assert placement.school is not None
    fields = placements.PersonFields(name="Greet Baert", email="greet@school.example", function="other")
    placements.add_person(school=placement.school, fields=fields, by=who.coordinator, at=AT)
    assert (Standing.objects.count(), SchoolPerson.objects.filter(name="Greet Baert").count()) == (0, 1)


def test_a_roster_becomes_late_by_the_turn_of_the_day_alone(placement: Placement) -> None:
    make.paper(placement)
    for number in (1, 2):
        make.moment(placement, number, held_at=AT)
    plan = make.plan(placement, description="Stappenplannen")
    make.block(plan, package="exploration")
    last_day = dt.date(2027, 4, 12)
    told = []
    for today in (TODAY, last_day - DAY, last_day, last_day + DAY):
        renew_standings(today=today)
        told.append((kept(placement)["milestone"], kept(placement)["state"], kept(placement)["due"]))
        assert kept(placement) == said(placement, today)
    assert told == [
        ("roster_sent", "now", last_day),
        ("roster_sent", "soon", last_day),
        ("roster_sent", "soon", last_day),
        ("roster_sent", "late", last_day),
    ]


def test_renewing_writes_only_what_is_of_another_day(
    placement: Placement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = make.placement()
    assert renew_standings(today=TODAY) == 2
    rebuild_standings(placement_ids=[other.pk], today=TODAY + DAY)
    assert renew_standings(today=TODAY + DAY) == 1
    with django_assert_num_queries(1):
        assert renew_standings(today=TODAY + DAY) == 0
    assert Standing.objects.get(placement=placement).on == TODAY + DAY


def test_a_write_that_leaves_the_road_as_it_is_leaves_its_standing(
    placement: Placement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert rebuild_standings(placement_ids=[placement.pk], today=TODAY) == 1
    with django_assert_num_queries(1):
        assert rebuild_standings(placement_ids=[placement.pk], today=TODAY) == 0
    assert kept(placement) == said(placement)


def test_any_number_of_standings_is_renewed_in_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make.placement()
    renew_standings(today=TODAY)
    for count in (1, 3):
        for _ in range(count):
            make.placement()
        with django_assert_num_queries(3):
            assert renew_standings(today=TODAY) == count


def test_the_worker_renews_them_when_the_day_changes(placement: Placement) -> None:
    renew_standings(today=TODAY)
    job = next(job for job in jobs.registered() if job.name == "standings")
    schedule = jobs.Schedule([job])
    assert schedule.due(now=AT, today=TODAY) == [job]
    midnight = dt.datetime(2027, 3, 24, 23, 30, tzinfo=dt.UTC)
    with time_machine.travel(midnight, tick=False):
        for each in schedule.due(now=midnight, today=TODAY + DAY):
            each.run(midnight)
    assert job.every is None
    assert kept(placement) == said(placement, TODAY + DAY)


def test_a_closed_or_finished_road_has_nothing_that_is_awaited(placement: Placement) -> None:
    columns = standing_of(replace(journey_for(placement, TODAY), next=None), TODAY)
    assert [columns[name] for name in ("milestone", "state", "turn", "due")] == ["", "", "", None]


def test_a_standing_says_whose_it_is(placement: Placement) -> None:
    renew_standings(today=TODAY)
    assert str(Standing.objects.get()) == f"standing of placement {placement.pk}"
