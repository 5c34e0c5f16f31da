"""Cells that hold what the form does not allow, or nothing (单元格核对)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report
from gongkai.statute.report_form import CellRef, Form, Measure, Value

_NAMED_AT_MOST = 6


def invalid_cells(report: Report) -> Iterator[Finding]:
    """Yield one error for each count that is negative or not a whole number (数值无效)."""
    for form, cell in _cells(report):
        fault = _fault(cell.column.measure, report.figures.get(cell.path))
        if fault:
            value = str(report.figures[cell.path])
            yield Finding(
                "cell.invalid",
                Severity.ERROR,
                f"{form.name(cell.path)}所填为{value}，{fault}。",
                cells=(cell.path,),
                found=value,
                citation=str(form.instrument.at("附件")),
            )


def blank_cells(report: Report) -> Iterator[Finding]:
    """Yield one notice for each table that leaves cells blank where the form wants a number (空白单元格)."""
    for key in TABLES:
        table, form = report.table(key), report.form_of(key)
        if table is None or form is None:
            continue
        paths = (cell.path for cell in table.cells if cell.path not in report.unread)
        blank = tuple(path for path in paths if report.figures.get(path) is None)
        if blank:
            yield _blank(form, table.title, blank)


def _blank(form: Form, title: str, blank: tuple[str, ...]) -> Finding:
    named = "；".join(form.name(path).removeprefix(title) for path in blank[:_NAMED_AT_MOST])
    more = f"等{len(blank)}格" if len(blank) > _NAMED_AT_MOST else ""
    return Finding(
        "cell.blank",
        Severity.NOTICE,
        f"{title}有空白或以“/”“-”代替数字的单元格（{named}{more}），没有发生的应填0。",
        cells=blank,
        citation=str(form.instrument.at("附件")),
    )


def _cells(report: Report) -> Iterator[tuple[Form, CellRef]]:
    for key in TABLES:
        table, form = report.table(key), report.form_of(key)
        if table is not None and form is not None:
            for cell in table.cells:
                yield form, cell


def _fault(measure: Measure, value: Value) -> str:
    if value is None:
        return ""
    if measure is not Measure.AMOUNT and isinstance(value, Decimal) and value != value.to_integral_value():
        return "应为整数"
    if measure is not Measure.CHANGE and value < 0:
        return "不应为负数"
    return ""
