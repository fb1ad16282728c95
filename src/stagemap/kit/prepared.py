"""Queries whose SQL is made once in a process: on a busy page, making it costs several times what running it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Prepared:
    """A ``values_list`` that is always asked in the same way, but for the whole numbers ``names``.

    ``build`` gets a stand-in for each name and answers the query; a stand-in is a negative number that no row has,
    so it may stand wherever a key may. ``rows(name=7)`` runs the query with real numbers.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *names: str) -> None:
        self._build = build
        self._stands_for = {-(9_000_000_001 + place): name for place, name in enumerate(names)}
        self._compiled = lru_cache(maxsize=None)(self._compile)

    def rows(self, **values: int) -> list[tuple[Any, ...]]:
        """The rows, with every value as the model's fields give it."""
        using = router.db_for_read(Model)
        compiler, sql, params, converters = self._compiled(using)
        given = [self._given(param, values) for param in params]
        with connections[using].cursor() as cursor:
            cursor.execute(sql, given)
            found: Iterable[Any] = cursor.fetchall()
        return [tuple(row) for row in (compiler.apply_converters(found, converters) if converters else found)]

    def row(self, **values: int) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)

    def _given(self, param: Any, values: dict[str, int]) -> Any:
        name = self._stands_for.get(param) if isinstance(param, int) else None
        return param if name is None else values[name]

    def _compile(self, using: str) -> tuple[SQLCompiler, str, tuple[Any, ...], Any]:
        stand_ins = {name: number for number, name in self._stands_for.items()}
        compiler = self._build(**stand_ins).query.get_compiler(using)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([each[0] for each in compiler.select])
        return compiler, sql, tuple(params), converters
