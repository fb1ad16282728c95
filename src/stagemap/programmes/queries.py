"""Reads: what the opened editions say, and what a coordinator may open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stagemap.core import programme as core
from stagemap.core.pinned import read_pinned
from stagemap.core.roles import Viewer
from stagemap.programmes.access import editions_for
from stagemap.programmes.models import Edition, PinnedText, Programme


@lru_cache(maxsize=32)
def record_for(digest: str) -> core.Edition:
    """The edition whose text is pinned under ``digest``; read once in a process, without a query from then on.

    Raises ``PinnedText.DoesNotExist`` for a digest that nothing is pinned under.
    """
    return read_pinned(PinnedText.objects.values_list("body", flat=True).get(digest=digest))


def record_of(edition: Edition | int) -> core.Edition:
    """What an opened edition says: no query for a row that is at hand, one for an id."""
    if isinstance(edition, Edition):
        return record_for(edition.text_id)
    return record_for(Edition.objects.values_list("text_id", flat=True).get(pk=edition))


def editions_of(viewer: Viewer) -> list[Edition]:
    """The opened editions of the programmes that ``viewer`` coordinates, newest first, each with its programme."""
    return list(editions_for(viewer))


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
