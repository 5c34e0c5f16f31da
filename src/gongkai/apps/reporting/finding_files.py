"""The findings of a collection as files for a spreadsheet (发现导出)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import xlsxwriter

from gongkai.apps.reporting.models import CollectedFinding
from gongkai.reports.writers.csv import disarmed

HEADER = ("机关", "年度", "严重程度", "规则", "规则代码", "问题", "应为", "现为", "单元格", "原文", "依据", "文件")
MOST_XLSX_ROWS = 100_000
"""A workbook is written whole before it is sent; longer lists are had as CSV, row by row."""


def as_csv(findings: Iterable[CollectedFinding]) -> Iterator[str]:
    """Yield the findings as lines of CSV, with the mark that Excel wants first (导出 CSV)."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(HEADER)
    yield from (writer.writerow(_row(finding)) for finding in findings)


def as_xlsx(findings: Iterable[CollectedFinding]) -> bytes:
    """Return the findings as a workbook (导出 Excel)."""
    written = BytesIO()
    with xlsxwriter.Workbook(
        written, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("核查发现")
        sheet.freeze_panes(1, 0)
        for column, (title, width) in enumerate(zip(HEADER, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title)
        for line, finding in enumerate(findings, start=1):
            for column, text in enumerate(_row(finding)):
                sheet.write_string(line, column, text)
    return written.getvalue()


_WIDTHS = (28, 8, 10, 28, 24, 70, 12, 12, 40, 40, 40, 30)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _row(finding: CollectedFinding) -> Sequence[str]:
    told = finding.told
    return [
        disarmed(str(text or ""))
        for text in (
            finding.organ,
            finding.year,
            finding.grade.label,
            finding.rule_label,
            finding.rule,
            told["message"],
            told["expected"],
            told["found"],
            "、".join(told["cells"]),
            told["quote"],
            told["citation"],
            finding.member.source,
        )
    ]
