"""The three statutory tables laid out for a terminal of eighty columns or more (终端表格)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich import box
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report
from gongkai.reports.writers.printed import figure_text
from gongkai.statute.report_form import Row, Section, Table

BLANK = "空"


def marks_of(findings: Iterable[Finding], marks: Mapping[Severity, str]) -> dict[str, str]:
    """Return the mark of every cell that a finding names: that of the gravest (单元格标记)."""
    named: dict[str, str] = {}
    for finding in findings:
        for path in finding.cells if marks[finding.severity] else ():
            named.setdefault(path, marks[finding.severity])
    return named


def sheet_tables(report: Report, marks: Mapping[str, str], styles: Mapping[str, str]) -> Iterator[Grid]:
    """Yield the tables that were recovered; a cell in conflict bears its mark and colour (终端表格)."""
    for key in TABLES:
        table = report.table(key)
        if table is None:
            continue
        sheet = _Sheet(report, table, marks, styles)
        yield sheet.as_list() if len({section.columns for section in table.sections}) > 1 else sheet.as_grid()


class _Sheet:
    def __init__(self, report: Report, table: Table, marks: Mapping[str, str], styles: Mapping[str, str]) -> None:
        self._report = report
        self._table = table
        self._marks = marks
        self._styles = styles

    def as_list(self) -> Grid:
        """One line a row, each figure after the name of its column: the rows have columns of their own."""
        grid = Grid(box=box.SIMPLE_HEAD, title=self._table.title, title_justify="left", show_header=False)
        grid.add_column(overflow="fold")
        grid.add_column(overflow="fold")
        for section in self._table.sections:
            for row in section.rows:
                grid.add_row(row.label, Text("　").join(self._named_figures(section, row)))
        return grid

    def as_grid(self) -> Grid:
        """The form's own rows and columns; what several rows have in common stands above them."""
        grid = Grid(box=box.SIMPLE_HEAD, title=self._table.title, title_justify="left")
        grid.add_column(overflow="fold", ratio=1)
        for column in self._table.sections[0].columns:
            grid.add_column(_stacked(column.label), justify="right", no_wrap=True)
        above: tuple[str, ...] = ()
        for section in self._table.sections:
            for row in section.rows:
                for depth, group in enumerate(row.groups):
                    if row.groups[: depth + 1] != above[: depth + 1]:
                        grid.add_row(_indented(group, depth))
                above = row.groups
                figures = (self._figure(f"{self._table.key}.{row.key}.{column.key}") for column in section.columns)
                grid.add_row(_indented(row.label, len(row.groups)), *figures)
        return grid

    def _named_figures(self, section: Section, row: Row) -> Iterator[Text]:
        for column in section.columns:
            yield Text.assemble(f"{column.label} ", self._figure(f"{self._table.key}.{row.key}.{column.key}"))

    def _figure(self, path: str) -> Text:
        shown = figure_text(self._report.figures.get(path)) or BLANK
        mark = self._marks.get(path, "")
        return Text(f"{shown}{mark}", self._styles.get(mark, "dim" if shown in ("0", BLANK) else ""))


def _stacked(label: str) -> str:
    """Break a column's label after every second character, so that seven columns fit beside their rows."""
    return "\n".join(label[start : start + 2] for start in range(0, len(label), 2))


def _indented(label: str, depth: int) -> Padding:
    return Padding(Text(label), (0, 0, 0, 2 * depth))
