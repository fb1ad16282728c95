"""The folder lies open in the class (G17): a card with a code and a pin, read on a phone by whoever stands there."""

from __future__ import annotations

import datetime as dt
import re
from http import HTTPStatus
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import paper
from tests.journeys.site import Site
from tests.journeys.walk import Walker
from tests.journeys.writer import Writer

MONDAY = dt.date(2027, 4, 19)
REFUSED = "This is not the pin of the card. Look at the card in the class once more."
KEPT = ("Oudergesprek", "Dagboek", "#1", "ABC-observatie, zelfstandig werk")
"""What never lies open, by its title or its mark."""


def printed(noor: Writer) -> tuple[bytes, str]:
    """The card on paper, and the pin on it."""
    href = noor.page.get_by_role("link", name=noor.says("Print the card")).get_attribute("href")
    card = noor.page.request.get(f"{noor.address}{href}").body()
    pin = re.search(r"\b\d{6}\b", paper.words(card))
    assert pin is not None, paper.words(card)
    return card, pin[0]


def wrong(pin: str) -> str:
    """A pin that is not this one."""
    return pin[:-1] + str((int(pin[-1]) + 1) % 10)


def tries(reader: Walker, pin: str) -> Walker:
    """Types a pin and asks for the folder."""
    return reader.fills("The pin on the card in the class", pin).presses("Open the folder")


def test_the_folder_is_read_on_a_phone_until_the_card_is_stopped(site: Site, tmp_path: Path) -> None:
    site.turns_clock_to(MONDAY, "08:10")
    noor = site.writer().makes_card()
    card, pin = printed(noor)
    reader = site.visitor(Walker, phone=True).goes_to(paper.scanned(card, tmp_path))
    tries(reader, wrong(pin)).sees(REFUSED)
    tries(reader, pin).comes_to("/class/#/about/").sees("De open map van Noor Verhaegen")
    tabs = reader.page.locator("nav.tabs a").evaluate_all("all => all.map(e => e.pathname)")
    read = [reader.goes_to(tab).page.locator("main").inner_text() for tab in tabs]
    assert [word for word in KEPT if any(word in page for page in read)] == []
    assert "Co-teaching rekenen in 5A" in " ".join(read)
    expect(noor.goes_to(noor.page.url).page.locator("dl.facts")).to_contain_text("1 keer")

    site.mentor().goes_to("/placements/1/portfolio/card/").presses("Stop the card")
    with reader.expecting(HTTPStatus.NOT_FOUND):
        reader.goes_to(reader.page.url).sees("This folder does not lie open")


def test_after_five_wrong_pins_the_card_waits(site: Site, tmp_path: Path) -> None:
    site.turns_clock_to(MONDAY, "08:10")
    card, pin = printed(site.writer().makes_card())
    reader = site.visitor(Walker, phone=True).goes_to(paper.scanned(card, tmp_path))
    for _time in range(5):
        tries(reader, wrong(pin)).sees(REFUSED)
    with reader.expecting(HTTPStatus.TOO_MANY_REQUESTS):
        tries(reader, pin).sees_not("De open map van Noor Verhaegen")
    expect(reader.page.locator("main")).to_contain_text("Te veel pogingen.")
