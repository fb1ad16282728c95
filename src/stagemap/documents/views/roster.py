"""Paper and calendars to take along: each view opens the door, asks for the facts, writes one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from stagemap.documents import access, queries
from stagemap.documents.files.docx import roster_docx as write_docx
from stagemap.documents.files.ics import Happening, calendar_text, of_blocks, of_deadlines, of_moments
from stagemap.documents.files.pdf import roster_pdf as write_pdf
from stagemap.documents.files.roster_sheet import lay_out
from stagemap.documents.files.sheet import RosterSheet
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access as planning_access

from .answer import PDF, file_answer

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ICS = "text/calendar; charset=utf-8"


@require_safe
def roster_pdf(request: Request, placement_id: int, number: int) -> HttpResponse:
    """A version of the roster as it was sent, as PDF."""
    return _paper(request, _sent(request, placement_id, number), write_pdf, PDF, "pdf")


@require_safe
def roster_docx(request: Request, placement_id: int, number: int) -> HttpResponse:
    """A version of the roster as it was sent, as a Word document."""
    return _paper(request, _sent(request, placement_id, number), write_docx, DOCX, "docx")


@require_safe
def roster_ics(request: Request, placement_id: int, number: int) -> HttpResponse:
    """The blocks of a version that have a clock time, as a calendar file."""
    roster = _sent(request, placement_id, number)
    happenings = _blocks(roster, language())
    name = f"{roster.edition.name.in_(language())} {roster.facts.student}"
    made = calendar_text(name, happenings, stamp=roster.facts.sent_at or request.now, language=language())
    return file_answer(made, ICS, _name(roster, "ics"))


@require_safe
def plan_pdf(request: Request, placement_id: int) -> HttpResponse:
    """The plan as it stands, as PDF that says it is a draft."""
    return _paper(request, _draft(request, placement_id), write_pdf, PDF, "pdf")


@require_safe
def plan_docx(request: Request, placement_id: int) -> HttpResponse:
    """The plan as it stands, as a Word document that says it is a draft."""
    return _paper(request, _draft(request, placement_id), write_docx, DOCX, "docx")


@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """The private calendar of one person of a placement: calendar programs fetch it every few hours."""
    plan, holder = access.feed_for(token, today=request.today)
    with override(holder.language):
        shown = queries.feed_of(plan, today=request.today, language=holder.language)
        name = f"{shown.edition.name.in_(holder.language)} {shown.student}"
        made = calendar_text(name, _happenings(shown, holder.language), stamp=request.now, language=holder.language)
    return file_answer(made, ICS, f"{slugify(name) or 'stagemap'}.ics")


def _sent(request: Request, placement_id: int, number: int) -> queries.Roster:
    return queries.sent_of(planning_access.version_for(request.viewer, placement_id, number, request.action))


def _draft(request: Request, placement_id: int) -> queries.Roster:
    plan = planning_access.get_for(request.viewer, placement_id, request.action)
    return queries.draft_of(plan, today=request.today, language=language())


def _paper(
    request: Request, roster: queries.Roster, write: Callable[[RosterSheet], bytes], kind: str, ending: str
) -> HttpResponse:
    sheet = lay_out(roster.edition, roster.plan, roster.facts, language(), today=request.today)
    return file_answer(write(sheet), kind, _name(roster, ending))


def _blocks(roster: queries.Roster, language: str) -> tuple[Happening, ...]:
    school = ", ".join(filter(None, (roster.facts.school, roster.facts.school_address)))
    return of_blocks(roster.edition, roster.plan.blocks, language, school=school, revision=roster.revision)


def _happenings(shown: queries.Feed, language: str) -> tuple[Happening, ...]:
    """All that the calendar shows; whoever is not the student reads whose it is."""
    everything = (
        *(_blocks(shown.roster, language) if shown.roster else ()),
        *of_moments(shown.moments, language, key=shown.key, place=shown.school),
        *of_deadlines(shown.dues, language, key=shown.key),
    )
    if shown.own:
        return everything
    return tuple(replace(each, title=f"{shown.student}: {each.title}") for each in everything)


def _name(roster: queries.Roster, ending: str) -> str:
    """``stagerooster-noor-verhaegen-versie-3.pdf``: letters that every disk can keep."""
    version = _("version %(number)s") % {"number": roster.facts.number} if roster.facts.number else _("draft")
    return f"{slugify(' '.join((_('Internship roster'), roster.facts.student, version)))}.{ending}"
