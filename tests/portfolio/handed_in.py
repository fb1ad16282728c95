"""Handing in files in tests: beside a sheet by its service, and by the form of its page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stagemap.core.roles import Action, Viewer
from stagemap.portfolio import access, services
from stagemap.portfolio.models import Attachment, Sheet
from tests import factories as make
from tests.portfolio.pages import form_of, to
from tests.uploads import samples

Adds = Callable[..., Attachment]


def put(folder: Path, body: bytes) -> Path:
    """A file on the disk with this in it."""
    path = folder / uuid.uuid4().hex
    path.write_bytes(body)
    return path


def beside(sheet: Sheet, by: Viewer, folder: Path, body: bytes | None = None) -> Attachment:
    """The file beside a sheet, as its writer's door gives that; a picture unless told otherwise."""
    mine = access.sheet_for(by, sheet.placement_id, sheet.pk, Action.WRITE_SHEET)
    source = put(folder, samples.picture() if body is None else body)
    return services.add_file(sheet=mine, source=source, by=by, at=make.AT)


def sends(client: Client, sheet: Sheet, *bodies: bytes, name: str = "Lotte en Finn.jpg", **changed: str) -> Any:
    """The answer to the sheet's form with files in it, sent as a browser without scripts does."""
    data = form_of(client, to(sheet, "write"), **{"do": "attach", **changed}).dict()
    files = [SimpleUploadedFile(name, body) for body in bodies]
    return client.post(to(sheet, "write"), {**data, "files": files})
