"""Write a report as an Excel workbook: a sheet for each table, one for the prose (输出 Excel 工作簿)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from gongkai.documents.packing import pack, unpack
from gongkai.reports.model import Report
from gongkai.reports.writers.outline import Outline, outline, printable
from gongkai.reports.writers.printed import PrintedCell, PrintedTable
from gongkai.statute.report_form import Value

_CREATED_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed moment, so that the same report gives the same bytes."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MAX_CELL_CHARACTERS = 32_000
"""Excel takes 32,767 to a cell."""
_PROSE_WIDTH = 86
_A4 = 9
_LINE_POINTS = 15.0
_MAX_ROW_POINTS = 409.0
_WIDE_FROM = 0x1100
"""From here on characters take the width of two digits."""

PROSE_SHEET = "说明"
_SHEETS = {"proactive": "表二", "applications": "表三", "remedies": "表四"}
_WIDTHS: Mapping[str, tuple[int, ...]] = {
    "proactive": (24, 18, 18, 18),
    "applications": (10, 14, 44, *[9] * 7),
    "remedies": (9,) * 15,
}
"""Column widths in characters."""

_BASE = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
_BOXED = {**_BASE, "border": 1}


def write(report: Report) -> bytes:
    """Return the report as an .xlsx workbook with real merged cells and real numbers (输出 Excel 工作簿).

    A number that a spreadsheet cannot hold without loss is written as text. A blank figure is an empty cell; a table
    that was not recovered has no sheet. The same report gives the same bytes.
    """
    plan = outline(report)
    written = BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        book.set_properties({"title": plan.title, "author": printable(report.agency or ""), "created": _CREATED_AT})
        _write_prose(book, plan, report)
        for table in plan.tables:
            _write_table(book, table, report.figures)
    return pack(unpack(written.getvalue()))


def _write_prose(book: Any, plan: Outline, report: Report) -> None:
    sheet = book.add_worksheet(PROSE_SHEET)
    sheet.set_column(0, 0, _PROSE_WIDTH)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    title = book.add_format({**_BASE, "font_size": 16, "bold": True, "align": "center"})
    heading = book.add_format({**_BASE, "font_name": "黑体", "font_size": 12})
    prose = book.add_format(_BASE)
    opening = dict.fromkeys((*_facts(report), *plan.preface))
    lines = [(plan.title, title), *((line, prose) for line in opening)]
    for part in plan.parts:
        lines.append((part.heading, heading))
        lines += [(line, prose) for line in part.paragraphs]
    lines += [(line, prose) for line in plan.signature]
    pieces = ((text[at : at + _MAX_CELL_CHARACTERS], style) for text, style in lines for at in _cuts(text))
    for row, (text, style) in enumerate(pieces):
        sheet.set_row(row, _height(text, _PROSE_WIDTH))
        sheet.write_string(row, 0, text, style)


def _facts(report: Report) -> tuple[str, ...]:
    agency = f"编制机关：{printable(report.agency)}" if report.agency else ""
    year = f"报告年度：{report.year}年" if report.year else ""
    return tuple(fact for fact in (agency, year) if fact)


def _cuts(text: str) -> range:
    return range(0, len(text), _MAX_CELL_CHARACTERS)


def _height(text: str, width: int) -> float:
    """Return the height in points of a row that shows all of the text; programs other than Excel do not fit rows."""
    characters = sum(1 if ord(character) < _WIDE_FROM else 2 for character in text)
    return min(_LINE_POINTS * max(1, ceil(characters / (width - 2))) + 4, _MAX_ROW_POINTS)


def _write_table(book: Any, table: PrintedTable, figures: Mapping[str, Value]) -> None:
    sheet = book.add_worksheet(_SHEETS[table.key])
    widths = _WIDTHS[table.key]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(table.rows):
        flat = [cell for cell in row if cell.rowspan == 1]
        room = {cell: sum(widths[cell.column : cell.column + cell.colspan]) for cell in flat}
        sheet.set_row(number, max(_height(cell.text, width) for cell, width in room.items()))
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    if table.header_rows:
        sheet.freeze_panes(table.header_rows, 0)
        sheet.repeat_rows(0, table.header_rows - 1)
    formats = _Formats(book)
    for cell in table.cells:
        _write_cell(sheet, cell, None if cell.path is None else figures.get(cell.path), formats)


def _write_cell(sheet: Any, cell: PrintedCell, value: Value, formats: _Formats) -> None:
    exact = _exact(value)
    style = formats.of(cell, exact)
    if cell.rowspan * cell.colspan > 1:
        bottom, right = cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1
        sheet.merge_range(cell.row, cell.column, bottom, right, "", style)
    if exact is not None:
        sheet.write_number(cell.row, cell.column, exact, style)
    elif cell.text:
        sheet.write_string(cell.row, cell.column, cell.text, style)
    else:
        sheet.write_blank(cell.row, cell.column, None, style)


def _exact(value: Value) -> int | Decimal | None:
    """Return the figure where the sixteen digits a spreadsheet writes give it back unchanged, else None."""
    if value is None or Decimal(f"{float(value):.16G}") != value:
        return None
    return value


class _Formats:
    """The formats of one table; numbers show as many decimals as they were printed with (单元格格式)."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}

    def of(self, cell: PrintedCell, value: int | Decimal | None) -> Any:
        """Return the format of a cell that holds the number ``value`` or text (格式)."""
        align = "left" if cell.scope == "row" else "center"
        shown = "@" if cell.path is None else _number_format(value)
        if (align, shown) not in self._made:
            look = {**_BOXED, "align": align, "num_format": shown}
            self._made[align, shown] = self._book.add_format(look)
        return self._made[align, shown]


def _number_format(value: int | Decimal | None) -> str:
    decimals = len(format(value, "f").partition(".")[2]) if isinstance(value, Decimal) else 0
    return f"0.{'0' * decimals}" if decimals else "0"
