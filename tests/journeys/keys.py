"""Somebody who uses the keyboard alone: where the focus is, and that it is always somewhere that can be seen."""

from __future__ import annotations

import re
from typing import Self

from playwright.sync_api import expect

from tests.journeys.student import Student

FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), label = e.labels?.[0];
  if (!e || e === document.body) return null;
  const drawn = [e, e.parentElement, label].some(each => each && getComputedStyle(each).outlineStyle !== "none");
  const box = (e.checkVisibility() && e.getBoundingClientRect().width > 2 ? e : label ?? e).getBoundingClientRect();
  const name = e.ariaLabel ?? label?.innerText ?? e.innerText ?? "";
  const plain = !e.matches("a, button, input, select, textarea, summary");
  const seen = box.bottom > 0 && box.top < innerHeight;
  return { name: name.replace(/\\s+/g, " ").trim(), id: e.id, drawn: drawn || plain, seen };
}"""
SEEN = f"() => {{ const found = ({FOCUS})(); return !found || found.seen; }}"
"""A browser scrolls to what got the focus a moment later."""
MOST = 400


class KeyboardStudent(Student):
    """A student without a mouse."""

    def focus(self) -> dict[str, str]:
        """What has the focus: its name and id; it can be seen, and so can its ring."""
        self.settles().page.wait_for_function(SEEN)
        found = self.page.evaluate(FOCUS)
        assert found is not None, "The focus is lost"
        assert found["drawn"], f"No ring around {found}"
        return dict(found)

    def strikes(self, *keys: str) -> Self:
        """Strikes keys, one after the other; after each the focus is somewhere."""
        for key in keys:
            self.page.keyboard.press(key)
            self.focus()
        return self

    def follows(self) -> Self:
        """Strikes Enter on a link or a button that leads to another page, which begins at its top."""
        self.page.keyboard.press("Enter")
        return self.settles()

    def is_on(self, name: str) -> Self:
        """The focus is on what is called so."""
        assert self.focus()["name"].startswith(name), f"The focus is on {self.focus()}"
        return self

    def reads_out(self, text: str) -> Self:
        """A screen reader is told this."""
        expect(self.page.locator("#say")).to_have_text(text)
        return self

    def tabs_to(self, text: str, **values: object) -> Self:
        """Strikes Tab until the focus is on what is called so."""
        wanted = re.compile(rf"{re.escape(self.says(text, **values))}")
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUS)
            if found and wanted.match(found["name"]):
                self.focus()
                return self
        raise AssertionError(f"Tab never came to {wanted.pattern}")

    def types(self, text: str) -> Self:
        """Types over what stands in the field."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        return self
