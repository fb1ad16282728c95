"""The portfolio to take along: what its reader sees and nothing more, tagged, and everything in a ZIP (G17)."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import Settings

from stagemap.core.roles import Viewer
from stagemap.core.sheets import College, Layer, Part
from stagemap.documents.files.archive import unpack
from stagemap.documents.queries import portfolio_data
from stagemap.kit.uploads import store
from stagemap.placements.models import Placement
from stagemap.planning import services as planning
from stagemap.portfolio.models import Sheet
from tests import factories as make
from tests.portfolio.handed_in import beside
from tests.uploads import samples

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2027, 4, 19)


@pytest.fixture(autouse=True)
def _on_the_day_of_the_story() -> Iterator[None]:
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def placement() -> Placement:
    """With a roster that was sent, a project, a day note, and a sheet of each layer, one with a pupil's code."""
    made = make.placement(week=MONDAY)
    plan = make.plan(made, description="Voorspelbaar starten", goals="Eerste stap kennen\nRust vinden")
    make.block(plan, title="Co-teaching rekenen", day=MONDAY)
    student = Viewer(user_id=made.student_id, name=made.student.name)
    planning.send_roster(plan=plan, by=student, at=make.AT, reason="Alles volgt")
    story = "<p>Verteld <strong>met nadruk</strong>.</p><ul><li>eerste punt</li></ul>"
    for subject, layer in (
        ("Open blad", Layer.OPEN),
        ("Zorgoverleg over #7", Layer.ANNEX),
        ("Eigen blad", Layer.PRIVATE),
    ):
        make.sheet(made, layer=layer, answers={"subject": subject, "story": story, "role": "active"})
    make.sheet(made, answers={"subject": "Klad blad"}, is_ready=False)
    make.day_note(made, "Mooie start vandaag")
    return made


def document(browser: Client, name: str, *keys: object) -> str:
    """The words of a PDF that a browser gets."""
    answer = browser.get(reverse(f"documents:{name}", args=keys))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def browser_of(placement: Placement, relation: str) -> Client:
    """A browser of one of the standing persons."""
    if relation == "student":
        return make.sign_in(Client(), Viewer(user_id=placement.student_id), placement)
    return make.sign_in(Client(), getattr(make.viewers(placement), relation), placement)


@pytest.mark.parametrize(
    ("relation", "read"),
    [
        ("student", ["Open blad", "Zorgoverleg over #7", "Eigen blad", "Klad blad", "Mooie start vandaag"]),
        ("mentor", ["Open blad", "Zorgoverleg over #7", "Mooie start vandaag"]),
        ("supervisor", ["Open blad", "Zorgoverleg over een leerling", "Mooie start vandaag"]),
        ("class_mentor", ["Open blad"]),
    ],
)
def test_everybody_prints_what_they_read(placement: Placement, relation: str, read: list[str]) -> None:
    if relation == "supervisor":
        make.supervision(placement)
    said = document(browser_of(placement, relation), "portfolio_pdf", placement.pk)
    asked = ("Open blad", "Zorgoverleg over #7", "Zorgoverleg over een leerling", "Eigen blad", "Klad blad")
    assert [text for text in (*asked, "Mooie start vandaag") if text in said] == read
    beside = ("Voorspelbaar starten", "Versie 1, bezorgd", "Co-teaching rekenen")
    assert tuple(text for text in beside if text in said) == beside


def test_the_open_layer_alone_lies_printed_in_the_class(placement: Placement) -> None:
    said = document(browser_of(placement, "student"), "open_pdf", placement.pk)
    asked = ("Open blad", "Co-teaching rekenen", "Eerste stap kennen", "Zorgoverleg", "Eigen blad", "Klad blad", "#7")
    assert [text for text in asked if text in said] == ["Open blad", "Co-teaching rekenen", "Eerste stap kennen"]


