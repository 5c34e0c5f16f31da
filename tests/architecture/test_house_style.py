"""What the house style asks of every module, kept by a machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from architecture.source_tree import PURE, Module, modules, modules_of

MOST_LINES = 400
TABLES = ("statute/editions/", "statute/calendars/")
VAGUE_MODULES = frozenset({"core", "common", "utils", "util", "helpers", "helper", "manager", "managers", "misc"})
VAGUE_NAMES = frozenset({"data", "info", "obj", "process", "handle"})
CHINESE_IN_BRACKETS = re.compile(r"[(（][^()]*[\u4e00-\u9fff][^()]*[)）]")


def test_no_module_is_longer_than_the_house_allows() -> None:
    long = [
        f"{module.path}: {lines} lines"
        for module in modules()
        if not module.path.startswith(TABLES)
        and "/migrations/" not in module.path
        and (lines := module.text.count("\n")) > MOST_LINES
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [
        module.path
        for module in modules()
        if VAGUE_MODULES & set(module.path.removesuffix(".py").split("/")) and "/migrations/" not in module.path
    ]
    assert vague == []


def test_nothing_is_called_by_a_name_that_says_nothing() -> None:
    vague = [
        f"{module.at(node)} {name}"
        for module in modules()
        # Django asks its management commands for a method of this name.
        if "/management/commands/" not in module.path and "/migrations/" not in module.path
        for node, name in _names_given(module.tree)
        if name in VAGUE_NAMES
    ]
    assert vague == []


def test_public_functions_and_classes_of_the_pure_packages_say_what_they_mean_in_chinese() -> None:
    silent = [
        f"{module.at(node)} {node.name}"
        for module in modules_of(*PURE)
        for node in _public_definitions(module)
        if not CHINESE_IN_BRACKETS.search(_opening(node))
    ]
    assert silent == []


def _names_given(tree: ast.Module) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node, node.name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ((node, argument.arg) for argument in _arguments(node.args))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def _public_definitions(module: Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield the public functions and classes of the top level; methods follow their class."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def _opening(node: ast.FunctionDef | ast.ClassDef) -> str:
    """Return the first paragraph of the docstring, in which the Chinese term stands."""
    return (ast.get_docstring(node) or "").split("\n\n")[0]
