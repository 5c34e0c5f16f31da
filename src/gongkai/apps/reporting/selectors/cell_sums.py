"""The sum of every cell over the public reports, from the kept sums (单元格汇总查询)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Max

from gongkai.apps.reporting.models import CellTally
from gongkai.apps.reporting.models.cell_tallies import YEAR_UNKNOWN
from gongkai.apps.reporting.verdicts import Outcome
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import CellRef


@dataclass(frozen=True, slots=True)
class SumSearch:
    """Over which public reports the cells are summed; None does not restrict (汇总条件)."""

    year: int | None = None
    edition: str | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class CellSum:
    """One cell summed over the reports of a year that follow an edition (单元格合计).

    ``told`` reports tell the cell, ``blank`` have the table and left it blank; the sum is of those that told it. The
    ``year`` is None for reports that do not say theirs.
    """

    year: int | None
    edition: str
    cell: CellRef
    total: int | Decimal
    told: int
    blank: int


def cell_sums(search: SumSearch) -> Sequence[CellSum]:
    """Return the sums of every cell, the newest year first, each in the order of the form (单元格汇总)."""
    reports: dict[tuple[int, str, str], int] = {}
    cells: dict[tuple[int, str, str], tuple[int | Decimal, int]] = {}
    for tally in _asked_for(search):
        table = (tally.year, tally.edition, tally.table_key)
        reports[table] = reports.get(table, 0) + tally.reports
        for path, (total, told) in tally.cells.items():
            key = (tally.year, tally.edition, path)
            before, counted = cells.get(key, (0, 0))
            cells[key] = before + (Decimal(total) if isinstance(total, str) else total), counted + told
    return list(_in_order(reports, cells))


def data_changed_at() -> datetime | None:
    """Return when the public figures changed last, None where there never were any (数据更新时间)."""
    changed: datetime | None = CellTally.objects.aggregate(at=Max("changed_at"))["at"]
    return changed


def _asked_for(search: SumSearch) -> Iterator[CellTally]:
    tallies = CellTally.objects.filter(reports__gt=0)
    if search.year is not None:
        tallies = tallies.filter(year=search.year)
    if search.edition is not None:
        tallies = tallies.filter(edition=search.edition)
    if search.outcome is not None:
        tallies = tallies.filter(outcome_code=search.outcome.code)
    return tallies.iterator()


def _in_order(
    reports: Mapping[tuple[int, str, str], int], cells: Mapping[tuple[int, str, str], tuple[int | Decimal, int]]
) -> Iterator[CellSum]:
    told_years = sorted({(year, edition) for year, edition, _ in reports}, reverse=True)
    for year, edition in told_years:
        for table in BY_EDITION[edition].tables:
            having = reports.get((year, edition, table.key), 0)
            for cell in table.cells if having else ():
                total, told = cells.get((year, edition, cell.path), (0, 0))
                shown_year = None if year == YEAR_UNKNOWN else year
                yield CellSum(shown_year, edition, cell, total, told, having - told)
