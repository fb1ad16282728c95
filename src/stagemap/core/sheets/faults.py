"""What is wrong in the answers of a sheet: what even a draft may not hold, and what is missing before others read it.

A sentence of ``Says`` is a message id: an upper floor writes ``gettext(fault.sentence) % fault.values`` and keeps the
translation in its own catalogue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from enum import StrEnum
from typing import Any

from stagemap.core.sheets.answers import Answers, shaped, tidy
from stagemap.core.sheets.conditions import Asked, columns_of, is_met
from stagemap.core.sheets.kinds import Field, FieldType, Filler, Scale, SheetKind
from stagemap.core.sheets.richtext import text_in

Path = tuple[str | int, ...]


class Says(StrEnum):
    """What is wrong with one answer, what was expected, and where it helps what was found."""

    UNREAD = "This answer cannot be read. Fill it in again."
    UNKNOWN = "This is not one of the options. Choose one that is offered."
    TOO_LONG = "There is room for %(most)s characters and there are %(count)s. Make it shorter."
    TOO_SHORT = "Say it in at least %(least)s characters; there are %(count)s now."
    TOO_HIGH = "Give a number of at most %(most)s."
    TOO_LOW = "Give a number of at least %(least)s."
    TOO_MUCH_TIME = "Give at most %(most)s minutes."
    TOO_LITTLE_TIME = "Give at least %(least)s minutes."
    TOO_MANY = "There is room for %(most)s and there are %(count)s. Take some out."
    TOO_FEW = "Name at least %(least)s; there are %(count)s now."
    MISSING = "Fill this in before others read the sheet."
    UNEXPLAINED = "This step asks for an explanation of at least %(least)s characters."
    UNCONFIRMED = "This waits until your mentor confirms the permission."


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (a field, then the row of a table and its column), and a sentence with its values.

    An empty path speaks of the sheet as a whole.
    """

    path: Path
    sentence: str
    values: Mapping[str, Any] = made(default_factory=dict)


_OFFERED = frozenset({FieldType.CHOICE, FieldType.CHOICES, FieldType.PERSON})
_ROOM: Mapping[FieldType, int] = {
    FieldType.SHORT_TEXT: 400,
    FieldType.LONG_TEXT: 20_000,
    FieldType.TABLE: 200,
    FieldType.CHOICES: 100,
    FieldType.PUPIL: 40,
    FieldType.SHEET: 40,
    FieldType.ATTACHMENT: 40,
}
"""What there is room for where a field names no most."""
_COMMENT = 2000
_OVER: Mapping[FieldType, Says] = {
    FieldType.SHORT_TEXT: Says.TOO_LONG,
    FieldType.LONG_TEXT: Says.TOO_LONG,
    FieldType.NUMBER: Says.TOO_HIGH,
    FieldType.DURATION: Says.TOO_MUCH_TIME,
}
_UNDER: Mapping[FieldType, Says] = {
    FieldType.SHORT_TEXT: Says.TOO_SHORT,
    FieldType.LONG_TEXT: Says.TOO_SHORT,
    FieldType.NUMBER: Says.TOO_LOW,
    FieldType.DURATION: Says.TOO_LITTLE_TIME,
}


def faults_of(
    kind: SheetKind,
    answers: Answers,
    *,
    confirmed: Collection[str] = frozenset(),
    closed: bool = False,
    whole: bool,
) -> tuple[Fault, ...]:
    """All that is wrong in ``answers``, in the order of the sheet.

    A draft (``whole`` is false) may be incomplete: only shapes, unknown options and what is too much are told. Before
    others read it, what is asked must also be filled in, long enough, and confirmed by the mentor where it is a
    consent (``confirmed``); what others than its writer fill in is not waited for, nor a part that is still shut.
    """
    scales = {scale.key: scale for scale in kind.scales}
    found = [*_unfit(kind.fields, answers, scales, ())]
    if whole:
        found += _unfinished(Asked(kind, tidy(kind, answers), confirmed, closed=closed), kind.by, scales)
    order = {field.key: place for place, field in enumerate(kind.fields)}
    return tuple(sorted(found, key=lambda fault: order[str(fault.path[0])]))


Scales = Mapping[str, Scale]


def _unfit(fields: Iterable[Field], answers: Answers, scales: Scales, path: Path) -> Iterator[Fault]:
    """What not even a draft may hold."""
    for field in fields:
        value, here = answers.get(field.key), (*path, field.key)
        if _is_unread(field, value):
            yield Fault(here, Says.UNREAD)
            continue
        said = shaped(field, value)
        if said is not None:
            yield from _unknown(field, said, scales, here)
            yield from _too_much(field, said, here)
        if field.type is FieldType.TABLE:
            yield from _rows(field, value or (), scales, here)


