"""The one next action of a student: what the board on the home says, milestone by milestone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from stagemap.core.calendar import school_days
from stagemap.core.journey import Journey, Stop
from stagemap.core.programme import Party
from stagemap.kit import formats
from stagemap.kit.routes import path_to
from stagemap.planning.queries import Desk

HOLIDAY = 5
"""From how many days on a closure is worth a warning beforehand."""


@dataclass(frozen=True, slots=True)
class NextAction:
    """Title, one sentence and a link: the only yellow of the page."""

    title: str
    text: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Case:
    """What the wording of an action may use."""

    desk: Desk
    stop: Stop
    today: dt.date
    lang: str

    @property
    def placement_id(self) -> int:
        """The placement that the action belongs to."""
        return self.desk.plan.placement_id

    @property
    def mentor(self) -> str:
        """The mentor's first name, or the word."""
        mentor = self.desk.plan.placement.mentor
        return _("your mentor") if mentor is None else str(mentor.first_name)

    @property
    def supervisor(self) -> str:
        """The first name of the supervisor who leads, or the word."""
        lead = self.desk.parts.lead
        return lead.split(" ")[0] if lead else _("your supervisor")

    @property
    def by(self) -> str:
        """`` Uiterste dag: ma 12 april.``, or nothing without a deadline."""
        if self.stop.due is None:
            return ""
        return " " + _("Last day: %(day)s.") % {"day": formats.day_long(self.stop.due, lang=self.lang)}


def next_action(journey: Journey, desk: Desk, today: dt.date, *, language: str) -> NextAction | None:
    """The most urgent thing that awaits the student and has a page; None when it is not their turn."""
    waiting = [stop for stop in journey.stops if stop.awaited and Party.STUDENT in stop.owners]
    cases = (Case(desk, stop, today, language) for stop in sorted(waiting, key=lambda each: each.due or dt.date.max))
    actions = (ACTIONS[case.stop.milestone.key](case) for case in cases if case.stop.milestone.key in ACTIONS)
    return next((action for action in actions if action is not None), None)


def _agreement(case: Case) -> NextAction:
    return NextAction(
        _("Get your internship agreement in order"),
        _("Without it your first observation moment cannot begin.") + case.by,
        _("To the papers"),
        path_to("placements:papers", case.placement_id),
    )


def _observation(case: Case) -> NextAction:
    number = int(case.stop.milestone.key.rsplit("_", 1)[1])
    known = {each.number: each.day for each in case.desk.parts.observations}
    day = known.get(number)
    url = path_to("placements:moments", case.placement_id)
    if day is None:
        text = _("Agree on a day with %(mentor)s, and on what you will look for.") % {"mentor": case.mentor}
        return NextAction(_("Plan observation moment %(number)s") % {"number": number}, text, _("Plan it"), url)
    if day > case.today:
        text = _("%(day)s. Write down beforehand what you will look for.") % {
            "day": formats.day_long(day, lang=case.lang).capitalize()
        }
        return NextAction(_("Prepare observation moment %(number)s") % {"number": number}, text, _("Prepare it"), url)
    text = _("Write down what you saw, and tick it as done.")
    return NextAction(
        _("How did observation moment %(number)s go?") % {"number": number}, text, _("Write it down"), url
    )


def _tasks_and_project(case: Case) -> NextAction:
    if case.desk.plan.description:
        title, label = _("Choose your tasks with %(mentor)s") % {"mentor": case.mentor}, _("To the inspiration list")
        url = path_to("planning:tasks", case.placement_id)
    else:
        title, label = _("Choose your tasks and your project"), _("To my project")
        url = path_to("planning:project", case.placement_id)
    text = _("Half of the hours is for exploring, the other half for a small project in one class.") + case.by
    return NextAction(title, text, label, url)


def _roster(case: Case) -> NextAction:
    url = path_to("planning:planner", case.placement_id)
    if case.desk.plan.placement.week is None:
        week = path_to("planning:week", case.placement_id)
        text = _("Pick it together with %(mentor)s: your roster follows the hours of the school.")
        return NextAction(_("Choose your internship week"), text % {"mentor": case.mentor}, _("Choose a week"), week)
    balance = case.desk.balance
    if case.desk.latest_version is not None:
        title = _("%(name)s asks for a change of your roster") % {"name": case.supervisor}
        return NextAction(
            title, _("Read what is asked, change your week and send it again.") + case.by, _("To my roster"), url
        )
    planned = _("You planned %(planned)s of the %(target)s.") % {
        "planned": formats.duration(balance.planned, lang=case.lang),
        "target": formats.duration(balance.target, lang=case.lang),
    }
    title = _("Finish your week roster and send it to %(name)s") % {"name": case.supervisor}
    return NextAction(title, f"{planned} {_settle(case)}{case.by}", _("On with my roster"), url)


def _settle(case: Case) -> str:
    """To settle everything with the mentor; before the holiday that comes between today and the last day."""
    due = case.stop.due or case.today
    edition = case.desk.edition
    for closure in edition.closures:
        if case.today < closure.first_day <= due and len(closure.days) >= HOLIDAY:
            open_days = school_days(case.today, closure.first_day, case.desk.record.closures)
            if open_days:
                return _("Settle everything with %(mentor)s by %(day)s: then it is %(holiday)s.") % {
                    "mentor": case.mentor,
                    "day": formats.day_long(open_days[-1], lang=case.lang),
                    "holiday": closure.reason.in_(case.lang)[:1].lower() + closure.reason.in_(case.lang)[1:],
                }
    return _("Settle everything with %(mentor)s first.") % {"mentor": case.mentor}


def _week(case: Case) -> NextAction | None:
    """To tick what was done, once the week has begun; before that there is nothing to do for it."""
    if not case.stop.begun:
        return None
    text = _("Tick what you did, and write down what went differently: that keeps your hours right.")
    return NextAction(_("Your week is on"), text, _("Tick today"), path_to("planning:ticks", case.placement_id))


ACTIONS: Mapping[str, Callable[[Case], NextAction | None]] = {
    "agreement_ready": _agreement,
    "observation_1": _observation,
    "observation_2": _observation,
    "tasks_and_project": _tasks_and_project,
    "roster_sent": _roster,
    "active_week": _week,
}
