"""Reads: what the opened editions say, and what a coordinator may open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stagemap.core import programme as core
from stagemap.core.pinned import read_pinned
from stagemap.core.roles import Viewer
from stagemap.core.sheets import SheetKind
from stagemap.programmes.access import editions_for
from stagemap.programmes.models import Edition, KindVersion, PinnedText, Programme


@lru_cache(maxsize=32)
def record_for(digest: str) -> core.Edition:
    """The edition whose text is pinned under ``digest``; read once in a process, without a query from then on.

    Raises ``PinnedText.DoesNotExist`` for a digest that nothing is pinned under.
    """
    return read_pinned(_body(digest), core.Edition)


def record_of(edition: Edition | int) -> core.Edition:
    """What an opened edition says: no query for a row that is at hand, one for an id."""
    if isinstance(edition, Edition):
        return record_for(edition.text_id)
    return record_for(Edition.objects.values_list("text_id", flat=True).get(pk=edition))


def editions_of(viewer: Viewer) -> list[Edition]:
    """The opened editions of the programmes that ``viewer`` coordinates, newest first, each with its programme."""
    return list(editions_for(viewer))


_KINDS: dict[str, SheetKind] = {}
"""The kinds of sheets that this process has read, by the digest of their text; a text never changes."""


def kind_for(digest: str) -> SheetKind:
    """The kind of sheets whose text is pinned under ``digest``; read once in a process, as ``record_for``.

    Raises ``PinnedText.DoesNotExist`` for a digest that nothing is pinned under.
    """
    if digest not in _KINDS:
        _KINDS[digest] = read_pinned(_body(digest), SheetKind)
    return _KINDS[digest]


def _body(digest: str) -> str:
    return PinnedText.objects.values_list("body", flat=True).get(digest=digest)


@dataclass(frozen=True, slots=True)
class PinnedKind:
    """A kind of sheets as an edition has it now, with the digest of its text, which a sheet that is begun keeps."""

    kind: SheetKind
    text_id: str


def kinds_of(edition: Edition | int) -> Mapping[str, PinnedKind]:
    """The kinds of sheets of an opened edition by key, the latest version of each.

    One query, and a second one the first time that a process reads their texts.
    """
    edition_id = edition.pk if isinstance(edition, Edition) else edition
    rows = KindVersion.objects.filter(edition=edition_id).order_by("kind", "number")
    latest = dict(rows.values_list("kind", "text_id"))
    unread = [digest for digest in latest.values() if digest not in _KINDS]
    if unread:
        bodies = PinnedText.objects.filter(digest__in=unread).values_list("digest", "body")
        _KINDS.update({digest: read_pinned(body, SheetKind) for digest, body in bodies})
    return {key: PinnedKind(_KINDS[digest], digest) for key, digest in latest.items()}


@dataclass(frozen=True, slots=True)
class Renewal:
    """The kinds of sheets that an opened edition has, and what the library has newer: ``kinds``, and all the ``tabs``
    as they would be then; no tabs when they stay as they are."""

    pinned: tuple[SheetKind, ...]
    kinds: tuple[SheetKind, ...]
    tabs: tuple[core.Tab, ...]


def renewal_of(edition: Edition, library: core.Edition | None, kinds: Mapping[str, SheetKind]) -> Renewal:
    """What ``library`` and its ``kinds`` have that an opened edition does not have, or has older; none without it.

    No tab is lost: those that the edition alone has come last.
    """
    pinned = {key: each.kind for key, each in kinds_of(edition).items()}
    if library is None:
        return Renewal(tuple(pinned.values()), (), ())
    newer = (kind for key, kind in kinds.items() if key not in pinned or kind.version > pinned[key].version)
    own, shipped = record_of(edition).tabs, {tab.key for tab in library.tabs}
    tabs = (*library.tabs, *(tab for tab in own if tab.key not in shipped))
    return Renewal(tuple(pinned.values()), tuple(newer), () if tabs == own else tabs)


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that somebody coordinates: its opened editions, and the shipped years that are not open yet."""

    key: str
    name: core.Text
    opened: tuple[Edition, ...]
    years: tuple[str, ...]


def offers_of(
    viewer: Viewer, programmes: Iterable[Programme], shipped_years: Mapping[str, Iterable[str]]
) -> list[Offer]:
    """What ``viewer`` may open in ``programmes``; ``shipped_years`` names the years of the library by programme."""
    editions = editions_of(viewer)
    offers = []
    for programme in programmes:
        opened = tuple(each for each in editions if each.programme_id == programme.pk)
        taken = {each.year for each in opened}
        years = tuple(sorted(set(shipped_years.get(programme.key, ())) - taken, reverse=True))
        offers.append(Offer(programme.key, core.Text(programme.name_nl, programme.name_en), opened, years))
    return offers
