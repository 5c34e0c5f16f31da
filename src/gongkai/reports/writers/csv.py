"""Write the figures of a report as a table of one row a cell (输出 CSV)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from gongkai.reports.model import TABLES, Report
from gongkai.reports.writers.outline import printable
from gongkai.reports.writers.printed import figure_text

HEADER = ("单元格", "表", "行", "栏", "数值", "单位", "行政机关", "年度")
_BLANKS = " \u00a0\u3000"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula."""


def write(report: Report) -> bytes:
    """Return every recovered cell as a row of CSV, UTF-8 with a mark for Excel (输出 CSV).

    A blank figure is an empty field. Text that a spreadsheet would run as a formula is disarmed by an apostrophe;
    figures are left as they are, so that a negative change stays a number.
    """
    written = StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(HEADER)
    rows.writerows(_rows(report))
    return written.getvalue().encode("utf-8-sig")


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    owner = (harmless(report.agency or ""), figure_text(report.year))
    for table in filter(None, map(report.table, TABLES)):
        for cell in table.cells:
            labels = (cell.path, table.title, "".join((*cell.row.groups, cell.row.label)), cell.column.label)
            value = figure_text(report.figures.get(cell.path))
            yield (*map(harmless, labels), value, cell.column.unit, *owner)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (防公式注入)."""
    return disarmed(printable(text))


def disarmed(text: str) -> str:
    """Return a text as it is, with a mark before it where a spreadsheet would take it for a formula (防公式注入)."""
    return f"'{text}" if text.lstrip(_BLANKS).startswith(_FORMULA) else text
