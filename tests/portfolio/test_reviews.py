"""Asking the mentor to read a sheet, and the mentor's answer (G06)."""

from __future__ import annotations

import datetime as dt

import pytest

from stagemap.core.refusals import Impossible, NotAllowed, Stale
from stagemap.core.roles import Action
from stagemap.placements.models import Link, Placement
from stagemap.portfolio import services
from stagemap.portfolio.models import ReadRequest, Review, Sheet, SheetVersion
from stagemap.post.models import Mail
from tests import factories as make
from tests.portfolio.conftest import Door

pytestmark = pytest.mark.django_db

FRIDAY = make.TODAY + dt.timedelta(days=2)
LATER = make.AT + dt.timedelta(hours=1)


def mine(sheet: Sheet, who: make.Viewers, door: Door) -> Sheet:
    """The sheet as its writer's door gives it."""
    return door(who.student, sheet, Action.WRITE_SHEET)


def to_review(sheet: Sheet, who: make.Viewers, door: Door) -> Sheet:
    """The sheet as the mentor's door gives it."""
    return door(who.mentor, sheet, Action.REVIEW_SHEET)


def newer(sheet: Sheet) -> SheetVersion:
    """A second version that is made ready."""
    version = SheetVersion.objects.create(
        sheet=sheet, revision=2, answers={}, by=sheet.begun_by, begun_at=LATER, at=LATER, ready_at=LATER
    )
    Sheet.objects.filter(pk=sheet.pk).update(revision=2, shown=version)
    return version


def test_a_question_reaches_the_mentor_by_mail(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, title="Zorgoverleg over #1")

    for _ in range(2):
        services.ask_to_read(
            sheet=mine(sheet, who, door), by_day=FRIDAY, note="Klopt stap 4?", by=who.student, at=make.AT
        )

    asked, mail, mentor = ReadRequest.objects.get(), Mail.objects.get(kind="reading_asked"), placement.mentor
    assert mentor is not None
    assert (asked.by_day, asked.note, mail.recipient) == (FRIDAY, "Klopt stap 4?", mentor.email)
    assert "vr 26 maart" in mail.text
    assert [word for word in ("Zorgoverleg", "#1", "leerling", "stap 4") if word in mail.subject + mail.text] == []


def test_the_mentor_is_mailed_once_a_day_but_of_what_is_due_at_once(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    for day in (FRIDAY, None, make.TODAY, make.TODAY + dt.timedelta(days=1)):
        sheet = mine(make.sheet(placement), who, door)
        services.ask_to_read(sheet=sheet, by_day=day, by=who.student, at=make.AT)

    assert (ReadRequest.objects.count(), Mail.objects.filter(kind="reading_asked").count()) == (4, 3)


def test_a_mentor_without_a_way_in_gets_one_first(placement: Placement, who: make.Viewers, door: Door) -> None:
    services.ask_to_read(sheet=mine(make.sheet(placement), who, door), by=who.student, at=make.AT)

    link = Link.objects.get(placement=placement, person=placement.mentor)
    assert link.public_id in Mail.objects.get(kind="reading_asked").text


def test_nothing_is_asked_of_a_mentor_who_cannot_read_it(placement: Placement, who: make.Viewers, door: Door) -> None:
    for sheet, day in (
        (make.sheet(placement, is_ready=False), FRIDAY),
        (make.sheet(placement, layer="private"), FRIDAY),
        (make.sheet(placement), make.TODAY - dt.timedelta(days=1)),
    ):
        with pytest.raises(Impossible):
            services.ask_to_read(sheet=mine(sheet, who, door), by_day=day, by=who.student, at=make.AT)
    placement.mentor = None
    placement.save(update_fields=["mentor"])
    with pytest.raises(Impossible):
        services.ask_to_read(sheet=mine(make.sheet(placement), who, door), by=who.student, at=make.AT)

    assert (ReadRequest.objects.count(), Mail.objects.count()) == (0, 0)


def test_what_was_read_can_be_asked_anew(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)
    services.ask_to_read(sheet=mine(sheet, who, door), by=who.student, at=make.AT)
    services.review(sheet=to_review(sheet, who, door), revision=1, by=who.mentor, at=LATER)

    services.ask_to_read(sheet=mine(sheet, who, door), by=who.student, at=LATER)

    assert ReadRequest.objects.count() == 2


def test_the_mentor_reads_a_version_once(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)

    for remark in ("", "", "Mooi beschreven.", ""):
        services.review(sheet=to_review(sheet, who, door), revision=1, remark=remark, by=who.mentor, at=make.AT)

    review = Review.objects.get()
    assert (review.version, review.person, review.remark) == (sheet.shown, placement.mentor, "Mooi beschreven.")


def test_a_later_version_is_read_anew(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)
    services.review(sheet=to_review(sheet, who, door), revision=1, by=who.mentor, at=make.AT)
    newer(sheet)

    with pytest.raises(Stale) as refused:
        services.review(sheet=to_review(sheet, who, door), revision=1, by=who.mentor, at=LATER)
    services.review(sheet=to_review(sheet, who, door), revision=2, by=who.mentor, at=LATER)

    assert (refused.value.revision, Review.objects.count()) == (2, 2)


def test_a_sheet_that_was_taken_back_meanwhile_is_not_read(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)
    open_page = to_review(sheet, who, door)
    Sheet.objects.update(shown=None)

    with pytest.raises(Impossible):
        services.review(sheet=open_page, revision=1, by=who.mentor, at=make.AT)


def test_only_somebody_of_the_school_reviews(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)

    with pytest.raises(NotAllowed):
        services.review(sheet=mine(sheet, who, door), revision=1, by=who.student, at=make.AT)
