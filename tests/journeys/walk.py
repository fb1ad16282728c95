"""Somebody with a browser: says what is done on a page in sentences, and holds every page against ``checks``.

Texts are those of the catalogues, in English; the walker looks for them in its own language, so that a journey reads
the same in Dutch and in English: ``noor.presses("Put in my week")``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Response, expect

from tests.journeys import checks

PATIENCE = 20_000
QUIET = """() => document.readyState === "complete"
  && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")"""
SAID = """window.said = [];
new MutationObserver(changes => {
  const put = changes.flatMap(each => [...each.addedNodes]).filter(each => each.matches?.(".toast"));
  window.said.push(...put.map(each => each.innerText));
}).observe(document, { childList: true, subtree: true });"""
"""Keeps what toasts said: they leave by themselves, however long a look at the page takes."""
TOLD = {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT}
"""Answers that are sentences on a page: no journey has to announce them."""
KNOWN = ("Failed to load resource", "Response Status Error Code")
"""What the console says of answers; those are judged by their status."""
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Mail:
    """One line of the page that shows what a real site would have sent."""

    path: str
    subject: str
    recipient: str


class Walker:
    """Somebody who walks through a site; ``looked_at`` holds the parts of pages that were checked already."""

    def __init__(self, context: BrowserContext, address: str, looked_at: set[str], *, scripts: bool = True) -> None:
        self.context, self.address, self.looked_at, self.scripts = context, address, looked_at, scripts
        self.language = "nl"
        self.trouble: list[str] = []
        self._expected: set[int] = set()
        context.set_default_timeout(PATIENCE)
        if scripts:
            context.add_init_script(SAID + checks.AXE)
        context.on("page", self._watch)
        self.page: Page = context.new_page()

    # What goes wrong without anybody saying so

    def _watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(known in message.text for known in KNOWN):
            self.trouble.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        status = response.status
        if status >= HTTPStatus.BAD_REQUEST and status not in TOLD | self._expected:
            self.trouble.append(f"{status}: {response.request.method} {response.url}")

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Answers that would be a fault elsewhere are meant here."""
        self._expected = set(statuses)
        yield
        self.settles()
        self._expected = set()

    def settles(self) -> Self:
        """Waits until the page stands still; nothing may be wrong with it."""
        wrong = self.finds_wrong()
        if wrong:
            raise AssertionError("\n".join([f"{type(self).__name__} on {self.page.url}", *wrong]))
        return self

    def finds_wrong(self) -> list[str]:
        """Waits until the page stands still and tells what is wrong with it, once."""
        self.page.wait_for_load_state("load")
        if self.scripts:
            self.page.wait_for_function(QUIET)
        try:
            wrong = self._looks()
        except Error as gone:
            if "Execution context was destroyed" not in gone.message:
                raise
            self.page.wait_for_load_state("load")
            wrong = self._looks()
        trouble, self.trouble = self.trouble, []
        return trouble + wrong

    def _looks(self) -> list[str]:
        """One language on every page; axe and widths on every page that has a part which nobody looked at yet."""
        wrong = checks.foreign(self.page)
        new = checks.parts(self.page) - self.looked_at
        if self.scripts and new:  # axe itself is a script
            wrong += checks.faults(self.page, new)
            self.looked_at |= new
        return wrong

    # Where

    @property
    def root(self) -> Page | Locator:
        """What can be used: the open dialog, for the page below it is inert, else the page."""
        dialog = self.page.locator("dialog[open]")
        return dialog.last if dialog.count() else self.page

    def goes_to(self, path: str) -> Self:
        """Types an address, or a part of it behind the name of the site."""
        self.page.goto(path if "://" in path else f"{self.address}{path}")
        return self.settles()

    def opens(self, text: str, **values: object) -> Self:
        """Follows the link that is called so; of several, the first."""
        self._one("link", text, values).click()
        return self.settles()

    def opens_menu(self, text: str) -> Self:
        """Follows a link of the main menu."""
        menu = self.page.locator("nav.menu")
        menu.get_by_role("link").filter(has_text=self.says(text)).click()
        return self.settles()

    def comes_to(self, path: str) -> Self:
        """Is on the page whose address ends so, whatever its numbers are: ``/placements/#/planner/``."""
        pattern = re.escape(path).replace(r"\#", r"[\w-]+") + r"(\?.*)?(#.*)?$"
        expect(self.page).to_have_url(re.compile(pattern))
        return self.settles()

    def opens_tab(self, name: str) -> Self:
        """Opens the folder at one of its tabs."""
        self.opens_menu("Folder").page.locator("nav.tabs a").filter(has_text=name).click()
        return self.settles()

    def reads(self, mail: Mail) -> Self:
        """Opens a mail of the outbox and follows its link."""
        self.goes_to(mail.path).page.locator(".prose a[href^='http']").first.click()
        return self.settles()

    # What

    def says(self, text: str, **values: object) -> str:
        """A text in the walker's language."""
        return checks.say(self.language, text, **values)

    def _named(self, text: str, values: dict[str, object]) -> re.Pattern[str]:
        """Names that begin with the text as whole words: what is for the ear alone may follow it."""
        return re.compile(rf"^\s*{re.escape(self.says(text, **values))}(?![a-z])")

    def _one(self, role: str, text: str, values: dict[str, object]) -> Locator:
        """The first visible thing of a role with this name."""
        name = self._named(text, values)
        return self.root.get_by_role(role, name=name).filter(visible=True).first  # type: ignore[arg-type]  # a role

    def presses(self, text: str, **values: object) -> Self:
        """Presses the button that is called so."""
        if self.scripts:
            self.page.evaluate("window.said = []")
        self._one("button", text, values).click()
        return self.settles()

    def fills(self, label: str, value: str) -> Self:
        """Types into the field with this label."""
        self.field(label).fill(value)
        return self

    def field(self, label: str) -> Locator:
        """The field with this label."""
        return self.root.get_by_label(self._named(label, {})).filter(visible=True).first

    def ticks(self, label: str) -> Self:
        """Chooses the option or the box with this label."""
        name = re.compile(rf"^\s*{re.escape(self.says(label))}")  # a word of help may follow without a space
        self.root.locator("label").filter(has_text=name).filter(visible=True).first.click()
        return self

    def picks(self, label: str, option: str) -> Self:
        """Chooses the option of a list that has this in its text."""
        chosen = self.field(label).locator("option").filter(has_text=option).first
        self.field(label).select_option(value=chosen.get_attribute("value"))
        return self

    def unfolds(self, text: str, **values: object) -> Self:
        """Opens what is folded away below this line."""
        self.root.locator("summary").filter(has_text=self.says(text, **values)).filter(visible=True).first.click()
        return self

    def sees(self, text: str, **values: object) -> Self:
        """Reads the text on the page."""
        self.page.get_by_text(self.says(text, **values)).filter(visible=True).first.wait_for()
        return self

    def sees_not(self, text: str, **values: object) -> Self:
        """The text is nowhere to be read."""
        expect(self.page.get_by_text(self.says(text, **values)).filter(visible=True)).to_have_count(0)
        return self

    def hears(self, text: str, **values: object) -> Self:
        """The page says so in a toast since it was last pressed; the toast is put away, if it did not leave itself."""
        said = self.says(text, **values)
        self.page.wait_for_function("text => window.said.some(each => each.includes(text))", arg=said)
        self.page.evaluate("document.querySelector('.toast [data-dismiss]')?.click()")
        return self

    def downloads(self, text: str) -> tuple[str, bytes]:
        """Follows a link to a file; answers what type the site calls it, and its first four bytes."""
        link = self._one("link", text, {})
        with self.page.expect_download() as waiting:
            link.click()
        kept = waiting.value.path().read_bytes()
        asked = self.page.request.get(f"{self.address}{link.get_attribute('href')}")
        assert asked.body()[:4] == kept[:4]
        return asked.headers["content-type"], kept[:4]
