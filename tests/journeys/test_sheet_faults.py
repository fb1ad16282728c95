"""A sheet that cannot be saved says why at the question itself, and is silent again once that is mended."""

from __future__ import annotations

from http import HTTPStatus

from playwright.sync_api import expect

from tests.journeys.site import Site


def test_what_is_refused_is_told_at_its_question_until_it_is_mended(site: Site) -> None:
    noor = site.writer().opens_tab("Observaties").begins("ABC-observatie")
    wrong, hours = noor.page.locator("#wrong"), noor.page.locator("#id_hours_contact")
    with noor.expecting(HTTPStatus.UNPROCESSABLE_ENTITY):
        noor.answers(hours_contact="lang").sees("not saved: look at what is marked red")
    told = "‘lang’ is geen duur. Schrijf bijvoorbeeld 50 min of 1 u 40."
    expect(wrong).to_contain_text(f"Uren: Op school: {told}")
    expect(noor.ask("hours_contact")).to_contain_text(told)
    expect(hours).to_have_accessible_description(told)
    expect(hours).to_have_attribute("aria-invalid", "true")
    noor.settles().answers(hours_contact="50 min").is_saved()
    expect(wrong).to_be_empty()
    expect(noor.page.locator("form .error")).to_have_count(0)
    expect(hours).not_to_have_attribute("aria-invalid", "true")
