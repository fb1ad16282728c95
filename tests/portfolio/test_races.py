"""Many at once: one sheet, one code, one version, and nobody's words are lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from stagemap.core.refusals import Stale
from stagemap.core.roles import Action, Viewer
from stagemap.placements.models import Placement
from stagemap.planning.access import block_for
from stagemap.planning.models import Block
from stagemap.portfolio import access, services
from stagemap.portfolio.models import (
    DayNote,
    Permission,
    PupilCode,
    ReadRequest,
    Review,
    Sheet,
    SheetComment,
    SheetVersion,
)
from stagemap.portfolio.services import StaleSheet
from stagemap.post.models import Mail
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 50
SAID = {"subject": "Zorgoverleg", "story": "<p>We spraken.</p>", "contact": 50}


def at_once(write: Callable[[int], object]) -> list[object]:
    """What fifty calls answered, eight at a time; a stale one answers itself."""

    def call(number: int) -> object:
        try:
            return write(number)
        except Stale as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(call, range(MANY)))


def loaded(sheet: Sheet, by: Viewer, action: Action = Action.WRITE_SHEET) -> Sheet:
    """The sheet as one request loads it."""
    return access.sheet_for(by, sheet.placement_id, sheet.pk, action)


def here(placement: Placement, by: Viewer, action: Action = Action.WRITE_SHEET) -> Placement:
    """The placement as one request loads it."""
    return access.portfolio_for(by, placement.pk, action)


def test_fifty_presses_begin_one_sheet(placement: Placement, who: make.Viewers) -> None:
    make.kind_version(placement.edition, make.sheet_kind())
    key = uuid.uuid4()

    def begin(_: int) -> object:
        mine = here(placement, who.student)
        return services.begin_sheet(placement=mine, kind="report", sheet_id=key, by=who.student, at=make.AT).pk

    assert (set(at_once(begin)), Sheet.objects.count(), SheetVersion.objects.count()) == ({key}, 1, 1)


def test_fifty_tabs_begin_one_sheet_of_a_block_and_one_of_a_kind(placement: Placement, who: make.Viewers) -> None:
    make.kind_version(placement.edition, make.sheet_kind())
    make.kind_version(placement.edition, make.sheet_kind("sketch", once=True))
    row = make.block(make.plan(placement))

    def begin(number: int) -> object:
        mine, kind = here(placement, who.student), ("report", "sketch")[number % 2]
        block = block_for(who.student, placement.pk, row.pk, Action.PLAN) if kind == "report" else None
        return services.begin_sheet(
            placement=mine, kind=kind, block=block, sheet_id=uuid.uuid4(), by=who.student, at=make.AT
        ).pk

    assert len(set(at_once(begin))) == Sheet.objects.count() == 2


def test_of_fifty_writers_one_wins_and_the_others_keep_their_text(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement, answers={}, is_ready=False)

    def write(number: int) -> object:
        said = {"subject": f"Versie {number}"}
        return services.save_draft(
            sheet=loaded(sheet, who.student), revision=1, answers=said, by=who.student, at=make.AT
        )

    answers = at_once(write)

    lost = [answer for answer in answers if isinstance(answer, StaleSheet)]
    stands = Sheet.objects.get()
    assert (len(lost), stands.revision, SheetVersion.objects.count()) == (MANY - 1, 2, 2)
    assert {answer.theirs["subject"] for answer in lost} == {stands.answers["subject"]}
    assert {answer.mine["subject"] for answer in lost} | {stands.title} == {f"Versie {n}" for n in range(MANY)}


def test_fifty_presses_make_a_sheet_ready_once_and_tick_its_block_once(placement: Placement, who: make.Viewers) -> None:
    placement.week = make.TODAY
    placement.save(update_fields=["week"])
    row = make.block(make.plan(placement))
    sheet = make.sheet(placement, block=row, answers=SAID, is_ready=False)

    at_once(lambda _: services.make_ready(sheet=loaded(sheet, who.student), revision=1, by=who.student, at=make.AT))

    assert SheetVersion.objects.filter(ready_at__isnull=False).count() == 1
    assert (Sheet.objects.get().shown_id, Block.objects.get().outcome) == (SheetVersion.objects.get().pk, "done")


def test_fifty_presses_make_the_code_that_the_page_offered(placement: Placement, who: make.Viewers) -> None:
    make_code = services.make_code

    at_once(lambda _: make_code(placement=here(placement, who.student), number=1, by=who.student, at=make.AT))
    at_once(lambda _: make_code(placement=here(placement, who.student), by=who.student, at=make.AT))

    assert list(PupilCode.objects.values_list("number", flat=True)) == list(range(1, MANY + 2))


def test_fifty_presses_say_everything_once(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement)
    kind = make.sheet_kind("asking", parts=(make.sheet_part(make.sheet_field("permission", "consent")),))
    asking = make.sheet(placement, kind, answers={"permission": {"on": "2027-03-22"}})

    def press(_: int) -> None:
        mentor = who.mentor
        to_review = loaded(sheet, mentor, Action.REVIEW_SHEET)
        services.comment(sheet=to_review, text="Wie was erbij?", by=mentor, at=make.AT)
        services.review(sheet=to_review, revision=1, remark="Mooi", by=mentor, at=make.AT)
        services.confirm_permission(
            sheet=loaded(asking, mentor, Action.REVIEW_SHEET), field="permission", by=mentor, at=make.AT
        )
        day = here(placement, mentor, Action.WRITE_DAY_NOTE)
        services.write_day_note(placement=day, day=make.TODAY, text="Fijne dag", by=mentor, at=make.AT)

    at_once(lambda _: services.ask_to_read(sheet=loaded(sheet, who.student), by=who.student, at=make.AT))
    at_once(press)

    rows = (ReadRequest, SheetComment, Review, Permission, DayNote)
    assert [model.objects.count() for model in rows] == [1, 1, 1, 1, 1]
    assert Mail.objects.filter(kind="reading_asked").count() == 1