def _rows(table: Field, rows: Iterable[Any], scales: Scales, path: Path) -> Iterator[Fault]:
    for number, row in enumerate(rows):
        if isinstance(row, Mapping):
            yield from _unfit(table.columns, row, scales, (*path, number))
        elif not _is_blank(row):
            yield Fault((*path, number), Says.UNREAD)


def _is_unread(field: Field, value: object) -> bool:
    """Whether anything that ``value`` says is lost in the shape of the field; rows are looked at one by one."""
    if field.type is FieldType.TABLE:
        return not isinstance(value, list) and not _is_blank(value)
    said = shaped(field, value)
    if isinstance(value, list):
        return len(said or ()) < len({str(each) for each in value if not _is_blank(each)})
    if isinstance(value, Mapping):
        return any(name not in (said or {}) for name, each in value.items() if not _is_blank(each))
    return said is None and not _is_blank(value)


def _is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not text_in(value)
    return value is None or value in ([], {})


def _unknown(field: Field, said: Any, scales: Scales, path: Path) -> Iterator[Fault]:
    """What is chosen stands among what is offered."""
    offered = {option.key for option in field.options}
    if field.type in _OFFERED:
        unknown = not offered.issuperset(said if isinstance(said, list) else (said,))
    elif field.type is FieldType.CONSENT:
        unknown = not offered.issuperset([said["by"]] if "by" in said else ())
    elif field.type is FieldType.SCALE:
        steps = {step.key for step in scales[field.scale].steps}
        unknown = not steps.issuperset([said["step"]] if "step" in said else ())
    else:
        unknown = False
    if unknown:
        yield Fault(path, Says.UNKNOWN)


def _too_much(field: Field, said: Any, path: Path) -> Iterator[Fault]:
    most = _ROOM.get(field.type) if field.most is None else field.most
    amount = amount_of(field, said)
    if amount is not None and most is not None and amount > most:
        yield Fault(path, _OVER.get(field.type, Says.TOO_MANY), {"most": most, "count": amount})
    if field.type is FieldType.SCALE and len(said.get("comment", "")) > _COMMENT:
        values = {"most": _COMMENT, "count": len(said["comment"])}
        yield Fault((*path, "comment"), Says.TOO_LONG, values)


def _unfinished(asked: Asked, writer: Filler, scales: Scales) -> Iterator[Fault]:
    """What is missing of all that is asked of the writer."""
    for field in asked.fields.values():
        if field.by is not writer:
            continue
        said = asked.answers.get(field.key)
        needed = field.required or (field.required_when is not None and asked.holds(field.required_when))
        if said is None:
            if needed:
                yield Fault((field.key,), Says.MISSING)
            continue
        yield from _too_little(field, said, scales, (field.key,), needed=needed)
        if field.type is FieldType.CONSENT and needed and field.key not in asked.confirmed:
            yield Fault((field.key,), Says.UNCONFIRMED)
        for number, row in enumerate(said if field.type is FieldType.TABLE else ()):
            yield from _unfinished_row(field, row, scales, (field.key, number))


def _unfinished_row(table: Field, row: Answers, scales: Scales, path: Path) -> Iterator[Fault]:
    """What is missing of all that a row of a table asks."""
    columns = {column.key: column for column in columns_of(table, row)}
    for key, column in columns.items():
        when = column.required_when
        needed = column.required or (when is not None and when.field in columns and is_met(when, row.get(when.field)))
        if key in row:
            yield from _too_little(column, row[key], scales, (*path, key), needed=needed)
        elif needed:
            yield Fault((*path, key), Says.MISSING)


def _too_little(field: Field, said: Any, scales: Scales, path: Path, *, needed: bool) -> Iterator[Fault]:
    amount = amount_of(field, said)
    if amount is not None and field.least is not None and amount < field.least:
        yield Fault(path, _UNDER.get(field.type, Says.TOO_FEW), {"least": field.least, "count": amount})
    if field.type is FieldType.SCALE:
        yield from _unexplained(scales[field.scale], said, path, needed=needed)
    if field.type is FieldType.CONSENT and needed:
        yield from (Fault((*path, name), Says.MISSING) for name in ("by", "on") if name not in said)


def _unexplained(scale: Scale, said: Mapping[str, str], path: Path, *, needed: bool) -> Iterator[Fault]:
    """The lowest and the highest step ask for a word of explanation (G19, G20)."""
    step = said.get("step", "")
    if needed and not step:
        yield Fault(path, Says.MISSING)
    if step in scale.comment_at and len(said.get("comment", "")) < scale.comment_least:
        yield Fault((*path, "comment"), Says.UNEXPLAINED, {"least": scale.comment_least})


def amount_of(field: Field, said: Any) -> int | None:
    """What ``least`` and ``most`` of a field bound: characters, the number itself, minutes, or how many there are."""
    if field.type is FieldType.LONG_TEXT:
        return len(text_in(said))
    if field.type in (FieldType.NUMBER, FieldType.DURATION):
        return int(said)
    return len(said) if field.type in _ROOM else None
