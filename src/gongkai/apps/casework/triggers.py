"""The database's own refusal to change what is written once (数据库触发器).

Code can be gone around; a trigger cannot, short of removing it. Emptying a whole table is left to the database's owner.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

FROZEN_TABLES = ("casework_caseevent", "casework_letter")
_REFUSAL = "written once, never changed"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place (建立触发器)."""
    _run(connection, _install_sqlite() if connection.vendor == "sqlite" else _install_postgresql())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, as tests that empty the tables must (撤除触发器)."""
    statements = [_drop(connection.vendor, table, act) for table in FROZEN_TABLES for act in ("update", "delete")]
    _run(connection, statements)


def _install_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for table in FROZEN_TABLES
        for act in ("update", "delete")
    ]


def _install_postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION casework_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        function,
        *(
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION casework_refuse()"
            for table in FROZEN_TABLES
            for act in ("update", "delete")
        ),
    ]


def _drop(vendor: str, table: str, act: str) -> str:
    place = "" if vendor == "sqlite" else f" ON {table}"
    return f"DROP TRIGGER IF EXISTS {table}_no_{act}{place}"


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
