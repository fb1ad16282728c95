"""The coordinator's pages: which editions there are, opening one, what it says."""

from __future__ import annotations

import dataclasses
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from stagemap.programmes.files import shipped
from stagemap.programmes.models import Edition, KindVersion
from stagemap.programmes.queries import kinds_of, record_for, record_of
from tests import factories

pytestmark = pytest.mark.django_db

SHELF = "/programmes/"


@pytest.fixture
def desk(client: Client) -> Client:
    """The browser of somebody who coordinates the care internship."""
    client.force_login(factories.coordinator(factories.programme()))
    return client


def test_the_shelf_offers_the_shipped_years(desk: Client) -> None:
    page = desk.get(SHELF).content.decode()
    assert [year for year in ("2020-2021", "2026-2027") if f'name="year" value="{year}"' in page] == [
        "2020-2021",
        "2026-2027",
    ]
    assert "Er is nog geen editie open." in page


def test_opening_leads_to_the_page_of_the_edition(desk: Client) -> None:
    answer = desk.post("/programmes/zorgstage/editions/", {"year": "2026-2027"})
    opened = Edition.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/programmes/editions/{opened.pk}/")
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "Editie 2026-2027 is open." in page
    assert "<h1>Zorgstage 2026-2027</h1>" in page


def test_an_open_edition_is_no_longer_offered(desk: Client) -> None:
    opened = factories.edition()
    page = desk.get(SHELF).content.decode()
    assert 'value="2026-2027"' not in page
    assert reverse("programmes:edition", args=[opened.pk]) in page


def test_a_year_that_does_not_ship_is_refused_with_its_reason(desk: Client) -> None:
    answer = desk.post("/programmes/zorgstage/editions/", {"year": "2031-2032"})
    assert answer.status_code == 409
    assert "Deze editie zit niet in de bibliotheek." in answer.content.decode()
    assert Edition.objects.count() == 0


def test_the_page_says_which_weeks_there_are_and_what_is_asked(desk: Client) -> None:
    opened = factories.edition()
    page = desk.get(f"/programmes/editions/{opened.pk}/").content.decode()
    told = [
        "maandag 19 april tot vrijdag 28 mei 2027",
        "27 schooldagen",
        "do 6 mei: O.L.H. Hemelvaart",
        "ongeveer 50 u, van 45 u tot 55 u",
        "7 dagen vóór de eerste actieve dag",
        "Reflectie op Toledo",
        "60 taken",
        "decreet leersteun",
        "na 60 dagen",
        opened.text_id[:12],
    ]
    assert [each for each in told if each not in page] == []
    assert opened.text_id not in page


def test_the_page_is_complete_in_english(client: Client) -> None:
    opened = factories.edition()
    reader = factories.user("Hilde Wouters", language="en")
    factories.coordination(opened.programme, reader)
    client.force_login(reader)
    page = client.get(f"/programmes/editions/{opened.pk}/").content.decode()
    told = [
        "27 school days",
        "Ascension Day",
        "learning support decree",
        "7 days before the first active day",
        "60 tasks",
    ]
    assert [each for each in told if each not in page] == []
    assert [each for each in ("Hemelvaart", "schooldagen", "Terugblikken") if each in page] == []


def in_use(page: str) -> list[tuple[str, str]]:
    """The kinds of sheets that a page names, each with what it says of their version."""
    return re.findall(r"<li>([^<]+) <small>((?:versie|nog niet)[^<]*)</small>", page)


def test_the_page_lists_the_kinds_of_sheets_and_nothing_to_take_over(desk: Client) -> None:
    opened = factories.edition()
    page = desk.get(f"/programmes/editions/{opened.pk}/").content.decode()
    kinds = [each.kind for each in kinds_of(opened).values()]
    assert sorted(in_use(page)) == sorted((kind.name.nl, f"versie {kind.version}") for kind in kinds)
    assert "<small>24 soorten</small>" in page
    assert f"/programmes/editions/{opened.pk}/kinds/" not in page


