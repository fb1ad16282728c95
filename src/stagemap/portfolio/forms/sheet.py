"""The one form for every kind of sheet, drawn from its records (decision 0009)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from stagemap.core.sheets import Answers, Fault, Field, FieldType, Filler, SheetKind, Shown, plain_of

from .controls import Around, DayField, choice, choices_of, control, labelled, looked_at
from .places import path_in, told_place
from .reading import HTML, Values, read
from .rich import clean

CONTROLS = frozenset({"comment", "by", "on"})
"""The ends of controls that have a label of their own beside that of their question."""
FIRST = {FieldType.SCALE: "-step", FieldType.CONSENT: "-by"}
"""The first control of those that are made of several: a fault of the whole stands there."""
MOST_ROWS = 200


class SheetForm(forms.Form):
    """A sheet to be written by ``by``: the parts and fields that are open now, with what stands in them.

    ``shown`` is what ``core.sheets.visible`` answers; a field that it leaves out is drawn but hidden, so that a script
    can show it at once, and what was typed in it stays. What lies in a locked part is not touched.
    """

    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput(attrs={"id": "revision"}))
    cleared = forms.CharField(required=False, max_length=8000, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: SheetKind,
        shown: Sequence[Shown],
        answers: Answers,
        around: Around,
        by: Filler = Filler.STUDENT,
    ) -> None:
        super().__init__(None if data is None else _with_plain(data))
        self.kind, self.known, self.around, self.by = kind, answers, around, by
        self.shown = {each.part.key: each for each in shown}
        self.rows: dict[str, tuple[int, ...]] = {}
        self._filled: dict[str, list[int]] = {}
        for asked in self.open_fields():
            self._add(asked.key, asked, answers.get(asked.key))

    def open_fields(self) -> Iterable[Field]:
        """What may be written now: all but locked parts and what somebody else fills in."""
        locked = {key for key, each in self.shown.items() if each.locked is not None}
        return (
            asked for part in self.kind.parts for asked in part.fields if part.key not in locked and asked.by is self.by
        )

    # Building

    def _add(self, name: str, asked: Field, answer: Any) -> None:
        if asked.type is FieldType.TABLE:
            self._add_table(name, asked, answer or [])
        elif asked.type is FieldType.SCALE:
            self._add_scale(name, asked, answer or {})
        elif asked.type is FieldType.CONSENT:
            self._add_consent(name, asked, answer or {})
        else:
            self.fields[name] = control(asked, self.around, answer)
            self.initial[name] = _first(asked, answer)
            if name + HTML in self.data:
                self.fields[name].widget.attrs["data-html"] = clean(self.data[name + HTML])

    def _add_table(self, name: str, asked: Field, answer: Sequence[Mapping[str, Any]]) -> None:
        """A row for each that stands there or was sent, and an empty one while there is room."""
        sent = _numbers(self.data, name) if self.is_bound else tuple(range(len(answer)))
        room = asked.most is None or len(sent) < asked.most
        self.rows[name] = (*sent, max(sent, default=-1) + 1) if room else sent
        for number in self.rows[name]:
            row = answer[number] if number < len(answer) else {}
            for column in asked.columns:
                self._add(f"{name}-{number}-{column.key}", column, row.get(column.key))

    def _add_scale(self, name: str, asked: Field, answer: Mapping[str, Any]) -> None:
        scale = next(each for each in self.kind.scales if each.key == asked.scale)
        said = self.around.language
        step = labelled(choice(forms.RadioSelect(), choices_of(scale.steps, said)), asked, said)
        comment = forms.CharField(
            required=False, widget=forms.Textarea(attrs={"rows": 2} | looked_at(asked)), label=_("Explanation")
        )
        self._add_two(name, {"step": step, "comment": comment}, answer)

    def _add_consent(self, name: str, asked: Field, answer: Mapping[str, Any]) -> None:
        options = [("", _("choose …")), *choices_of(asked.options, self.around.language)]
        by, on = choice(forms.Select(), options), DayField(required=False)
        by.label, on.label = _("By whom"), _("On which day")
        self._add_two(name, {"by": by, "on": on}, answer)

    def _add_two(self, name: str, controls: Mapping[str, forms.Field], answer: Mapping[str, Any]) -> None:
        for end, made in controls.items():
            made.required, made.expected = False, True  # type: ignore[attr-defined]  # kit.forms.expect
            self.fields[f"{name}-{end}"], self.initial[f"{name}-{end}"] = made, answer.get(end)

    # Reading

    def answers(self) -> dict[str, Any]:
        """What the sheet holds now, as ``core.sheets`` writes it; only after ``is_valid()``.

        What this form did not ask stands as it stood.
        """
        asked = {each.key: each for each in self.open_fields()}
        kept = {key: value for key, value in self.known.items() if key not in asked}
        values = Values(self.cleaned_data, self.data, self.rows, self._filled)
        return kept | {
            key: answer
            for key, each in asked.items()
            if (answer := read(key, each, values, self.known.get(key))) is not None
        }

    def words_cleared(self) -> list[str] | None:
        """The words that were answered to be no names; None from a page that says nothing of them."""
        return self.cleaned_data["cleared"].split("|") if "cleared" in self.data else None

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Put what ``core.sheets`` finds wrong at the fields where it stands."""
        for fault in faults:
            text = _(fault.sentence) % dict(fault.values)
            self.add_error(self._control_of(fault.path), text)

    def place_of(self, bound: BoundField) -> str:
        """Where in the sheet a control stands, for the list of what is wrong."""
        key, *rest = path_in(bound.name)
        if key in self.rows:
            rest[0] = self.rows[str(key)].index(int(rest[0]))
        where = told_place(self.kind, (key, *rest), self.around.language)
        return f"{where}, {bound.label}" if rest and rest[-1] in CONTROLS else where or str(bound.label)

    def _control_of(self, path: Sequence[str | int]) -> str | None:
        """The control at which a fault is told; None for one that this form does not hold."""
        asked = next((each for each in self.kind.fields if path and each.key == path[0]), None)
        if asked is None:
            return None
        key, *rest = path
        if asked.type is FieldType.TABLE:
            numbers = self._filled.get(asked.key) or self.rows.get(asked.key, ())
            place = int(rest[0]) if rest else 0
            column = str(rest[1]) if len(rest) > 1 else asked.columns[0].key
            name = f"{key}-{numbers[place]}-{column}" if place < len(numbers) else ""
        else:
            name = f"{key}-{rest[0]}" if rest else f"{key}{FIRST.get(asked.type, '')}"
        return name if name in self.fields else None


def _first(asked: Field, answer: Any) -> Any:
    """An answer as its control begins with it."""
    if asked.type is FieldType.YES_NO:
        return {True: "yes", False: "no"}.get(answer)
    return plain_of(answer) if asked.type is FieldType.LONG_TEXT and answer else answer


def _with_plain(data: QueryDict) -> QueryDict:
    """What was sent, with every text that an editor wrote as plain text too: so it is shown again without one."""
    written = [name for name in data if name.endswith(HTML)]
    if not written:
        return data
    copied = data.copy()
    for name in written:
        copied[name.removesuffix(HTML)] = plain_of(clean(str(data[name])))
    return copied


def _numbers(data: Mapping[str, Any], name: str) -> tuple[int, ...]:
    """The numbers of the rows of a table that were sent, in order."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,4}})-")
    found: Collection[int] = {int(match[1]) for each in data if (match := pattern.match(each))}
    return tuple(sorted(found)[:MOST_ROWS])
