"""A database of its own for a benchmark, and many rows out of few (测速数据库)."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any


@contextmanager
def scratch(given: argparse.Namespace) -> Iterator[Path]:
    """Yield a directory with Django pointed at a database in it, or at DATABASE_URL; tables are made (测速环境)."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as passing:
        directory = given.keep or Path(passing)
        directory.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{directory / 'bench.sqlite3'}")
        os.environ.update(GONGKAI_VAR=str(directory), GONGKAI_SECRET_KEY="bench", GONGKAI_ALLOWED_HOSTS="testserver")
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield directory


def multiply(model: Any, *, copies: int, changed: Mapping[str, str], span: int = 0) -> None:
    """Write every row of a table again that many times in the database itself (成倍复制).

    ``changed`` gives an SQL expression for columns, with ``{copy}`` for the number of the copy. With ``span`` the copy
    has the number of its first row and so many more for each copy: what refers to it can reckon it.
    """
    from django.db import connection, transaction

    names = [field.column for field in model._meta.concrete_fields]
    kept = {name: changed.get(name, f'"{name}"') for name in names if name != "id" or span}
    if span:
        kept["id"] = f"id + {{copy}} * {span}"
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table}")
        (last,) = cursor.fetchone()
        for copy in range(1, copies):
            told = ", ".join(expression.format(copy=copy) for expression in kept.values())
            cursor.execute(f"INSERT INTO {table} ({_quoted(kept)}) SELECT {told} FROM {table} WHERE id <= {last}")


def settle() -> None:
    """Let the database take stock of what was loaded, as its own upkeep would by the next day (更新统计信息)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def own_seconds() -> float:
    """Return the processor time spent so far by this process and by the server's that works for it (自身用时).

    The clock, where the server is another machine's. PostgreSQL is told to use one process for a query.
    """
    if (backend := _backend()) is None:
        return time.process_time()
    try:
        told = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return time.perf_counter()
    return time.process_time() + (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@cache
def _backend() -> int | None:
    from django.db import connection

    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _quoted(names: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
