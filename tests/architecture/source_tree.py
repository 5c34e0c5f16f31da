"""The product's modules as syntax trees, for the tests of the architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "src" / "gongkai"
PURE = ("statute", "documents", "reports", "letters", "screening")
"""The packages below the apps: no Django, no clock."""


@dataclass(frozen=True)
class Module:
    """One module: its path below ``src/gongkai``, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.stmt | ast.expr) -> str:
        return f"{self.path}:{node.lineno}"


@cache
def modules() -> tuple[Module, ...]:
    return tuple(_module(path) for path in sorted(SOURCE.rglob("*.py")))


def modules_of(*packages: str) -> Iterator[Module]:
    return (module for module in modules() if module.path.split("/")[0] in packages)


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(SOURCE).as_posix(), text, ast.parse(text))
