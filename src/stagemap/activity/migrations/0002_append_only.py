"""Triggers that refuse to change or remove a line of the activity log, whoever asks.

SQLite drops them silently when a later migration rebuilds the table: such a migration lays them again with ``lay``.
"""

from typing import Any

from django.db import migrations

TABLE = "activity_entry"
REFUSAL = "The activity log only grows: a line is never changed or removed."

SQLITE = {
    "activity_entry_no_update": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "activity_entry_no_delete": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
}
POSTGRESQL = {
    "activity_entry_no_change": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION activity_refuse()",
    "activity_entry_no_truncate": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION activity_refuse()",
}
FUNCTION = f"""
CREATE OR REPLACE FUNCTION activity_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
"""


def statements_to_lay(vendor: str) -> list[str]:
    """The statements that make the log append-only in this kind of database."""
    if vendor == "sqlite":
        return [f"CREATE TRIGGER {name} {body}" for name, body in SQLITE.items()]
    if vendor == "postgresql":
        return [FUNCTION, *(f"CREATE TRIGGER {name} {body}" for name, body in POSTGRESQL.items())]
    raise NotImplementedError(f"The activity log needs SQLite or PostgreSQL, not {vendor}.")


def statements_to_lift(vendor: str) -> list[str]:
    """The statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE]
    return [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in POSTGRESQL]


def lay(_apps: object, schema_editor: Any) -> None:
    for statement in statements_to_lay(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(_apps: object, schema_editor: Any) -> None:
    for statement in statements_to_lift(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]

    operations = [migrations.RunPython(lay, lift, elidable=False)]
