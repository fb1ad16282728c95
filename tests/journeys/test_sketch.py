"""The sketch of the school's care policy (G04): four sources, fifteen themes that name theirs, open in the class."""

from __future__ import annotations

from tests.journeys.site import Site
from tests.journeys.writer import Writer

SKETCH = "Schets van het zorgbeleid"
REMARK = "Vraag Tom ook naar de kangoeroegroep."
PHASES = {
    "phase_0": ("klasleerkracht", "Beurtrol, bordritme en een rustige hoek voor iedereen."),
    "phase_1": ("zorgleerkracht", "Zes weken een leesgroepje, daarna samen terugkijken."),
    "phase_2": ("CLB", "Het CLB denkt mee na een overleg met de ouders."),
    "phase_3": ("ouders, CLB en zorgcoördinator", "Eigen doelen, elk trimester opnieuw besproken."),
}
THEMES = {
    "tracking": "Twee toetsen per jaar; de zorgleerkracht maakt er een overzicht van.",
    "needs_mapping": "Een blad in drie kolommen: wat lukt, wat vraagt hulp, wat werkt.",
    "classroom": "Co-teaching in het vijfde, de kangoeroegroep op vrijdag.",
    "parents": "Ouders zitten mee aan tafel en krijgen dezelfde agenda.",
    "partners": "Het CLB komt elke dinsdag, de leerondersteuner twee halve dagen.",
}


def adds_the_fourth_source(noor: Writer) -> None:
    """Files were looked into with permission; never whose they were."""
    noor.adds_row(
        "files_tracking",
        date="2027-03-18",
        permission_by="care_coordinator",
        what="Overzicht van de toetsen in het leerlingvolgsysteem",
        how="Kleuren per klas, zonder namen op het bord.",
    )
    noor.answers(**{"permission-by": "care_coordinator", "permission-on": "2027-03-18"})


def writes_the_themes(noor: Writer) -> None:
    """What she saw of each theme, with the source that it came from."""
    for phase, (who, what) in PHASES.items():
        noor.adds_row("phases", phase=phase, who=who, what=what)
    noor.answers(phases_sources=["observation_coordinator", "conversations"])
    for theme, seen in THEMES.items():
        noor.answers(**{theme: seen, f"{theme}_sources": ["documents", "files_tracking"]})


def test_the_sketch_grows_from_four_sources_and_is_read_by_all(site: Site) -> None:
    noor = site.writer().opens_tab("School en zorgbeleid").opens(SKETCH)
    adds_the_fourth_source(noor)
    noor.makes_ready().sees("vragen voordat dit blad klaar is").opens("Write on")
    writes_the_themes(noor)
    noor.makes_ready().sees("One question waits before this sheet is ready").sees(
        "Toestemming om dossiers in te kijken"
    )
    els = site.mentor().opens("Confirm a permission").sees(SKETCH)
    els.presses("Confirm the permission").hears("The permission is confirmed.")
    noor.goes_to(noor.page.url).fills("By which day", "2027-03-26").presses("Ready: ask %(mentor)s", mentor="Els")
    noor.comes_to("/placements/#/portfolio/sheets/#/").sees("Bron 4: dossiers, LVS en zorgplan")

    els.goes_to("/placements/1/mentor/").opens(SKETCH).sees("Kleuren per klas, zonder namen op het bord.")
    els.fills("A remark, if you like", REMARK).presses("Gelezen").sees(REMARK)
    noor.goes_to(noor.page.url).sees(REMARK)
    site.supervisor().goes_to(noor.page.url).sees(THEMES["partners"]).sees(REMARK)
