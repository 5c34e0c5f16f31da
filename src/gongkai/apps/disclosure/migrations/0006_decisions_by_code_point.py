"""Order decisions by number and name by code point, whatever the server sorts by (行政决定查找索引)."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def order_by_code_point(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give both columns the collation C on PostgreSQL; SQLite compares by code point as it is."""
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("disclosure", "Decision")._meta.db_table
        schema_editor.execute(
            f'ALTER TABLE "{table}" ALTER COLUMN number TYPE varchar(120) COLLATE "C", '
            'ALTER COLUMN shown_name TYPE varchar(200) COLLATE "C"'
        )


class Migration(migrations.Migration):
    """A range of an index holds all that begins with the words asked for (行政决定查找索引)."""

    dependencies = (("disclosure", "0005_decisions_stand_once"),)

    operations = (migrations.RunPython(order_by_code_point, migrations.RunPython.noop),)
