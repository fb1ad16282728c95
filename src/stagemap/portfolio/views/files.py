"""Files beside a sheet: what they are called, how they are shown, and the file itself to who may open it (G17)."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.routes import path_to
from stagemap.kit.uploads import store
from stagemap.kit.uploads.kinds import ENDINGS, Media
from stagemap.portfolio import access
from stagemap.portfolio.queries import Family, family_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from stagemap.portfolio.models import Attachment

LABELS: Mapping[Family, tuple[str, StrOrPromise]] = {
    Family.PHOTO: ("image", gettext_lazy("Photo %(number)s")),
    Family.PDF: ("file-pdf", gettext_lazy("PDF %(number)s")),
    Family.DOCUMENT: ("file-doc", gettext_lazy("Document %(number)s")),
}
SANDBOX = "default-src 'none'; sandbox"
VIEWER = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a picture: with styles of its own the browser fits it into its window, and a picture holds none of ours."""

log = logging.getLogger("stagemap.portfolio")


@dataclass(frozen=True, slots=True)
class FileView:
    """A file in words: what it is called, what it shows, how large it is; ``small`` is the address of its picture."""

    id: uuid.UUID
    label: str
    caption: str
    size: str
    icon: str
    url: str
    small: str

    @property
    def said(self) -> str:
        """What it is called with what it shows."""
        return f"{self.label}: {self.caption}" if self.caption else self.label


def file_views(files: Iterable[Attachment], placement_id: int) -> tuple[FileView, ...]:
    """Files in words."""
    return tuple(file_view(each, placement_id) for each in files)


def file_view(file: Attachment, placement_id: int) -> FileView:
    """A file in words."""
    url = path_to("portfolio:attachment", placement_id, file.pk)
    return FileView(
        id=file.pk,
        label=label_of(file),
        caption=file.alt,
        size=formats.size(file.size, lang=language()),
        icon=LABELS[family_of(file.media_type)][0],
        url=url,
        small=f"{url}?small" if file.small else "",
    )


def label_of(file: Attachment) -> str:
    """What a file is called: never what it was called where it came from."""
    return str(LABELS[family_of(file.media_type)][1]) % {"number": file.number}


@require_safe
def attachment(request: Request, placement_id: int, attachment_id: uuid.UUID) -> HttpResponse:
    """The file as it was kept, or with ``?small`` its small picture; a picture to look at, all else to keep."""
    found = access.attachment_for(request.viewer, placement_id, attachment_id, request.action)
    small = "small" in request.GET and found.small
    media = Media.JPEG if small else Media(found.media_type)
    try:
        body = store.kept(found.small if small else found.digest).read_bytes()
    except FileNotFoundError as error:
        log.error("attachment %s: its file is not there", found.pk)
        raise Http404 from error
    name = f"{slugify(label_of(found))}.{ENDINGS[media]}"
    kind, policy = ("inline", VIEWER) if family_of(media) is Family.PHOTO else ("attachment", SANDBOX)
    return HttpResponse(
        body,
        content_type=media.value,
        headers={
            "Content-Disposition": f'{kind}; filename="{name}"',
            "Content-Security-Policy": policy,
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        },
    )
