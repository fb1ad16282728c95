"""CPU of the portfolio: its folder with sixty sheets, and a draft that saves itself while somebody writes."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from lxml import html

from stagemap.placements.models import Placement
from stagemap.portfolio.models import Sheet, SheetVersion

from .pages import ENCODED, LINA, NOOR, Ask, folder_of, line, page
from .site import client

SHEETS = 60
LARGEST, USUAL, FIELD = "policy_sketch", "diary", "saw"


def fill(placement: Placement) -> None:
    """Bring the folder to the number of sheets that is measured, each ready like those that it holds."""
    ready = list(placement.sheets.filter(shown__isnull=False, block=None).select_related("shown"))
    for like in itertools.islice(itertools.cycle(ready), SHEETS - placement.sheets.count()):
        version = like.shown
        assert version is not None
        like.pk, like.shown, like._state.adding = uuid.uuid4(), None, True  # noqa: SLF001 - a copy of the row
        like.save()
        said = {name: getattr(version, name) for name in ("revision", "title", "answers", "by", "begun_at", "at")}
        like.shown = SheetVersion.objects.create(sheet=like, ready_at=version.ready_at, **said)
        like.save(update_fields=["shown"])


def main() -> None:
    """Print the lines."""
    lina = Placement.objects.get(student__email=LINA)
    fill(lina)
    folder = folder_of(lina)
    line(f"folder with {lina.sheets.count()} sheets", 14, page(LINA, folder))
    line("folder, the tab with most leaves", 14, page(LINA, f"{folder}?tab=diary"))
    line("searching it", 50, page(LINA, f"{folder}?q=kaart"))
    for kind in (USUAL, LARGEST):
        draft = Sheet.objects.filter(placement__student__email=NOOR, kind=kind).latest("begun_at")
        line(f"saving a draft ({kind})", 10, saving(draft))


def saving(draft: Sheet) -> Ask:
    """One save as the page's script sends it: all that stands in the form, with one answer changed."""
    browser = client(NOOR)
    address = reverse("portfolio:write", args=[draft.placement_id, draft.pk])
    number = itertools.count()
    form = _form(browser.get(address, secure=True).content)
    name = next(key for key, value in form.items() if key == FIELD or key.endswith("_question"))

    def save() -> Any:
        draft.refresh_from_db(fields=["revision"])
        sent = {**form, name: f"Meting {next(number)}", "revision": draft.revision}
        answer = browser.post(
            address, urlencode(sent, doseq=True), content_type=ENCODED, secure=True, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 200
        return answer

    return save


def _form(content: bytes) -> Mapping[str, list[str]]:
    """What the form of the sheet would send as it stands."""
    form = next(each for each in html.fromstring(content).forms if "revision" in each.fields)
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found
