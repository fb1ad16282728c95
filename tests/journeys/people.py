"""The people of an internship, each with what only they do."""

from __future__ import annotations

from typing import Self

from playwright.sync_api import Locator, expect

from tests.journeys.walk import Walker


class Student(Walker):
    """A student with a planner."""

    def block(self, title: str) -> Locator:
        """A block of the week by its title; of several, the first."""
        return self.page.locator("#week .task").filter(has_text=title).first

    def opens_block(self, title: str) -> Self:
        """Opens the dialog of a block."""
        self.block(title).click()
        return self.sees_dialog()

    def sees_dialog(self) -> Self:
        """A dialog stands open."""
        expect(self.page.locator("dialog[open] form").first).to_be_visible()
        return self.settles()

    def plans(self, task: str) -> Self:
        """Opens the dialog of a task of the list beside the week."""
        self.page.locator(".tray .card").filter(has_text=task).locator("a").click()
        return self.sees_dialog()


class Mentor(Walker):
    """Somebody of the school, with a personal link and no account."""

    def opens_page(self) -> Self:
        """Presses the one button of the link's page."""
        return self.presses("Open my page")


class Supervisor(Walker):
    """Somebody of the college who follows students."""


class Coordinator(Walker):
    """Somebody who coordinates a programme."""
