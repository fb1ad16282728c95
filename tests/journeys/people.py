"""The people round a student, each with what only they do."""

from __future__ import annotations

from typing import Self

from playwright.sync_api import expect

from tests.journeys.walk import Walker


class Mentor(Walker):
    """Somebody of the school, with a personal link and no account."""

    def opens_page(self) -> Self:
        """Presses the one button of the link's page."""
        return self.presses("Open my page")

    def proposes(self, task: str, note: str) -> Self:
        """Proposes a task of the list, with a word beside it."""
        self.opens("Propose a task").picks("A task from the list", task).fills("A word beside it", note)
        return self.presses("Propose").comes_to("/placements/#/mentor/")

    def remarks(self, title: str, text: str) -> Self:
        """Writes a remark on a block of the plan."""
        block = self.page.locator("#plan li").filter(has_text=title)
        block.get_by_role("link").filter(has_text=self.says("Remark")).first.click()
        self.settles().fills("Remark", text).presses("Add the remark")
        return self.comes_to("/placements/#/mentor/")

    def agrees(self) -> Self:
        """Agrees to the plan as it stands."""
        return self.presses("I agree to this plan").comes_to("/placements/#/mentor/")


class Supervisor(Walker):
    """Somebody of the college who follows students."""

    def asks_for_a_change(self, comment: str) -> Self:
        """Answers the version with a question."""
        return self.fills("Comment", comment).presses("Ask for a change")

    def reads_changes(self, text: str) -> Self:
        """The differences between two versions, block by block, say this."""
        expect(self.page.locator(".changes")).to_have_text(text, use_inner_text=True)
        return self

    def acknowledges(self) -> Self:
        """Answers the version with a nod."""
        return self.presses("Acknowledge")


class Coordinator(Walker):
    """Somebody who coordinates a programme."""
