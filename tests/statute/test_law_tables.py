"""Every rule of time and money has its row in docs/law, and cites an article that exists (条款对照)."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from gongkai.statute import (
    clock,
    clock_rules,
    consultations,
    deadlines,
    delivery,
    derivation,
    fees,
    instruments,
    receipt,
    remedy_case_terms,
    remedy_terms,
    report_deadlines,
)
from gongkai.statute.citations import Citation, Instrument
from gongkai.statute.timelines import Timeline

DOCS = Path(__file__).parents[2] / "docs" / "law"
TABLES = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("deadlines.md", "fees.md"))
MODULES = (
    clock,
    clock_rules,
    consultations,
    deadlines,
    delivery,
    derivation,
    fees,
    receipt,
    remedy_case_terms,
    remedy_terms,
    report_deadlines,
)
ARTICLE = re.compile(r"第([一二三四五六七八九十百千零]+)条")
INSTRUMENTS = {item.title: item for item in vars(instruments).values() if isinstance(item, Instrument)}


def public_rules() -> Iterator[str]:
    for module in MODULES:
        name = module.__name__.rsplit(".", 1)[-1]
        for rule, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not rule.startswith("_"):
                yield f"{name}.{rule}"


def citations(module: ModuleType) -> Iterator[Citation]:
    for value in vars(module).values():
        if isinstance(value, Citation):
            yield value
        timelines = value.values() if isinstance(value, dict) else (value,)
        for timeline in timelines:
            if isinstance(timeline, Timeline):
                yield from (version.citation for version in timeline.versions)


def number(numeral: str) -> int:
    """Read a Chinese numeral below ten thousand."""
    total, digit = 0, 0
    for sign in numeral:
        if sign in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(sign)
    return total + digit


CITED = sorted({citation for module in MODULES for citation in citations(module)}, key=str)


@pytest.mark.parametrize("rule", tuple(public_rules()))
def test_every_rule_has_its_row(rule: str) -> None:
    assert f"`{rule}`" in TABLES


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`([a-z_]+\.[a-z_]+)`", TABLES))))
def test_every_row_names_a_rule_that_exists(named: str) -> None:
    module, rule = named.split(".")
    imported = __import__(f"gongkai.statute.{module}", fromlist=[rule])
    assert callable(getattr(imported, rule))


@pytest.mark.parametrize("citation", CITED, ids=str)
def test_every_article_cited_exists_in_its_instrument(citation: Citation) -> None:
    articles = [number(numeral) for numeral in ARTICLE.findall(citation.provision)]
    assert articles or not citation.provision
    limit = citation.instrument.articles
    assert all(limit is not None and 1 <= article <= limit for article in articles)


@pytest.mark.parametrize("citation", CITED, ids=str)
def test_every_provision_cited_stands_in_the_tables(citation: Citation) -> None:
    article = ARTICLE.search(citation.provision)
    assert article is None or article.group() in TABLES


def test_the_articles_in_the_tables_exist() -> None:
    found = re.findall(rf"({'|'.join(map(re.escape, INSTRUMENTS))})({ARTICLE.pattern})", TABLES)
    assert len(found) >= 20
    for title, _, numeral in found:
        limit = INSTRUMENTS[title].articles
        assert limit is not None
        assert 1 <= number(numeral) <= limit


@pytest.mark.parametrize(("numeral", "value"), [("六", 6), ("十", 10), ("二十四", 24), ("三十", 30), ("二百零三", 203)])
def test_numerals_are_read(numeral: str, value: int) -> None:
    assert number(numeral) == value
