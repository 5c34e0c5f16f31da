"""When annual reports are due: the cases of report_days.toml, and what holds of every organ and year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.report_deadlines import SCOPES, Scope, publication_due, report_due
from statute.law_cases import cases


@pytest.mark.parametrize("case", cases("report_days"))
def test_days_are_those_of_the_regulation_and_the_notice(case: Mapping[str, Any]) -> None:
    due = report_due(SCOPES[case["scope"]], level=case["level"], year=case["year"])
    assert due.on == case["due"]
    assert str(due.citation).startswith(case["basis"])
    assert publication_due(SCOPES[case["scope"]], year=case["year"]).on == case["publish"]


@given(
    st.sampled_from(list(Scope)), st.sampled_from(["province", "city", "county", "township"]), st.integers(2019, 2100)
)
def test_a_report_is_handed_in_in_the_next_year_and_not_after_it_must_be_published(
    scope: Scope, level: str, year: int
) -> None:
    due, publish = report_due(scope, level=level, year=year).on, publication_due(scope, year=year).on
    assert date(year + 1, 1, 31) <= due <= publish <= date(year + 1, 3, 31)