def test_one_sheet_is_a_document_of_its_own(placement: Placement) -> None:
    sheet = placement.sheets.get(layer=Layer.OPEN)
    said = document(browser_of(placement, "student"), "sheet_pdf", placement.pk, sheet.pk)
    assert [text for text in ("Open blad", "met nadruk", "eerste punt", "actief", "Zorgoverleg") if text in said] == [
        "Open blad", "met nadruk", "eerste punt", "actief",
    ]  # fmt: skip


def test_no_file_that_is_taken_along_is_named_after_a_pupil(placement: Placement) -> None:
    sheet = placement.sheets.get(title="Zorgoverleg over #7")
    answer = browser_of(placement, "mentor").get(reverse("documents:sheet_pdf", args=[placement.pk, sheet.pk]))
    name = "zorgoverleg-over-een-leerling-noor-verhaegen.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_of_an_observation_the_college_prints_the_counts_alone(placement: Placement) -> None:
    make.supervision(placement)
    seen = make.sheet_field("seen", "table", columns=(make.sheet_field("what"),))
    parts = (Part("part", make.text("Deel"), (seen,)),)
    kind = make.sheet_kind("abc", parts=parts, title_from=(), college=College.SUMMARY)
    sheet = make.sheet(placement, kind, answers={"seen": [{"what": "Geheim"}, {"what": "Ook geheim"}]})
    said = document(browser_of(placement, "supervisor"), "sheet_pdf", placement.pk, sheet.pk)
    assert ("eheim" in said, "seen: 2" in said) == (False, True)


@pytest.mark.parametrize(("columns", "times"), [(5, 1), (6, 3)])
def test_a_table_too_wide_for_paper_prints_each_row_as_a_card(placement: Placement, columns: int, times: int) -> None:
    heads = tuple(make.sheet_field(f"kolom_{number}") for number in range(columns))
    parts = (Part("part", make.text("Deel"), (make.sheet_field("seen", "table", columns=heads),)),)
    rows = [{each.key: "waarde" for each in heads}] * 3
    sheet = make.sheet(placement, make.sheet_kind("wide", parts=parts, title_from=()), answers={"seen": rows})
    said = document(browser_of(placement, "student"), "sheet_pdf", placement.pk, sheet.pk)
    assert (said.count("kolom_4"), said.count("waarde")) == (times, 3 * columns)


def test_the_folder_is_tagged_with_contents_and_bookmarks(placement: Placement) -> None:
    answer = browser_of(placement, "student").get(reverse("documents:portfolio_pdf", args=[placement.pk]))
    read = PdfReader(io.BytesIO(answer.content))
    catalogue = read.trailer["/Root"]
    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"], read.metadata.title) == (  # type: ignore[union-attr, index]
        True, "nl-BE", "De stagemap van Noor Verhaegen",
    )  # fmt: skip
    assert [mark["/Title"] for mark in read.outline if not isinstance(mark, list)] != []


def test_the_zip_holds_everything_and_reads_back(placement: Placement) -> None:
    answer = browser_of(placement, "student").get(reverse("documents:portfolio_zip", args=[placement.pk]))
    archive = unpack(io.BytesIO(answer.content))
    assert archive.data == portfolio_data(placement)
    assert [sheet["title"] for sheet in archive.data["sheets"]] != []
    assert sorted(sheet["title"] for sheet in archive.data["sheets"]) == [
        "Eigen blad", "Klad blad", "Open blad", "Zorgoverleg over #7",
    ]  # fmt: skip
    assert "De stagemap van Noor Verhaegen" in archive.page


def test_the_zip_holds_no_draft_of_somebody_else(placement: Placement) -> None:
    writer = f"user:{make.supervision(placement).supervisor_id}"
    ready, later = {"subject": "Bezoek", "story": "<p>Gezien</p>"}, {"subject": "Concept", "story": "<p>Concept</p>"}
    shown = make.sheet(placement, answers=ready, begun_by=writer)
    shown.answers, shown.title, shown.revision = later, "Concept", 2
    shown.save()
    make.sheet_version(shown, is_ready=False)
    hidden = make.sheet(placement, answers=later, is_ready=False, begun_by=writer)
    for sheet in (shown, hidden):
        make.attachment(sheet, alt="Concept", added_at=make.AT + dt.timedelta(hours=1))
    body = browser_of(placement, "student").get(reverse("documents:portfolio_zip", args=[placement.pk])).content
    archive = unpack(io.BytesIO(body))
    said = f"{archive.data}{archive.page}"
    assert ("Concept" in said, str(hidden.pk) in said, "Bezoek" in said, "Gezien" in said) == (False, False, True, True)


