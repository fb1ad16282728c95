"""From the files to kinds of sheets: each gets the parts, the lists, the scales and the words that it shares."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from stagemap.core.sheets import Field, Part, SheetKind

from .shapes import FieldEntry, KindFile, PartEntry, SheetsFile


@dataclass(frozen=True, slots=True)
class Assembly:
    """Makes the kinds of a programme of what their files and ``sheets.yaml`` say."""

    shared: SheetsFile

    def kind(self, file: KindFile) -> SheetKind:
        """The kind of one file, whole."""
        parts = tuple(self._parts(file))
        judged = any(each.camera for part in parts for field in part.fields for each in (field, *field.columns))
        return SheetKind(
            key=file.key,
            name=file.name,
            version=file.version,
            tab=file.tab,
            layers=file.layers,
            parts=parts,
            about=file.about,
            by=file.by,
            college=file.college,
            school=file.school,
            title_from=file.title_from,
            once=file.once,
            scales=tuple(scale for scale in self.shared.scales if scale.key in file.scales),
            judges=self.shared.judges if judged else None,
        )

    def _parts(self, file: KindFile) -> Iterator[Part]:
        """Its own parts between those that it shares; of these, what it does not ask itself."""
        own = {field.key for part in file.parts for field in part.fields}
        lent = {part.key: self._part(part, file, own) for part in self.shared.parts}
        yield from (lent[key] for key in file.head if lent[key].fields)
        yield from (self._part(part, file) for part in file.parts)
        yield from (lent[key] for key in file.tail if lent[key].fields)

    def _part(self, part: PartEntry, file: KindFile, without: Container[str] = ()) -> Part:
        fields = tuple(self._field(field, file) for field in part.fields if field.key not in without)
        return Part(**_values(part, _OF_PART) | {"fields": fields})

    def _field(self, field: FieldEntry, file: KindFile) -> Field:
        """A field with its options; a field of a shared part lies in those of its layers that the kind has."""
        return Field(
            **_values(field, _OF_FIELD)
            | {
                "options": self.shared.lists[field.list] if field.list else field.options,
                "columns": tuple(self._field(column, file) for column in field.columns),
                "layers": tuple(layer for layer in field.layers if layer in file.layers),
                "by": field.by or file.by,
            }
        )


def _values(record: Field | Part, names: tuple[str, ...]) -> dict[str, Any]:
    """Those fields of ``record`` that are called so."""
    return {name: getattr(record, name) for name in names}


_OF_PART, _OF_FIELD = (tuple(each.name for each in dataclasses.fields(shape)) for shape in (Part, Field))
