"""The layout of the three statutory tables: what is merged with what, row by row (表格布局).

Everything comes from the form: the official blank is 14 rows of 4 columns for table two, 28 of 10 for table three and
4 of 15 for table four in edition 2021. A layout lists the cells that begin in each row, as the rows of an HTML table
do; positions follow from the spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gongkai.statute.report_form import CellRef, Column, Row, Section, Table

APPLICATIONS_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANISATIONS = "法人或其他组织"
CONTENT = "信息内容"


class Scope(StrEnum):
    """What a header cell heads, by the name HTML has for it (表头范围)."""

    COLUMN = "col"
    COLUMNS = "colgroup"
    ROW = "row"
    ROWS = "rowgroup"


@dataclass(frozen=True, slots=True)
class Draft:
    """A cell of a layout, its position still open (版式单元格).

    ``path`` is set for the cell of a figure, ``scope`` for a header; the corner of table three has neither.
    """

    text: str
    rowspan: int = 1
    colspan: int = 1
    path: str | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells that begin in each row, and how many rows are repeated on every page (版式)."""

    rows: tuple[tuple[Draft, ...], ...]
    header_rows: int


def proactive(table: Table) -> Layout:
    """Lay out table two: each section under its own heading and line of headers (表二版式).

    The last column of a section reaches the right edge of the table.
    """
    width = 1 + max(len(section.columns) for section in table.sections)
    rows = (row for section in table.sections for row in _proactive_section(table, section, width))
    return Layout(tuple(rows), header_rows=0)


def _proactive_section(table: Table, section: Section, width: int) -> Iterator[tuple[Draft, ...]]:
    spans = [1] * (len(section.columns) - 1) + [width - len(section.columns)]
    spanned = list(zip(section.columns, spans, strict=True))
    yield (Draft(section.heading, colspan=width, scope=Scope.COLUMNS),)
    yield (
        Draft(CONTENT, scope=Scope.COLUMN),
        *(Draft(column.label, colspan=span, scope=_across(span)) for column, span in spanned),
    )
    for row in section.rows:
        figures = (_figure(table, row, column, colspan=span) for column, span in spanned)
        yield (Draft(row.label, scope=Scope.ROW), *figures)


def applications(table: Table) -> Layout:
    """Lay out table three: three columns of labels, the outer ones merged, then seven of figures (表三版式)."""
    (section,) = table.sections
    depth = 1 + max(len(row.groups) for row in section.rows)
    head = tuple(_applicants(section, depth))
    return Layout((*head, *_applications_rows(table, section, depth)), header_rows=len(head))


def _applicants(section: Section, depth: int) -> Iterator[tuple[Draft, ...]]:
    first, *organisations, last = section.columns
    yield (
        Draft(APPLICATIONS_NOTE, rowspan=3, colspan=depth),
        Draft(section.heading, colspan=len(section.columns), scope=Scope.COLUMNS),
    )
    yield (
        Draft(first.label, rowspan=2, scope=Scope.COLUMN),
        Draft(ORGANISATIONS, colspan=len(organisations), scope=Scope.COLUMNS),
        Draft(last.label, rowspan=2, scope=Scope.COLUMN),
    )
    yield tuple(Draft(column.label, scope=Scope.COLUMN) for column in organisations)


def _applications_rows(table: Table, section: Section, depth: int) -> Iterator[tuple[Draft, ...]]:
    above: tuple[str, ...] = ()
    for index, row in enumerate(section.rows):
        opened = [level for level in range(len(row.groups)) if row.groups[: level + 1] != above[: level + 1]]
        yield (
            *(_group(section.rows[index:], level) for level in opened),
            Draft(row.label, colspan=depth - len(row.groups), scope=Scope.ROW),
            *(_figure(table, row, column) for column in section.columns),
        )
        above = row.groups


def _group(rows: Sequence[Row], level: int) -> Draft:
    inside = rows[0].groups[: level + 1]
    height = next((n for n, row in enumerate(rows) if row.groups[: level + 1] != inside), len(rows))
    return Draft(inside[-1], rowspan=height, scope=Scope.ROWS)


def remedies(table: Table) -> Layout:
    """Lay out table four: three blocks of five beside each other, one row of figures (表四版式)."""
    (section,) = table.sections
    outermost = [row.groups[0] if row.groups else row.label for row in section.rows]
    width = len(section.columns)
    top = (Draft(name, colspan=width * outermost.count(name), scope=Scope.COLUMNS) for name in dict.fromkeys(outermost))
    middle = (draft for row in section.rows for draft in _block_head(row, section.columns))
    grouped = (column for row in section.rows if row.groups for column in section.columns)
    bottom = (Draft(column.label, scope=Scope.COLUMN) for column in grouped)
    figures = (_figure(table, row, column) for row in section.rows for column in section.columns)
    return Layout((tuple(top), tuple(middle), tuple(bottom), tuple(figures)), header_rows=3)


def _block_head(row: Row, columns: Sequence[Column]) -> tuple[Draft, ...]:
    if row.groups:
        return (Draft(row.label, colspan=len(columns), scope=Scope.COLUMNS),)
    return tuple(Draft(column.label, rowspan=2, scope=Scope.COLUMN) for column in columns)


def _figure(table: Table, row: Row, column: Column, *, colspan: int = 1) -> Draft:
    return Draft("", colspan=colspan, path=CellRef(table.key, row, column).path)


def _across(span: int) -> Scope:
    return Scope.COLUMN if span == 1 else Scope.COLUMNS
