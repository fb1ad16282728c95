"""The main journey: from a placement that lacks half of its facts to a second version that is acknowledged."""

from __future__ import annotations

from tests.journeys import weeks
from tests.journeys.people import Coordinator, Mentor
from tests.journeys.site import Site
from tests.journeys.student import Student

GREET, KARIM, ILIAS = "greet.baert@balder.example", "karim.haddad@hogeschool.example", "ilias.benali@student.example"
LINK = "Your link to the care internship of %(name)s"
ASKED = "%(student)s asks for your agreement to the roster"
SENT = "Roster of %(student)s: read it and answer"
CHANGE = "%(by)s asks for a change in your roster"
SENT_AGAIN = "Roster of %(student)s changed: read version %(number)s"
MONDAY, TUESDAY, FRIDAY = "2027-04-19", "2027-04-20", "2027-04-23"


def fills_what_is_missing(hilde: Coordinator) -> None:
    """A class, a class mentor, and the link that the mentor needs."""
    hilde.goes_to("/schools/").opens("Basisschool Balder").opens("Add a person")
    hilde.fills("Name", "Nadia Van Damme").fills("Mail address", "nadia.vandamme@balder.example")
    hilde.ticks("class teacher").presses("Add the person")
    hilde.opens("Ilias Benali").opens("Change")
    hilde.picks("Class mentor", "Nadia Van Damme")
    hilde.fills("Name of the class", "3B").ticks("L3").presses("Save the internship")
    hilde.opens("Invitations").presses("Send the link")


def plans_monday(ilias: Student) -> None:
    """By dialog; the balance and the findings follow at once."""
    ilias.finds("Je rooster is nog leeg.")
    for work in weeks.MONDAY:
        ilias.plans(work)
    ilias.has_planned("7 u 15 van 50 u").finds(
        "Je mentor ging nog niet akkoord met je planning.",
        "Nog geen taak op leerkrachtniveau.",
        "Je plande 7 u 15, minder dan 45 u.",
        "Op di 20 april staat nog niets.",
        "Op wo 21 april staat nog niets.",
        "Op do 22 april staat nog niets.",
        "Op vr 23 april staat nog niets.",
        "Elke taak heeft een rol, en je project hoort bij één klas.",
        "Verkenning en project zijn in evenwicht.",
    )


def changes_monday(ilias: Student) -> None:
    """By drag, by its lower edge, in two, once more; and everything taken back."""
    group = "Groepsgegevens analyseren"
    ilias.drags(group, day=TUESDAY, start="8.30").stands(group, day=TUESDAY, start="8.30")
    ilias.drags(group, day=TUESDAY, start="13.15").stands(group, day=TUESDAY, start="13.15")
    ilias.stretches(group, to="14.20").lasts(group, 65)
    ilias.presses("Undo").lasts(group, 115)
    ilias.presses("Undo").stands(group, day=TUESDAY, start="8.30")
    ilias.presses("Undo").stands(group, day=MONDAY, start="13.15")
    ilias.opens_block(group).presses("Copy").counts(group, 2)
    ilias.presses("Undo").counts(group, 1)
    ilias.opens_block(group).fills("Split after", "50").presses("Split").counts(group, 2).lasts(group, 50)
    ilias.presses("Undo").counts(group, 1).lasts(group, 115)


def plans_the_rest(ilias: Student) -> None:
    """The other days, what comes before and after, and nothing is left to find but the mentor's word."""
    for work in weeks.WHOLE[len(weeks.MONDAY) :]:
        ilias.plans(work)
    ilias.has_planned("46 u 20 van 50 u")
    ilias.finds("Je mentor ging nog niet akkoord met je planning.", *weeks.RIGHT)


def looks_along(greet: Mentor, site: Site) -> None:
    """The mentor on a phone: opens the mailed link, proposes a task, asks something about a block."""
    greet.reads(site.mail(GREET, LINK, name="Ilias Benali")).opens_page().comes_to("/placements/#/mentor/")
    greet.proposes("Overleg bijwonen", "Dinsdag na school is er teamoverleg.")
    greet.remarks("Zorggesprek met een kind", "Welk gesprek bedoel je?")


