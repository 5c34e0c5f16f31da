"""Whether a government's report is the sum of its organs' reports (汇总核对)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report
from gongkai.statute.report_form import Form, Value


@dataclass(slots=True)
class Sums:
    """The sums of some reports, cell by cell, taken one report after another (逐份累加).

    ``editions`` tells the edition of each table that all of them have on the same form; ``figures`` has None for a cell
    that one of them leaves blank.
    """

    parts: int = 0
    editions: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Value] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Take one more report in (累加)."""
        if not self.parts:
            self.editions, self.figures = dict(report.editions), dict(report.figures)
        else:
            self.editions = {key: kept for key, kept in self.editions.items() if report.editions.get(key) == kept}
            kept = self.figures.items()
            self.figures = {path: _sum((value, report.figures.get(path))) for path, value in kept}
        self.parts += 1


def compare(whole: Report, parts: Sequence[Report]) -> tuple[Finding, ...]:
    """Return one error for each cell of the whole that is not the sum of the parts' cells (汇总核对).

    ``parts`` must be all the organs that the whole sums up, its own office among them. A table is compared where every
    report has it on the same form, and a cell where none of them leaves it blank.
    """
    sums = Sums()
    for part in parts:
        sums.add(part)
    return compare_sums(whole, sums)


def compare_sums(whole: Report, sums: Sums) -> tuple[Finding, ...]:
    """Return the same as :func:`compare`, of sums that were taken already (汇总核对)."""
    if not sums.parts:
        return ()
    return tuple(finding for table in TABLES for finding in _apart(whole, sums, table))


def is_of(agency: str, government: str) -> bool:
    """Whether an organ's name is the government's own, be it 赣州市 or 赣州市人民政府 (是否本级政府)."""
    return _territory(agency) == _territory(government.strip())


def _territory(government: str) -> str:
    return government.removesuffix("人民政府").removesuffix("政府")


def _apart(whole: Report, sums: Sums, table: str) -> Iterator[Finding]:
    form, cells = whole.form_of(table), whole.table(table)
    if form is None or cells is None or sums.editions.get(table) != form.edition:
        return
    for cell in cells.cells:
        stands, expected = whole.figures.get(cell.path), sums.figures.get(cell.path)
        if stands is not None and expected is not None and stands != expected:
            yield _finding(form, cell.path, stands, expected, sums.parts)


def _finding(form: Form, path: str, stands: Value, expected: Value, parts: int) -> Finding:
    return Finding(
        "rollup.sum",
        Severity.ERROR,
        f"{form.name(path)}为{stands}，而所汇总的{parts}份报告该项之和为{expected}。",
        cells=(path,),
        expected=str(expected),
        found=str(stands),
        citation=str(form.instrument.at("附件")),
    )


def _sum(values: Sequence[Value]) -> Value:
    amount: Value = 0
    for value in values:
        if value is None or amount is None:
            return None
        amount += value
    return amount
