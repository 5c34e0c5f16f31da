"""Reading the law cases that a legal officer can read too."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.statute.clock_events import Event, Kind

_FOLDER = Path(__file__).parent / "cases"
_KINDS = {kind.code: kind for kind in Kind}


def cases(name: str, table: str = "case") -> list[Any]:
    """Return the cases of one file as test parameters, named as in the file."""
    entries = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))[table]
    return [pytest.param(entry, id=entry.get("name", str(sorted(entry.items())))) for entry in entries]


def events(case: dict[str, Any]) -> tuple[Event, ...]:
    """Return the events of a case in order."""
    return tuple(Event(**{**entry, "kind": _KINDS[entry["kind"]]}) for entry in case.get("events", ()))
