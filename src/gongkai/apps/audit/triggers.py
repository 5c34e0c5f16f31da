"""The database's own refusal to change what is written once (数据库触发器).

Code can be gone around; a trigger cannot, short of removing it. Emptying a whole table is left to the database's owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.apps.audit.frozen import FrozenRecord

_REFUSAL = "written once, never changed"
_ACTS = ("update", "delete")


def freeze(*tables: str) -> migrations.RunPython:
    """Return the step of a migration that puts triggers on tables, and takes them away again (冻结数据表)."""

    def forwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        install(editor.connection, tables)

    def backwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        remove(editor.connection, tables)

    return migrations.RunPython(forwards, backwards)


def frozen_tables() -> Sequence[str]:
    """Return the tables of all records that are written once (只增不改的数据表)."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, FrozenRecord))


def install(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    """Put the triggers in place (建立触发器)."""
    _run(connection, _install_sqlite(tables) if connection.vendor == "sqlite" else _install_postgresql(tables))


def remove(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    """Take the triggers away, as tests that empty the tables must (撤除触发器)."""
    _run(connection, [_drop(connection.vendor, table, act) for table in tables for act in _ACTS])


def _install_sqlite(tables: Sequence[str]) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for table in tables
        for act in _ACTS
    ]


def _install_postgresql(tables: Sequence[str]) -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION gongkai_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        function,
        *(
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gongkai_refuse()"
            for table in tables
            for act in _ACTS
        ),
    ]


def _drop(vendor: str, table: str, act: str) -> str:
    place = "" if vendor == "sqlite" else f" ON {table}"
    return f"DROP TRIGGER IF EXISTS {table}_no_{act}{place}"


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
