"""The folder to take along (G17): one tagged document, the open layer alone, and a ZIP that reads back."""

from __future__ import annotations

import io
from functools import partial
from html import escape

from stagemap.documents.files.archive import pack, unpack
from tests.journeys import paper
from tests.journeys.site import Site
from tests.journeys.writer import Writer

HEADINGS = {"H1", "H2", "H3", "H4"}
SHAPES = {"Document", "P", "L", "LI", "Table", "TR", "TH", "TD", "TOC", "TOCI"}
CLOSED = "Zorgoverleg"


def lina(site: Site) -> Writer:
    """Lina, whose week is over, at her full folder."""
    return site.as_persona("over", Writer).opens_menu("Folder")


def taken(noor: Writer, label: str) -> bytes:
    """The file behind a link of the page."""
    link = noor.page.locator("main").get_by_role("link", name=label, exact=True)
    return noor.page.request.get(f"{noor.address}{link.get_attribute('href')}").body()


def test_the_whole_folder_is_one_tagged_document(site: Site) -> None:
    found = lina(site)
    whole = taken(found, "PDF")
    facts = paper.facts(whole)
    assert (facts["Tagged"], facts["Title"]) == ("yes", "De stagemap van Lina Haddou")
    assert (HEADINGS | SHAPES) - paper.tags(whole) == set()
    tabs = found.page.locator("nav.tabs a").all_inner_texts()
    named = {name for name, number in (tab.split("\n")[:2] for tab in tabs) if number != "0"}
    assert {name for name in named if name not in paper.words(whole)} == set()


def test_the_open_layer_alone_is_printed_for_the_class(site: Site) -> None:
    found = lina(site).opens("Class card")
    laid = paper.words(taken(found, "PDF"))
    shown = found.page.locator("section[aria-labelledby=open] li").all_inner_texts()[1:]
    assert ([title for title in shown if title not in laid], len(shown) > 0, "#" in laid) == ([], True, False)


def test_the_zip_holds_all_sheets_and_reads_back(site: Site) -> None:
    found = lina(site)
    came = taken(found, "ZIP")
    archive = unpack(io.BytesIO(came))
    titles = all_titles(found)
    assert len(archive.data["sheets"]) == len(titles)
    assert {title for title in titles if f">{escape(title)}" not in archive.page} == set()
    again = io.BytesIO()
    pack(archive.data, archive.page, {name: partial(bytes, body) for name, body in archive.files.items()}, again)
    assert again.getvalue() == came


def all_titles(found: Writer) -> list[str]:
    """What every sheet of the folder is called on its own page."""
    tabs = found.page.locator("nav.tabs a").evaluate_all("all => all.map(e => e.href)")
    pages = {
        address
        for tab in tabs
        for address in found.goes_to(tab)
        .page.locator(".leaf a[href*='/sheets/']")
        .evaluate_all("all => all.map(e => e.href.replace('writing/', ''))")
    }
    return [found.goes_to(page).page.locator("h1").inner_text() for page in sorted(pages)]
