"""One browser and one server for all journeys; every journey begins on a database as it was."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.server import Server
from tests.journeys.site import Site
from tools import browser as chromium

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that failed shows what everybody saw."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site") or getattr(item, "funcargs", {}).get("empty_site")
    if report.failed and isinstance(site, Site):
        report.sections.append(("What everybody saw", site.pictures(item.name)))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium with an empty profile."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo that runs as long as the journeys do."""
    made = Server(tmp_path_factory.mktemp("site"))
    made.prepare()
    with made.serving():
        yield made


@pytest.fixture(scope="session")
def looked_at() -> set[str]:
    """The parts of pages that were checked in this run."""
    return set()


@pytest.fixture
def site(server: Server, browser: Browser, looked_at: set[str]) -> Iterator[Site]:
    """The site with the demo's cast and story as they begin."""
    server.begin("cast")
    yield from _opened(server, browser, looked_at)


@pytest.fixture
def empty_site(server: Server, browser: Browser, looked_at: set[str]) -> Iterator[Site]:
    """A site on which nobody ever was."""
    server.begin("empty")
    yield from _opened(server, browser, looked_at)


def _opened(server: Server, browser: Browser, looked_at: set[str]) -> Iterator[Site]:
    opened = Site(server, browser, looked_at)
    yield opened
    opened.closes()
