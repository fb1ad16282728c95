"""Many small lists in one query: a subquery of which the rows come back as one list of objects.

A planner page needs nine short lists that belong to one placement. Asked one by one they cost nine round trips;
folded into columns of one row they cost one, on both databases.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

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


def day_in(text: str | None) -> dt.date | None:
    """A day of a folded row, as text."""
    return None if text is None else dt.date.fromisoformat(text)


def moment_in(text: str) -> dt.datetime:
    """A moment of a folded row as either database writes it: SQLite leaves out the offset of UTC."""
    moment = dt.datetime.fromisoformat(text)
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
