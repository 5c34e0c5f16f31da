"""What of the sums to show, as the address tells it; what makes no sense is passed over (汇总条件)."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.apps.reporting.selectors.cell_sums import SumSearch
from gongkai.apps.reporting.verdicts import BY_CODE
from gongkai.statute.editions import BY_EDITION


def choice_of(asked: Mapping[str, str]) -> SumSearch:
    """Return over which reports the cells are to be summed (汇总条件)."""
    edition = asked.get("edition", "")
    return SumSearch(
        year=year_of(asked),
        edition=edition if edition in BY_EDITION else None,
        outcome=BY_CODE.get(asked.get("verdict", "")),
    )


def year_of(asked: Mapping[str, str]) -> int | None:
    """Return the year that is asked for, None for all (年度)."""
    year = asked.get("year", "")
    return int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
