"""Files beside a sheet: sent through a broken connection, described, read by the mentor; also without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.people import Mentor
from tests.journeys.site import Site
from tests.journeys.student import Student
from tests.uploads import samples

SHEET = "Stappenplan maken voor 5A"
PLAN = "Stappenplan met vier tekeningen"
LARGE = 1_500
"""Pixels: noise of that width and height comes in several pieces."""
Put = Callable[[str, bytes], str]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """A file on somebody's device."""

    def made(name: str, body: bytes) -> str:
        (tmp_path / name).write_bytes(body)
        return str(tmp_path / name)

    return made


def photo() -> bytes:
    """A picture of some megabytes."""
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.frombytes("RGB", (LARGE, LARGE), samples.noise(3 * LARGE * LARGE)).save(file, "PNG")
    return file.getvalue()


def writes(noor: Student) -> Student:
    """Opens the sheet that is still a draft."""
    return (
        noor.goes_to("/placements/1/portfolio/?tab=activities")
        .opens(SHEET)
        .comes_to("/placements/#/portfolio/sheets/#/writing/")
    )


def makes_ready(noor: Student) -> None:
    """Lets the mentor read it, in the annex."""
    noor.presses("Ready: ask %(name)s to read it", name="Els")
    noor.presses("Ready: ask %(mentor)s", mentor="Els").comes_to("/placements/#/portfolio/sheets/#/")


def sees_picture(reader: Student | Mentor, text: str) -> None:
    """The picture with this text is really drawn."""
    shown = reader.page.get_by_alt_text(text)
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", value=True)
    expect(shown).not_to_have_js_property("naturalWidth", 0)


def test_a_photo_comes_through_a_broken_connection_and_is_read_by_the_mentor(site: Site, put: Put) -> None:
    noor = writes(site.student())
    sent: list[str] = []

    def breaks(route: Route) -> None:
        sent.append(route.request.headers.get("upload-offset", route.request.method))
        if len(sent) == 4:
            route.abort("connectionreset")
        else:
            route.continue_()

    noor.page.route("**/uploads/**", breaks)
    noor.page.set_input_files("#add-files", [put("Lotte.png", photo()), put("plan.pdf", samples.pdf())])
    noor.sees("PDF %(number)s", number=1).settles()
    assert sent[:6] == ["GET", "0", "1048576", "2097152", "GET", "2097152"]

    noor.fills("Wat zie je op foto 1?", PLAN)
    makes_ready(noor)
    els = site.mentor()
    els.goes_to(noor.page.url).settles()
    sees_picture(els, f"Foto 1: {PLAN}")
    assert els.downloads("PDF 1")[0] == "application/pdf"


def test_a_bad_file_is_told_at_its_line_and_the_rest_goes_on(site: Site, put: Put) -> None:
    noor = writes(site.student())
    noor.page.set_input_files(
        "#add-files", [put("spel.exe", b"MZ\x90\0 a program"), put("foto.jpg", samples.picture())]
    )
    noor.sees("Photo %(number)s", number=1)
    noor.sees("This is not a picture, PDF or text document. Choose a JPG, PNG, WebP, HEIC, PDF, DOCX or ODT.")
    noor.presses("Let this file go").sees_not("This is not a picture, PDF or text document.")
    noor.presses("Take %(label)s away", label="Foto 1").hears("The file is taken away.").sees_not("Photo %(number)s")


def test_files_are_added_described_and_read_without_scripts(site: Site, put: Put) -> None:
    noor = writes(site.student(scripts=False))
    noor.page.set_input_files("#add-files", [put("Lotte.jpg", samples.picture()), put("spel.exe", b"MZ\x90\0")])
    noor.presses("Add to this sheet").sees("Photo %(number)s", number=1)
    noor.sees("File %(number)s: %(fault)s", number=2, fault="Dit is geen foto")
    noor.fills("Wat zie je op foto 1?", PLAN)
    makes_ready(noor)
    sees_picture(noor, f"Foto 1: {PLAN}")
