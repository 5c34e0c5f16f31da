"""The law has no clock and no company: nothing below the apps asks what day it is."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import pytest

from architecture.source_tree import PURE, modules_of

CLOCKS = frozenset({"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "asctime"})
BARE_CLOCKS = CLOCKS - {"time"}


def test_nothing_below_the_apps_reads_the_clock() -> None:
    asking = [module.at(call) for module in modules_of(*PURE) for call in clock_readings(module.tree)]
    assert asking == []


@pytest.mark.parametrize(
    "program",
    ["date.today()", "datetime.now(tz=UTC)", "datetime.datetime.utcnow()", "time.time()", "timezone.now()", "now()"],
)
def test_reading_the_clock_is_noticed(program: str) -> None:
    assert len(list(clock_readings(ast.parse(program)))) == 1


def test_a_given_day_is_no_reading_of_the_clock() -> None:
    assert list(clock_readings(ast.parse("date(2026, 2, 9); moment.time(); case.received(today=today)"))) == []


def test_the_law_stands_on_the_standard_library_alone() -> None:
    allowed = sys.stdlib_module_names | {"gongkai"}
    foreign = [
        f"{module.at(node)} {name}"
        for module in modules_of("statute")
        for node, name in _imports(module.tree)
        if name.split(".")[0] not in allowed or (name.startswith("gongkai") and not name.startswith("gongkai.statute"))
    ]
    assert foreign == []


def clock_readings(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_clock(node.func):
            yield node


def _is_clock(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in BARE_CLOCKS
    if not isinstance(function, ast.Attribute) or function.attr not in CLOCKS:
        return False
    # ``moment.time()`` takes the time out of a moment that was given; only the module ``time`` reads a clock.
    return function.attr != "time" or (isinstance(function.value, ast.Name) and function.value.id == "time")


def _imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
