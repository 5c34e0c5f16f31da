"""docs/law tells every act and every outcome with the article that the code rests on (条款对照)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.statute.case_acts import ActKind
from gongkai.statute.outcomes import Outcome
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure_rules import RULES

DOCS = Path(__file__).parents[2] / "docs" / "law"


def rows(name: str) -> dict[str, str]:
    lines = (DOCS / name).read_text(encoding="utf-8").splitlines()
    coded = ((re.search(r"`([\w.]+)`", line), line) for line in lines if line.startswith("| "))
    return {found.group(1): line for found, line in coded if found}


@pytest.mark.parametrize("kind", list(RULES), ids=lambda kind: kind.code)
def test_every_act_has_its_row_with_its_article(kind: ActKind) -> None:
    row = rows("procedure.md")[kind.code]
    assert f"| {kind.label} |" in row
    assert f"| {RULES[kind].citation} |" in row


@pytest.mark.parametrize("outcome", list(OUTCOMES.values()), ids=lambda outcome: outcome.code)
def test_every_outcome_has_its_row_with_articles_and_facts(outcome: Outcome) -> None:
    row = rows("outcomes.md")[outcome.code]
    assert f"`{outcome.row}`" in row
    assert all(str(citation) in row for citation in outcome.citations)
    assert all(field.label in row for field in outcome.facts)


def test_the_tables_tell_nothing_that_is_not_in_the_code() -> None:
    assert set(rows("procedure.md")) == {kind.code for kind in ActKind}
    assert set(rows("outcomes.md")) == set(OUTCOMES)


@pytest.mark.parametrize("citation", sorted({str(rule.citation) for rule in RULES.values()}))
def test_cited_articles_are_within_their_instrument(citation: str) -> None:
    instruments = {rule.citation.instrument for rule in RULES.values()}
    instrument = next(each for each in instruments if citation.startswith(each.title))
    assert instrument.articles is not None
    assert re.search("第[一二三四五六七八九十]+条", citation)
