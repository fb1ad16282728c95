"""The planner without a mouse: plan, move, take out, take back, send; the focus is never lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.keys import KeyboardStudent
from tests.journeys.site import Site

THURSDAY, FRIDAY = "2027-04-22", "2027-04-23"
TASK = "Een draaiboek voor zorgoverleg/MDO opstellen"


def plans_by_dialog(noor: KeyboardStudent) -> None:
    """From the list into the dialog, through its fields, and back to where it was opened."""
    opener = f"{noor.says('Plan…')} {TASK}"
    noor.tabs_to("Planner").follows()
    noor.tabs_to("Search a task").types("draaiboek").tabs_to(opener).strikes("Enter").is_on(TASK)
    noor.strikes("Escape").is_on(opener).strikes("Enter").is_on(TASK)
    noor.tabs_to("ma 19").strikes("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    noor.tabs_to("Lasts").types("50 min").tabs_to("observerend").strikes("ArrowDown", "ArrowDown")
    noor.tabs_to("Where").types("zorgklas").tabs_to("At what").types("stappen van een overleg")
    noor.tabs_to("Put in my week").strikes("Enter").is_on(opener)
    noor.stands(TASK, day=FRIDAY, start="11.15").lasts(TASK, 50)


def moves_by_arrows(noor: KeyboardStudent) -> None:
    """Each step is read out; at the edge of the week nothing moves and a sentence says so."""
    noor.tabs_to(TASK).strikes("Shift+ArrowUp").is_on(TASK).stands(TASK, day=FRIDAY, start="10.50")
    noor.reads_out(f"{TASK}, vrijdag, 10.50–11.40, vrij")
    noor.strikes("Shift+ArrowDown").stands(TASK, day=FRIDAY, start="11.15")
    noor.strikes("Shift+ArrowLeft").is_on(TASK).stands(TASK, day=THURSDAY, start="11.15")
    noor.reads_out(f"{TASK}, donderdag, 11.15–12.05, overlapt")
    noor.strikes("Shift+ArrowRight").stands(TASK, day=FRIDAY, start="11.15")
    noor.strikes("Shift+ArrowRight").is_on(TASK).stands(TASK, day=FRIDAY, start="11.15")
    noor.sees("There is no free place on that side.")


def takes_out_and_back(noor: KeyboardStudent) -> None:
    """Delete gives the focus to the neighbour, Ctrl+Z puts the block where it was."""
    noor.strikes("Delete").counts(TASK, 0)
    noor.strikes("Control+z").counts(TASK, 1).stands(TASK, day=FRIDAY, start="11.15")


def sends_with_a_reason(noor: KeyboardStudent) -> None:
    """The mentor did not agree yet: a reason travels with the roster."""
    noor.tabs_to("Send to %(name)s", name="Karim").follows()
    noor.tabs_to("Why you send it as it is").types("Els kijkt morgen, ik stuur alvast wat er staat.")
    noor.tabs_to("Send the roster").follows()
    noor.comes_to("/placements/#/roster/1/").sees("Roster of %(name)s", name="Noor Verhaegen")


def test_a_student_plans_and_sends_by_keyboard_alone(site: Site) -> None:
    noor = site.as_persona("student", KeyboardStudent)
    plans_by_dialog(noor)
    moves_by_arrows(noor)
    takes_out_and_back(noor)
    sends_with_a_reason(noor)


def test_a_student_writes_and_moves_a_sheet_by_keyboard_alone(site: Site) -> None:
    noor = site.as_persona("student", KeyboardStudent)
    noor.opens_menu("Folder").goes_to("/placements/1/portfolio/?tab=diary").tabs_to("Nieuw: Dagboek").follows()
    noor.comes_to("/placements/#/portfolio/sheets/#/writing/")
    written = noor.page.locator("#id_saw-rich")
    expect(written).to_be_visible()
    noor.tabs_to("Bold").strikes("ArrowRight").is_on(noor.says("Italic")).strikes("Tab").types("Twee wachten.")
    noor.strikes("Shift+Tab").is_on(noor.says("Italic"))
    noor.tabs_to("Alleen ik").strikes("ArrowUp").hears("The sheet is moved.").is_on("Besloten bijlage")
    expect(noor.page.locator("#press")).to_have_text(noor.says("Ready: ask %(name)s to read it", name="Els"))
