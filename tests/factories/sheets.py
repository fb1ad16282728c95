from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from stagemap.core.dates import Text
from stagemap.core.pinned import canonical, digest_of
from stagemap.core.sheets import Count, Field, FieldType, Layer, Option, Part, SheetKind, Source
from stagemap.placements.models import Placement, SchoolPerson
from stagemap.portfolio.models import Attachment, ClassCard, DayNote, Permission, Review, Sheet, SheetVersion
from stagemap.programmes.models import Edition, KindVersion, PinnedText

if TYPE_CHECKING:
    from collections.abc import Mapping

_AT = dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)
_TODAY = dt.date(2027, 3, 24)


def text(words: str) -> Text:
    return Text(words, words)


def sheet_field(key: str, kind: str = "short_text", **fields: Any) -> Field:
    return Field(key, text(key), FieldType(kind), **fields)


def sheet_part(*fields: Field, key: str = "part", **more: Any) -> Part:
    return Part(key, text(key), fields, **more)


def sheet_kind(key: str = "report", *, parts: tuple[Part, ...] | None = None, **fields: Any) -> SheetKind:
    """A kind with a subject (its title, from the task), a story, pupils, a role and three lengths of time."""
    asked = (
        sheet_field("subject", most=120, required=True, begins_with=Source.TASK),
        sheet_field("day", "date", begins_with=Source.DATE),
        sheet_field("story", "long_text", most=4000, required=True),
        sheet_field("pupils", "pupil", most=3, begins_with=Source.PUPILS),
        sheet_field("role", "choice", options=(Option("active", text("actief")), Option("observing", text("kijkend")))),
        *(sheet_field(count.value, "duration", counts_as=count) for count in Count),
    )
    known = {"tab": "meetings", "layers": (Layer.ANNEX, Layer.OPEN, Layer.PRIVATE), "title_from": ("subject",)}
    whole = (Part("report", text("Verslag"), asked),) if parts is None else parts
    return SheetKind(key=key, name=text(key.capitalize()), version=1, parts=whole, **{**known, **fields})


def kind_version(of: Edition, kind: SheetKind) -> KindVersion:
    """A kind that an edition has; the same one when asked again."""
    body = canonical(kind)
    pinned, _ = PinnedText.objects.get_or_create(digest=digest_of(body), defaults={"body": body})
    known = {"text": pinned, "since": dt.datetime(2026, 9, 21, 8, tzinfo=dt.UTC)}
    return KindVersion.objects.get_or_create(edition=of, kind=kind.key, number=kind.version, defaults=known)[0]


def sheet(
    of: Placement,
    kind: SheetKind | None = None,
    *,
    answers: Mapping[str, Any] | None = None,
    is_ready: bool = True,
    at: dt.datetime = _AT,
    **fields: Any,
) -> Sheet:
    """A sheet of the student with one version, ready unless ``is_ready`` says otherwise."""
    used = kind or sheet_kind()
    says = dict(answers if answers is not None else {"subject": "Zorgoverleg", "story": "<p>We spraken.</p>"})
    known: dict[str, Any] = {
        "title": says.get("subject", ""),
        "layer": Layer.ANNEX,
        "begun_at": at,
        "begun_by": f"user:{of.student_id}",
        "changed_at": at,
    }
    text_id = kind_version(of.edition, used).text_id
    made = Sheet.objects.create(placement=of, kind=used.key, text_id=text_id, answers=says, **{**known, **fields})
    version = sheet_version(made, at=at, is_ready=is_ready)
    if is_ready:
        made.shown = version
        made.save(update_fields=["shown"])
    return made


def sheet_version(of: Sheet, *, at: dt.datetime = _AT, is_ready: bool = False, **fields: Any) -> SheetVersion:
    """What a sheet says now, as a version of it."""
    known: dict[str, Any] = {"revision": of.revision, "title": of.title, "answers": of.answers, "by": of.begun_by}
    ready_at = at if is_ready else None
    return SheetVersion.objects.create(sheet=of, begun_at=at, at=at, ready_at=ready_at, **{**known, **fields})


def attachment(of: Sheet, *, added_at: dt.datetime = _AT, **fields: Any) -> Attachment:
    """A picture beside a sheet; its file does not lie anywhere."""
    known: dict[str, Any] = {"media_type": "image/png", "size": 310_000, "digest": "ab" * 32, "alt": "Een stappenplan"}
    known |= {"id": uuid4(), "number": of.attachments.count() + 1}
    return Attachment.objects.create(sheet=of, added_by=of.begun_by, added_at=added_at, **{**known, **fields})


def review(of: Sheet, *, at: dt.datetime = _AT, remark: str = "") -> Review:
    """The mentor read the version that others read."""
    assert of.shown is not None
    return Review.objects.create(version=of.shown, person=_mentor(of.placement), at=at, remark=remark)


def permission(of: Sheet, field: str = "permission", *, at: dt.datetime = _AT) -> Permission:
    return Permission.objects.create(sheet=of, field=field, person=_mentor(of.placement), at=at)


def day_note(of: Placement, text: str = "Fijne dag", *, day: dt.date = _TODAY) -> DayNote:
    return DayNote.objects.create(placement=of, person=_mentor(of), day=day, text=text, at=_AT)


def _mentor(of: Placement) -> SchoolPerson:
    assert of.mentor is not None
    return of.mentor


def class_card(of: Placement, **fields: Any) -> ClassCard:
    """A card with an empty snapshot, which opens until the Friday of the week."""
    empty: dict[str, Any] = {"about": {}, "edition": of.edition.text_id, "roster": None, "project": None, "sheets": []}
    until = (of.week or _AT.date()) + dt.timedelta(days=4)
    known = {"public_id": f"kaart{of.pk}", "snapshot": empty, "valid_until": until, "made_at": _AT}
    return ClassCard.objects.create(placement=of, **{**known, "published_at": _AT, **fields})
