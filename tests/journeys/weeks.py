"""A week of work as it is typed into the planner's dialog: about 50 hours, three levels, three roles, two halves.

The days fit 2021 and 2027 alike: in both years Monday is 19 April.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """One block: a task of the list, or work on the project; where, when, how long and at what."""

    title: str
    day: str
    start: str
    lasts: str
    role: str
    where: str
    at_what: str
    is_project: bool = False
    kind: str = ""


def task(title: str, day: str, start: str, lasts: str, role: str, where: str, at_what: str) -> Work:
    """A task of the list, at the school."""
    return Work(title, day, start, lasts, role, where, at_what)


def project(title: str, day: str, start: str, lasts: str, at_what: str) -> Work:
    """Work on the project, in the class."""
    return Work(title, day, start, lasts, "actief", "3B", at_what, is_project=True)


def home(title: str, day: str, lasts: str, kind: str, at_what: str) -> Work:
    """Work on the project at home."""
    return Work(title, day, "home", lasts, "geen rol", "", at_what, is_project=True, kind=kind)


def around(title: str, when: str, lasts: str, kind: str, at_what: str, *, is_project: bool = False) -> Work:
    """Work before or after the week."""
    return Work(title, "", when, lasts, "geen rol", "", at_what, is_project=is_project, kind=kind)


MONDAY = (
    project("Co-teaching rekenen in 3B", "ma 19", "8.30", "1 u 40", "klokkijken in hoeken"),
    task(
        "Een kind in de klas observeren", "ma 19", "10.25", "1 u 40", "observerend", "3B", "een kind bij contractwerk"
    ),
    task("Groepsgegevens analyseren", "ma 19", "13.15", "1 u 55", "participerend", "zorgklas", "spelling L2 en L3"),
    home("Notities uitwerken", "ma 19", "2 u", "verslag", "wat zag ik, zonder uitleg"),
)
TUESDAY = (
    project("Co-teaching taal in 3B", "di 20", "8.30", "1 u 40", "schrijfronde met stappenkaart"),
    task("Helpen differentiëren", "di 20", "10.25", "1 u 40", "participerend", "2A", "leesgroepjes op niveau"),
    task("Een foutenanalyse", "di 20", "13.15", "1 u 55", "participerend", "zorgklas", "de toets over meten"),
    home("Materiaal maken", "di 20", "2 u", "voorbereiding", "zes stappenkaarten tekenen"),
)
WEDNESDAY = (
    project("Co-teaching wero in 3B", "wo 21", "8.30", "1 u 40", "proeven met water"),
    task("Een agenda opstellen", "wo 21", "10.25", "1 u 40", "participerend", "zorgklas", "het overleg van morgen"),
    home("Bronnen lezen", "wo 21", "2 u", "voorbereiding", "twee artikels over voorspelbaarheid"),
)
THURSDAY = (
    project("Stappenkaart uitproberen", "do 22", "8.30", "1 u 40", "zelfstandig werk met de kaart"),
    task("Zorggesprek met een kind", "do 22", "10.25", "1 u 40", "observerend", "zorgklas", "hoe je open vragen stelt"),
    task("Zorg een plaats geven", "do 22", "13.15", "1 u 55", "observerend", "directie", "zorg in het schoolplan"),
    home("Verslag van de week", "do 22", "2 u", "verslag", "wat werkte, wat niet"),
)
FRIDAY = (
    project("Overdragen aan de klasmentor", "vr 23", "8.30", "1 u 40", "de kaarten en tips overlopen"),
    task(
        "Een gedifferentieerde subgroep", "vr 23", "10.25", "1 u 40", "actief", "3A", "zes kinderen, begrijpend lezen"
    ),
    task("Gemaakte afspraken", "vr 23", "13.15", "1 u 55", "participerend", "zorgklas", "de lijst van het overleg"),
)
AROUND = (
    around("Lessen voorbereiden", "ahead", "6 u", "voorbereiding", "drie lessen in 3B", is_project=True),
    around("De visie op zorg", "ahead", "4 u", "voorbereiding", "het schoolwerkplan lezen"),
    around("Informatie inwinnen over", "behind", "4 u", "reflectie", "terugblik op papier"),
)
WHOLE = (*MONDAY, *TUESDAY, *WEDNESDAY, *THURSDAY, *FRIDAY, *AROUND)
RIGHT = (
    "Alle drie de niveaus komen aan bod.",
    "Elke taak heeft een rol, en je project hoort bij één klas.",
    "Verkenning en project zijn in evenwicht.",
    "Je uren kloppen: 46 u 20.",
)
"""What the balance says of a week that is right."""
PROPOSED = task(
    "Overleg bijwonen", "di 20", "15.15", "45 min", "observerend", "zorgklas", "hoe het team de week verdeelt"
)
BY_FORM = task("Een agenda opstellen", "vr 23", "8.30", "50 min", "actief", "zorgklas", "het zorgoverleg van morgen")
