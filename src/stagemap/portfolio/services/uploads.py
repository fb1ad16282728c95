"""A file that comes in pieces: each is safe once it is answered, and the next one begins where the last one ended."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.kit.clock import real_now
from stagemap.kit.uploads import store
from stagemap.kit.uploads.cleaning import SENTENCES
from stagemap.kit.uploads.kinds import MEGABYTE, MOST_BYTES, Why
from stagemap.portfolio.models import Attachment, Sheet, Upload
from stagemap.portfolio.queries.files import MOST_BYTES as MOST_OF_ALL
from stagemap.portfolio.queries.files import bytes_left, coming_to

from .files import FULL, add_file, key_of
from .holding import hold

MOST_COMING = 5 * MOST_BYTES
"""What may be on its way to one student at any moment."""
MOST_AT_ONCE = 60
"""How many files may be on their way to one student."""
MOST_WAITING = dt.timedelta(days=1)
"""How long a file may be on its way."""
TAKEN = gettext_noop("This file does not belong to this sheet. Reload the page and choose it again.")
BUSY = gettext_noop("Too much is on its way at once. Wait until the other files are here.")
NOT_WHOLE = gettext_noop("The file did not arrive whole. Choose it again.")


def receive_piece(*, sheet: Sheet, upload_id: uuid.UUID, size: int, offset: int, data: bytes, at: dt.datetime) -> int:
    """Keep a piece of a file of ``size`` bytes that begins at ``offset``; how many bytes lie there now.

    A piece that does not begin where the last one ended changes nothing, and a file that is kept is here wholly.
    Raises ``Impossible`` for a file that is too large, and when there is no room for it.
    """
    with transaction.atomic():
        row = hold(sheet)
        if _known(row, upload_id) is not None:
            return size
        upload = Upload.objects.filter(pk=upload_id).first() or _announced(row, upload_id, size, at)
        if upload.sheet_id != row.pk:
            raise Impossible(TAKEN)
        if offset != upload.received or offset + len(data) > upload.size:
            return upload.received
        store.write_piece(_place(upload_id), offset, data)
        upload.received = offset + len(data)
        upload.save()
        return upload.received


def finish_upload(*, sheet: Sheet, upload_id: uuid.UUID, by: Viewer, at: dt.datetime) -> Attachment:
    """Lay a file that came whole beside its sheet; asked twice it is one attachment.

    Nothing stays of a file that cannot be taken. Raises ``Impossible`` for that, and for one that is not whole.
    """
    try:
        known = _laid_beside(sheet, upload_id, by, at)
    finally:
        _dropped(upload_id)
    if known is None:
        raise Impossible(NOT_WHOLE)
    return known


def drop_upload(*, sheet: Sheet, upload_id: uuid.UUID) -> None:
    """Let a file that is on its way go; one that is not there is well."""
    if Upload.objects.filter(pk=upload_id, sheet=sheet).exists():
        _dropped(upload_id)


def sweep_uploads(at: dt.datetime) -> None:
    """Forget what began to come a day ago and never came whole, and what lies there of a request that was cut off."""
    for upload_id in Upload.objects.filter(begun_at__lt=at - MOST_WAITING).values_list("pk", flat=True):
        _dropped(upload_id)
    known = {str(each) for each in Upload.objects.values_list("pk", flat=True)}
    long_ago = (real_now() - MOST_WAITING).timestamp()
    for name in store.names_arriving():
        place = store.arriving(name)
        if name not in known and place.stat().st_mtime < long_ago:
            place.unlink(missing_ok=True)


def sweep_kept() -> None:
    """Forget every kept file that no attachment names any more."""
    with store.alone():
        named = Attachment.objects.values_list("digest", "small")
        known = {digest for both in named for digest in both}
        for digest in store.digests():
            if digest not in known:
                store.forget(digest)


def _announced(row: Sheet, upload_id: uuid.UUID, size: int, at: dt.datetime) -> Upload:
    """A file of which nothing came yet, if there will be room for it."""
    if size > MOST_BYTES:
        raise Impossible(SENTENCES[Why.TOO_LONG], most=MOST_BYTES // MEGABYTE)
    if not bytes_left(row.placement):
        raise Impossible(FULL, most=MOST_OF_ALL // MEGABYTE, left=0)
    files, announced = coming_to(row.placement)
    if files >= MOST_AT_ONCE or announced + size > MOST_COMING:
        raise Impossible(BUSY)
    return Upload.objects.create(pk=upload_id, sheet=row, size=size, begun_at=at)


def _laid_beside(sheet: Sheet, upload_id: uuid.UUID, by: Viewer, at: dt.datetime) -> Attachment | None:
    """What came, or what it became already; a request that was faster takes it from under the hands of this one."""
    place = _place(upload_id)
    try:
        if place.exists() and key_of(sheet.pk, place) == upload_id:
            return add_file(sheet=sheet, source=place, by=by, at=at)
    except FileNotFoundError:
        return _known(sheet, upload_id)
    except Impossible:
        known = _known(sheet, upload_id)
        if known is None:
            raise
        return known
    return _known(sheet, upload_id)


def _known(sheet: Sheet, upload_id: uuid.UUID) -> Attachment | None:
    """The attachment that a file became already."""
    return Attachment.objects.filter(pk=upload_id, sheet=sheet).first()


def _dropped(upload_id: uuid.UUID) -> None:
    Upload.objects.filter(pk=upload_id).delete()
    _place(upload_id).unlink(missing_ok=True)


def _place(upload_id: uuid.UUID) -> Path:
    return store.arriving(str(upload_id))
