"""Making a sheet ready, its layers, and the hours that go back to the roster."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible, Stale
from stagemap.core.roles import Action
from stagemap.core.sheets import Layer, Part
from stagemap.placements.models import Placement
from stagemap.planning.models import Block
from stagemap.portfolio import services
from stagemap.portfolio.models import Attachment, Sheet, SheetVersion
from stagemap.portfolio.services import Counted, FaultySheet, Hours
from tests import factories as make
from tests.portfolio.conftest import Door

pytestmark = pytest.mark.django_db

SAID = {"subject": "Zorgoverleg", "story": "<p>We spraken.</p>"}
MONDAY = dt.datetime(2027, 4, 19, 16, tzinfo=dt.UTC)


def mine(sheet: Sheet, who: make.Viewers, door: Door) -> Sheet:
    """The sheet as its writer's door gives it now."""
    return door(who.student, sheet, Action.WRITE_SHEET)


def draft(placement: Placement, **fields: Any) -> Sheet:
    """A draft that could be made ready."""
    return make.sheet(placement, is_ready=False, **({"answers": SAID} | fields))


def say(sheet: Sheet, who: make.Viewers, door: Door, **answers: Any) -> Sheet:
    """The same sheet with other answers."""
    loaded = mine(sheet, who, door)
    said = {**loaded.answers, **answers}
    return services.save_draft(sheet=loaded, revision=loaded.revision, answers=said, by=who.student, at=make.AT)


def ready(sheet: Sheet, who: make.Viewers, door: Door, at: dt.datetime = MONDAY) -> Hours:
    """Make the sheet ready as it stands; what became of its hours."""
    loaded = mine(sheet, who, door)
    return services.make_ready(sheet=loaded, revision=loaded.revision, by=who.student, at=at).hours


def ticked(block: Block) -> tuple[str, int | None]:
    block.refresh_from_db()
    return block.outcome, block.true_minutes


@pytest.fixture
def block(placement: Placement) -> Block:
    """A lesson of fifty minutes on the Monday of the week."""
    return make.block(make.plan(placement))


