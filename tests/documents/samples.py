"""One student, one week: Noor Verhaegen in De Wegwijzer, 19 to 23 April 2027, as the documents' tests print it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from stagemap.core.roster import Block, Package, Plan, Project, Rhythm, Slot, Span
from stagemap.planning.queries import SheetFacts
from stagemap.programmes.files import shipped

MONDAY = dt.date(2027, 4, 19)
MORNING = (Span(510, 560), Span(560, 610), Span(625, 675), Span(675, 725))
WHOLE_DAY = (*MORNING, Span(795, 845), Span(860, 910))
RHYTHM = Rhythm((WHOLE_DAY, WHOLE_DAY, MORNING, WHOLE_DAY, WHOLE_DAY))

EDITION = shipped()["zorgstage"].editions["2026-2027"]

FACTS = SheetFacts(
    student="Noor Verhaegen",
    student_group="3BALO A",
    student_email="noor.verhaegen@student.example",
    student_telephone="0470 00 00 00",
    school="Basisschool De Wegwijzer",
    school_address="Wegwijzerstraat 12, 1000 Brussel",
    school_telephone="02 000 00 00",
    class_label="5A",
    class_mentor="Tom Claes",
    class_mentor_email="tom.claes@dewegwijzer.example",
    mentor="Els Peeters",
    college="Odisee, Educatieve Bachelor voor Lager Onderwijs",
    internship="Zorgstage",
    year="2026-2027",
    number=3,
    sent_at=dt.datetime(2027, 3, 25, 15, 40, tzinfo=dt.UTC),
)
DRAFT = replace(FACTS, number=0, sent_at=None)
TODAY = dt.date(2027, 3, 24)

PROJECT = Project(
    description=(
        "Samen met klasleerkracht Tom Claes maak ik opdrachten in stappen zichtbaar, zodat meer kinderen zelf aan het "
        "werk raken. Ik observeer één kind gericht met het ABC-schema, terwijl ik co-teach in 5A. Wat ik zie, breng ik "
        "in op het zorgoverleg van donderdag 22 april."
    ),
    goals=(
        "De vraag van de klasleerkracht scherp krijgen: wanneer legt het kind het werk neer, en wanneer niet?",
        "Onderwijsbehoeften mee formuleren met Els en Tom.",
        "Elke leerling in 5A weet binnen twee minuten wat de eerste stap is.",
    ),
    desired_result=(
        "Drie uitgewerkte observaties en een voorstel voor het zorgplan. Een set van zes stappenplannen voor rekenen "
        "en taal, uitgeprobeerd in 5A en overgedragen aan het team."
    ),
    class_label="5A",
    grades=("L5",),
)

_LEVELS = {"i": "pupil", "e": "teacher", "a": "school", "-": None}
_ROLES = {"O": "observing", "P": "participating", "A": "active", "-": None}
_KINDS = {"c": "contact", "v": "preparation", "r": "reporting", "f": "reflection"}
_HALVES = {"x": Package.EXPLORATION, "p": Package.PROJECT}

# day | start or slot | minutes | level (micro, meso, macro) role half kind | title | where | at what
_WEEK = """
0|480|25|iPxc|Onthaal aan de poort||
0|510|100|eApc|Co-teaching rekenen in 5A|5A|stappenplan bij deelsommen
0|625|50|iOpc|ABC-observatie #1, zelfstandig werk|5A|
0|675|50|aOxc|Klasbezoek met Els in L2|L2|
0|795|50|iPxc|Leesgroepje L3: remediëren|zorgklas|technisch lezen, AVI M4
0|860|50|ePxc|Foutenanalyse bespreken met Tom|5A|
0|915|60|eApv|Stappenplan maken voor 5A|zorgklas|
0|home|60|i-pr|ABC-notities uitwerken||
1|510|100|eApc|Co-teaching taal in 5A|5A|
1|625|50|iOpc|ABC-observatie #1, groepswerk|5A|
1|675|50|iPxc|LVS-toets afnemen, L3|zorgklas|
1|735|50|aOxc|Zorgteamoverleg bijwonen|zorgklas|
1|795|50|eAxc|Subgroep begrijpend lezen, L4|L4|
1|860|50|aPxc|LVS: groepsgegevens analyseren|zorgklas|
1|915|60|ePpc|Nabespreken met Tom en bijsturen|5A|
1|home|90|e-pv|Bronnen UDL en voorspelbaarheid||
2|510|100|eApc|Co-teaching wero in 5A|5A|
2|625|50|iOxc|Zorggesprek #2 meevolgen|zorgklas|
2|675|50|aPxc|Agenda zorgoverleg opstellen|zorgklas|
2|home|120|i-pr|Observaties ordenen, hypothese||
3|510|50|iOpc|ABC-observatie #1, instructie|5A|
3|560|50|eApc|Co-teaching rekenen in 5A|5A|
3|625|100|iPxc|Meedraaien in de zorg+-groep|polyvalente zaal|
3|795|50|eApc|Zorgoverleg: observaties #1 inbrengen|directielokaal|
3|860|50|ePxc|Zorgplan #1 mee opstellen|zorgklas|
3|930|60|iOxc|Oudergesprek meevolgen|zorgklas|
3|home|90|e-xr|Overlegverslag schrijven||
4|510|100|eApc|Aangepaste les in 5A|5A|
4|625|50|aAxc|Inventaris zorgmateriaal aanvullen|zorgklas|
4|675|50|aOxc|Gesprek met directie: zorgbeleid|directielokaal|
4|795|50|eApc|Project overdragen aan Tom|5A|
4|860|50|aPxf|Weekgesprek met Els|zorgklas|
4|home|120|--xf|Feedbackwijzer invullen||
|ahead|180|a-xv|Schoolwerkplan en zorgvisie lezen||
|ahead|180|e-pv|Co-teachinglessen voorbereiden met Tom||
|ahead|240|i-pv|Bronnen over aandacht en zelfstandig werk||
|behind|180|--xf|Reflectie schrijven||
"""


def _block(number: int, line: str) -> Block:
    day, when, minutes, marks, title, where, at_what = line.split("|")
    clock = when.isdigit()
    return Block(
        id=f"00000000-0000-4000-8000-{number:012d}",
        package=_HALVES[marks[2]],
        kind=_KINDS[marks[3]],
        title=title,
        minutes=int(minutes),
        slot=Slot.CLOCK if clock else Slot(when),
        day=MONDAY + dt.timedelta(days=int(day)) if day else None,
        start=int(when) if clock else None,
        level=_LEVELS[marks[0]],
        role=_ROLES[marks[1]],
        where=where,
        at_what=at_what,
    )


BLOCKS = tuple(_block(number, line) for number, line in enumerate(_WEEK.strip().splitlines(), start=1))

PLAN = Plan(
    week=MONDAY,
    school="Basisschool De Wegwijzer",
    rhythm=RHYTHM,
    closures={},
    blocks=BLOCKS,
    project=PROJECT,
    learning_questions=(
        "Hoe verdeel ik mijn aandacht als we met twee voor de klas staan?",
        "Hoe breng ik op een overleg kort en helder wat ik zag?",
    ),
    learning_goals=("Ik wil feiten en mijn uitleg daarvan uit elkaar houden.",),
    approved=True,
    agreed_on=TODAY,
)


def block(title: str = "Taak", **fields: Any) -> Block:
    """A block of the exploration on Monday at 8.30, 50 minutes, unless ``fields`` say otherwise."""
    first = Block(
        id="b",
        package=Package.EXPLORATION,
        kind="contact",
        title=title,
        minutes=50,
        day=MONDAY,
        start=510,
        level="pupil",
        role="observing",
    )
    return replace(first, **fields)


def crowded() -> Plan:
    """A plan at its limits: 36 blocks with long texts, double bookings, a closed day, an evening, a make-up day."""
    what = "hoofdrekenen tot 1000 met het splitshuis, in drie groepen van zes leerlingen, telkens een kwartier"
    long = tuple(replace(item, where=item.where or "zorgklas op de eerste verdieping", at_what=what) for item in BLOCKS)
    more = (
        block("Toezicht op de speelplaats", id="x1", start=610, minutes=15),
        block(
            "Klassenraad van de derde graad bijwonen en verslag nemen", id="x2", start=540, minutes=90, role="active"
        ),
        block("Avond met het oudercomité over zorg", id="x3", start=1170, minutes=90, outside_hours=True),
        block("Inhaaldag", id="x4", day=MONDAY + dt.timedelta(days=8)),
    )
    project = replace(PROJECT, description="\n\n".join([PROJECT.description] * 6), goals=PROJECT.goals * 4)
    return replace(PLAN, blocks=long + more, project=project, closures={MONDAY + dt.timedelta(days=4): "Brugdag"})
