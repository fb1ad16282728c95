"""Anybody may post a file to any address: what reaches the disk has a bound, and a form still learns the true size."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from stagemap.kit.uploads import handlers

ROOM = 200_000


@pytest.fixture(autouse=True)
def _little_room(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(handlers, "MOST_BYTES", ROOM)
    settings.FILE_UPLOAD_HANDLERS = ["stagemap.kit.uploads.handlers.CappedUploadHandler"]


def posted(*sizes: int) -> list[UploadedFile[bytes]]:
    """The files of a form, as a view gets them."""
    files = [SimpleUploadedFile(f"{number}.jpg", b"x" * size) for number, size in enumerate(sizes)]
    request: HttpRequest = RequestFactory().post("/", {"file": files})
    return list(request.FILES.getlist("file"))


def on_disk(file: UploadedFile[bytes]) -> int:
    """How many bytes of a file reached the disk."""
    with file:
        return len(file.read())


def test_a_file_within_the_bound_comes_whole() -> None:
    (file,) = posted(ROOM)
    assert (file.size, on_disk(file)) == (ROOM, ROOM)


def test_of_a_file_that_is_too_long_the_rest_is_counted_and_not_kept() -> None:
    (file,) = posted(ROOM + 300_000)
    assert (file.size, on_disk(file)) == (ROOM + 300_000, ROOM)


def test_several_files_share_the_room() -> None:
    files = posted(150_000, 150_000, 10)
    assert [(file.size, on_disk(file)) for file in files] == [(150_000, 150_000), (150_000, 50_000), (10, 0)]
