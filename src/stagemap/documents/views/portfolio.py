"""The portfolio to take along: one sheet or the whole folder as PDF, the open layer alone, and everything as a ZIP."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stagemap.core.privacy import title_without_codes
from stagemap.core.roster import plan_from_data
from stagemap.core.sheets import visible
from stagemap.documents.files.archive import FILES, pack
from stagemap.documents.files.dossier import Dossier, Leaf, Section, dossier_pdf
from stagemap.documents.queries import files_of, pages_of, portfolio_data
from stagemap.kit import formats
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.kit.uploads import store
from stagemap.placements.access import ACTIVE_DAYS
from stagemap.planning.access import plan_for
from stagemap.planning.queries import latest_version, open_desk_of, version_record
from stagemap.portfolio import access
from stagemap.portfolio.queries import Folder, Source, folder_of, page_of
from stagemap.portfolio.queries.cards import snapshot_of
from stagemap.portfolio.views.files import file_view
from stagemap.programmes.queries import kind_for, record_of

from .answer import PDF, file_answer
from .leaves import notes_leaf, project_leaf, roster_leaf, sheet_leaf, stretches_of

if TYPE_CHECKING:
    from stagemap.placements.models import Placement
    from stagemap.planning.models import RosterVersion

ZIP = "application/zip"


@require_safe
def sheet_pdf(request: Request, placement_id: int, sheet_id: uuid.UUID) -> HttpResponse:
    """One sheet as its reader's page shows it."""
    sheet = access.sheet_for(request.viewer, placement_id, sheet_id, request.action)
    leaf = sheet_leaf(page_of(sheet, request.viewer, language=language()))
    dossier = _dossier(sheet.placement, leaf.title, (Section("", (leaf,)),), mark=_closed())
    name = _name(title_without_codes(leaf.title, language()), sheet.placement)
    return file_answer(dossier_pdf(dossier, pictures=store.folder()), PDF, name)


@require_safe
def portfolio_pdf(request: Request, placement_id: int) -> HttpResponse:
    """The whole folder, as far as its reader sees it; never to lie about in the class."""
    placement = access.portfolio_for(request.viewer, placement_id, request.action)
    folder = folder_of(placement, request.viewer, today=request.today, language=language())
    sections = tuple(_sections(request, placement, folder))
    made = dossier_pdf(_whole(placement, sections, mark=_closed()), pictures=store.folder())
    return file_answer(made, PDF, _name(_("Stagemap"), placement))


@require_safe
def open_pdf(request: Request, placement_id: int) -> HttpResponse:
    """The open layer, to lie printed in the class: what the class card shows (G17)."""
    placement = access.portfolio_for(request.viewer, placement_id, request.action)
    sections = tuple(_open_sections(placement, request.today))
    made = dossier_pdf(_whole(placement, sections, mark=_("open in the class")), pictures=store.folder())
    return file_answer(made, PDF, _name(_("Open stagemap"), placement))


@require_safe
def portfolio_zip(request: Request, placement_id: int) -> HttpResponse:
    """Everything that was written, with its files, to keep and to read back."""
    placement = access.portfolio_for(request.viewer, placement_id, request.action)
    data = portfolio_data(placement)
    files = files_of(placement)
    titles = {each["id"]: each["title"] or kind_for(each["text_id"]).name.in_(language()) for each in data["sheets"]}
    context = {
        "data": data,
        "sheets": [(titles[each["id"]], each["day"]) for each in data["sheets"]],
        "files": [
            (f"{FILES}{name}", titles[str(each.sheet_id)], file_view(each, placement.pk).said) for name, each in files
        ],
        "language": language(),
    }
    page = render_to_string("documents/portfolio.html", context)
    made = BytesIO()
    pack(data, page, {name: store.kept(each.digest).read_bytes for name, each in files}, made)
    return file_answer(made.getvalue(), ZIP, _name(_("Stagemap"), placement, "zip"))


