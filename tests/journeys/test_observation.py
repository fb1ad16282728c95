"""From seeing to understanding: an ABC observation, explained once it is closed, and the report that cites it."""

from __future__ import annotations

import datetime as dt

from tests.journeys.site import Site
from tests.journeys.writer import Writer

MONDAY, THURSDAY = dt.date(2027, 4, 19), dt.date(2027, 4, 22)
OBSERVATION = "ABC-observatie, zelfstandig werk"
MEETING = "Zorgoverleg over starten"
SEEN = (
    (
        "10:31",
        "Legt het potlood neer en kijkt naar de deur.",
        "unwanted",
        "De tweede stap van de opdracht begint.",
        "nobody",
    ),
    ("10:44", "Neemt de stappenkaart en begint opnieuw.", "wanted", "Een klasgenoot wijst naar de kaart.", "peers"),
)


def sees_and_explains(noor: Writer) -> None:
    """First what a camera would show; what it may mean only once that is closed."""
    noor.opens_tab("Observaties").opens(OBSERVATION)
    noor.sees("Dit opent als je de observatie afsluit: eerst kijken, dan verklaren.")
    for time, behaviour, wanted, antecedent, by in SEEN:
        noor.adds_row("events", time=time, b_behaviour=behaviour, b_wanted=wanted, a_antecedent=antecedent, c_by=by)
    noor.answers(**{"events-1-c_consequence": "De klasgenoot knikt."})
    noor.answers(exceptions="Bij rekenen met de stappenkaart.", strengths="Vraagt zelf om de kaart.")
    noor.presses("Close the observation").comes_to("/placements/#/portfolio/sheets/#/closing/")
    noor.sees("Gebeurtenissen: 2").presses("Close the observation")
    noor.comes_to("/placements/#/portfolio/sheets/#/writing/").sees("Closed. Now you may look for what it means.")
    noor.answers(pattern="Stopt waar een opdracht uit meer stappen bestaat.", function_hypothesis="escape")
    noor.adds_row("needs", who="task", that="de stappen een voor een toont")
    noor.makes_ready().presses("Ready, without asking").sees("Stopt waar een opdracht uit meer stappen bestaat.")


def reports(noor: Writer) -> None:
    """The report of the care meeting; its steps open with the code of a child, and it cites the observation."""
    noor.opens_tab("Overleg").begins("Overlegverslag").answers(
        task=MEETING,
        meeting_kind="care_meeting",
        date=THURSDAY.isoformat(),
        role="active",
        pupils="#1",
        participants=["care_coordinator", "class_teacher"],
        chair="care_coordinator",
        minute_taker="care_teacher",
        question="Wat helpt dit kind om te starten?",
        step_strengths="Vraagt zelf om de stappenkaart.",
        step_facts="Twee keer gestopt bij een tweede stap.",
        step_needs="Een opdracht die de stappen een voor een toont.",
        step_goal="Tegen juni start het kind alleen met de kaart.",
        informed="De klasleerkracht, vrijdag aan de poort.",
        follow_up="2027-05-20",
        my_contribution="Drie feiten en een vraag.",
        what_i_learned="Eerst feiten, dan pas een verklaring.",
    )
    noor.ticks(OBSERVATION).adds_row("agreements", what="De stappenkaart ligt klaar", who="class_teacher")
    noor.answers(**{"permission-by": "parent", "permission-on": "2027-04-20"})


def test_an_observation_is_explained_after_closing_and_the_report_cites_it(site: Site) -> None:
    site.turns_clock_to(MONDAY, "11:30")
    noor = site.writer()
    sees_and_explains(noor)
    site.turns_clock_to(THURSDAY, "16:00")
    reports(noor)
    noor.makes_ready().sees("One question waits before this sheet is ready")
    els = site.mentor().opens("Confirm a permission").sees("20 april 2027")
    els.presses("Confirm the permission").hears("The permission is confirmed.")
    noor.goes_to(noor.page.url).presses("Ready, without asking").opens(OBSERVATION).sees("ontsnappen")

    els.opens_tab("Overleg").opens(MEETING).sees("Vraagt zelf om de stappenkaart.")
    els.opens(OBSERVATION).sees("Legt het potlood neer en kijkt naar de deur.")
    karim = site.supervisor().goes_to("/placements/1/portfolio/?tab=observations").opens(OBSERVATION)
    karim.sees("Of this sheet the college reads counts alone.").sees_not("Legt het potlood neer")
