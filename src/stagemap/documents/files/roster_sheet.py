"""From a plan to a printed roster in words: the guide's own form (G15), filled in.

Pupil codes never reach paper, and neither do findings nor the reasons a student gave for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from stagemap.core.calendar import SCHOOL_WEEK, week_days
from stagemap.core.hours import balance
from stagemap.core.privacy import plan_without_codes
from stagemap.core.programme import Edition
from stagemap.core.roster import Package, Plan
from stagemap.kit import formats
from stagemap.planning.queries import SheetFacts

from .entries import Words
from .rows import Frame, Hatch, frames, hatches, place
from .sheet import Box, Cell, DayHead, Field, Outside, RosterSheet, Row

_A_MONDAY = dt.date(2001, 1, 1)


def lay_out(edition: Edition, plan: Plan, facts: SheetFacts, language: str, *, today: dt.date) -> RosterSheet:
    """The roster of ``plan`` as the form of G15, in ``language`` ("nl" or "en"); ``today`` dates a draft.

    Every block of the five days stands in the week; work without a day, and work on other days, stands below it.
    A plan whose week is not chosen yet takes the week of its first block, or shows no dates.
    """
    plan = plan_without_codes(plan, language)
    with translation.override(language):
        words = Words(edition, language)
        days = _days(plan)
        rows = frames(plan.rhythm, plan.blocks)
        return RosterSheet(
            language=language,
            **_naming(edition, facts, language, today),
            fields=_fields(plan, facts, days, language),
            corner=pgettext("roster form", "Day"),
            dates=pgettext("roster form", "Dates"),
            hours=pgettext("roster form", "Hours"),
            days=_heads(plan, days, language),
            rows=_rows(plan, days, rows, words),
            roles_title=pgettext("roster form", "Role"),
            roles=words.roles(),
            levels_title=pgettext("roster form", "Level"),
            levels=words.levels(),
            project_title=_("Specific internship assignment: project"),
            project_size=_("about %(time)s") % {"time": formats.duration(edition.hours.half, lang=language)},
            boxes=_boxes(plan),
            outside_heads=_outside_heads(),
            outside=_outside(plan, days, words),
            totals=_totals(edition, plan, language),
            discussed=_discussed(plan, facts, language),
            page=_("Page {page} of {pages}"),
        )


def _naming(edition: Edition, facts: SheetFacts, language: str, today: dt.date) -> dict[str, str]:
    """What the paper is: its names, which version, whose."""
    date = formats.date_text(facts.sent_at or today, lang=language)
    values = {"name": facts.student, "number": facts.number, "date": date}
    if facts.number:
        title = _("Internship roster of %(name)s, version %(number)s") % values
        state = _("version %(number)s · delivered on %(date)s") % values
    else:
        title = _("Internship roster of %(name)s, draft") % values
        state = _("draft of %(date)s, not delivered") % values
    return {
        "name": _("Internship roster"),
        "title": title,
        "college": edition.college.in_(language),
        "edition": f"{edition.name.in_(language)} {edition.year.replace('-', '–')}",
        "state": state,
        "draft": "" if facts.number else pgettext("roster form", "draft"),
        "owner": _line(facts.student, facts.school, facts.class_label),
    }


def _fields(
    plan: Plan, facts: SheetFacts, days: Sequence[dt.date | None], language: str
) -> tuple[tuple[Field, Field], ...]:
    classes = ", ".join(filter(None, (facts.class_label, *(other.label for other in plan.project.extra_classes))))
    week = formats.days(days[0], days[-1], lang=language) if days[0] and days[-1] else ""
    class_mentor = ", ".join(filter(None, (facts.class_mentor, facts.class_mentor_email)))
    contact = _line(facts.student_email, facts.student_telephone)
    return (
        (Field(_("Name of student"), facts.student), Field(_("Name of school"), facts.school)),
        (Field(_("Class of student"), facts.student_group), Field(_("Full address of school"), facts.school_address)),
        (Field(_("Contact of student"), contact), Field(_("Telephone of school"), facts.school_telephone)),
        (Field(_("Year and class"), classes), Field(_("Name/mail of class mentor"), class_mentor)),
        (Field(pgettext("roster form", "Internship week"), week), Field(_("Name of mentor"), facts.mentor)),
    )


def _line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _days(plan: Plan) -> tuple[dt.date | None, ...]:
    dated = [block.day for block in plan.blocks if block.day]
    first = plan.week or min(dated, default=None)
    return (None,) * SCHOOL_WEEK if first is None else week_days(first)


def _heads(plan: Plan, days: Sequence[dt.date | None], language: str) -> tuple[DayHead, ...]:
    return tuple(
        DayHead(
            name=formats.weekday(day or _A_MONDAY + dt.timedelta(days=number), lang=language).upper(),
            date=formats.date_text(day, lang=language) if day else "",
            hours=_hours(plan, day, language) if day else "",
        )
        for number, day in enumerate(days)
    )


def _hours(plan: Plan, day: dt.date, language: str) -> str:
    spans = [block.span for block in plan.blocks if block.day == day and block.span]
    if not spans:
        return ""
    return formats.span(min(span.start for span in spans), max(span.end for span in spans), lang=language)


def _rows(plan: Plan, days: Sequence[dt.date | None], rows: Sequence[Frame], words: Words) -> tuple[Row, ...]:
    columns = [_column(plan, number, day, rows, words) for number, day in enumerate(days)]
    return tuple(
        Row(words.label(row), tuple(column.get(index, None) for column in columns)) for index, row in enumerate(rows)
    )


def _column(plan: Plan, number: int, day: dt.date | None, rows: Sequence[Frame], words: Words) -> dict[int, Cell]:
    """The cells of one day by the row in which they begin; a row that is missing is covered from above."""
    placed = place(day, rows, plan.blocks) if day else []
    lessons = plan.rhythm.lessons[number] if number < len(plan.rhythm.lessons) else ()
    closed = plan.closures.get(day, "") if day else ""
    known = any(plan.rhythm.lessons)
    hatched = hatches(rows, lessons, placed, closed=bool(closed)) if known or closed else []
    cells = {cell.first: Cell(cell.last - cell.first + 1, words.entries(cell, rows)) for cell in placed}
    cells |= {
        hatch.first: Cell(hatch.last - hatch.first + 1, hatched=True, note=_note(hatch, closed, first=order == 0))
        for order, hatch in enumerate(hatched)
    }
    reaches = [(each.first, each.last) for each in placed] + [(each.first, each.last) for each in hatched]
    covered = {index for first, last in reaches for index in range(first, last + 1)}
    return cells | {index: Cell(1) for index in range(len(rows)) if index not in covered}


def _note(hatch: Hatch, closed: str, *, first: bool) -> str:
    if closed:
        return closed if first else ""
    return pgettext("roster form", "afternoon free") if hatch.afternoon else ""


def _boxes(plan: Plan) -> tuple[Box, ...]:
    project = plan.project
    aims = (*plan.learning_questions, *plan.learning_goals)
    return (
        Box(pgettext("roster form", "Description"), _paragraphs(project.description), ()),
        Box(pgettext("roster form", "Goals"), (), _points(project.goals)),
        Box(pgettext("roster form", "Desired result"), _paragraphs(project.desired_result), ()),
        Box(_("Personal learning questions and learning goals of the student"), (), _points(aims)),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _points(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(point for text in texts if (point := " ".join(text.split())))


def _outside(plan: Plan, days: Sequence[dt.date | None], words: Words) -> tuple[Outside, ...]:
    shown = [block for block in plan.blocks if block.day is None or block.day not in days]
    return tuple(words.outside(block) for block in sorted(shown, key=words.order))


def _outside_heads() -> tuple[str, ...]:
    return (
        pgettext("roster form", "Before and after the week"),
        pgettext("roster form", "When"),
        pgettext("roster form", "Time"),
        pgettext("roster form", "Belongs to"),
    )


def _totals(edition: Edition, plan: Plan, language: str) -> str:
    sums = balance(edition, plan)

    def half(package: Package) -> str:
        time = formats.duration(sums.halves[package].planned, lang=language)
        return f"{edition.packages[package].in_(language).lower()} {time}"

    return _("Together %(all)s: %(halves)s") % {
        "all": formats.duration(sums.planned, lang=language),
        "halves": ", ".join(half(package) for package in Package),
    }


def _discussed(plan: Plan, facts: SheetFacts, language: str) -> str:
    """When the mentor agreed to the plan as it stands, or a line to fill in by hand."""
    if not plan.approved or plan.agreed_on is None:
        return _("Discussed with _________________________ (mentor) on _______________")
    date = formats.date_text(plan.agreed_on, lang=language)
    return _("Discussed with %(mentor)s (mentor) on %(date)s") % {"mentor": facts.mentor, "date": date}
