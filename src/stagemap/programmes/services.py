"""Writes: opening an edition, which pins its text and its kinds of sheets, taking over newer kinds, and appointing who
coordinates a programme."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core import programme as core
from stagemap.core.pinned import canonical, digest_of
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.core.sheets import SheetKind
from stagemap.programmes.files import shipped
from stagemap.programmes.models import Coordination, Edition, KindVersion, PinnedText, Programme
from stagemap.programmes.queries import record_of, renewal_of

if TYPE_CHECKING:
    from stagemap.people.models import User

NO_SUCH_EDITION = gettext_noop("This edition is not in the library.")
NO_SUCH_PROGRAMME = gettext_noop("This programme is not in the library.")


@transaction.atomic
def open_edition(*, by: Viewer, programme_key: str, year: str, at: dt.datetime) -> Edition:
    """Open an edition that the library ships and pin its whole text, with each of its kinds of sheets.

    An edition that is open stays as it is. Raises Impossible when the library holds no such edition.
    """
    programme = _programme(programme_key)
    folder = shipped()[programme_key]
    shipped_edition = folder.editions.get(year)
    if shipped_edition is None:
        raise Impossible(NO_SUCH_EDITION)
    edition, opened = Edition.objects.get_or_create(
        programme=programme, year=year, defaults={"text": _pinned(shipped_edition), "opened_at": at}
    )
    if opened:
        _take_over(edition, folder.kinds[year].values(), at)
        record(actor=by.actor, verb="opened", kind="edition", id=edition.pk)
    return edition


@transaction.atomic
def renew_kinds(*, by: Viewer, edition: Edition, at: dt.datetime) -> tuple[str, ...]:
    """Take over the kinds of sheets of which the library is newer than an open edition; answers their keys.

    A sheet that was begun keeps the version it has. The tabs in which the kinds lie come along; none is lost.
    Raises Impossible when the library no longer holds the edition.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("programme").get(pk=edition.pk)
    folder = shipped().get(edition.programme.key)
    if folder is None or edition.year not in folder.editions:
        raise Impossible(NO_SUCH_EDITION)
    newer = renewal_of(edition, folder.editions[edition.year], folder.kinds[edition.year])
    _take_over(edition, newer.kinds, at)
    if newer.tabs:
        edition.text = _pinned(dataclasses.replace(record_of(edition), tabs=newer.tabs))
        edition.save(update_fields=["text"])
    if fields := [name for name in ("kinds", "tabs") if getattr(newer, name)]:
        record(actor=by.actor, verb="renewed", kind="edition", id=edition.pk, fields=fields)
    return tuple(kind.key for kind in newer.kinds)


def _take_over(edition: Edition, kinds: Iterable[SheetKind], at: dt.datetime) -> None:
    for kind in kinds:
        KindVersion.objects.create(edition=edition, kind=kind.key, number=kind.version, text=_pinned(kind), since=at)


def _pinned(what: core.Edition | SheetKind) -> PinnedText:
    """The row that holds the text of an edition or of a kind of sheets."""
    body = canonical(what)
    return PinnedText.objects.get_or_create(digest=digest_of(body), defaults={"body": body})[0]


@transaction.atomic
def appoint_coordinator(*, by: Viewer, programme_key: str, user: User) -> Coordination:
    """Let ``user`` coordinate a programme of the library; nothing changes for somebody who does so already.

    Raises Impossible when the library holds no such programme.
    """
    coordination, appointed = Coordination.objects.get_or_create(programme=_programme(programme_key), user=user)
    if appointed:
        record(actor=by.actor, verb="appointed", kind="coordination", id=coordination.pk)
    return coordination


def _programme(key: str) -> Programme:
    """The row of a shipped programme, made when it is needed first; its names are those of its newest edition."""
    folder = shipped().get(key)
    if folder is None:
        raise Impossible(NO_SUCH_PROGRAMME)
    name = folder.editions[max(folder.editions)].name
    return Programme.objects.get_or_create(key=key, defaults={"name_nl": name.nl, "name_en": name.en})[0]
