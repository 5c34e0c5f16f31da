"""Cases as a table in CSV or XLSX; applicants masked (导出申请件)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter

from gongkai.apps.casework.models import Case
from gongkai.reports.writers.csv import disarmed

MOST_ROWS = 20_000
FORMS = ("csv", "xlsx")
HEADER = (
    *("查询编号", "登记编号", "行政机关", "标题", "申请人", "渠道", "收到日期", "答复到期", "暂定"),
    *("阶段", "办理结果", "答复日期", "承办人", "承办处室"),
)
_WIDTHS = (22, 16, 24, 40, 12, 14, 12, 12, 6, 14, 24, 12, 10, 16)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(cases: Iterable[Case], form_of_file: str) -> tuple[bytes, str]:
    """Return the table and its media type; ``form_of_file`` is csv or xlsx (导出)."""
    rows = [_row(case) for case in cases]
    if form_of_file == "xlsx":
        return _workbook(rows), _XLSX
    return _text(rows), "text/csv; charset=utf-8"


def _row(case: Case) -> tuple[str, ...]:
    return (
        case.reference,
        case.number,
        str(case.agency),
        case.matter,
        str(case.applicant),
        case.channel.label,
        _day(case.received_on),
        _day(case.due_on),
        "是" if case.is_provisional else "",
        case.stage.label,
        case.outcome.label if case.outcome else "",
        _day(case.answered_on),
        case.assignee.name if case.assignee else "",
        case.department,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(rows: Iterable[tuple[str, ...]]) -> bytes:
    written = StringIO(newline="")
    table = csv.writer(written)
    table.writerow(HEADER)
    table.writerows([disarmed(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("申请件")
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        bold = book.add_format({"bold": True})
        for line, row in enumerate((HEADER, *rows)):
            for column, cell in enumerate(row):
                # Text and nothing else: a cell that begins with = must not become a formula.
                sheet.write_string(line, column, cell, bold if line == 0 else None)
    return written.getvalue()
