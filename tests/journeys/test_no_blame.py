"""The seven steps of No Blame: all but the first stay shut until the mentor confirms that the child agrees."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.site import Site

SHUT = "Deze stap opent als je mentor het akkoord van stap 1 bevestigt."
TOLD = "De groep kreeg de vraag wat ieder kan doen."


def test_the_steps_open_with_the_consent_and_shut_without_it(site: Site) -> None:
    noor = site.writer().opens_tab("Activiteiten").begins("No Blame")
    noor.answers(task="Terug aansluiten op de speelplaats", pupils="#1")
    noor.answers(**{"permission-by": "child", "permission-on": "2027-03-23"}).presses("Save")
    expect(noor.page.get_by_text(SHUT)).to_have_count(6)
    expect(noor.page.locator("[name=step_2_note]")).to_have_count(0)

    els = site.mentor().opens("Confirm a permission").sees("No Blame").sees("kind, di 23 maart")
    els.presses("Confirm the permission").hears("The permission is confirmed.")
    noor.goes_to(noor.page.url).sees("Confirmed by %(name)s on %(day)s", name="Els Peeters", day="wo 24 maart")
    noor.sees_not(SHUT).answers(step_2_note=TOLD, step_2_on="2027-03-24", step_2_led_by="care_coordinator")
    noor.presses("Save").sees(TOLD)

    els.presses("Take the permission back").hears("The permission is taken back.")
    noor.goes_to(noor.page.url).sees_not(TOLD)
    expect(noor.page.get_by_text(SHUT)).to_have_count(6)
    els.presses("Confirm the permission").hears("The permission is confirmed.")
    noor.goes_to(noor.page.url).sees(TOLD)