def _sections(request: Request, placement: Placement, folder: Folder) -> Iterable[Section]:
    """The tabs that hold anything; in the overview of the activities only what was written of them."""
    pages, plan = pages_of(placement, request.viewer, language=language()), plan_for(placement)
    sent = latest_version(plan)
    for each in folder.tabs:
        leaves = [sheet_leaf(pages[line.id]) for leaf in each.leaves for line in leaf.sheets if line.id in pages]
        notes = [leaf.note for leaf in each.leaves if leaf.note is not None]
        leaves += [notes_leaf(notes)] if notes else []
        if any(leaf.source is Source.PROJECT for leaf in each.leaves):
            leaves.insert(0, project_leaf(open_desk_of(plan, today=request.today).record))
        if sent is not None and any(leaf.source is Source.SENT for leaf in each.leaves):
            leaves.insert(0, _sent_leaf(sent, placement, request.today))
        yield from _section(each.tab.name.in_(language()), leaves)


def _sent_leaf(version: RosterVersion, placement: Placement, today: dt.date) -> Leaf:
    """The roster as it was sent last."""
    at = formats.moment(version.sent_at, today, lang=language())
    told = _("Version %(number)s, sent %(at)s") % {"number": version.number, "at": at}
    return roster_leaf(record_of(placement.edition), version_record(version), _("Week roster"), told)


def _open_sections(placement: Placement, today: dt.date) -> Iterable[Section]:
    """The snapshot that a class card would publish now, tab by tab."""
    edition, snapshot = record_of(placement.edition), snapshot_of(placement, today=today)
    for tab in edition.tabs:
        leaves: list[Leaf] = []
        if tab.key == "roster" and snapshot["roster"] is not None:
            leaves.append(roster_leaf(edition, plan_from_data(snapshot["roster"]), _("Week roster"), ""))
        if tab.key == "project" and snapshot["project"]["project"]["description"]:
            leaves.append(project_leaf(plan_from_data(snapshot["project"])))
        for sheet in (each for each in snapshot["sheets"] if each["tab"] == tab.key):
            kind, answers = kind_for(sheet["text"]), sheet["answers"]
            stretches = stretches_of(kind, visible(kind, answers, closed=True), answers)
            name = kind.name.in_(language())
            leaves.append(Leaf(sheet["title"] or name, name if sheet["title"] else "", stretches))
        yield from _section(tab.name.in_(language()), leaves)


def _section(name: str, leaves: list[Leaf]) -> Iterable[Section]:
    """A tab, unless it is empty."""
    if leaves:
        yield Section(name, tuple(leaves))


def _whole(placement: Placement, sections: tuple[Section, ...], *, mark: str) -> Dossier:
    title = _("The stagemap of %(name)s") % {"name": placement.student.name}
    return _dossier(placement, title, sections, mark=mark, contents=_("Contents"))


def _dossier(
    placement: Placement, title: str, sections: tuple[Section, ...], *, mark: str, contents: str = ""
) -> Dossier:
    edition, lang, week = record_of(placement.edition), language(), placement.week
    days = "" if week is None else formats.days(week, week + dt.timedelta(days=ACTIVE_DAYS - 1), lang=lang)
    facts = (
        (_("Student"), placement.student.name),
        (_("School"), "" if placement.school is None else f"{placement.school.name}, {placement.school.city}"),
        (_("Class"), placement.class_label),
        (_("Mentor"), "" if placement.mentor is None else placement.mentor.name),
        (_("College"), edition.college.in_(lang)),
    )
    return Dossier(
        language=lang,
        title=title,
        subtitle=", ".join(part for part in (edition.name.in_(lang), days) if part),
        facts=tuple(fact for fact in facts if fact[1]),
        sections=sections,
        contents=contents,
        files=_("Attachments"),
        mark=mark,
        owner=placement.student.name,
        page=_("page {page} of {pages}"),
    )


def _closed() -> str:
    return _("closed")


def _name(what: str, placement: Placement, ending: str = "pdf") -> str:
    return f"{slugify(f'{what} {placement.student.name}')}.{ending}"
