"""The site as a journey sees it: who walks in, what time it is, which mails left."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser

from tests.journeys import checks
from tests.journeys.people import Coordinator, Mentor, Supervisor
from tests.journeys.server import Server
from tests.journeys.student import Student
from tests.journeys.walk import Mail, Walker
from tests.journeys.writer import Writer

Somebody = TypeVar("Somebody", bound=Walker)


class Site:
    """One running site with everybody who has a browser open on it."""

    def __init__(self, server: Server, browser: Browser, looked_at: set[str]) -> None:
        self.server, self.browser, self.looked_at = server, browser, looked_at
        self.walkers: list[Walker] = []
        self.clerk = self.visitor(Walker)

    # Who walks in

    def visitor(
        self, kind: type[Somebody], *, phone: bool = False, scripts: bool = True, language: str = "nl"
    ) -> Somebody:
        """Somebody with a fresh browser: with a mouse, or with a finger on a phone; perhaps without JavaScript."""
        width, height = checks.PHONE if phone else checks.DESK
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=phone,
            is_mobile=phone,
            java_script_enabled=scripts,
            locale="nl-BE" if language == "nl" else "en-GB",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        walker = kind(context, self.server.address, self.looked_at, scripts=scripts)
        walker.language = language
        self.walkers.append(walker)
        return walker

    def as_persona(self, persona: str, kind: type[Somebody], *, phone: bool = False, scripts: bool = True) -> Somebody:
        """Somebody of the cast, by the demo's door; whoever has no account presses the button of a fresh link."""
        walker = self.visitor(kind, phone=phone, scripts=scripts).goes_to("/demo/")
        walker.page.locator(f'form[action="/demo/shoes/{persona}/"] button').click()
        walker.settles()
        return walker.opens_page() if isinstance(walker, Mentor) else walker

    def student(self, persona: str = "student", *, scripts: bool = True) -> Student:
        """Noor, whose week is half planned, or another student of the cast."""
        return self.as_persona(persona, Student, scripts=scripts)

    def writer(self, *, phone: bool = False, scripts: bool = True) -> Writer:
        """Noor with her folder, in another browser each time."""
        return self.as_persona("student", Writer, phone=phone, scripts=scripts)

    def mentor(self) -> Mentor:
        """Els, Noor's mentor, on a phone."""
        return self.as_persona("mentor", Mentor, phone=True)

    def supervisor(self, *, scripts: bool = True) -> Supervisor:
        """Karim, who supervises everybody."""
        return self.as_persona("supervisor", Supervisor, scripts=scripts)

    def coordinator(self) -> Coordinator:
        """Hilde, who coordinates the programme."""
        return self.as_persona("coordinator", Coordinator)

    # What time it is, which mails left

    def turns_clock_to(self, day: dt.date, time: str = "10:00") -> None:
        """Turns the clock of the whole site on the demo's own page."""
        self.clerk.goes_to("/demo/clock/").fills("Day", day.isoformat()).fills("Time", time)
        self.clerk.presses("Turn the clock").hears("The clock is turned.")

    def mails(self, to: str = "") -> list[Mail]:
        """The mails of the outbox's page, the oldest first; those to one address, when it is named."""
        self.clerk.goes_to("/demo/mails/")
        script = "all => all.map(e => [e.querySelector('a').pathname, e.innerText.trim().split(/\\n+/)])"
        lines = self.clerk.page.locator("main ul.list > li").evaluate_all(script)
        found = [Mail(path, said[0], said[1].split(" · ")[0]) for path, said in reversed(lines)]
        return [mail for mail in found if to in mail.recipient]

    def mail(self, to: str, subject: str, **values: object) -> Mail:
        """The latest mail to an address with this subject, a text of the catalogues with its values."""
        said = self.clerk.says(subject, **values)
        return [mail for mail in self.mails(to) if mail.subject == said][-1]

    def code(self, to: str) -> str:
        """The six figures in the latest mail to an address."""
        text = self.clerk.goes_to(self.mails(to)[-1].path).page.locator("main .prose").inner_text()
        found = re.search(r"\b\d{3} ?\d{3}\b", text)
        assert found is not None, text
        return found[0]

    # The end

    def closes(self) -> None:
        """Everybody goes home; whatever went wrong unseen is told now."""
        trouble = [f"{type(walker).__name__}: {each}" for walker in self.walkers for each in walker.trouble]
        for walker in self.walkers:
            walker.context.close()
        assert trouble == []

    def pictures(self, name: str) -> str:
        """Where the pages lie that stood open when a journey failed, and the last words of the server."""
        folder = Path(tempfile.mkdtemp(prefix="stagemap-journey-"))
        told = []
        for number, walker in enumerate(self.walkers):
            for page in walker.context.pages:
                path = folder / f"{number}-{type(walker).__name__.lower()}.png"
                page.screenshot(path=path, full_page=True)
                told.append(f"{path}: {page.url}")
        return "\n".join([name, *told, *self.server.log.read_text(encoding="utf-8").splitlines()[-40:]])
