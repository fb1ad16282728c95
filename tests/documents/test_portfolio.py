"""The portfolio to take along: what its reader sees and nothing more, tagged, and everything in a ZIP (G17)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from stagemap.core.roles import Viewer
from stagemap.core.sheets import College, Layer, Part
from stagemap.documents.files.archive import unpack
from stagemap.documents.queries import portfolio_data
from stagemap.placements.models import Placement
from stagemap.planning import services as planning
from tests import factories as make

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


def test_of_an_observation_the_college_prints_the_counts_alone(placement: Placement) -> None:
    make.supervision(placement)
    seen = make.sheet_field("seen", "table", columns=(make.sheet_field("what"),))
    parts = (Part("part", make.text("Deel"), (seen,)),)
    kind = make.sheet_kind("abc", parts=parts, title_from=(), college=College.SUMMARY)
    sheet = make.sheet(placement, kind, answers={"seen": [{"what": "Geheim"}, {"what": "Ook geheim"}]})
    said = document(browser_of(placement, "supervisor"), "sheet_pdf", placement.pk, sheet.pk)
    assert ("eheim" in said, "seen: 2" in said) == (False, True)


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
