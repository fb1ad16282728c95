"""Pupil codes and permissions (G04, G17)."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible, NotAllowed
from stagemap.core.roles import Action
from stagemap.core.sheets import Part
from stagemap.placements.models import Placement
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.models import Permission, Sheet
from stagemap.portfolio.services import pupils
from stagemap.programmes.queries import kind_for
from tests import factories as make
from tests.portfolio.conftest import Portfolio

pytestmark = pytest.mark.django_db

GIVEN = {"permission": {"by": "head", "on": "2027-03-22"}}


@pytest.fixture
def observed(placement: Placement) -> Sheet:
    """A draft that says whose permission there is."""
    asked = (make.sheet_field("permission", "consent"), make.sheet_field("story", "long_text"))
    kind = make.sheet_kind("observation", parts=(Part("part", make.text("Deel"), asked),))
    return make.sheet(placement, kind, answers=GIVEN, is_ready=False)


def opened(sheet: Sheet, who: make.Viewers) -> Sheet:
    """The sheet as the mentor's door for permissions gives it."""
    return access.permission_for(who.mentor, sheet.placement_id, sheet.pk, Action.REVIEW_SHEET)


def test_codes_are_numbered_within_a_placement(who: make.Viewers, portfolio: Portfolio) -> None:
    here, other = portfolio(who.student, Action.WRITE_SHEET), make.placement(student=make.user("Jonas Wouters"))

    made = [services.make_code(placement=each, by=who.student, at=make.AT) for each in (here, here, other)]

    assert [row.code for row in made] == ["#1", "#2", "#1"]
    assert Entry.objects.filter(kind="pupil_code", verb="made").count() == 3


def test_a_double_press_chooses_one_code(placement: Placement, who: make.Viewers) -> None:
    parts = (make.sheet_part(make.sheet_field("pupils", "pupil"), make.sheet_field("one", "pupil", most=1)),)
    sheet = make.sheet(placement, make.sheet_kind("about", parts=parts, title_from=()), answers={}, is_ready=False)

    made = [
        services.choose_new_code(
            sheet=access.sheet_for(who.student, placement.pk, sheet.pk, Action.WRITE_SHEET),
            field=field,
            offered=offered,
            by=who.student,
            at=make.AT,
        ).code
        for field, offered in (("pupils", 1), ("pupils", 1), ("pupils", 2), ("one", 3), ("one", 4), ("elsewhere", 5))
    ]

    assert made == ["#1", "#1", "#2", "#3", "#4", "#5"]
    assert Sheet.objects.get().answers == {"pupils": ["#1", "#2"], "one": ["#4"]}


def test_there_are_only_so_many_codes(who: make.Viewers, portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pupils, "MOST_CODES", 1)
    here = portfolio(who.student, Action.WRITE_SHEET)
    services.make_code(placement=here, by=who.student, at=make.AT)

    with pytest.raises(Impossible):
        services.make_code(placement=here, by=who.student, at=make.AT)


def test_the_mentor_confirms_a_permission_once(observed: Sheet, who: make.Viewers) -> None:
    kind = kind_for(observed.text_id)
    before = queries.confirmed_of(observed, kind)

    for _ in range(2):
        services.confirm_permission(sheet=opened(observed, who), field="permission", by=who.mentor, at=make.AT)

    assert (before, queries.confirmed_of(observed, kind)) == (frozenset(), frozenset({"permission"}))
    assert Permission.objects.count() == Entry.objects.filter(kind="permission").count() == 1


def test_a_permission_that_was_taken_back_stays_known(observed: Sheet, who: make.Viewers) -> None:
    later = make.AT + dt.timedelta(hours=1)
    sheet = opened(observed, who)
    services.confirm_permission(sheet=sheet, field="permission", by=who.mentor, at=make.AT)

    for _ in range(2):
        services.withdraw_permission(sheet=sheet, field="permission", by=who.mentor, at=later)
    services.confirm_permission(sheet=sheet, field="permission", by=who.mentor, at=later)

    assert list(Permission.objects.values_list("at", "withdrawn_at")) == [(make.AT, later), (later, None)]
    assert list(Entry.objects.filter(kind="permission").values_list("verb", flat=True)) == [
        "confirmed",
        "withdrew",
        "confirmed",
    ]


@pytest.mark.parametrize("field", ["story", "onbekend"])
def test_only_what_asks_for_a_permission_is_confirmed(field: str, observed: Sheet, who: make.Viewers) -> None:
    with pytest.raises(Impossible):
        services.confirm_permission(sheet=opened(observed, who), field=field, by=who.mentor, at=make.AT)


def test_nothing_is_confirmed_before_the_student_wrote_it(observed: Sheet, who: make.Viewers) -> None:
    Sheet.objects.update(answers={})

    with pytest.raises(Impossible):
        services.confirm_permission(sheet=opened(observed, who), field="permission", by=who.mentor, at=make.AT)


def test_only_somebody_of_the_school_confirms(observed: Sheet, who: make.Viewers) -> None:
    with pytest.raises(NotAllowed):
        services.confirm_permission(sheet=opened(observed, who), field="permission", by=who.student, at=make.AT)


def test_a_kind_without_consent_asks_nothing_of_the_database(
    placement: Placement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sheet = make.sheet(placement)
    kind = kind_for(sheet.text_id)
    with django_assert_num_queries(0):
        assert queries.confirmed_of(sheet, kind) == frozenset()
