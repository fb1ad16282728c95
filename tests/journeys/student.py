"""A student: from the papers to the roster that was sent, and everything that the planner can do."""

from __future__ import annotations

from typing import Self

from playwright.sync_api import FloatRect, Locator, expect

from tests.journeys.walk import Walker
from tests.journeys.weeks import Work

SLOTS = {"home": "at home", "ahead": "before the week", "behind": "after the week"}


class Student(Walker):
    """A student with a planner; texts that the guide's edition words are given in Dutch."""

    # Before the planner

    def brings_papers(self, on: str) -> Self:
        """Says that the internship agreement is in order."""
        self.opens_menu("Placement").opens("bring up to date").ticks("in order")
        return self.fills("In order since", on).presses("Save")

    def plans_moment(self, day: str) -> Self:
        """Plans the next observation moment on a morning."""
        self.opens_menu("Placement").opens("Plan")
        self.fills("Day", day).fills("From", "08:30").fills("To", "12:05")
        return self.fills("What do you look for?", "Hoe verlopen de overgangen?").presses("Save")

    def chooses_week(self, name: str) -> Self:
        """Chooses the week of the internship."""
        self.opens_menu("Planner").opens("Choose a week").ticks(name)
        return self.presses("Choose this week").hears("Week chosen.")

    def takes_example(self, name: str) -> Self:
        """Begins the project from an example of the guide and makes it the student's own."""
        self.opens("Project").page.get_by_role("link", name=f"{self.says('Use')} {name}").click()
        self.settles().fills("Desired result", "Elke klas in de gang gebruikt dezelfde dagplanning.")
        self.fills("Your learning questions", "Hoe maak ik de dag voorspelbaar voor wie dat nodig heeft?")
        self.fills("Your learning goals", "Ik wil stappen tonen zonder het werk over te nemen.")
        return self.presses("Save").opens("Back to the planner")

    # Reading the week

    def block(self, title: str) -> Locator:
        """A block of the week by its title; of several, the first."""
        return self.page.locator("#week .task").filter(has_text=title).first

    def stands(self, title: str, *, day: str, start: str) -> Self:
        """The block stands on that day ("2027-04-19") at that time ("8.30")."""
        hours, minutes = start.split(".")
        expect(self.block(title)).to_have_attribute("data-day", day)
        expect(self.block(title)).to_have_attribute("data-start", str(int(hours) * 60 + int(minutes)))
        return self

    def lasts(self, title: str, minutes: int) -> Self:
        """The block is that long."""
        expect(self.block(title)).to_have_attribute("data-minutes", str(minutes))
        return self

    def counts(self, title: str, number: int) -> Self:
        """The week holds that many blocks with this title."""
        expect(self.page.locator("#week .task").filter(has_text=title)).to_have_count(number)
        return self

    def finds(self, *titles: str) -> Self:
        """The balance finds this and nothing else."""
        notes = self.page.locator("#planner-balance .note")
        said = notes.evaluate_all("all => all.map(e => e.querySelector(':scope > span').firstChild.textContent.trim())")
        assert said == list(titles), f"The balance says {said}"
        return self

    def has_planned(self, hours: str) -> Self:
        """The hours of the balance, such as ``24 u 55 van 50 u``."""
        expect(self.page.locator("#planner-balance .big")).to_have_text(hours)
        return self

    # Changing it in the dialog

    def sees_dialog(self) -> Self:
        """A dialog stands open."""
        self.page.locator("dialog[open] form").first.wait_for()
        return self.settles()

    def opens_block(self, title: str) -> Self:
        """Opens the dialog of a block."""
        self.block(title).click()
        return self.sees_dialog()

    def plans(self, work: Work) -> Self:
        """Finds the task in the list, or takes the project, fills the dialog and puts it in the week."""
        wanted = self.says("Work on your project") if work.is_project else work.title
        self.page.locator("#tray-q").fill("" if work.is_project else work.title)
        self.page.locator(".tray .card").filter(has_text=wanted).filter(visible=True).locator("a").click()
        self.sees_dialog().describes(work).presses("Put in my week")
        return self.hears(work.title)

    def describes(self, work: Work) -> Self:
        """Fills the dialog of a block."""
        if work.is_project:
            self.fills("What", work.title)
        if work.start in SLOTS:
            self.picks("When", self.says(SLOTS[work.start]))
        else:
            self.fills("Begins at", work.start.replace(".", ":").rjust(5, "0"))
        if work.day:
            self.ticks(work.day)
        self.fills("Lasts", work.lasts).ticks(work.role).fills("Where", work.where).fills("At what", work.at_what)
        return self.details(work)

    def details(self, work: Work) -> Self:
        """The part of the dialog that is folded away: level and kind of time."""
        if work.is_project or work.kind:
            self.unfolds("Level, kind of time, outside the school's hours")
        if work.is_project:
            self.ticks("Leerkracht")
        if work.kind:
            self.ticks(work.kind)
        return self

    def sends(self, reason: str = "") -> Self:
        """Sends the roster to Karim; with faults a reason has to travel with it."""
        self.opens_menu("Planner").opens("Send to %(name)s", name="Karim")
        if reason:
            asked = "Write why you send the roster with these faults: your supervisor reads it."
            self.presses("Send the roster").sees(asked).fills("Why you send it as it is", reason)
        else:
            self.sees("Nothing is open: the roster holds what the guide asks.")
        return self.presses("Send the roster").comes_to("/placements/#/roster/#/")

    # Changing it by hand

    def drags(self, title: str, *, day: str, start: str) -> Self:
        """Takes hold of a block and lets it go on a day, at a line of the lesson hours."""
        block = self._in_view(title)
        column, line = self._box(f".day[data-day='{day}']"), self._line(start)
        mouse = self.page.mouse
        mouse.move(block["x"] + 20, block["y"] + 12)
        mouse.down()
        mouse.move(column["x"] + column["width"] / 2, line + 14, steps=6)
        mouse.up()
        return self.settles()

    def stretches(self, title: str, *, to: str) -> Self:
        """Drags the lower edge of a block to a line of the lesson hours."""
        block, line = self._in_view(title), self._line(to)
        mouse = self.page.mouse
        mouse.move(block["x"] + block["width"] / 2, block["y"] + block["height"] - 3)
        mouse.down()
        mouse.move(block["x"] + block["width"] / 2, line - 2, steps=6)
        mouse.up()
        return self.settles()

    def _in_view(self, title: str) -> FloatRect:
        self.page.locator(".roster").evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY)")
        box = self.block(title).bounding_box()
        assert box is not None
        return box

    def _box(self, selector: str) -> FloatRect:
        box = self.page.locator(selector).bounding_box()
        assert box is not None
        return box

    def _line(self, time: str) -> float:
        axis = self.page.locator(".roster .axis").get_by_text(time, exact=True)
        box = axis.bounding_box()
        assert box is not None
        return box["y"]
