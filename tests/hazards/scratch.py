"""Databases of their own for processes that are killed or race: one file of SQLite, one database of PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

ENGINES = ("sqlite", "postgresql")
SERVER = os.environ.get("GONGKAI_TEST_POSTGRESQL", "postgres://postgres@127.0.0.1:5432")
RIG = Path(__file__).with_name("rig.py")


class RigError(AssertionError):
    """The rig itself broke; its traceback is the message."""


class NoServerError(Exception):
    """There is no PostgreSQL to test with."""


@contextmanager
def surroundings(engine: str, directory: Path) -> Iterator[Mapping[str, str]]:
    """Yield the environment of processes that share a database of ``engine``, empty at first."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    kept = {
        **plain,
        "GONGKAI_VAR": str(directory),
        "GONGKAI_SECRET_KEY": "only-for-tests",
        "GONGKAI_DEBUG": "",
        "GONGKAI_FILE_SECONDS": os.environ["GONGKAI_FILE_SECONDS"],
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    if engine == "sqlite":
        yield {**kept, "DATABASE_URL": f"sqlite:///{directory / 'hazard.sqlite3'}"}
        return
    # Several runs may share a server, from machines whose processes have the same numbers.
    name = f"gongkai_hazard_{uuid4().hex}"
    with _server() as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**kept, "DATABASE_URL": f"{SERVER}/{name}"}
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run_rig(*trials: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """Run trials of the rig one after another in a process of its own and return what each found."""
    command = [sys.executable, str(RIG), *trials]
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=1800)
    if done.returncode:
        raise RigError(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    try:
        connection = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=30)
    except psycopg.OperationalError as absent:
        raise NoServerError from absent
    with connection:
        yield connection
