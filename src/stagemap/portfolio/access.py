"""The door of the portfolio: a sheet, a file or a class card is loaded here or it does not exist.

One rule. Whoever writes a sheet reads it as it stands. Everybody else reads the version that was made ready last, in
the layers that ``core.roles`` gives to what they are to the placement, and no kind of sheets that is shut to them
(G17). ``reads`` says it of one sheet, ``visible_to`` and ``sheets_for`` are the same as a filter.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Q, QuerySet
from django.http import Http404

from stagemap.core.roles import SHUT, Action, Relation, Viewer, layers_for, reads_kind, sees_pupil_codes
from stagemap.core.sheets import College
from stagemap.kit.prepared import Prepared
from stagemap.placements import access as placements_access
from stagemap.placements.models import Placement, Reading, Supervision
from stagemap.programmes.models import KindVersion
from stagemap.programmes.queries import kind_for

from .models import Attachment, ClassCard, Sheet

_SHEET = Prepared(
    lambda placement, sheet: Sheet.objects.select_related("shown").filter(pk=sheet, placement_id=placement),
    "placement",
    uuids=("sheet",),
)
_PARTS = {Reading.Part.CLASS_MENTOR: Relation.CLASS_MENTOR, Reading.Part.CARE_TEAM: Relation.CARE_TEAM}


def portfolio_for(viewer: Viewer, placement_id: int, action: Action) -> Placement:
    """The placement whose portfolio ``viewer`` may do ``action`` with; its ``relation`` gives the right.

    Raises ``Http404`` for a stranger, ``core.refusals.WrongPhase`` when the right rests.
    """
    return placements_access.get_for(viewer, placement_id, action)


def sheet_for(viewer: Viewer, placement_id: int, sheet_id: uuid.UUID, action: Action) -> Sheet:
    """One sheet that ``viewer`` reads (``sheet.placement`` comes through ``portfolio_for``), or ``Http404``.

    Only who began a sheet writes it. Raises ``core.refusals.WrongPhase`` when the right rests.
    """
    placement = portfolio_for(viewer, placement_id, action)
    sheet: Sheet | None = _SHEET.object(placement=placement.pk, sheet=sheet_id)
    if sheet is None or not may_read(known(sheet, viewer, placement)):
        raise Http404
    if action is Action.WRITE_SHEET and not sheet.is_mine:
        raise Http404
    return sheet


def permission_for(viewer: Viewer, placement_id: int, sheet_id: uuid.UUID, action: Action) -> Sheet:
    """One sheet whose permission ``viewer`` confirms, or ``Http404``.

    What the student writes there of a permission speaks to the mentor at once, so that it can be confirmed before
    anything is observed: this door opens to drafts too, in the layers that the viewer reads, and to that alone.
    """
    placement = portfolio_for(viewer, placement_id, action)
    rows = Sheet.objects.select_related("shown").filter(placement=placement, layer__in=layers_for(placement.relation))
    sheet = rows.filter(pk=sheet_id).first()
    if sheet is None:
        raise Http404
    return known(sheet, viewer, placement)


def attachment_for(viewer: Viewer, placement_id: int, attachment_id: uuid.UUID, action: Action) -> Attachment:
    """A file beside a sheet that ``viewer`` reads (``attachment.sheet`` as ``sheet_for`` gives it), or ``Http404``.

    What was added after the sheet was made ready is the writer's alone. A file cannot be read without pupil codes:
    who may not see them gets those of anonymous sheets alone (G17).
    """
    attachment = Attachment.objects.filter(pk=attachment_id, sheet__placement_id=placement_id).first()
    if attachment is None:
        raise Http404
    attachment.sheet = sheet_for(viewer, placement_id, attachment.sheet_id, action)
    if not opens(attachment.sheet, attachment):
        raise Http404
    return attachment


def card_by(public_id: str, *, today: dt.date) -> ClassCard:
    """The class card of an address that opens ``today``: not stopped, and its last day not over; or ``Http404``."""
    card = ClassCard.objects.filter(public_id=public_id, stopped_at=None, valid_until__gte=today).first()
    if card is None:
        raise Http404
    return card


def visible_to(viewer: Viewer) -> QuerySet[Sheet]:
    """The sheets that ``viewer`` reads, of every placement to which they are more than a stranger."""
    if viewer.user_id is not None:
        return Sheet.objects.filter(_of_account(viewer.user_id))
    return Sheet.objects.filter(_of_people(viewer))


def sheets_for(viewer: Viewer, placement: Placement) -> QuerySet[Sheet]:
    """The sheets of ``placement`` that ``viewer``, for whom access loaded it, reads."""
    return Sheet.objects.filter(_readable(placement.relation, writer_of(viewer, placement.pk)), placement=placement)


def may_read(sheet: Sheet) -> bool:
    """Whether the viewer for whom a sheet is ``known`` reads it."""
    shown = sheet.shown_id is not None
    return reads(sheet.relation, mine=sheet.is_mine, shown=shown, layer=sheet.layer, text_id=sheet.text_id)


def reads(relation: Relation, *, mine: bool, shown: bool, layer: str, text_id: str) -> bool:
    """Whether ``relation`` reads a sheet in ``layer`` whose kind is pinned under ``text_id``: the rule of this door.

    ``mine`` is whether they write it, ``shown`` whether a version of it was made ready.
    """
    if mine:
        return True
    if not shown or layer not in layers_for(relation):
        return False
    return relation not in SHUT or reads_kind(relation, kind_for(text_id))


def writer_of(viewer: Viewer, placement_id: int) -> str:
    """Who writes in this placement, as sheets keep it: ``user:7``, or ``person:3`` by the link to that placement."""
    grant = viewer.grant_for(placement_id)
    return viewer.actor if viewer.user_id is not None or grant is None else f"person:{grant.person_id}"


def known(sheet: Sheet, viewer: Viewer, placement: Placement) -> Sheet:
    """A sheet of ``placement`` with what ``viewer``, for whom that was loaded, is to it."""
    sheet.placement, sheet.relation = placement, placement.relation
    sheet.is_mine = sheet.begun_by == writer_of(viewer, placement.pk)
    return sheet


def reads_summary(sheet: Sheet) -> bool:
    """Whether the viewer for whom a sheet is ``known`` reads the summary of it and nothing else."""
    if sheet.is_mine or sheet.relation is not Relation.SUPERVISOR:
        return False
    return kind_for(sheet.text_id).college is College.SUMMARY


def opens(sheet: Sheet, attachment: Attachment) -> bool:
    """Whether the viewer for whom ``sheet`` was loaded may open a file beside it."""
    if sheet.is_mine:
        return True
    ready_at = None if sheet.shown is None else sheet.shown.ready_at
    if ready_at is None or attachment.added_at > ready_at:
        return False
    return opens_files(sheet.relation, pupils=sheet.pupils, text_id=sheet.text_id)


def opens_files(relation: Relation, *, pupils: str, text_id: str) -> bool:
    """Whether ``relation`` may open files beside a sheet of somebody else, with these ``pupils`` in it."""
    if sees_pupil_codes(relation):
        return True
    if pupils:
        return False
    return relation is not Relation.SUPERVISOR or kind_for(text_id).college is College.WITHOUT_CODES


def _of_account(user_id: int) -> Q:
    """As student of a placement, or as one of its supervisors."""
    writer = f"user:{user_id}"
    supervised = Supervision.objects.filter(supervisor_id=user_id).values("placement_id")
    as_student = Q(placement__student_id=user_id) & _readable(Relation.STUDENT, writer)
    return as_student | Q(placement_id__in=supervised) & _readable(Relation.SUPERVISOR, writer)


def _of_people(viewer: Viewer) -> Q:
    """As mentor or invited reader, each only in the placement whose link was opened."""
    found = Q(pk__in=[])
    for placement_id, person_id in {grant.placement_id: grant.person_id for grant in reversed(viewer.grants)}.items():
        writer = f"person:{person_id}"
        here = Q(placement__mentor_id=person_id) & _readable(Relation.MENTOR, writer)
        for part, relation in _PARTS.items():
            read = Reading.objects.filter(person_id=person_id, part=part).values("placement_id")
            here |= Q(placement_id__in=read) & _readable(relation, writer)
        found |= Q(placement_id=placement_id) & here
    return found


def _readable(relation: Relation, writer: str) -> Q:
    """What ``relation`` reads of a placement: ``reads`` as a filter."""
    others = Q(shown__isnull=False, layer__in=layers_for(relation))
    if relation in SHUT:
        others &= ~Q(text_id__in=_shut_to(relation))
    return Q(begun_by=writer) | others


def _shut_to(relation: Relation) -> list[str]:
    """The texts of the kinds of which ``relation`` reads no sheet."""
    texts = KindVersion.objects.order_by().values_list("text_id", flat=True).distinct()
    return [text for text in texts if not reads_kind(relation, kind_for(text))]