def test_one_press_takes_over_what_the_library_has_newer(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = factories.edition()
    KindVersion.objects.filter(edition=opened, kind="activity").delete()
    folder = shipped()["zorgstage"]
    diary, activity = (folder.kinds[opened.year][key] for key in ("diary", "activity"))
    kinds = {**folder.kinds[opened.year], "diary": dataclasses.replace(diary, version=7)}
    library = {"zorgstage": dataclasses.replace(folder, kinds={opened.year: kinds})}
    for room in ("views.pages", "services"):
        monkeypatch.setattr(f"stagemap.programmes.{room}.shipped", lambda: library)
    where = f"/programmes/editions/{opened.pk}/"
    page = desk.get(where).content.decode()
    told = dict(in_use(page))
    assert told[activity.name.nl] == "nog niet in gebruik"
    assert told[diary.name.nl] == f"versie {diary.version}, nieuwer: 7"
    assert "Stagemap heeft 2 nieuwere soorten bladen" in page
    answer = desk.post(f"{where}kinds/")
    assert (answer.status_code, answer.headers["Location"]) == (303, where)
    page = desk.get(where).content.decode()
    assert "De soorten bladen zijn bijgewerkt." in page
    assert dict(in_use(page))[diary.name.nl] == "versie 7"
    assert [told for _, told in in_use(page) if "nieuwer" in told or "nog" in told] == []
    assert f"{where}kinds/" not in page


def test_an_edition_from_before_there_were_tabs_is_offered_them(desk: Client) -> None:
    opened = factories.edition()
    said = record_of(opened)
    factories.pin(opened, tabs=())
    where = f"/programmes/editions/{opened.pk}/"
    page = desk.get(where).content.decode()
    assert "nieuwere tabbladen voor de map" in page
    assert len(in_use(page)) == len(said.sheets)
    desk.post(f"{where}kinds/")
    opened.refresh_from_db()
    assert record_of(opened).tabs == said.tabs


def test_an_edition_that_ships_no_more_keeps_its_kinds(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = factories.edition()
    monkeypatch.setattr("stagemap.programmes.views.pages.shipped", dict)
    monkeypatch.setattr("stagemap.programmes.services.shipped", dict)
    where = f"/programmes/editions/{opened.pk}/"
    assert "<small>24 soorten</small>" in desk.get(where).content.decode()
    answer = desk.post(f"{where}kinds/")
    assert answer.status_code == 409
    assert "Deze editie zit niet in de bibliotheek." in answer.content.decode()


@pytest.mark.parametrize("path", [SHELF, "/programmes/editions/{}/"])
def test_nobody_else_finds_the_pages(client: Client, path: str) -> None:
    opened = factories.edition()
    client.force_login(factories.coordinator(factories.programme("talentstage"), "Rik Aerts"))
    where = path.format(opened.pk)
    page = client.get(where)
    assert (where == SHELF, page.status_code) in ((True, 200), (False, 404))
    assert "2026-2027" not in page.content.decode()
    client.force_login(factories.user())
    assert client.get(where).status_code == 404


def test_a_coordinator_of_another_programme_opens_nothing(client: Client) -> None:
    factories.programme()
    client.force_login(factories.coordinator(factories.programme("talentstage"), "Rik Aerts"))
    assert client.post("/programmes/zorgstage/editions/", {"year": "2026-2027"}).status_code == 404
    assert Edition.objects.count() == 0


def test_a_page_is_only_read_and_opening_only_posted(desk: Client) -> None:
    assert desk.post(SHELF).status_code == 405
    assert desk.get("/programmes/zorgstage/editions/").status_code == 405
    assert desk.get(f"/programmes/editions/{factories.edition().pk}/kinds/").status_code == 405


def test_a_second_edition_costs_no_query_more(desk: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    factories.edition()
    desk.get(SHELF)
    with django_assert_num_queries(PAGE_QUERIES):
        desk.get(SHELF)
    factories.edition(year="2020-2021")
    with django_assert_num_queries(PAGE_QUERIES):
        desk.get(SHELF)


def test_the_page_of_an_edition_reads_its_texts_once_in_a_process(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = factories.edition()
    record_for.cache_clear()
    monkeypatch.setattr("stagemap.programmes.queries._KINDS", {})
    where = f"/programmes/editions/{opened.pk}/"
    with django_assert_num_queries(PAGE_QUERIES + 2):
        desk.get(where)
    with django_assert_num_queries(PAGE_QUERIES):
        desk.get(where)


PAGE_QUERIES = 5
"""Session, account, programmes, editions, the menu; of an edition: session, account, edition, its kinds, the menu."""
