"""A student with a folder: sheets that are begun, filled in, saved by themselves, made ready and laid open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from playwright.sync_api import Locator, expect

from tests.journeys.student import Student

Answer = str | Sequence[str]
FILLED = """row => [...row.querySelectorAll("input, select, textarea")]
  .some(each => each.type === "radio" || each.type === "checkbox" ? each.checked : each.value)"""
SAVED = "() => document.querySelector('#saved-line').dataset.state === ''"


class Writer(Student):
    """A student who writes; questions are named by their key, what the programme words is given in Dutch."""

    def begins(self, kind: str) -> Self:
        """Begins a sheet of a kind in the tab that is open."""
        several = self.page.locator("details.starts summary")
        if several.count():
            several.click()
        name = kind if several.count() else self.says("New: %(name)s", name=kind)
        self.page.locator("main button").filter(has_text=name).filter(visible=True).first.click()
        return self.comes_to("/placements/#/portfolio/sheets/#/writing/")

    # Filling in

    def ask(self, key: str) -> Locator:
        """The question with this key; in a table ``events-0-time``."""
        return self.page.locator(f"#ask-{key}")

    def answers(self, **answers: Answer) -> Self:
        """Fills in questions by their key: a text, a day, the value of an option, or several of them."""
        for key, answer in answers.items():
            self._answer(key, answer)
        return self

    def adds_row(self, table: str, **answers: Answer) -> Self:
        """Fills in the last row of a table, after adding one when the last is not empty."""
        rows = self.page.locator(f"[data-entries='{table}'] .entry")
        if not self._is_blank(rows.last):
            self.page.locator(f"button[value='more:{table}']").click()
            self.settles()
        name = rows.last.get_attribute("data-row")
        for column, answer in answers.items():
            self._answer(f"{name}-{column}", answer)
        return self

    def _is_blank(self, row: Locator) -> bool:
        return not row.evaluate(FILLED)

    def _answer(self, key: str, answer: Answer) -> None:
        options = self.page.locator(f"input[name='{key}']:is([type=radio], [type=checkbox])")
        if options.count():
            for value in [answer] if isinstance(answer, str) else answer:
                self.page.locator(f"label:has(input[name='{key}'][value='{value}'])").click()
            return
        place = self.page.locator(f"#id_{key}")
        if self.scripts and place.get_attribute("data-rich") is not None:
            place = self.page.locator(f"#id_{key}-rich")
        if place.evaluate("e => e.tagName") == "SELECT":
            place.select_option(value=str(answer))
        else:
            place.fill(str(answer))

    # Saving

    def is_saved(self) -> Self:
        """All that was typed lies on the server."""
        self.page.wait_for_function(SAVED)
        return self.settles()

    def types(self, key: str, text: str) -> Self:
        """Types on in a text and waits until that was saved by itself."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
            self._answer(key, text)
        return self.is_saved()

    def holds(self, key: str, text: str) -> Self:
        """The question is answered with this text."""
        expect(self.page.locator(f"#id_{key}")).to_have_value(text)
        return self

    # Letting others read

    def makes_ready(self) -> Self:
        """Presses ready, which asks whether the mentor should read it."""
        return self.presses("Ready").comes_to("/placements/#/portfolio/sheets/#/readiness/")

    def lays(self, layer: str) -> Self:
        """Moves the sheet to another layer."""
        self.page.locator(f"#layers label:has(input[value='{layer}'])").click()
        return self.hears("The sheet is moved.")

    def makes_card(self) -> Self:
        """Lays the folder open in the class."""
        self.opens_menu("Folder").opens("Class card")
        return self.presses("Make the card").sees("Print the card")
