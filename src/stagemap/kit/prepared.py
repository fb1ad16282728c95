"""Queries whose SQL is made once in a process: on a busy page, making it costs several times what running it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

LARGEST = 2**63 - 1
"""The largest key that either database holds."""


class Prepared:
    """A query that is always asked in the same way, but for the whole numbers ``names``.

    ``build`` gets a stand-in for each name and answers the query; a stand-in is a negative number that no row has,
    so it may stand wherever a key may. ``rows(name=7)`` runs a ``values_list`` with real numbers, ``objects(name=7)``
    a query of models with ``select_related`` and annotations (but no prefetching).
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *names: str) -> None:
        self._build = build
        self._stands_for = {-(9_000_000_001 + place): name for place, name in enumerate(names)}
        self._compiled = lru_cache(maxsize=None)(self._compile)

    def rows(self, **values: int) -> list[tuple[Any, ...]]:
        """The rows, with every value as the model's fields give it."""
        return [tuple(row) for row in self._run(router.db_for_read(Model), values)]

    def row(self, **values: int) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)

    def objects(self, **values: int) -> list[Any]:
        """The models, with those that ``select_related`` names and what was annotated."""
        using = router.db_for_read(Model)
        rows = self._run(using, values)
        compiler = self._compiled(using)[0]
        info: Any = compiler.klass_info
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column.target.attname for column, *_rest in compiler.select[first:last]]
        populators = get_related_populators(info, compiler.select, using)  # type: ignore[call-arg]  # stubs of a later Django
        made = []
        for row in rows:
            one = info["model"].from_db(using, names, row[first:last])
            for populator in populators:
                populator.populate(row, one)
            for name, place in compiler.annotation_col_map.items():
                setattr(one, name, row[place])
            made.append(one)
        return made

    def object(self, **values: int) -> Any:
        """The first model, or None."""
        return next(iter(self.objects(**values)), None)

    def _run(self, using: str, values: dict[str, int]) -> Iterable[Any]:
        """The rows as the database gives them, converted; a number beyond any key has none."""
        if any(abs(value) > LARGEST for value in values.values()):
            return []
        compiler, sql, params, converters = self._compiled(using)
        with connections[using].cursor() as cursor:
            cursor.execute(sql, [self._given(param, values) for param in params])
            found: Iterable[Any] = cursor.fetchall()
        return compiler.apply_converters(found, converters) if converters else found

    def _given(self, param: Any, values: dict[str, int]) -> Any:
        name = self._stands_for.get(param) if isinstance(param, int) else None
        return param if name is None else values[name]

    def _compile(self, using: str) -> tuple[SQLCompiler, str, tuple[Any, ...], Any]:
        stand_ins = {name: number for number, name in self._stands_for.items()}
        compiler = self._build(**stand_ins).query.get_compiler(using)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([each[0] for each in compiler.select])
        return compiler, sql, tuple(params), converters
