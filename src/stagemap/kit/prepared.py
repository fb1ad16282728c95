"""Queries whose SQL is made once in a process: on a busy page, making it costs several times what running it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Key = int | str | UUID

_PLACE = re.compile(r"(?<!%)%s")
"""Where a parameter goes in the SQL that Django makes."""

LARGEST = 2**63 - 1
"""The largest key that either database holds."""


class Prepared:
    """A query that is always asked in the same way, but for its keys: ``names`` are whole numbers or texts.

    ``build`` gets a stand-in for each name and answers the query; a stand-in is a negative number that no row has,
    so it may stand wherever a key may. For the names among ``uuids`` it is a UUID that no row has. ``rows(name=7)``
    runs a ``values_list`` with real keys, ``objects(name=7)`` a query of models with ``select_related`` and annotations
    (but no prefetching).
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *names: str, uuids: Iterable[str] = ()) -> None:
        self._build = build
        self._stand_ins: dict[str, Key] = {name: -(9_000_000_001 + place) for place, name in enumerate(names)}
        self._stand_ins |= {name: UUID(int=9_000_000_001 + place) for place, name in enumerate(uuids)}
        self._compiled = lru_cache(maxsize=None)(self._compile)

    def rows(self, **values: Key) -> list[tuple[Any, ...]]:
        """The rows, with every value as the model's fields give it."""
        return [tuple(row) for row in self._run(router.db_for_read(Model), values)]

    def row(self, **values: Key) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)

    def objects(self, **values: Key) -> list[Any]:
        """The models, with those that ``select_related`` names and what was annotated."""
        using = router.db_for_read(Model)
        rows = self._run(using, values)
        shape = self._compiled(using).shape
        made = []
        for row in rows:
            one = shape.model.from_db(using, shape.names, row[shape.own])
            for populator in shape.populators:
                populator.populate(row, one)
            for name, place in shape.annotations:
                setattr(one, name, row[place])
            made.append(one)
        return made

    def object(self, **values: Key) -> Any:
        """The first model, or None."""
        return next(iter(self.objects(**values)), None)

    def _run(self, using: str, values: dict[str, Key]) -> Iterable[Any]:
        """The rows as the database gives them, converted; a number beyond any key has none."""
        if any(isinstance(value, int) and abs(value) > LARGEST for value in values.values()):
            return []
        query, connection = self._compiled(using), connections[using]
        keys = values if connection.features.has_native_uuid_field else {name: _plain(values[name]) for name in values}
        with connection.cursor() as cursor:
            cursor.execute(query.sql, {**query.params, **keys})
            found: Iterable[Any] = cursor.fetchall()
        return query.compiler.apply_converters(found, query.converters) if query.converters else found

    def _compile(self, using: str) -> _Compiled:
        compiler = self._build(**self._stand_ins).query.get_compiler(using)
        sql, params = compiler.as_sql()
        keys = {form: name for name, key in self._stand_ins.items() for form in (key, str(key), _plain(key))}
        named = [(keys.get(param) or f"constant_{place}", param) for place, param in enumerate(params)]
        names = iter(named)
        sql = _PLACE.sub(lambda _place: f"%({next(names)[0]})s", sql)
        converters = compiler.get_converters([each[0] for each in compiler.select])
        return _Compiled(compiler, sql, dict(named), converters)


def _plain(key: Key) -> Key:
    """A key as a database without UUIDs of its own keeps it."""
    return key.hex if isinstance(key, UUID) else key


@dataclass(frozen=True)
class _Compiled:
    """A query as one database wants it, its parameters by name: Django need not look for each of them on every run."""

    compiler: SQLCompiler
    sql: str
    params: dict[str, Any]
    converters: Any

    @cached_property
    def shape(self) -> _Shape:
        """How its rows become models."""
        info: Any = self.compiler.klass_info
        own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        return _Shape(
            model=info["model"],
            own=own,
            names=[column.target.attname for column, *_rest in self.compiler.select[own]],
            populators=get_related_populators(info, self.compiler.select, self.compiler.using),  # type: ignore[call-arg, arg-type]  # stubs of a later Django
            annotations=tuple(self.compiler.annotation_col_map.items()),
        )


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where in a row stand a model's ``own`` columns, those of the models beside it, and what was annotated."""

    model: type[Model]
    own: slice
    names: list[str]
    populators: list[Any]
    annotations: tuple[tuple[str, int], ...]
