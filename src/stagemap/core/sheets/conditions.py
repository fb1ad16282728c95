"""Which parts and fields of a sheet are there to be filled in: asked, shut, or not shown at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from stagemap.core.dates import Text
from stagemap.core.sheets.answers import Answers
from stagemap.core.sheets.kinds import Condition, Field, FieldType, Part, SheetKind

SHUT = Text("Dit deel is nog niet open.", "This part is not open yet.")
"""What a shut part says when its kind words nothing for it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with those of its fields that are asked now; a shut one has none, and says what is waited for."""

    part: Part
    fields: tuple[Field, ...]
    locked: Text | None = None


class Asked:
    """What a sheet asks in its present state; a condition holds only for a field that is asked itself.

    ``fields`` are those that are asked, by key in the order of the sheet, ``parts`` those that are shown or shut.
    """

    def __init__(self, kind: SheetKind, answers: Answers, confirmed: Collection[str], *, closed: bool) -> None:
        self.answers, self.confirmed, self.closed = answers, confirmed, closed
        self.fields: dict[str, Field] = {}
        self.parts = tuple(self._shown(part) for part in kind.parts if self.holds(part.shown_when))

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition on a field of the sheet holds; none always does."""
        if condition is None:
            return True
        field = self.fields.get(condition.field)
        if field is None:
            return False
        if field.type is FieldType.CONSENT:
            return field.key in self.confirmed
        return is_met(condition, self.answers.get(field.key))

    def _shown(self, part: Part) -> Shown:
        if not self.holds(part.opens_when) or (part.after_closing and not self.closed):
            return Shown(part, (), part.locked or SHUT)
        return Shown(part, tuple(field for field in part.fields if self._asks(field)))

    def _asks(self, field: Field) -> bool:
        """Whether a field is asked; from then on others may hang on it."""
        asks = self.holds(field.shown_when)
        if asks:
            self.fields[field.key] = field
        return asks


def visible(
    kind: SheetKind, answers: Answers, *, confirmed: Collection[str] = frozenset(), closed: bool = False
) -> tuple[Shown, ...]:
    """The parts of a sheet with the fields to show; a shut part shows none (G17).

    ``confirmed`` are the consents that the mentor confirmed, and ``closed`` whether the observation is: some parts
    open by the one, and what explains an observation by the other.
    """
    return Asked(kind, answers, confirmed, closed=closed).parts


def answered(kind: SheetKind, answers: Answers, *, confirmed: Collection[str], closed: bool) -> Answers:
    """The answers to what is asked now: what stands in a field that is hidden or shut is nobody else's to read."""
    asked = {field.key for part in visible(kind, answers, confirmed=confirmed, closed=closed) for field in part.fields}
    return {key: answer for key, answer in answers.items() if key in asked}


def columns_of(table: Field, row: Answers) -> tuple[Field, ...]:
    """The columns that a row of a table asks; one may hang on a column before it in the same row."""
    asked: dict[str, Field] = {}
    for column in table.columns:
        when = column.shown_when
        if when is None or (when.field in asked and is_met(when, row.get(when.field))):
            asked[column.key] = column
    return tuple(asked.values())


def is_met(condition: Condition, answer: Any) -> bool:
    """Whether an answer has one of the values that a condition names, or is there at all where it names none."""
    if answer is None:
        return False
    return not condition.any_of or not set(_values(answer)).isdisjoint(condition.any_of)


def _values(answer: Any) -> Iterable[str]:
    """The values of an answer that a condition can name."""
    if isinstance(answer, bool):
        return ("yes" if answer else "no",)
    if isinstance(answer, dict):
        return (answer.get("step", ""),)
    return answer if isinstance(answer, list) else (str(answer),)
