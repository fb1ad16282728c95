"""Nothing that was typed is lost: signed out in mid-sentence, a browser that goes down, two windows on one sheet."""

from __future__ import annotations

from http import HTTPStatus

from tests.journeys.site import Site
from tests.journeys.writer import Writer

BEGUN = "Twee kinderen wachten bij de deur tot het belt."
MORE = f"{BEGUN} Een derde komt erbij staan en vraagt wat ze lezen."
OTHER = "Bij de deur wachten elke ochtend dezelfde twee."


def diary(site: Site) -> Writer:
    """Noor, at a new page of her diary."""
    return site.writer().opens_tab("Dagboek").begins("Dagboek")


def test_signed_out_in_mid_sentence_she_signs_in_again_and_writes_on(site: Site) -> None:
    noor = diary(site).types("saw", BEGUN)
    noor.context.clear_cookies()
    with noor.expecting(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):  # a new session brings a new token
        noor.answers(saw=MORE).sees("You have been signed out")
        with noor.context.expect_page() as opened:
            noor.page.get_by_role("link", name=noor.says("Sign in")).click()
        opened.value.goto(f"{noor.address}/demo/")
        opened.value.locator('form[action="/demo/shoes/student/"] button').click()
        opened.value.wait_for_load_state()
        opened.value.close()
        noor.page.evaluate("window.dispatchEvent(new Event('focus'))")
        noor.is_saved()
    noor.goes_to(noor.page.url).holds("saw", MORE)


def test_what_a_browser_kept_when_it_went_down_stands_in_the_sheet_again(site: Site) -> None:
    noor = diary(site).types("saw", BEGUN)
    noor.context.set_offline(True)
    noor.answers(saw=MORE).sees("on this device only")
    address = noor.page.url
    noor.page.close()
    noor.context.set_offline(False)
    noor.page = noor.context.new_page()
    noor.goes_to(address).sees("What you typed last was still on this device.").is_saved()
    noor.goes_to(address).holds("saw", MORE)


def test_two_windows_on_one_sheet_lose_neither_text(site: Site) -> None:
    noor, again = diary(site), site.writer()
    again.goes_to(noor.page.url)
    noor.types("saw", BEGUN)
    with again.expecting(HTTPStatus.CONFLICT):
        again.answers(did_to_me="Ik wacht zelf ook graag.", saw=OTHER).sees(
            "not saved: this sheet was changed elsewhere"
        )
        again.presses("Compare").sees(BEGUN).sees(OTHER).sees("Only you changed this: what you typed stays.")
    again.ticks("both, one after the other").presses("Keep this").sees("The two texts are one again.")
    again.holds("saw", f"{BEGUN}\n\n{OTHER}").holds("did_to_me", "Ik wacht zelf ook graag.")
