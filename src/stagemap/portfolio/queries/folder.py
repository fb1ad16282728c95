"""The folder: its tabs with their leaves, of which some are sheets and others follow from planning (G17).

Nothing is typed twice. The overview of the activities is the roster, each block with its sheets; the project and the
rosters that were sent have their one home in planning, and are leaves here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from stagemap.core.programme import Edition
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Action, Viewer
from stagemap.core.roster import Block, Slot
from stagemap.core.sheets import SheetKind, Tab
from stagemap.kit.clock import today_for_site
from stagemap.placements.access import may
from stagemap.placements.models import Placement
from stagemap.planning.access import plan_for
from stagemap.planning.models import RosterVersion
from stagemap.planning.queries import desk_of, record_of_block, version_record
from stagemap.programmes.queries import kinds_of, record_of

from .lines import NoteLine, SentLine, SheetLine, lists_of

ROSTER, PROJECT, ACTIVITIES, DIARY = "roster", "project", "activities", "diary"
"""The tabs in which leaves lie that are no sheets."""
NO_TABS = gettext_noop("This edition is older than the stagemap: its coordinator can take over the kinds of sheets.")


class Source(StrEnum):
    """Where a leaf comes from."""

    SHEET = "sheet"
    BLOCK = "block"
    NOTE = "note"
    SENT = "sent"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of the folder.

    A sheet has its line in ``sheets``, with the ``block`` that it is for while that stands in the roster. A block of
    the overview has its sheets of whatever tab, none when nothing was begun. ``note`` and ``sent`` are those of a day
    note and of a roster.
    """

    source: Source
    title: str = ""
    sheets: tuple[SheetLine, ...] = ()
    block: Block | None = None
    note: NoteLine | None = None
    sent: SentLine | None = None


@dataclass(frozen=True, slots=True)
class TabLeaves:
    """One tab: its leaves in order of time, and the kinds of sheets that the viewer may begin in it."""

    tab: Tab
    leaves: tuple[Leaf, ...]
    kinds: tuple[SheetKind, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A portfolio as one viewer sees it; ``sheets`` are all that they read, whatever tab they lie in."""

    tabs: tuple[TabLeaves, ...]
    sheets: tuple[SheetLine, ...]
    codes: tuple[str, ...]

    def tab(self, key: str) -> TabLeaves:
        """One tab by its key, the first one for a key that no tab has."""
        return next((each for each in self.tabs if each.tab.key == key), self.tabs[0])


def folder_of(placement: Placement, viewer: Viewer, *, today: dt.date, language: str = "nl") -> Folder:
    """The folder of the portfolio that access opened for ``viewer``; four queries at most.

    Raises ``Impossible`` for an edition that was opened before there were tabs, and did not gain them.
    """
    edition = record_of(placement.edition)
    if not edition.tabs:
        raise Impossible(NO_TABS)
    lists = lists_of(placement, viewer, language=language)
    planned = _planned(placement, edition, today, language)
    offered = _offered(placement, lists.sheets) if may(placement, Action.WRITE_SHEET, today) else ()
    leaves: dict[str, list[Leaf]] = defaultdict(list)
    leaves[ACTIVITIES] += _overview(edition, planned.blocks, lists.sheets)
    leaves[PROJECT] += [Leaf(Source.PROJECT)] if planned.project else []
    leaves[ROSTER] += [Leaf(Source.SENT, sent=sent) for sent in lists.sent]
    leaves[DIARY] += [Leaf(Source.NOTE, note=note) for note in lists.notes]
    for line in lists.sheets:
        block = planned.by_id.get(line.block_id)
        if block is None or line.kind.tab != ACTIVITIES:
            leaves[line.kind.tab].append(Leaf(Source.SHEET, line.title, (line,), block))
    tabs = (
        TabLeaves(tab, tuple(sorted(leaves[tab.key], key=_in_time)), tuple(k for k in offered if k.tab == tab.key))
        for tab in edition.tabs
    )
    return Folder(tuple(tabs), lists.sheets, lists.codes)


def blocks_of(placement: Placement, *, language: str = "nl") -> tuple[Block, ...]:
    """The blocks of the roster as it stands, for who may read the plan of the placement; two queries."""
    desk = desk_of(plan_for(placement), today=today_for_site(), language=language)
    return tuple(record_of_block(row, desk.edition) for row in desk.blocks)


@dataclass(frozen=True, slots=True)
class _Planned:
    """What planning gives to the folder: the blocks, and whether the project is described."""

    blocks: tuple[Block, ...] = ()
    project: bool = False

    @property
    def by_id(self) -> Mapping[str, Block]:
        return {block.id: block for block in self.blocks}


def _planned(placement: Placement, edition: Edition, today: dt.date, language: str) -> _Planned:
    """The plan as it stands for who may read it, without codes for most; else as the roster was sent last."""
    if may(placement, Action.READ_PLAN, today):
        plan = plan_for(placement)
        blocks = desk_of(plan, today=today, language=language).blocks
        return _Planned(tuple(record_of_block(row, edition) for row in blocks), bool(plan.description))
    sent = RosterVersion.objects.filter(plan__placement_id=placement.pk).last()
    if sent is None:
        return _Planned()
    record = version_record(sent)
    return _Planned(record.blocks, bool(record.project.description))


def _overview(edition: Edition, blocks: Iterable[Block], sheets: Iterable[SheetLine]) -> list[Leaf]:
    """The activities: every block in which the student has a role, and any other for which a sheet was begun."""
    of_block: dict[str, list[SheetLine]] = defaultdict(list)
    for line in sheets:
        of_block[line.block_id].append(line)
    active = {kind.key for kind in edition.kinds if kind.needs_role}
    return [
        Leaf(Source.BLOCK, block.title, tuple(of_block[block.id]), block)
        for block in blocks
        if block.kind in active or block.id in of_block
    ]


def _offered(placement: Placement, sheets: Iterable[SheetLine]) -> tuple[SheetKind, ...]:
    """The kinds of sheets that the viewer begins, without those of which there is one already."""
    begun = {line.kind.key for line in sheets if line.is_mine}
    kinds = (pinned.kind for pinned in kinds_of(placement.edition).values())
    return tuple(
        kind for kind in kinds if kind.by == placement.relation.value and not (kind.once and kind.key in begun)
    )


def _in_time(leaf: Leaf) -> tuple[int, dt.date, int, str]:
    """By day and hour: what comes before the week first, what has no day at all last."""
    day, start, key = None, 0, ""
    if leaf.block is not None:
        day, start, key = leaf.block.day, leaf.block.start or 0, leaf.block.id
        if day is None and leaf.block.slot is Slot.AHEAD:
            return 0, dt.date.min, 0, key
    if leaf.source is Source.SHEET:
        line = leaf.sheets[0]
        day, key = line.day or day, f"{line.begun_at.isoformat()}{line.id}"
    elif leaf.note is not None:
        day, key = leaf.note.day, f"{leaf.note.id:09}"
    elif leaf.sent is not None:
        key = f"{leaf.sent.number:09}"
    return (2, dt.date.max, 0, key) if day is None else (1, day, start, key)
