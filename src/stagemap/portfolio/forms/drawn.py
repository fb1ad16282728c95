"""The form of a sheet as a page draws it: parts, groups of questions beside each other, rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from stagemap.core.sheets import Condition, Field, FieldType, Part

from .sheet import SheetForm

ENDS = ("", "-step", "-comment", "-by", "-on")
SMALL = frozenset({FieldType.DATE, FieldType.TIME, FieldType.NUMBER, FieldType.DURATION})
LARGE = frozenset({FieldType.LONG_TEXT, FieldType.TABLE, FieldType.SCALE, FieldType.SHORT_TEXT})
SHAPES = frozenset({FieldType.TABLE, FieldType.SCALE, FieldType.CONSENT, FieldType.PUPIL})
FEW = 4
"""More options than this ask a line of their own."""
FLAT = 4
"""A table of at most so many narrow columns is drawn as lines, a larger one as cards."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale."""

    key: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One question; ``rows`` of a table, ``consent`` what became of a permission, ``note`` what is said of it."""

    name: str
    field: Field
    label: str
    help: str
    bound: tuple[BoundField, ...] = ()
    hidden: bool = False
    rows: tuple[Row, ...] = ()
    more: bool = False
    steps: tuple[Step, ...] = ()
    way_out: tuple[Step, ...] = ()
    consent: Any = None
    note: Any = None
    when: Condition | None = None

    @property
    def note_id(self) -> str:
        """The element in which a note about what was written here stands; a script looks for it by this name."""
        return f"{self.bound[-1].auto_id}-names"

    @property
    def shape(self) -> str:
        """Which of the page's shapes it has."""
        return self.field.type.value if self.field.type in SHAPES else "field"

    @property
    def css(self) -> str:
        """The extra class of its frame."""
        return "write" if self.field.type is FieldType.LONG_TEXT else ""

    @property
    def width(self) -> str:
        """How much room it asks: ``s`` stands beside others, ``m`` beside one other, ``l`` alone."""
        if self.field.type in SMALL:
            return "s"
        return "l" if self.field.type in LARGE or len(self.field.options) > FEW else "m"

    @property
    def flat(self) -> bool:
        """Whether the rows of this table fit on lines."""
        columns = self.field.columns
        return len(columns) <= FLAT and all(column.type is not FieldType.CHOICES for column in columns)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``number`` stands in the names of its controls, ``place`` is the one that people count."""

    number: int
    place: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the sheet; a locked one says what it waits for."""

    part: Part
    name: str
    about: str
    when: Condition | None = None
    groups: tuple[tuple[str, tuple[Item, ...]], ...] = ()
    locked: str = ""
    hidden: bool = False


def stretches_of(
    form: SheetForm, consents: Mapping[str, Any], notes: Mapping[str, Any] | None = None
) -> tuple[Stretch, ...]:
    """The parts of the sheet that ``form`` writes.

    ``consents`` tells what became of each permission, by field, ``notes`` what is said of an answer, by its control.
    """
    painter = _Painter(form, consents, notes or {})
    return tuple(painter.stretch(part) for part in form.kind.parts)


@dataclass(frozen=True)
class _Painter:
    form: SheetForm
    consents: Mapping[str, Any]
    notes: Mapping[str, Any]

    def say(self, text: Any) -> str:
        """A text of the programme in the language of the page; empty for none."""
        return "" if text is None else str(text.in_(self.form.around.language))

    def stretch(self, part: Part) -> Stretch:
        """One part."""
        shown = self.form.shown.get(part.key)
        name, about = self.say(part.name), self.say(part.about)
        if shown is not None and shown.locked is not None:
            return Stretch(part, name, about, None, locked=self.say(shown.locked))
        visible = set() if shown is None else {each.key for each in shown.fields}
        items = [
            self.item(each.key, each, hidden=shown is not None and each.key not in visible)
            for each in part.fields
            if each.by is self.form.by
        ]
        when = self._known_here(part.shown_when)
        return Stretch(part, name, about, when, tuple(_grouped(items)), hidden=shown is None)

    def item(self, name: str, asked: Field, *, hidden: bool = False) -> Item:
        """One question."""
        names = (name, self.say(asked.name), self.say(asked.help))
        bound = tuple(self.form[name + end] for end in ENDS if name + end in self.form.fields)
        if asked.type is FieldType.TABLE:
            rows = tuple(self.row(name, asked, place, number) for place, number in enumerate(self.form.rows[name], 1))
            room = asked.most is None or len(rows) < asked.most
            return self._made(names, asked, bound, hidden=hidden, rows=rows, more=room)
        if asked.type is FieldType.SCALE:
            return self._made(names, asked, bound, hidden=hidden, **self._steps(asked, bound[0]))
        return self._made(names, asked, bound, hidden=hidden, consent=self.consents.get(name))

    def row(self, name: str, asked: Field, place: int, number: int) -> Row:
        """One row of a table."""
        return Row(number, place, tuple(self.item(f"{name}-{number}-{column.key}", column) for column in asked.columns))

    def _made(self, names: tuple[str, str, str], asked: Field, bound: tuple[BoundField, ...], **more: Any) -> Item:
        name, label, help_text = names
        more["when"] = self._known_here(asked.shown_when)
        more["note"] = next((self.notes[each.name] for each in bound if each.name in self.notes), None)
        return Item(name=name, field=asked, label=label, help=help_text, bound=bound, **more)

    def _known_here(self, when: Condition | None) -> Condition | None:
        """A condition that a script can judge: whether a permission was confirmed, it cannot."""
        consents = {each.key for each in self.form.kind.fields if each.type is FieldType.CONSENT}
        return None if when is None or when.field in consents else when

    def _steps(self, asked: Field, step: BoundField) -> dict[str, tuple[Step, ...]]:
        scale = next(each for each in self.form.kind.scales if each.key == asked.scale)
        value = step.value()
        steps = [Step(each.key, self.say(each.name), each.key == value) for each in scale.steps]
        return {
            "steps": tuple(each for each in steps if each.key != scale.way_out),
            "way_out": tuple(each for each in steps if each.key == scale.way_out),
        }


def _grouped(items: Iterable[Item]) -> Iterable[tuple[str, tuple[Item, ...]]]:
    """Questions that follow each other and ask the same room, together."""
    group: list[Item] = []
    for item in items:
        if group and (item.width != group[0].width or item.width == "l"):
            yield group[0].width, tuple(group)
            group = []
        group.append(item)
    if group:
        yield group[0].width, tuple(group)
