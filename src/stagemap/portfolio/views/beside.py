"""The files beside a sheet that is being written: the panel that shows them, and files that its form hands in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.kit.uploads.kinds import MEGABYTE, MOST_BYTES
from stagemap.portfolio import queries, services
from stagemap.portfolio.forms import CaptionsForm
from stagemap.portfolio.queries import Family, family_of

from .files import FileView, file_view, label_of

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from stagemap.portfolio.models import Attachment, Sheet

    from .naming import Note

TAKEN = ".jpg,.jpeg,.png,.webp,.heic,.heif,.pdf,.docx,.odt"
CUT_SHORT = gettext_noop("At most %(most)s MB come in one go. Choose this one again, by itself.")


@dataclass(frozen=True, slots=True)
class Beside:
    """One file with the controls of its caption, and what is said of a name in that."""

    view: FileView
    caption: BoundField
    was: BoundField
    note: Note | None

    @property
    def note_id(self) -> str:
        """Where a note about the caption stands; a script looks for it by this name."""
        return f"{self.caption.auto_id}-names"


def captions_form(sheet: Sheet, data: Mapping[str, str] | None = None) -> CaptionsForm:
    """The captions of the files beside a sheet, as they stand or as they were sent; no query where none was sent."""
    if data is not None and not any(name.startswith("caption:") for name in data):
        return CaptionsForm(data)
    return CaptionsForm(data, files=[(each.pk, _question(each), each.alt) for each in sheet.attachments.all()])


def _question(file: Attachment) -> str:
    """What is asked about a file: of a picture what it shows, for who cannot see it."""
    if family_of(file.media_type) is Family.PHOTO:
        return _("What does photo %(number)s show?") % {"number": file.number}
    return _("What is %(label)s about?") % {"label": label_of(file)}


def panel_of(
    sheet: Sheet, files: Sequence[Attachment], captions: CaptionsForm, notes: Mapping[str, Note], faults: Sequence[str]
) -> dict[str, Any]:
    """What the panel shows; ``faults`` tell which files were not taken."""
    rows = [row_of(each, sheet, captions, notes) for each in files if f"caption:{each.pk}" in captions.fields]
    url = path_to("portfolio:upload", sheet.placement_id, sheet.pk, uuid.UUID(int=0))
    return {"files": rows, "faults": faults, "taken": TAKEN, "url": url, **room_of(sheet)}


def row_of(file: Attachment, sheet: Sheet, captions: CaptionsForm, notes: Mapping[str, Note]) -> Beside:
    """One file of the panel."""
    caption, was = captions.control_of(file.pk)
    return Beside(file_view(file, sheet.placement_id), caption, was, notes.get(caption.html_name))


def room_of(sheet: Sheet) -> dict[str, Any]:
    """How much room is left, in words."""
    left = queries.bytes_left(sheet.placement)
    said = {"left": formats.size(left, lang=language()), "most": formats.size(queries.MOST_BYTES, lang=language())}
    return {"room": _("%(left)s of %(most)s are left for all your files.") % said}


def take_files(request: Request, sheet: Sheet) -> list[str]:
    """Lay the files that a form hands in beside its sheet, in their order; a sentence for each that is not taken."""
    handed = request.FILES.getlist("files")
    faults = [
        (number, fault) for number, file in enumerate(handed, 1) for fault in _taken(request, sheet, number, file)
    ]
    if len(handed) == 1:
        return [fault for _number, fault in faults]
    return [_("File %(number)s: %(fault)s") % {"number": number, "fault": fault} for number, fault in faults]


def _taken(request: Request, sheet: Sheet, number: int, file: Any) -> Iterator[str]:
    source, at = Path(file.temporary_file_path()), request.now + dt.timedelta(microseconds=number)
    try:
        if source.stat().st_size < file.size <= MOST_BYTES:
            raise Impossible(CUT_SHORT, most=MOST_BYTES // MEGABYTE)
        services.add_file(sheet=sheet, source=source, by=request.viewer, at=at)
    except Impossible as refused:
        yield _(refused.reason) % refused.values
