"""Many small lists in one query: a subquery of which the rows come back as one list of objects.

A planner page needs nine short lists that belong to one placement. Asked one by one they cost nine round trips;
folded into columns of one row they cost one, on both databases.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler

_SQLITE = "(SELECT json_group_array(json_object({pairs})) FROM (%(subquery)s) folded)"
_POSTGRESQL = "(SELECT COALESCE(jsonb_agg(to_jsonb(folded)), '[]'::jsonb) FROM (%(subquery)s) folded)"


class Folded(Subquery):
    """The rows of ``queryset.values(*names)`` as a list of objects; dates and ids arrive as text.

    The order of the rows is not kept: sort them by what they hold. A column of a joined table needs a name of its
    own (``annotate``) before it can be listed.
    """

    output_field = JSONField()

    def __init__(self, queryset: QuerySet[Any, Any], *names: str) -> None:
        super().__init__(queryset.values(*names))
        self.names = names

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """SQLite's spelling: every column is named, for it has no record type."""
        pairs = ", ".join(f"'{name}', folded.\"{name}\"" for name in self.names)
        return super().as_sql(compiler, connection, template=_SQLITE.format(pairs=pairs))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """PostgreSQL's spelling: a row is an object already."""
        return super().as_sql(compiler, connection, template=_POSTGRESQL)


_ANY = -1
"""Stands for the key of the row while a query is compiled: no row has it."""


class FoldedRow:
    """Many folded lists of one row, as one query whose SQL is made once in a process for each database.

    Building this query anew costs several times what the database needs for it.
    """

    def __init__(self, model: type[models.Model], columns: Mapping[str, Folded]) -> None:
        self.model, self.columns = model, columns
        self._compiled = lru_cache(maxsize=None)(self._compile)

    def of(self, pk: int) -> dict[str, list[dict[str, Any]]]:
        """Every list of the row ``pk`` by its name; raises ``ObjectDoesNotExist`` when there is no such row."""
        rows = self.model._default_manager  # noqa: SLF001 - Django's public name for it
        sql, params = self._compiled(rows.db)
        with connections[rows.db].cursor() as cursor:
            cursor.execute(sql, [pk if param == _ANY else param for param in params])
            found = cursor.fetchone()
        if found is None:
            raise ObjectDoesNotExist
        return {name: json.loads(value) for name, value in zip(self.columns, found, strict=True)}

    def _compile(self, using: str) -> tuple[str, tuple[Any, ...]]:
        rows = self.model._default_manager.filter(pk=_ANY).values_list(*self.columns.values())  # noqa: SLF001 - the same
        sql, params = rows.query.get_compiler(using).as_sql()
        return sql, tuple(params)
