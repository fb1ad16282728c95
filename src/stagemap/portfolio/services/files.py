"""Files beside a sheet: added once they are clean, described, taken away (G17, decision 0012)."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from stagemap.core.privacy import codes_in, folded, replaced
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.core.sheets import Layer
from stagemap.kit.clock import local_date
from stagemap.kit.uploads import store
from stagemap.kit.uploads.cleaning import clean
from stagemap.kit.uploads.kinds import MEGABYTE, Media, small_beside
from stagemap.portfolio.access import writer_of
from stagemap.portfolio.files.naming import look_for
from stagemap.portfolio.models import Attachment, Sheet, Upload
from stagemap.portfolio.queries.circle import circle_of
from stagemap.portfolio.queries.files import MOST_BYTES, bytes_left, family_of
from stagemap.programmes.queries import kind_for

from .holding import hold, hold_portfolio, tell
from .versions import pupils_of

MOST_FILES = 20
TOO_MANY = gettext_noop("A sheet holds at most %(most)s files. Take one away first, or begin another sheet.")
FULL = gettext_noop(
    "All your files together may be %(most)s MB, of which %(left)s MB are left. Make this one smaller, or take away "
    "others."
)

LIES_OPEN = gettext_noop(
    "This sheet lies open in the class, so what you say of its pictures holds no name and no code of a pupil."
)


def key_of(sheet_id: uuid.UUID, source: Path) -> uuid.UUID:
    """The id of the attachment that the file ``source`` becomes: the first half of SHA-256 over both."""
    digest = hashlib.sha256(sheet_id.bytes)
    with source.open("rb") as file:
        while piece := file.read(MEGABYTE):
            digest.update(piece)
    return uuid.UUID(bytes=digest.digest()[:16])


def add_file(*, sheet: Sheet, source: Path, by: Viewer, at: dt.datetime) -> Attachment:
    """Clean the file ``source`` and lay it beside a sheet; the same file twice is one attachment.

    Raises ``Impossible`` with a sentence for a file that cannot be taken, and when there is no room for it.
    """
    key = key_of(sheet.pk, source)
    known = Attachment.objects.filter(pk=key).first()
    if known is not None:
        return known
    _demand_room(sheet, 1)
    cleaned = store.arriving(f"{uuid.uuid4()}.clean")
    try:
        media = clean(source, cleaned)
        with store.alone():
            return _kept(sheet, key, media, cleaned, by, at)
    finally:
        for left in (cleaned, small_beside(cleaned)):
            left.unlink(missing_ok=True)


def caption_files(
    *,
    sheet: Sheet,
    captions: Mapping[uuid.UUID, tuple[str, str]],
    by: Viewer,
    at: dt.datetime,
    cleared: Iterable[str] = (),
) -> None:
    """Say what files beside a sheet show: of each what the page knew it to be, and what it says now.

    What was not changed on that page stays as it is, so that an older page writes over nothing. ``cleared`` are words
    that the page knows to be no names. Raises ``Impossible`` for a name or a pupil code where the sheet lies open in
    the class already. One activity line where a caption comes or goes.
    """
    with transaction.atomic():
        row = hold(sheet)
        beside = list(row.attachments.filter(pk__in=captions))
        changed = [each for each in beside if captions[each.pk][1] not in (captions[each.pk][0], each.alt)]
        told = [each for each in changed if not (each.alt and captions[each.pk][1])]
        for each in changed:
            each.alt = captions[each.pk][1]
            each.save(update_fields=["alt"])
        if changed:
            _demand_nameless(row, [each.alt for each in changed], cleared, by, at)
            _touch(row, at)
        if told:
            tell(row.placement_id, by, "described", "sheet", row.pk, ["alt"])


def _demand_nameless(row: Sheet, said: Iterable[str], cleared: Iterable[str], by: Viewer, at: dt.datetime) -> None:
    """Pass in silence unless others read in the class, from now on, something that looks like a name or a code."""
    if row.layer != Layer.OPEN or row.shown is None:
        return
    circle = circle_of(row.placement) | {folded(word) for word in cleared}
    look = look_for(row, local_date(at), by.language, circle)
    if any(look(text) or codes_in(text) for text in said):
        raise Impossible(LIES_OPEN)


def rename_in_captions(*, sheet: Sheet, word: str, instead: str, by: Viewer, at: dt.datetime) -> None:
    """Put a code or a function wherever ``word`` looks like a name in what is said of the files beside a sheet."""
    look = look_for(sheet, local_date(at), by.language)
    named = {
        each.pk: (each.alt, replaced(each.alt, hints, instead, by.language))
        for each in sheet.attachments.all()
        if (hints := [hint for hint in look(each.alt) if folded(hint.word) == folded(word)])
    }
    caption_files(sheet=sheet, captions=named, by=by, at=at)


def remove_file(*, sheet: Sheet, attachment_id: uuid.UUID, by: Viewer, at: dt.datetime) -> None:
    """Take a file away, from the disk too; one that is gone already is well."""
    with transaction.atomic():
        row = hold(sheet)
        found = row.attachments.filter(pk=attachment_id).first()
        if found is None:
            return
        forget_files((found,))
        found.delete()
        _touch(row, at)
        tell(row.placement_id, by, "removed", "attachment", attachment_id)


def forget_files(attachments: Iterable[Attachment], uploads: Iterable[Upload] = ()) -> None:
    """Remove the files of what is deleted once its transaction ends; those that other attachments name stay."""
    digests = {digest for each in attachments for digest in (each.digest, each.small) if digest}
    transaction.on_commit(partial(_forget, digests, [str(each.pk) for each in uploads]))


def _forget(digests: Iterable[str], arriving: Iterable[str]) -> None:
    for name in arriving:
        store.arriving(name).unlink(missing_ok=True)
    with store.alone():
        _forget_unnamed(digests)


def _forget_unnamed(digests: Iterable[str]) -> None:
    for digest in digests:
        if not Attachment.objects.filter(Q(digest=digest) | Q(small=digest)).exists():
            store.forget(digest)


def _kept(sheet: Sheet, key: uuid.UUID, media: Media, cleaned: Path, by: Viewer, at: dt.datetime) -> Attachment:
    """Move a cleaned file to its place and write the row that names it; without the row no file stays."""
    size, small = cleaned.stat().st_size, small_beside(cleaned)
    made = Attachment(
        pk=key, sheet=sheet, media_type=media, size=size, added_by=writer_of(by, sheet.placement_id), added_at=at
    )
    made.digest = store.keep(cleaned)
    made.small = store.keep(small) if small.exists() else ""
    try:
        return _added(sheet, made, by, at)
    finally:
        _forget_unnamed({digest for digest in (made.digest, made.small) if digest})


def _added(sheet: Sheet, made: Attachment, by: Viewer, at: dt.datetime) -> Attachment:
    with transaction.atomic():
        hold_portfolio(sheet.placement)
        row = hold(sheet)
        beside = list(row.attachments.all())
        known = next((each for each in beside if each.pk == made.pk), None)
        if known is not None:
            return known
        _demand_room(row, made.size)
        family = family_of(made.media_type)
        made.number = 1 + max((each.number for each in beside if family_of(each.media_type) is family), default=0)
        made.added_at = _after_readiness(row, at)
        made.save(force_insert=True)
        _touch(row, at)
        tell(row.placement_id, by, "added", "attachment", made.pk)
        return made


def _after_readiness(row: Sheet, at: dt.datetime) -> dt.datetime:
    """When a file came that was sent ``at``: what was cleaned while its sheet was made ready came after that."""
    ready_at = None if row.shown is None else row.shown.ready_at
    return at if ready_at is None or at >= ready_at else ready_at + dt.timedelta(microseconds=1)


def _demand_room(sheet: Sheet, size: int) -> None:
    """Pass in silence when a sheet may hold one more file, of ``size`` bytes."""
    if sheet.attachments.count() >= MOST_FILES:
        raise Impossible(TOO_MANY, most=MOST_FILES)
    left = bytes_left(sheet.placement)
    if size > left:
        raise Impossible(FULL, most=MOST_BYTES // MEGABYTE, left=left // MEGABYTE)


def _touch(row: Sheet, at: dt.datetime) -> None:
    """The sheet changed with what is beside it; the codes in captions count as those in answers."""
    row.changed_at, row.pupils = at, pupils_of(row, kind_for(row.text_id))
    row.save(update_fields=["changed_at", "pupils"])