def test_what_is_ready_is_what_others_read(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = draft(placement)

    for _ in range(2):
        ready(sheet, who, door)
    say(sheet, who, door, story="<p>Nog niet af</p>")

    row, shown = Sheet.objects.get(), door(who.mentor, sheet, Action.READ_PORTFOLIO).shown
    assert shown is not None
    assert (shown.answers, shown.ready_at, shown.revision, row.revision) == (SAID, MONDAY, 1, 2)
    assert list(Entry.objects.filter(kind="sheet").values_list("verb", flat=True)) == ["made_ready", "wrote"]


def test_all_that_is_missing_is_told_at_once(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = draft(placement, answers={"pupils": ["#1"]}, pupils="#1", layer="open")

    with pytest.raises(FaultySheet) as refused:
        ready(sheet, who, door)

    assert [fault.path for fault in refused.value.faults] == [("subject",), ("story",), ()]
    assert not SheetVersion.objects.filter(ready_at__isnull=False).exists()


def test_a_sheet_that_was_changed_meanwhile_is_not_made_ready(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    sheet = draft(placement)
    open_page = mine(sheet, who, door)
    say(sheet, who, door, subject="MDO")

    with pytest.raises(Stale) as refused:
        services.make_ready(sheet=open_page, revision=1, by=who.student, at=MONDAY)

    assert refused.value.revision == 2


def test_what_waits_for_a_permission_is_not_ready(placement: Placement, who: make.Viewers, door: Door) -> None:
    asked = make.sheet_field("permission", "consent", required=True)
    kind = make.sheet_kind(parts=(Part("part", make.text("Deel"), (asked,)),))
    sheet = draft(placement, kind=kind, answers={"permission": {"on": "2027-03-22"}})
    with pytest.raises(FaultySheet):
        ready(sheet, who, door)
    Sheet.objects.update(answers={"permission": {"by": "", "on": "2027-03-22"}})
    make.permission(sheet)
    with pytest.raises(FaultySheet):
        ready(sheet, who, door)


def test_taking_a_sheet_back_shuts_it_for_others(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, pupils="#1", title="Over #1", answers={"subject": "Over #1"})
    Sheet.objects.update(title="Over iets", answers={"subject": "Over iets"})

    for _ in range(2):
        services.reopen(sheet=mine(sheet, who, door), by=who.student, at=MONDAY)

    row = Sheet.objects.get()
    assert (row.shown, row.pupils, Entry.objects.filter(verb="reopened").count()) == (None, "", 1)


def test_a_sheet_moves_between_its_layers(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)

    for layer in ("open", "open", "private"):
        services.move_layer(sheet=mine(sheet, who, door), layer=layer, by=who.student, at=MONDAY)

    assert (Sheet.objects.get().layer, Entry.objects.filter(verb="moved").count()) == ("private", 2)


def test_a_pupil_keeps_a_sheet_out_of_the_class(placement: Placement, who: make.Viewers, door: Door) -> None:
    in_draft = make.sheet(placement, answers={"subject": "Over #1"})
    in_print = make.sheet(placement, title="Over #1", answers={"subject": "Over #1"})
    Sheet.objects.filter(pk=in_print.pk).update(title="", answers={})
    nowhere = make.sheet(placement, make.sheet_kind("shut", layers=(Layer.ANNEX, Layer.PRIVATE)))

    for sheet in (in_draft, in_print, nowhere):
        with pytest.raises(Impossible):
            services.move_layer(sheet=mine(sheet, who, door), layer="open", by=who.student, at=MONDAY)

    assert set(Sheet.objects.values_list("layer", flat=True)) == {"annex"}


def test_an_observation_is_closed_once(placement: Placement, who: make.Viewers, door: Door) -> None:
    explained = Part("means", make.text("Betekenis"), (make.sheet_field("means"),), after_closing=True)
    sheet = draft(placement, kind=make.sheet_kind("abc", parts=(explained,)), answers={})

    for minutes in (0, 5):
        at = MONDAY + dt.timedelta(minutes=minutes)
        services.close_observation(sheet=mine(sheet, who, door), by=who.student, at=at)

    assert (Sheet.objects.get().closed_at, Entry.objects.filter(verb="closed").count()) == (MONDAY, 1)


def test_only_an_observation_is_closed(placement: Placement, who: make.Viewers, door: Door) -> None:
    with pytest.raises(Impossible):
        services.close_observation(sheet=mine(draft(placement), who, door), by=who.student, at=MONDAY)


def test_a_draft_is_removed_with_all_that_is_beside_it(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = draft(placement)
    make.attachment(sheet)

    services.remove_sheet(sheet=mine(sheet, who, door), by=who.student, at=MONDAY)

    assert (Sheet.objects.count(), SheetVersion.objects.count(), Attachment.objects.count()) == (0, 0, 0)
    assert list(Entry.objects.values_list("verb", "object_id")) == [("removed", str(sheet.pk))]


def test_what_others_could_read_is_not_removed(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)
    services.reopen(sheet=mine(sheet, who, door), by=who.student, at=MONDAY)

    with pytest.raises(Impossible):
        services.remove_sheet(sheet=mine(sheet, who, door), by=who.student, at=MONDAY)

    assert Sheet.objects.count() == 1


@pytest.mark.parametrize(("minutes", "tick"), [(50, ("done", None)), (65, ("changed", 65))])
def test_the_hours_of_a_sheet_go_to_its_block(
    minutes: int, tick: tuple[str, int | None], placement: Placement, who: make.Viewers, door: Door, block: Block
) -> None:
    sheet = draft(placement, block=block, answers={**SAID, "contact": minutes, "preparation": 30})

    assert ready(sheet, who, door) == Hours(Counted.COUNTED, minutes)
    assert ticked(block) == tick


def test_only_the_time_of_its_own_kind_goes_to_a_block(
    placement: Placement, who: make.Viewers, door: Door, block: Block
) -> None:
    sheets = [
        draft(placement, block=block, answers={**SAID, "preparation": 30}),
        draft(placement, answers={**SAID, "contact": 30}),
    ]
    Block.objects.update(kind="reflection")
    sheets.append(draft(placement, kind=make.sheet_kind("other"), block=block, answers={**SAID, "contact": 30}))

    assert [ready(sheet, who, door) for sheet in sheets] == [Hours(Counted.NOTHING)] * 3
    assert ticked(block) == ("planned", None)


def test_what_the_student_ticked_otherwise_stands_until_they_say_so(
    placement: Placement, who: make.Viewers, door: Door, block: Block
) -> None:
    Block.objects.update(outcome="changed", true_minutes=40)
    sheet = draft(placement, block=block, answers={**SAID, "contact": 60})

    told = ready(sheet, who, door)
    kept = ticked(block)
    counted = services.count_hours(sheet=mine(sheet, who, door), by=who.student, at=MONDAY)

    assert (told, kept) == (Hours(Counted.KEPT, 60, outcome="changed", ticked=40), ("changed", 40))
    assert (counted, ticked(block)) == (Hours(Counted.COUNTED, 60), ("changed", 60))


def test_a_block_that_fell_away_stays_so(placement: Placement, who: make.Viewers, door: Door, block: Block) -> None:
    Block.objects.update(outcome="dropped", outcome_reason="ziek")
    sheet = draft(placement, block=block, answers={**SAID, "contact": 60})
    assert ready(sheet, who, door) == Hours(Counted.KEPT, 60, outcome="dropped", ticked=0)


def test_a_tick_of_the_sheet_follows_the_sheet(
    placement: Placement, who: make.Viewers, door: Door, block: Block
) -> None:
    sheet = draft(placement, block=block, answers={**SAID, "contact": 50})
    ready(sheet, who, door)
    say(sheet, who, door, contact=70)

    assert ready(sheet, who, door) == Hours(Counted.COUNTED, 70)
    assert ticked(block) == ("changed", 70)


def test_hours_do_not_count_before_the_day(placement: Placement, who: make.Viewers, door: Door, block: Block) -> None:
    sheet = draft(placement, block=block, answers={**SAID, "contact": 50})

    early = ready(sheet, who, door, at=make.AT)
    later = services.count_hours(sheet=mine(sheet, who, door), by=who.student, at=MONDAY)

    assert (early, later) == (Hours(Counted.TOO_EARLY, 50), Hours(Counted.COUNTED, 50))


def test_a_block_that_left_the_roster_counts_nothing(
    placement: Placement, who: make.Viewers, door: Door, block: Block
) -> None:
    sheet = draft(placement, block=block, answers={**SAID, "contact": 50})
    Block.objects.all().delete()
    assert ready(sheet, who, door) == Hours(Counted.NOTHING)
