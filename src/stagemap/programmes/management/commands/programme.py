"""``stagemap programme``: check a programme's folder, show what ships, appoint a coordinator."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from stagemap.core.calendar import closed_on, in_words, possible_weeks
from stagemap.core.pinned import canonical, digest_of
from stagemap.core.programme import Edition
from stagemap.core.refusals import Impossible
from stagemap.core.roles import SYSTEM
from stagemap.kit.clock import real_now
from stagemap.people.queries import account_with_mail
from stagemap.people.services import invite_account
from stagemap.programmes.files import Kinds, read_folder, shipped
from stagemap.programmes.services import appoint_coordinator


class Command(BaseCommand):
    help = "Checks a folder with a programme, shows the shipped programmes, or appoints a coordinator."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Three subcommands, each with its own arguments."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="{check,show,appoint}")
        check = verbs.add_parser("check", help="list everything that is wrong in a folder")
        check.add_argument("folder", type=Path)
        show = verbs.add_parser("show", help="list what ships, or tell what one edition says")
        show.add_argument("key", nargs="?", default="", help="a programme, such as zorgstage")
        show.add_argument("year", nargs="?", default="", help="an academic year, such as 2026-2027")
        appoint = verbs.add_parser("appoint", help="let somebody coordinate a programme")
        appoint.add_argument("email")
        appoint.add_argument("--name", default="", help="makes an account where there is none, and invites by mail")
        appoint.add_argument("--programme", default="zorgstage", help="zorgstage when not given")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        """Runs one subcommand; a fault ends it with status 1 and a sentence."""
        if verb == "check":
            self._check(options["folder"])
        elif verb == "show":
            self._show(options["key"], options["year"])
        else:
            self._appoint(options["email"], options["name"], options["programme"])

    def _check(self, folder: Path) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        found = read_folder(folder)
        for problem in found.problems:
            self.stdout.write(str(problem))
        if found.problems:
            count = len(found.problems)
            raise CommandError(f"{count} {'thing is' if count == 1 else 'things are'} wrong in {found.key}.")
        self.stdout.write(f"{found.key} is in order: {', '.join(found.editions)}.")
        newest = max(found.editions)
        kinds, tabs = found.kinds[newest].values(), found.editions[newest].tabs
        named = ", ".join(f"{kind.key} {kind.version}" for kind in kinds)
        self.stdout.write(f"{len(kinds)} kinds of sheets in {len(tabs)} tabs, each with its version: {named}.")

    def _show(self, key: str, year: str) -> None:
        library = shipped()
        if key and key not in library:
            raise CommandError(f"The library holds {', '.join(library)}; there is no {key}.")
        for name, folder in library.items():
            if key in ("", name) and not year:
                self.stdout.write(f"{name}: {', '.join(folder.editions)}")
        if year:
            edition = library[key].editions.get(year)
            if edition is None:
                raise CommandError(f"{key} holds {', '.join(library[key].editions)}; there is no {year}.")
            self.stdout.write("\n".join(summary(edition, library[key].kinds[year])))

    @transaction.atomic
    def _appoint(self, email: str, name: str, key: str) -> None:
        user = account_with_mail(email)
        if user is None and name:
            user = invite_account(email=email, name=name, by=SYSTEM, at=real_now())
        if user is None:
            raise CommandError(f"Nobody has an account with {email}. Give --name to make one.")
        try:
            appoint_coordinator(by=SYSTEM, programme_key=key, user=user)
        except Impossible as error:
            raise CommandError(error.reason) from error
        self.stdout.write(f"{user.name} coordinates {key}.")


def summary(edition: Edition, kinds: Kinds) -> list[str]:
    """What an edition says, with its kinds of sheets, in the lines of a terminal."""
    hours, period = edition.hours, edition.period
    lines = [
        f"{edition.name.en} {edition.year}, {edition.college.en}",
        f"period    {period.first_day} to {period.last_day}",
        f"hours     {hours.target // 60}, from {hours.least // 60} to {hours.most // 60}",
        f"halves    {hours.half_least_percent} to {hours.half_most_percent} % each",
        f"moments   {edition.observation_moments} of observation",
        f"tasks     {len(edition.tasks)} in {len(edition.groups)} groups on {len(edition.levels)} levels",
        f"sheets    {len(kinds)} kinds in {len(edition.tabs)} tabs",
        f"pinned as {digest_of(canonical(edition))}",
        "weeks",
    ]
    for week in possible_weeks(period, closed_on(edition, language="en")):
        closed = "".join(f"; {day} {reason}" for day, reason in week.closed)
        lines.append(f"  {week.monday}  {len(week.days)} school days{closed}")
    lines.append("milestones")
    for milestone in edition.milestones:
        due = in_words(milestone.due).en if milestone.due else "no date"
        lines.append(f"  {milestone.key:<20} {', '.join(milestone.owners):<16} {due}")
    for tab in edition.tabs:
        lines.append(f"tab {tab.name.en}")
        lines += [
            f"  {kind.key:<20} version {kind.version:<3} {kind.name.en}"
            for kind in kinds.values()
            if kind.tab == tab.key
        ]
    return lines
