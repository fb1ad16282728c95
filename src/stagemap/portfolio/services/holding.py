"""Taking hold of a portfolio or of one sheet: locked while it is written, and read afresh."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.kit.prepared import Prepared
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Sheet

GONE = gettext_noop("This sheet was removed meanwhile.")

_HELD = Prepared(lambda sheet: Sheet.objects.select_for_update(no_key=True).filter(pk=sheet), uuids=("sheet",))


def hold_portfolio(placement: Placement) -> None:
    """Lock the portfolio of ``placement`` until the transaction ends: whatever is numbered or made once begins here.

    Always before a sheet is held, so that no two wait for each other.
    PostgreSQL locks the row of the placement, SQLite begins every transaction IMMEDIATE.
    """
    Placement.objects.select_for_update(no_key=True).order_by().values_list("pk").get(pk=placement.pk)


def hold(sheet: Sheet) -> Sheet:
    """Lock a sheet that ``access`` loaded until the transaction ends, and answer it as it stands now.

    Its version ``shown`` is asked for after that: what PostgreSQL joins to a row for which it waited is as old as the
    wait. Raises ``Impossible`` when it was removed meanwhile.
    """
    row: Sheet | None = _HELD.object(sheet=sheet.pk)
    if row is None:
        raise Impossible(GONE)
    row.placement, row.relation, row.is_mine = sheet.placement, sheet.relation, sheet.is_mine
    return row


def tell(placement_id: int, by: Viewer, verb: str, kind: str, thing: object, fields: Iterable[str] = ()) -> None:
    """The one activity line of a write in this portfolio."""
    record(actor=by.actor, verb=verb, kind=kind, id=thing, placement_id=placement_id, fields=fields)
