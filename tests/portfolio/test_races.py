"""Many at once: one sheet, one code, one card, one version, and nobody's words are lost."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import partial

import pytest

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Action, Viewer
from stagemap.core.sheets import Layer, codes_of
from stagemap.placements.models import Placement
from stagemap.planning.access import block_for
from stagemap.planning.models import Block
from stagemap.portfolio import access, services
from stagemap.portfolio.models import (
    ClassCard,
    DayNote,
    OpenPrint,
    Permission,
    PupilCode,
    ReadRequest,
    Review,
    Sheet,
    SheetComment,
    SheetVersion,
)
from stagemap.portfolio.services import Counted, FaultySheet, StaleSheet, cards
from stagemap.post.models import Mail
from tests import factories as make
from tests.racing import MANY, at_once

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {"subject": "Zorgoverleg", "story": "<p>We spraken.</p>", "contact": 50}


def loaded(sheet: Sheet, by: Viewer, _number: int = 0, action: Action = Action.WRITE_SHEET) -> Sheet:
    """The sheet as one request loads it."""
    return access.sheet_for(by, sheet.placement_id, sheet.pk, action)


def here(placement: Placement, by: Viewer, _number: int = 0, action: Action = Action.WRITE_SHEET) -> Placement:
    """The placement as one request loads it."""
    return access.portfolio_for(by, placement.pk, action)


def lines(verb: str) -> int:
    """How many lines of the log say so."""
    return Entry.objects.filter(verb=verb).count()


def test_many_presses_begin_one_sheet(placement: Placement, who: make.Viewers) -> None:
    make.kind_version(placement.edition, make.sheet_kind())
    key = uuid.uuid4()

    def begin(mine: Placement, _: int) -> object:
        return services.begin_sheet(placement=mine, kind="report", sheet_id=key, by=who.student, at=make.AT).pk

    assert set(at_once(partial(here, placement, who.student), begin)) == {key}
    assert (Sheet.objects.count(), SheetVersion.objects.count(), lines("began")) == (1, 1, 1)


def test_many_tabs_begin_one_sheet_of_a_block_and_one_of_a_kind(placement: Placement, who: make.Viewers) -> None:
    make.kind_version(placement.edition, make.sheet_kind())
    make.kind_version(placement.edition, make.sheet_kind("sketch", once=True))
    row = make.block(make.plan(placement))

    def read(number: int) -> tuple[Placement, str, Block | None]:
        mine, kind = here(placement, who.student), ("report", "sketch")[number % 2]
        return mine, kind, block_for(who.student, placement.pk, row.pk, Action.PLAN) if kind == "report" else None

    def begin(held: tuple[Placement, str, Block | None], _: int) -> object:
        mine, kind, block = held
        return services.begin_sheet(
            placement=mine, kind=kind, block=block, sheet_id=uuid.uuid4(), by=who.student, at=make.AT
        ).pk

    assert len(set(at_once(read, begin))) == Sheet.objects.count() == lines("began") == 2


def test_of_many_writers_one_wins_and_the_others_keep_their_text(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement, answers={}, is_ready=False)

    def write(mine: Sheet, number: int) -> object:
        said = {"subject": f"Versie {number}"}
        return services.save_draft(sheet=mine, revision=1, answers=said, by=who.student, at=make.AT)

    answers = at_once(partial(loaded, sheet, who.student), write)

    lost = [answer for answer in answers if isinstance(answer, StaleSheet)]
    stands = Sheet.objects.get()
    assert (len(lost), stands.revision, SheetVersion.objects.count()) == (MANY - 1, 2, 2)
    assert {answer.theirs["subject"] for answer in lost} == {stands.answers["subject"]}
    assert {answer.mine["subject"] for answer in lost} | {stands.title} == {f"Versie {n}" for n in range(MANY)}


def test_the_same_text_that_is_sent_many_times_is_kept_once(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement, answers={}, is_ready=False)

    def write(mine: Sheet, _: int) -> int:
        said = {"subject": "Hetzelfde"}
        return services.save_draft(sheet=mine, revision=1, answers=said, by=who.student, at=make.AT).revision

    assert set(at_once(partial(loaded, sheet, who.student), write)) == {2}
    assert (SheetVersion.objects.count(), lines("wrote")) == (2, 1)


def test_many_presses_make_a_sheet_ready_once_and_tick_its_block_once(placement: Placement, who: make.Viewers) -> None:
    placement.week = make.TODAY
    placement.save(update_fields=["week"])
    row = make.block(make.plan(placement))
    sheet = make.sheet(placement, block=row, answers=SAID, is_ready=False)

    def press(mine: Sheet, _: int) -> object:
        return services.make_ready(sheet=mine, revision=1, by=who.student, at=make.AT).hours.counted

    answers = at_once(partial(loaded, sheet, who.student), press)

    assert sorted(map(str, answers)) == [Counted.COUNTED, *[Counted.NOTHING] * (MANY - 1)]
    assert SheetVersion.objects.filter(ready_at__isnull=False).count() == lines("made_ready") == 1
    assert (Sheet.objects.get().shown_id, Block.objects.get().outcome) == (SheetVersion.objects.get().pk, "done")


def test_many_presses_put_its_hours_in_the_week_once(placement: Placement, who: make.Viewers) -> None:
    placement.week = make.TODAY
    placement.save(update_fields=["week"])
    row = make.block(make.plan(placement), outcome="changed", true_minutes=20)
    sheet = make.sheet(placement, block=row, answers=SAID)

    def press(mine: Sheet, _: int) -> object:
        return services.count_hours(sheet=mine, by=who.student, at=make.AT).counted

    assert set(at_once(partial(loaded, sheet, who.student), press)) == {Counted.COUNTED}
    assert (Block.objects.get().outcome, lines("ticked")) == ("done", 1)


def test_what_is_made_ready_while_it_is_written_is_what_was_seen(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement, answers=SAID, is_ready=False)

    def write_or_press(mine: Sheet, number: int) -> object:
        if number % 2:
            return services.make_ready(sheet=mine, revision=mine.revision, by=who.student, at=make.AT)
        said = {**SAID, "subject": f"Versie {number}"}
        return services.save_draft(sheet=mine, revision=mine.revision, answers=said, by=who.student, at=make.AT)

    answers = at_once(partial(loaded, sheet, who.student), write_or_press)

    assert [answer for answer in answers if isinstance(answer, Impossible)] == []
    stands, shown = Sheet.objects.get(), Sheet.objects.get().shown
    latest = SheetVersion.objects.order_by("revision").last()
    assert latest is not None
    assert (latest.revision, latest.answers) == (stands.revision, stands.answers)
    assert shown is None or shown.ready_at is not None
    assert len([answer for answer in answers if not isinstance(answer, Stale)]) >= MANY // 8


def test_no_code_of_a_pupil_gets_into_the_open_layer_however_the_presses_fall(
    placement: Placement, who: make.Viewers
) -> None:
    kind = make.sheet_kind(parts=(make.sheet_part(make.sheet_field("subject"), make.sheet_field("story")),))

    def press(mine: Sheet, number: int) -> object:
        if number % 3 == 0:
            return services.move_layer(sheet=mine, layer=Layer.OPEN, by=who.student, at=make.AT)
        if number % 3 == 1:
            said = {"subject": "Lezen", "story": f"met #{number}"}
            return services.save_draft(sheet=mine, revision=mine.revision, answers=said, by=who.student, at=make.AT)
        return services.make_ready(sheet=mine, revision=mine.revision, by=who.student, at=make.AT)

    sheet = make.sheet(placement, kind, answers={"subject": "Lezen"})
    answers = at_once(partial(loaded, sheet, who.student), press)

    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert {type(each) for each in refused} <= {Impossible, StaleSheet, Stale, FaultySheet}
    stands = Sheet.objects.select_related("shown").get()
    assert stands.shown is not None
    read = codes_of(kind, stands.shown.answers, stands.shown.title)
    assert stands.layer != Layer.OPEN or read == ()
    assert set(read) <= set(stands.pupils.split())


def test_new_codes_and_moves_never_wait_for_each_other_in_a_ring(placement: Placement, who: make.Viewers) -> None:
    def press(mine: Sheet, number: int) -> object:
        if number % 2:
            return services.choose_new_code(sheet=mine, field="subject", offered=0, by=who.student, at=make.AT)
        return services.move_layer(sheet=mine, layer=Layer.PRIVATE, by=who.student, at=make.AT)

    sheet = make.sheet(placement, answers={"subject": "Lezen"}, is_ready=False)
    answers = at_once(partial(loaded, sheet, who.student), press)

    assert {type(answer) for answer in answers} == {PupilCode, Sheet}


def test_many_presses_choose_the_code_that_the_page_offered(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement, answers={"subject": "Lezen"}, is_ready=False)

    def press(mine: Sheet, _: int) -> str:
        return services.choose_new_code(sheet=mine, field="pupils", offered=1, by=who.student, at=make.AT).code

    assert set(at_once(partial(loaded, sheet, who.student), press)) == {"#1"}
    assert (PupilCode.objects.count(), lines("made"), Sheet.objects.get().answers["pupils"]) == (1, 1, ["#1"])


def test_every_new_code_has_a_number_of_its_own(placement: Placement, who: make.Viewers) -> None:
    def make_one(mine: Placement, _: int) -> int:
        return services.make_code(placement=mine, by=who.student, at=make.AT).number

    made = at_once(partial(here, placement, who.student), make_one)

    assert sorted(map(int, map(str, made))) == list(range(1, MANY + 1))
    assert PupilCode.objects.count() == lines("made") == MANY


def test_many_presses_say_everything_once(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement)
    kind = make.sheet_kind("asking", parts=(make.sheet_part(make.sheet_field("permission", "consent")),))
    asking = make.sheet(placement, kind, answers={"permission": {"on": "2027-03-22"}})

    def read(_: int) -> tuple[Sheet, Sheet, Placement]:
        mentor, action = who.mentor, Action.REVIEW_SHEET
        day = here(placement, mentor, action=Action.WRITE_DAY_NOTE)
        return loaded(sheet, mentor, action=action), loaded(asking, mentor, action=action), day

    def press(held: tuple[Sheet, Sheet, Placement], _: int) -> None:
        (to_review, to_confirm, day), mentor = held, who.mentor
        services.comment(sheet=to_review, text="Wie was erbij?", by=mentor, at=make.AT)
        services.review(sheet=to_review, revision=1, remark="Mooi", by=mentor, at=make.AT)
        services.confirm_permission(sheet=to_confirm, field="permission", by=mentor, at=make.AT)
        services.write_day_note(placement=day, day=make.TODAY, text="Fijne dag", by=mentor, at=make.AT)

    def ask(mine: Sheet, _: int) -> None:
        services.ask_to_read(sheet=mine, by=who.student, at=make.AT)

    assert set(at_once(partial(loaded, sheet, who.student), ask)) == {None}
    assert set(at_once(read, press)) == {None}

    rows = (ReadRequest, SheetComment, Review, Permission, DayNote)
    assert [model.objects.count() for model in rows] == [1, 1, 1, 1, 1]
    assert Mail.objects.filter(kind="reading_asked").count() == 1


@pytest.fixture
def with_week(placement: Placement) -> Placement:
    """A placement whose week is chosen."""
    placement.week = dt.date(2027, 4, 19)
    placement.save(update_fields=["week"])
    make.plan(placement)
    return placement


def test_many_presses_make_the_one_card_that_the_page_offered(with_week: Placement, who: make.Viewers) -> None:
    def make_card(mine: Placement, _: int, instead: str = "") -> int:
        return cards.publish_card(placement=mine, by=who.student, at=make.AT, today=make.TODAY, instead=instead).pk

    read = partial(here, with_week, who.student, action=Action.PUBLISH_CARD)
    (first,) = {int(str(key)) for key in at_once(read, make_card)}
    instead = ClassCard.objects.get(pk=first).public_id
    (second,) = {int(str(key)) for key in at_once(read, partial(make_card, instead=instead))}

    assert list(ClassCard.objects.filter(stopped_at=None).values_list("pk", flat=True)) == [second]
    assert (ClassCard.objects.count(), lines("published"), lines("stopped")) == (2, 2, 1)


def test_a_card_that_is_stopped_while_others_are_made_leaves_one_at_most(
    with_week: Placement, who: make.Viewers
) -> None:
    def press(mine: Placement, number: int) -> object:
        if number % 3 == 0:
            return cards.stop_card(placement=mine, by=who.mentor, at=make.AT)
        if number % 3 == 1:
            return cards.renew_card(placement=mine, by=who.student, at=make.AT, today=make.TODAY)
        return cards.publish_card(placement=mine, by=who.student, at=make.AT, today=make.TODAY).pk

    answers = at_once(partial(here, with_week, who.student, action=Action.PUBLISH_CARD), press)

    refused = [answer.reason for answer in answers if isinstance(answer, Impossible)]
    assert set(refused) <= {cards.NO_CARD}
    stand = ClassCard.objects.filter(stopped_at=None).count()
    assert (stand <= 1, lines("published") - lines("stopped")) == (True, stand)


def test_the_print_is_laid_once(with_week: Placement, who: make.Viewers) -> None:
    def press(mine: Placement, _: int) -> None:
        cards.lay_print(placement=mine, by=who.student, at=make.AT)

    assert set(at_once(partial(here, with_week, who.student), press)) == {None}
    assert (OpenPrint.objects.count(), lines("printed")) == (1, 1)
