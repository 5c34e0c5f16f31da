"""What the Word writer writes is what the Word reader reads."""

from __future__ import annotations

from hypothesis import given, settings

from gongkai.documents import docx as word
from gongkai.documents.blocks import Grid
from gongkai.reports.model import Report
from gongkai.reports.writers import docx
from gongkai.reports.writers.outline import outline
from gongkai.reports.writers.printed import PrintedTable
from reports.strategies import reports


def expanded(table: PrintedTable) -> list[list[str | None]]:
    return [
        [cell.text if (cell.row, cell.column) == (row, column) else None for column, cell in enumerate(cells)]
        for row, cells in enumerate(table.matrix())
    ]


@settings(max_examples=15, deadline=None)
@given(reports())
def test_word_tables_come_back_cell_by_cell(report: Report) -> None:
    read = [block for block in word.read(docx.write(report)).blocks if isinstance(block, Grid)]

    assert [[list(row) for row in grid.rows] for grid in read] == [expanded(table) for table in outline(report).tables]