def takes_it_up(ilias: Student) -> None:
    """The proposal goes into the week, the remark gets its answer, and the mentor is asked to agree."""
    ilias.opens_menu("Planner").sees("Greet stelt voor").sees("Dinsdag na school is er teamoverleg.")
    ilias.plans(weeks.PROPOSED)
    ilias.presses("Zo is het afgesproken")  # it lies after school
    ilias.finds("Je mentor ging nog niet akkoord met je planning.", *weeks.RIGHT[:3], "Je uren kloppen: 47 u 05.")
    ilias.opens_block("Zorggesprek").sees("Welk gesprek bedoel je?")
    ilias.fills("Answer or ask", "Dat over werkhouding, dinsdag afgesproken.").presses("Add a remark")
    ilias.opens("Vraag akkoord").presses("Ask %(first)s", first="Greet").hears("Asked: your mentor gets a mail.")


def takes_along(ilias: Student) -> None:
    """The version on paper and for a calendar."""
    assert ilias.downloads("PDF") == ("application/pdf", b"%PDF")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert ilias.downloads("Word") == (word, b"PK\x03\x04")
    assert ilias.downloads("ICS") == ("text/calendar; charset=utf-8", b"BEGI")


def changes_and_sends_again(ilias: Student, site: Site) -> None:
    """What the supervisor asks: a lighter Friday. The mentor's agreement ends with it, and the finding says so."""
    ilias.reads(site.mail(ILIAS, CHANGE, by="Karim Haddad")).sees("Vrijdagmiddag is erg vol.").opens("Planner")
    ilias.stretches("Gemaakte afspraken", to="14.20").lasts("Gemaakte afspraken", 65)
    ended = "Je planning veranderde na het akkoord van wo 24 maart."
    ilias.finds(ended, *weeks.RIGHT[:3], "Je uren kloppen: 46 u 15.")
    ilias.sends(reason="Greet is op uitstap en keek gisteren alles na.")
    ilias.hears("Sent: version %(number)s.", number=2)


def mails_of(site: Site, before: int) -> list[tuple[str, str]]:
    """Who was told what since the journey began."""
    return [(mail.recipient, mail.subject) for mail in site.mails()[before:]]


TOLD = [
    (GREET, "Uw link naar de zorgstage van Ilias Benali"),
    (ILIAS, "Greet Baert stelt een taak voor: kijk of ze past"),
    (ILIAS, "Greet Baert schreef een opmerking bij het rooster: lees ze"),
    (GREET, "Ilias Benali schreef een opmerking bij het rooster: lees ze"),
    (GREET, "Ilias Benali vraagt uw akkoord met de planning"),
    (ILIAS, "Greet Baert gaat akkoord met je planning: bezorg je rooster"),
    (KARIM, "Rooster van Ilias Benali: lees het en antwoord"),
    (GREET, "Het rooster van Ilias Benali staat klaar om te lezen"),
    (ILIAS, "Karim Haddad vraagt een wijziging in je rooster"),
    (KARIM, "Rooster van Ilias Benali gewijzigd: lees versie 2"),
    (GREET, "Het rooster van Ilias Benali is gewijzigd: bekijk versie 2"),
    (ILIAS, "Karim Haddad bevestigde je rooster"),
]


def test_a_student_plans_the_week_of_2027_from_nothing_to_an_acknowledged_roster(site: Site) -> None:
    before = len(site.mails())
    fills_what_is_missing(site.coordinator())
    ilias, greet, karim = site.student("new"), site.visitor(Mentor, phone=True), site.supervisor()
    ilias.brings_papers("2027-03-22").plans_moment("2027-03-25").plans_moment("2027-04-01")
    ilias.chooses_week("maandag 19 tot vrijdag 23 april 2027").takes_example("Een voorspelbare en duidelijke klas")
    plans_monday(ilias)
    changes_monday(ilias)
    plans_the_rest(ilias)
    looks_along(greet, site)
    takes_it_up(ilias)
    greet.reads(site.mail(GREET, ASKED, student="Ilias Benali")).agrees()
    ilias.sends()
    ilias.hears("Sent: version %(number)s.", number=1)
    takes_along(ilias)
    karim.reads(site.mail(KARIM, SENT, student="Ilias Benali")).asks_for_a_change("Vrijdagmiddag is erg vol.")
    changes_and_sends_again(ilias, site)
    karim.reads(site.mail(KARIM, SENT_AGAIN, student="Ilias Benali", number=2))
    karim.sees("Greet is op uitstap en keek gisteren alles na.")
    karim.reads_changes(
        "gewijzigd Gemaakte afspraken bijhouden en opvolgen vr 23 april, 13.15–14.20 duurt: 1 u 55 nu 1 u 05"
    )
    karim.acknowledges().sees("acknowledged")
    assert mails_of(site, before) == TOLD
