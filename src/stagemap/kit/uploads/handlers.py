"""How much of a form's file reaches the disk: anybody may post, and a form that nobody expects is read all the same."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from stagemap.kit.uploads.kinds import MOST_BYTES


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Writes the first ``MOST_BYTES`` of all files of a request together, and only counts the rest.

    A file that was cut short says its true ``size``, by which a form refuses it with a sentence.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = MOST_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's shape
        """Write what there is room for."""
        if self.file is not None and self.room > 0:
            self.file.write(raw_data[: self.room])
            self.room -= len(raw_data)
