"""A demo that an earlier version made: a second start gives it what is new, and nothing of it is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from stagemap.activity.models import Entry
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Sheet
from stagemap.programmes.files import shipped
from stagemap.programmes.models import Edition, KindVersion, PinnedText
from stagemap.programmes.queries import kinds_of, record_of
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]

NEW = {KindVersion, PinnedText, Edition, Entry}
"""What a second start may add to or change."""


def everything() -> dict[str, list[Any]]:
    """Every row of the site but those of ``NEW``, whole."""
    models = [model for model in apps.get_models() if model not in NEW]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says."""
    call_command("demo")
    return capsys.readouterr().out


@pytest.fixture
def before_sheets() -> list[Edition]:
    """The demo as a version without sheets made it: its editions have neither tabs nor kinds."""
    Sheet.objects.all().delete()
    KindVersion.objects.all().delete()
    return [factories.pin(edition, tabs=()) for edition in Edition.objects.select_related("programme")]


def test_a_demo_from_before_there_were_sheets_gains_them(
    before_sheets: list[Edition], capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything()
    assert told(capsys) == "The demo keeps what it has. Its editions took over 48 newer kinds of sheets.\n"
    assert everything() == before
    for edition in before_sheets:
        edition.refresh_from_db()
        folder = shipped()["zorgstage"]
        assert record_of(edition) == folder.editions[edition.year]
        assert {key: each.kind for key, each in kinds_of(edition).items()} == folder.kinds[edition.year]


@pytest.mark.usefixtures("before_sheets")
def test_its_students_open_their_folder_from_then_on(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    noor = Placement.objects.get(student__name="Noor Verhaegen")
    client.force_login(noor.student)
    folder = f"/placements/{noor.pk}/portfolio/"
    assert client.get(folder).status_code == 409
    told(capsys)
    page = client.get(folder)
    assert page.status_code == 200
    assert [tab["name"] for tab in page.context["tabs"]] == [t.name.nl for t in record_of(noor.edition_id).tabs]


def test_a_sheet_that_was_begun_keeps_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    KindVersion.objects.filter(kind="diary").delete()
    before = everything()
    assert told(capsys) == "The demo keeps what it has. Its editions took over 2 newer kinds of sheets.\n"
    assert everything() == before
    assert Sheet.objects.count() > 0


def test_a_demo_that_has_everything_gains_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Entry.objects.count()
    assert told(capsys) == "The demo keeps what it has.\n"
    assert Entry.objects.count() == lines