@pytest.fixture
def files(placement: Placement, settings: Settings, tmp_path: Path) -> Sheet:
    """The open sheet, with a picture of each format and a PDF beside it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    sheet = placement.sheets.get(layer=Layer.OPEN)
    student = Viewer(user_id=placement.student_id)
    for body in (samples.picture(), samples.picture("PNG"), samples.picture("WEBP"), samples.pdf()):
        beside(sheet, student, tmp_path, body)
    sheet.attachments.filter(number=1).update(alt="Het stappenplan op de bank")
    return sheet


def test_pictures_stand_in_the_document_with_what_they_show(placement: Placement, files: Sheet) -> None:
    answer = browser_of(placement, "student").get(reverse("documents:sheet_pdf", args=[placement.pk, files.pk]))
    read = PdfReader(io.BytesIO(answer.content))
    said = " ".join("\n".join(page.extract_text() for page in read.pages).split())
    assert sum(len(page.images) for page in read.pages) == 3
    for text in ("Foto 1: Het stappenplan op de bank", "Foto 2", "Foto 3", "PDF 1: Het stappenplan op de bank"):
        assert text in said
    assert alternatives(read) == ["Foto 2", "Foto 3", "Het stappenplan op de bank"]


def alternatives(read: PdfReader) -> list[str]:
    """The alternative texts of all figures of a document."""
    found: list[str] = []
    waiting: list[Any] = [read.trailer["/Root"].get_object()["/StructTreeRoot"]]  # type: ignore[index]  # a dictionary
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting.extend(element)
        elif isinstance(element, dict):
            found += [str(element["/Alt"])] if "/Alt" in element else []
            waiting.extend([element["/K"]] if "/K" in element else [])
    return sorted(found)


def test_pictures_are_printed_wherever_the_files_of_a_site_lie(
    placement: Placement, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "bestanden \N{HAMMER} van de stage"
    sheet = placement.sheets.get(layer=Layer.OPEN)
    beside(sheet, Viewer(user_id=placement.student_id), tmp_path)
    assert "Foto 1" in document(browser_of(placement, "student"), "sheet_pdf", placement.pk, sheet.pk)


def test_a_picture_that_is_gone_from_the_disk_is_named_as_the_other_files(placement: Placement, files: Sheet) -> None:
    photo = files.attachments.get(media_type="image/webp")
    store.forget(photo.digest)
    said = document(browser_of(placement, "student"), "sheet_pdf", placement.pk, files.pk)
    assert "Foto 3" in said.split("Bijlagen")[1]


def test_the_print_for_the_class_holds_no_files(placement: Placement, files: Sheet) -> None:
    said = document(browser_of(placement, "student"), "open_pdf", placement.pk)
    assert (files.title in said, "Foto 1" in said) == (True, False)


def test_the_zip_holds_the_files_and_reads_back(files: Sheet) -> None:
    placement = files.placement
    answer = browser_of(placement, "student").get(reverse("documents:portfolio_zip", args=[placement.pk]))
    archive = unpack(io.BytesIO(answer.content))
    known = {each["digest"]: each for each in archive.data["attachments"]}
    assert archive.data == portfolio_data(placement)
    assert {name.partition(".")[0]: hashlib.sha256(body).hexdigest() for name, body in archive.files.items()} == {
        digest: digest for digest in known
    }
    assert sorted(name.partition(".")[2] for name in archive.files) == ["jpg", "pdf", "png", "webp"]
    photo = next(each for each in known.values() if each["media_type"] == "image/jpeg")
    assert f'Open blad, <a href="files/{photo["digest"]}.jpg">Foto 1: Het stappenplan op de bank</a>' in archive.page
