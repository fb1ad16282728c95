"""The kinds of sheets of an opened edition as its page shows them: in their tabs, with what the library has newer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stagemap.core.programme import Edition, Tab
from stagemap.core.sheets import SheetKind
from stagemap.programmes.queries import Renewal


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of sheets with the version that is in use and the one that waits, as far as there are any."""

    name: str
    version: int | None
    newer: int | None


@dataclass(frozen=True, slots=True)
class KindTab:
    """A tab of the portfolio with the kinds of sheets that lie in it."""

    name: str
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds of an edition; ``count`` are in use, ``waiting`` can be taken over, ``renews`` when anything can."""

    tabs: tuple[KindTab, ...]
    count: int
    waiting: int
    renews: bool


def kinds_on(edition: Edition, renewal: Renewal, language: str) -> Kinds:
    """The kinds of sheets of an opened edition, in ``language``."""
    now, newer = ({each.key: each for each in some} for some in (renewal.pinned, renewal.kinds))
    shown = tuple(_tabs(renewal.tabs or edition.tabs, now, newer, language))
    return Kinds(shown, len(now), len(newer), renews=bool(newer or renewal.tabs))


def _tabs(
    tabs: Iterable[Tab], now: Mapping[str, SheetKind], newer: Mapping[str, SheetKind], language: str
) -> Iterator[KindTab]:
    for tab in tabs:
        known = [kind for kind in {**now, **newer}.values() if kind.tab == tab.key]
        lines = tuple(
            KindLine(
                kind.name.in_(language),
                now[kind.key].version if kind.key in now else None,
                newer[kind.key].version if kind.key in newer else None,
            )
            for kind in known
        )
        if lines:
            yield KindTab(tab.name.in_(language), lines)
