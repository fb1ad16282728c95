"""What a field of a sheet may say: what its type takes, in which layers it lies, on what it depends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from stagemap.core.sheets import FieldType, Layer, Source
from stagemap.core.tree import Problem, Tree

from .problems import expected, one_of, some, wrong

_TYPES: Mapping[str, FieldType] = {each.value: each for each in FieldType}
_TEXTS = frozenset({FieldType.SHORT_TEXT, FieldType.LONG_TEXT})
_CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES, FieldType.PERSON})
_OFFERING = _CHOOSING | {FieldType.CONSENT}
_COUNTED = frozenset(
    {FieldType.NUMBER, FieldType.DURATION, FieldType.CHOICES, FieldType.TABLE, FieldType.PUPIL, FieldType.SHEET}
) | {FieldType.ATTACHMENT}
_TAKES: Mapping[str, frozenset[FieldType]] = {
    "options": _OFFERING,
    "list": _OFFERING,
    "scale": frozenset({FieldType.SCALE}),
    "columns": frozenset({FieldType.TABLE}),
    "of_kind": frozenset({FieldType.SHEET}),
    "least": _TEXTS | _COUNTED,
    "most": _TEXTS | _COUNTED,
    "camera": _TEXTS,
    "counts_as": frozenset({FieldType.DURATION}),
}
_BEGINS: Mapping[str, frozenset[FieldType]] = {
    Source.TASK: _TEXTS,
    Source.PACKAGE: _CHOOSING,
    Source.LEVEL: _CHOOSING,
    Source.ROLE: _CHOOSING,
    Source.DATE: frozenset({FieldType.DATE}),
    Source.START: frozenset({FieldType.TIME}),
    Source.END: frozenset({FieldType.TIME}),
    Source.PLACE: _TEXTS,
    Source.AT_WHAT: _TEXTS,
    Source.CLASS_LABEL: _TEXTS,
    Source.PUPILS: frozenset({FieldType.PUPIL}),
    Source.PROJECT: _TEXTS,
    Source.TODAY: frozenset({FieldType.DATE}),
}
_NO_COLUMN = frozenset({FieldType.TABLE, FieldType.CONSENT})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a field may refer to: the fields ``beside`` it in their order, scales, kinds, and ``sheets.yaml`` itself.

    ``layers`` are those in which its answer may be read when it names none; empty while that hangs on the kind.
    """

    beside: Mapping[str, Tree]
    shared: Tree
    scales: tuple[str, ...]
    kinds: tuple[str, ...]
    layers: tuple[str, ...] = ()

    def before(self, key: str) -> Mapping[str, Tree]:
        """The fields that stand before the field ``key``."""
        return dict(takewhile(lambda each: each[0] != key, self.beside.items()))

    def others(self, key: str) -> Mapping[str, Tree]:
        """The fields beside the field ``key``."""
        return {other: each for other, each in self.beside.items() if other != key}


def field_problems(key: str, field: Tree, scope: Scope) -> Iterator[Problem]:
    """What is wrong in the field ``key``, and in its columns."""
    kind = _type(field)
    if kind is not None:
        yield from _taken(field, kind)
        yield from _needed(field, kind)
        if kind is FieldType.PUPIL:
            yield from _closed(field, scope)
    if scope.shared.entries:
        yield from _named(field.at("list"), "lists", tuple(scope.shared.at("lists").entries))
    yield from _named(field.at("scale"), "scales", scope.scales)
    yield from one_of([field.at("of_kind")], scope.kinds)
    yield from one_of(field.at("layers").items, scope.layers)
    yield from _bounds(field)
    for condition, beside in (("shown_when", scope.before), ("required_when", scope.others)):
        if condition in field.entries:
            yield from condition_problems(field.at(condition), beside(key), scope.shared)
    yield from _columns(field, scope)


def condition_problems(condition: Tree, fields: Mapping[str, Tree], shared: Tree) -> Iterator[Problem]:
    """What is wrong in a condition that may hang on one of ``fields``."""
    named = condition.at("field")
    field = fields.get(named.text)
    if field is None:
        if named.text:
            yield expected(
                named, f"one of {', '.join(fields)}" if fields else "no condition: no field stands before it"
            )
        return
    values = tuple(_values(field, shared))
    for each in condition.at("any_of").items:
        if values:
            yield from one_of([each], values)
        elif field.entries:
            yield wrong(each, f"{named.text} has no values to choose from; leave any_of out.")


def _type(field: Tree) -> FieldType | None:
    return _TYPES.get(field.at("type").text)


def _taken(field: Tree, kind: FieldType) -> Iterator[Problem]:
    for key, each in field.entries.items():
        if key in _TAKES and kind not in _TAKES[key]:
            yield wrong(each, f"a field of type {kind} takes no {key}.")
    source = field.at("begins_with")
    able = _BEGINS.get(source.text, (kind,))
    if kind not in able:
        types = ", ".join(sorted(able))
        yield wrong(source, f"a field of type {kind} cannot begin with {source.text}; expected {types}.")


def _needed(field: Tree, kind: FieldType) -> Iterator[Problem]:
    own, shared = (key in field.entries for key in ("options", "list"))
    if kind in _OFFERING and own is shared:
        yield wrong(field, f"expected options or a list, found {'both' if own else 'neither'}.")
    yield from some(field.at("options"), "option")
    for key in ("scale", "columns"):
        if kind in _TAKES[key] and not (field.at(key).text or field.at(key).entries):
            yield wrong(field, f'the key "{key}" is missing.')


def _named(named: Tree, what: str, known: tuple[str, ...]) -> Iterator[Problem]:
    """A list of ``sheets.yaml``, or a scale that the sheet names, is there."""
    if named.text and named.text not in known:
        yield expected(named, f"one of the {what} here ({', '.join(known) or 'there are none'})")


def _bounds(field: Tree) -> Iterator[Problem]:
    least, most = field.at("least"), field.at("most")
    if least.text.isdecimal() and most.text.isdecimal() and int(least.text) > int(most.text):
        yield expected(least, f"at most {most.text}, which is most")


def _closed(field: Tree, scope: Scope) -> Iterator[Problem]:
    """A pupil's code never lies in the open layer (G17)."""
    layers = _layers(field) or scope.layers
    if not layers or Layer.OPEN in layers:
        at = field.at("layers") if "layers" in field.entries else field
        yield wrong(at, "expected layers without open: the code of a pupil never lies there.")


def _layers(field: Tree) -> tuple[str, ...]:
    return tuple(each.text for each in field.at("layers").items)


def _columns(field: Tree, scope: Scope) -> Iterator[Problem]:
    columns = field.at("columns").entries
    inner = replace(scope, beside=columns, layers=_layers(field) or scope.layers)
    for key, column in columns.items():
        if _type(column) in _NO_COLUMN:
            yield expected(column.at("type"), "a type that a column may have")
        yield from field_problems(key, column, inner)


def _values(field: Tree, shared: Tree) -> Iterator[str]:
    """The values that an answer to ``field`` can have, where they can be told; a consent is given or it is not."""
    if field.at("type").text != FieldType.CONSENT:
        yield from field.at("options").entries
        yield from shared.at("lists", field.at("list").text).entries
    yield from shared.at("scales", field.at("scale").text, "steps").entries
    if field.at("type").text == FieldType.YES_NO:
        yield from ("yes", "no")
