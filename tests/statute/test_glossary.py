"""The glossary and the law's code use one name for one thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
BRACKETS = re.compile(r"[(（]([^()]*[\u4e00-\u9fff][^()]*)[)）]")
ROW = re.compile(r"^\| ([^|]+) \| [^|]+ \| ([^|]*)\|", re.MULTILINE)


def _glossary() -> dict[str, str]:
    """Return for each type of the code column its Chinese term."""
    text = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8")
    return {name: chinese for chinese, names in ROW.findall(text) for name in re.findall(r"`(\w+)`", names)}


def _types() -> Iterator[tuple[str, str]]:
    """Yield the public types of ``statute``, each with the Chinese term of its docstring."""
    for path in sorted((REPOSITORY / "src" / "gongkai" / "statute").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                term = BRACKETS.search((ast.get_docstring(node) or "").split("\n\n")[0])
                yield node.name, term.group(1) if term else ""


def test_every_type_of_the_law_is_in_the_glossary_under_its_chinese_term() -> None:
    glossary = _glossary()
    assert {name: glossary.get(name) for name, _ in _types()} == dict(_types())


def test_glossary_has_terms_to_compare() -> None:
    assert _glossary()["Deadline"] == "期限届满日"
