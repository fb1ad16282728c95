"""Writes: opening an edition, which pins its text, and appointing who coordinates a programme."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.activity.services import record
from stagemap.core.pinned import canonical, digest_of
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.programmes.files import shipped
from stagemap.programmes.models import Coordination, Edition, PinnedText, Programme

if TYPE_CHECKING:
    from stagemap.people.models import User

NO_SUCH_EDITION = gettext_noop("This edition is not in the library.")
NO_SUCH_PROGRAMME = gettext_noop("This programme is not in the library.")


@transaction.atomic
def open_edition(*, by: Viewer, programme_key: str, year: str, at: dt.datetime) -> Edition:
    """Open an edition that the library ships and pin its whole text; an edition that is open stays as it is.

    Raises Impossible when the library holds no such edition.
    """
    programme = _programme(programme_key)
    shipped_edition = shipped()[programme_key].editions.get(year)
    if shipped_edition is None:
        raise Impossible(NO_SUCH_EDITION)
    body = canonical(shipped_edition)
    text, _ = PinnedText.objects.get_or_create(digest=digest_of(body), defaults={"body": body})
    edition, opened = Edition.objects.get_or_create(
        programme=programme, year=year, defaults={"text": text, "opened_at": at}
    )
    if opened:
        record(actor=by.actor, verb="opened", kind="edition", id=edition.pk)
    return edition


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
