"""A kind of sheet made by hand that asks everything a sheet can ask."""

from __future__ import annotations

from typing import Any

from stagemap.core.dates import Text
from stagemap.core.sheets import Condition, Field, FieldType, Layer, Option, Part, Scale, SheetKind


def said(text: str) -> Text:
    """The same words in both languages."""
    return Text(text, text)


def asked(key: str, kind: FieldType, **more: Any) -> Field:
    """A question that is called as its key."""
    return Field(key, said(key), kind, **more)


def options(*keys: str) -> tuple[Option, ...]:
    """Options that are called as their keys."""
    return tuple(Option(key, said(key)) for key in keys)


CARE = Scale("care", said("Stappen"), options("not_yet", "solid", "not_seen"), way_out="not_seen")
TABLE = asked(
    "agreements",
    FieldType.TABLE,
    most=3,
    columns=(
        asked("what", FieldType.SHORT_TEXT),
        asked("how", FieldType.LONG_TEXT),
        asked("who", FieldType.PERSON, options=options("teacher", "head")),
        asked("by_day", FieldType.DATE),
    ),
)
EVERY = (
    asked("subject", FieldType.SHORT_TEXT, required=True),
    asked("story", FieldType.LONG_TEXT, most=4000),
    asked("count", FieldType.NUMBER),
    asked("minutes", FieldType.DURATION),
    asked("present", FieldType.YES_NO),
    asked("day", FieldType.DATE),
    asked("start", FieldType.TIME),
    asked("role", FieldType.CHOICE, options=options("observing", "active")),
    asked("measures", FieldType.CHOICES, options=options("more", "less", "other")),
    asked("sure", FieldType.SCALE, scale="care"),
    TABLE,
    asked("pupils", FieldType.PUPIL),
    asked("chair", FieldType.PERSON, options=options("a", "b", "c", "d", "e", "f", "g")),
    asked("block", FieldType.BLOCK),
    asked("cites", FieldType.SHEET),
    asked("files", FieldType.ATTACHMENT),
    asked("permission", FieldType.CONSENT, options=options("head", "parents")),
)
HIDDEN = asked("why_absent", FieldType.SHORT_TEXT, shown_when=Condition("present", ("no",)))
LOCKED = Part("step", said("Stap"), (asked("note", FieldType.LONG_TEXT),), locked=said("Wacht op de mentor."))
KIND = SheetKind(
    key="every",
    name=said("Alles"),
    version=1,
    tab="meetings",
    layers=(Layer.ANNEX, Layer.OPEN, Layer.PRIVATE),
    parts=(Part("all", said("Alles"), (*EVERY, HIDDEN)), LOCKED),
    scales=(CARE,),
    title_from=("subject",),
)
ANSWERS: dict[str, Any] = {
    "subject": "Overleg over #1",
    "story": "<p>Een <strong>sterk</strong> begin.</p><ul><li>een</li><li>twee</li></ul>",
    "count": 4,
    "minutes": 100,
    "present": True,
    "day": "2027-04-22",
    "start": 795,
    "role": "active",
    "measures": ["more", "other"],
    "sure": {"step": "solid", "comment": "Twee keer gezien."},
    "agreements": [
        {"what": "Stappenplan", "how": "<p>Op de bank.</p>", "who": "teacher", "by_day": "2027-04-26"},
        {"what": "Gesprek", "who": "head"},
    ],
    "pupils": ["#1"],
    "chair": "c",
    "block": "6f1c5f5e-4f07-4f57-8f0e-0d8b9b1f6a01",
    "cites": ["6f1c5f5e-4f07-4f57-8f0e-0d8b9b1f6a02"],
    "files": ["6f1c5f5e-4f07-4f57-8f0e-0d8b9b1f6a03"],
    "permission": {"by": "head", "on": "2027-04-20"},
    "note": "<p>Uit een later deel.</p>",
}
