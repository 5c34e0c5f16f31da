"""Whether a government's report is the sum of its organs' reports (汇总核对)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report
from gongkai.statute.report_form import Form, Value


def compare(whole: Report, parts: Sequence[Report]) -> tuple[Finding, ...]:
    """Return one error for each cell of the whole that is not the sum of the parts' cells (汇总核对).

    ``parts`` must be all the organs that the whole sums up, its own office among them. A table is compared where every
    report has it on the same form, and a cell where none of them leaves it blank.
    """
    if not parts:
        return ()
    return tuple(finding for table in TABLES for finding in _apart(whole, parts, table))


def _apart(whole: Report, parts: Sequence[Report], table: str) -> Iterator[Finding]:
    form, cells = whole.form_of(table), whole.table(table)
    if form is None or cells is None or any(part.editions.get(table) != form.edition for part in parts):
        return
    for cell in cells.cells:
        stands = whole.figures.get(cell.path)
        values = [part.figures.get(cell.path) for part in parts]
        expected = _sum(values)
        if stands is not None and expected is not None and stands != expected:
            yield _finding(form, cell.path, stands, expected, len(parts))


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
