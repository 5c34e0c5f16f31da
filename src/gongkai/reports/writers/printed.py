"""The statutory tables as printed: every cell with its place, its spans and what heads it (印出的表格).

Word, Excel, web page and the pages of the site print the same cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.reports.writers import layouts
from gongkai.reports.writers.layouts import Draft, Layout, Scope
from gongkai.statute.report_form import Form, Table, Value

_LAYOUTS: Mapping[str, Callable[[Table], Layout]] = {
    "proactive": layouts.proactive,
    "applications": layouts.applications,
    "remedies": layouts.remedies,
}


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell as printed (印出的单元格).

    ``row`` and ``column`` are those of its upper left corner, counted from 0. ``path`` is the cell's path where it
    holds a figure, else None. ``scope`` is set for a header cell. ``headers`` are the ``id`` of the cells that head a
    figure: those of its row, then those of its column, outermost first. An ``id`` is unique within one report.
    """

    id: str
    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    path: str | None = None
    scope: Scope | None = None
    headers: tuple[str, ...] = ()

    @property
    def is_header(self) -> bool:
        """Whether the cell heads others (是否表头)."""
        return self.scope is not None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A statutory table as printed (印出的表格).

    ``rows`` holds for each row the cells that begin in it, from left to right. ``header_rows`` is the number of rows
    to repeat on every page. ``caption`` is the statutory title of the chapter that holds the table.
    """

    key: str
    number: int
    caption: str
    width: int
    header_rows: int
    rows: tuple[tuple[PrintedCell, ...], ...]

    @property
    def cells(self) -> Iterator[PrintedCell]:
        """Every cell, row by row (全部单元格)."""
        return (cell for row in self.rows for cell in row)

    def matrix(self) -> tuple[tuple[PrintedCell, ...], ...]:
        """Return for every position the cell that covers it: ``len(rows)`` by ``width`` (展开的表格)."""
        covering = {position: cell for cell in self.cells for position in _positions(cell)}
        return tuple(tuple(covering[row, column] for column in range(self.width)) for row in range(len(self.rows)))


def printed_table(form: Form, key: str) -> PrintedTable:
    """Return the blank of one table: ``proactive``, ``applications`` or ``remedies`` (空白表格)."""
    table = {table.key: table for table in form.tables}[key]
    layout = _LAYOUTS[key](table)
    rows = _placed(layout, key)
    width = sum(cell.colspan for cell in rows[0])
    caption = form.chapters[table.number - 1][0]
    return PrintedTable(key, table.number, caption, width, layout.header_rows, _headed(rows, width))


def with_figures(table: PrintedTable, figures: Mapping[str, Value]) -> PrintedTable:
    """Return the table with its figures filled in; a path that ``figures`` lacks stays blank (填好的表格)."""
    return replace(table, rows=tuple(tuple(_filled(cell, figures) for cell in row) for row in table.rows))


def figure_text(value: Value) -> str:
    """Return a figure as printed: a blank is empty, a zero is 0, an amount keeps its decimals (数值写法)."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _filled(cell: PrintedCell, figures: Mapping[str, Value]) -> PrintedCell:
    return cell if cell.path is None else replace(cell, text=figure_text(figures.get(cell.path)))


def _placed(layout: Layout, key: str) -> list[list[PrintedCell]]:
    """Give every cell the first position that no cell to its left or above covers."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[PrintedCell]] = []
    for row, drafts in enumerate(layout.rows):
        placed.append([])
        for draft in drafts:
            column = next(column for column in range(len(taken) + 1) if (row, column) not in taken)
            cell = _at(draft, key=key, row=row, column=column)
            taken.update(_positions(cell))
            placed[-1].append(cell)
    return placed


def _at(draft: Draft, *, key: str, row: int, column: int) -> PrintedCell:
    name = f"{key}-r{row + 1}c{column + 1}"
    return PrintedCell(name, draft.text, row, column, draft.rowspan, draft.colspan, draft.path, draft.scope)


def _positions(cell: PrintedCell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.rowspan):
        for column in range(cell.column, cell.column + cell.colspan):
            yield row, column


def _headed(rows: list[list[PrintedCell]], width: int) -> tuple[tuple[PrintedCell, ...], ...]:
    """Tell every figure which cells head it: those left of it, and those above it in its section.

    A section begins with a heading over the whole width; headers of the section before head nothing in it.
    """
    above: dict[int, list[str]] = defaultdict(list)
    headers: list[PrintedCell] = []
    headed: list[tuple[PrintedCell, ...]] = []
    for number, row in enumerate(rows):
        if row[0].is_header and row[0].colspan == width:
            above.clear()
        opening = [cell for cell in row if cell.is_header]
        headers = [cell for cell in headers if number < cell.row + cell.rowspan] + opening
        left = tuple(cell.id for cell in headers)
        headed.append(tuple(replace(cell, headers=(*left, *above[cell.column])) if cell.path else cell for cell in row))
        for cell in opening:
            for column in range(cell.column, cell.column + cell.colspan):
                above[column].append(cell.id)
    return tuple(headed)
