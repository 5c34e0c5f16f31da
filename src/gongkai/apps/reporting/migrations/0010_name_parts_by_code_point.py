"""Order the parts of organs' names by code point, whatever the server sorts by (机关名称索引排序)."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def order_by_code_point(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the column the collation C on PostgreSQL; SQLite compares by code point as it is."""
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("reporting", "OrganNamePart")._meta.db_table
        schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN part TYPE varchar(200) COLLATE "C"')


class Migration(migrations.Migration):
    """A range of the index holds all parts that begin with the words asked for (机关名称索引排序)."""

    dependencies = (("reporting", "0009_frozen_correction_steps"),)

    operations = (migrations.RunPython(order_by_code_point, migrations.RunPython.noop),)
