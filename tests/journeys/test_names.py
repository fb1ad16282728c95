"""A name that slips in is caught while it is typed, again on the server, and never lies open in the class."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from tests.journeys.site import Site
from tests.journeys.writer import Writer

SLIPPED = "Lotte legt het potlood neer en kijkt naar de deur."
MENDED = "#1 legt het potlood neer en kijkt naar de deur."
OWN, OTHER = "Vlinder", "Zonnebloem"
"""Children who are called as no list knows: one stands in the text as a word, one nowhere."""


def diary(site: Site, *, scripts: bool = True) -> Writer:
    """Noor, at a new page of her diary."""
    return site.writer(scripts=scripts).opens_tab("Dagboek").begins("Dagboek")


def test_a_name_is_caught_while_it_is_typed_and_replaced_with_one_press(site: Site) -> None:
    noor = diary(site).types("saw", SLIPPED)
    note = noor.ask("saw").locator(".note")
    expect(note).to_contain_text("‘Lotte’")
    noor.goes_to(noor.page.url)
    expect(note).to_contain_text("‘Lotte’")
    note.get_by_role("button", name="#1", exact=True).click()
    expect(note).to_have_count(0)
    noor.is_saved().goes_to(noor.page.url).holds("saw", MENDED)
    noor.opens("Earlier versions").sees(MENDED)


def test_on_a_phone_one_tap_replaces_it(site: Site) -> None:
    noor = site.writer(phone=True).opens_tab("Dagboek").begins("Dagboek")
    noor.page.locator("#id_saw-rich").tap()
    noor.page.keyboard.type(SLIPPED)
    note = noor.ask("saw").locator(".note")
    note.get_by_role("button", name="#1", exact=True).tap()
    expect(note).to_have_count(0)
    noor.is_saved().goes_to(noor.page.url).holds("saw", MENDED)


def test_nothing_lies_open_while_a_name_stands_in_it(site: Site) -> None:
    noor = site.writer().opens_tab("Activiteiten").begins("Activiteit")
    noor.answers(task="Onthaal", goal="Lotte kent de weg.").presses("Save")
    expect(noor.page.locator("#layers input[value=open]")).to_be_disabled()
    expect(noor.page.locator("#layers label:has(input[value=open])")).to_contain_text("lijkt op een naam")


def test_without_scripts_the_server_catches_it(site: Site) -> None:
    noor = diary(site, scripts=False)
    noor.answers(saw=SLIPPED).presses("Save")
    note = noor.ask("saw").locator(".note")
    expect(note).to_contain_text("‘Lotte’")
    note.get_by_role("button", name="#1", exact=True).click()
    noor.settles().holds("saw", MENDED)


def test_the_names_of_the_class_never_leave_the_device(site: Site) -> None:
    noor = diary(site)
    sent: list[str] = []
    noor.page.on("request", lambda request: sent.append(told(request)))
    noor.presses("Names of your class").fills("First names, one on each line", f"{OWN}\n{OTHER}").presses(
        "Keep on this device"
    )
    noor.types("saw", "Op de speelplaats zat een vlinder.")
    expect(noor.ask("saw").locator(".note")).to_contain_text("‘vlinder’")
    kept = [each for each in sent if OWN in each or OTHER.lower() in each.lower()]
    assert (len(sent) > 0, kept) == (True, [])


def told(request: Request) -> str:
    """All that a request tells a server."""
    return f"{request.url} {request.post_data or ''} {request.headers}"
