"""Beginning a sheet, moving it between the layers, closing an observation, taking away what was never ready (G17)."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.core.sheets import Layer, SheetKind, begun, layers_of
from stagemap.kit.clock import local_date
from stagemap.placements.models import Placement
from stagemap.planning.models import Block
from stagemap.portfolio.access import known, writer_of
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.queries import facts_of, kinds_for_block, layers_now
from stagemap.programmes.queries import PinnedKind, kind_for, kinds_of, record_of

from .cards import take_off_card
from .files import forget_files
from .holding import hold, hold_portfolio, tell
from .naming import name_refused
from .versions import keep, pupils_of, put

MOST_SHEETS = 400
UNKNOWN_KIND = gettext_noop("This kind of sheet does not stand in the programme.")
NOT_YOURS_TO_BEGIN = gettext_noop("This kind of sheet is begun by somebody else.")
TOO_MANY = gettext_noop("A portfolio holds at most %(most)s sheets.")
TAKEN = gettext_noop("This sheet exists already. Open it from the portfolio.")
NOT_AN_OBSERVATION = gettext_noop("Only an observation is closed.")
WAS_READY = gettext_noop("This sheet was ready for others to read. Keep it to yourself instead of removing it.")


def begin_sheet(
    *,
    placement: Placement,
    by: Viewer,
    at: dt.datetime,
    kind: str = "",
    block: Block | None = None,
    sheet_id: uuid.UUID | None = None,
) -> Sheet:
    """A new sheet, filled in from the roster block that it is for; ``kind`` is that of the block's task unless named.

    With ``sheet_id`` made by the page the same form sent twice makes one sheet. A kind of which a portfolio holds one,
    and the sheet of a block, are found again. Raises ``Impossible`` for a kind that the viewer does not begin, and for
    a full portfolio.
    """
    with transaction.atomic():
        hold_portfolio(placement)
        pinned = kinds_of(placement.edition).get(kind or _nearest_kind(placement, block))
        if pinned is None:
            raise Impossible(UNKNOWN_KIND)
        if pinned.kind.by != placement.relation.value:
            raise Impossible(NOT_YOURS_TO_BEGIN)
        found = _found(placement, pinned.kind, by, block, sheet_id)
        if found is not None:
            return known(found, by, placement)
        if Sheet.objects.filter(placement=placement).count() >= MOST_SHEETS:
            raise Impossible(TOO_MANY, most=MOST_SHEETS)
        return _begun(placement, pinned, by, at, block, sheet_id or uuid.uuid4())


def move_layer(*, sheet: Sheet, layer: str, by: Viewer, at: dt.datetime) -> Sheet:
    """Let other people read a sheet, or fewer of them; the class card shows it no more once it lies open no more.

    Raises ``Impossible`` with the reason when it cannot lie there: its kind, a pupil code in what its writer or others
    read of it, or what looks like a name and waits for an answer.
    """
    with transaction.atomic():
        hold_portfolio(sheet.placement)
        row, wanted = hold(sheet), Layer(layer)
        kind = kind_for(row.text_id)
        reason = layer_refused(row, kind, wanted) or name_refused(row, kind, wanted, at)
        if reason is not None:
            raise Impossible(reason)
        if row.layer != wanted:
            take_off_card(row)
            row.layer, row.changed_at = wanted, at
            row.save(update_fields=["layer", "changed_at"])
            tell(row.placement_id, by, "moved", "sheet", row.pk, ["layer"])
        return row


def layer_refused(row: Sheet, kind: SheetKind, layer: Layer) -> str | None:
    """Why a sheet cannot lie in ``layer``, or None; what stands in it and what others read of it are both asked."""
    reasons = [layers_now(row, kind)[layer]]
    if row.shown is not None:
        reasons.append(layers_of(kind, row.shown.answers, row.shown.title)[layer])
    return next((reason for reason in reasons if reason is not None), None)


def close_observation(*, sheet: Sheet, by: Viewer, at: dt.datetime) -> Sheet:
    """Close an observation: from now on it may be explained. Closing twice is closing once."""
    with transaction.atomic():
        row = hold(sheet)
        if not kind_for(row.text_id).closes:
            raise Impossible(NOT_AN_OBSERVATION)
        if row.closed_at is None:
            row.closed_at = row.changed_at = at
            row.save(update_fields=["closed_at", "changed_at"])
            tell(row.placement_id, by, "closed", "sheet", row.pk)
        return row


def reopen(*, sheet: Sheet, by: Viewer, at: dt.datetime) -> Sheet:
    """Take a sheet back, off the class card too: nobody else reads it until it is made ready anew.

    What was read of it stays known.
    """
    with transaction.atomic():
        hold_portfolio(sheet.placement)
        row = hold(sheet)
        if row.shown is not None:
            take_off_card(row)
            row.shown, row.changed_at = None, at
            row.pupils = pupils_of(row, kind_for(row.text_id))
            row.save(update_fields=["shown", "pupils", "changed_at"])
            tell(row.placement_id, by, "reopened", "sheet", row.pk)
        return row


def remove_sheet(*, sheet: Sheet, by: Viewer, at: dt.datetime) -> None:  # noqa: ARG001 - every write is handed its moment
    """Take a draft away with all that is beside it; ``Impossible`` for a sheet that was ever ready."""
    with transaction.atomic():
        row = hold(sheet)
        if row.versions.filter(ready_at__isnull=False).exists():
            raise Impossible(WAS_READY)
        key = row.pk
        forget_files(row.attachments.all(), row.uploads.all())
        row.delete()
        tell(sheet.placement_id, by, "removed", "sheet", key)


def _nearest_kind(placement: Placement, block: Block | None) -> str:
    if block is None:
        return ""
    return kinds_for_block(record_of(placement.edition), block, block.plan.project_example)[0]


def _found(
    placement: Placement, kind: SheetKind, by: Viewer, block: Block | None, sheet_id: uuid.UUID | None
) -> Sheet | None:
    """The sheet that is there already; raises ``Impossible`` when its id, or that of the block, is another's."""
    mine = Sheet.objects.select_related("shown").filter(placement=placement, begun_by=writer_of(by, placement.pk))
    if sheet_id is not None and Sheet.objects.filter(pk=sheet_id).exists():
        same = mine.filter(pk=sheet_id, kind=kind.key).first()
        if same is None:
            raise Impossible(TAKEN)
        return same
    if kind.once:
        return mine.filter(kind=kind.key).first()
    if block is None:
        return None
    there = Sheet.objects.select_related("shown").filter(kind=kind.key, block=block).first()
    if there is not None and there.begun_by != writer_of(by, placement.pk):
        raise Impossible(TAKEN)
    return there


def _begun(
    placement: Placement, pinned: PinnedKind, by: Viewer, at: dt.datetime, block: Block | None, sheet_id: uuid.UUID
) -> Sheet:
    kind = pinned.kind
    answers = begun(kind, facts_of(kind, placement, block, local_date(at)))
    row = Sheet(
        pk=sheet_id,
        placement=placement,
        kind=kind.key,
        text_id=pinned.text_id,
        block=block,
        day=local_date(at) if block is None else block.day,
        begun_at=at,
        begun_by=writer_of(by, placement.pk),
        changed_at=at,
    )
    put(row, kind, answers, by.language)
    allowed = layers_of(kind, answers, row.title)
    row.layer = next((layer for layer in kind.layers if allowed[layer] is None), kind.layers[-1])
    row.save(force_insert=True)
    keep(row, by, at)
    tell(placement.pk, by, "began", "sheet", row.pk)
    return known(row, by, placement)
