"""JavaScript switched off: every step of the main journey but dragging, by plain forms."""

from __future__ import annotations

from tests.journeys import weeks
from tests.journeys.people import Mentor
from tests.journeys.site import Site
from tests.journeys.student import Student

ELS, KARIM = "els.peeters@dewegwijzer.example", "karim.haddad@hogeschool.example"
FRIDAY = "2027-04-23"


def plans_and_moves(noor: Student) -> None:
    """A task by its page, and to another day by the same page."""
    noor.opens_menu("Planner").fills("Search a task", "agenda").presses("Search")
    noor.opens(f"{noor.says('Plan…')} Een agenda opstellen").describes(weeks.BY_FORM).presses(
        "Put in my week"
    ).comes_to("/placements/#/planner/")
    noor.sees("“%(title)s” stands in your week.", title="Een agenda opstellen")
    noor.stands("Een agenda opstellen", day=FRIDAY, start="8.30")
    noor.block("Een agenda opstellen").click()
    noor.settles().fills("Begins at", "10:25").presses("Save").comes_to("/placements/#/planner/")
    noor.stands("Een agenda opstellen", day=FRIDAY, start="10.25")
    noor.presses("Undo").stands("Een agenda opstellen", day=FRIDAY, start="8.30")


def opens_by_code(els: Mentor, site: Site) -> None:
    """The secret behind the # never leaves a browser without scripts: a mailed code takes its place."""
    els.reads(site.mail(ELS, "Your link to the care internship of %(name)s", name="Noor Verhaegen"))
    els.presses("Mail me a code")
    els.fills("The six figures from your mail", site.code(ELS)).presses("Open my page")
    els.comes_to("/placements/#/mentor/")


def test_the_whole_way_works_without_scripts(site: Site) -> None:
    noor, els = site.student(scripts=False), site.visitor(Mentor, phone=True, scripts=False)
    plans_and_moves(noor)
    site.coordinator().goes_to("/placements/1/invitations/").presses("Send a new link")
    opens_by_code(els, site)
    els.remarks("Een agenda opstellen", "Dat doen we samen op vrijdag.")
    noor.sends(reason="Els leest het vanavond nog na.").sees("Sent: version %(number)s.", number=1)
    els.agrees().sees("You agreed to this plan on %(day)s.", day="wo 24 maart")
    karim = site.supervisor(scripts=False)
    karim.reads(site.mail(KARIM, "Roster of %(student)s: read it and answer", student="Noor Verhaegen"))
    karim.presses("Ask for a change").sees("Say what should change, so that the student can adjust the week.")
    karim.asks_for_a_change("Vrijdag is nog erg leeg.").sees("asks for a change").sees("Vrijdag is nog erg leeg.")
