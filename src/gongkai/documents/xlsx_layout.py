"""The rows of a sheet cut into paragraphs and grids (工作表分块).

A sheet may hold prose in wide merged cells, headings, and several tables one below the other. It is cut at empty rows
and at rows that hold one text alone; what is left between are tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum

from gongkai.documents import limits
from gongkai.documents.blocks import Block, Grid, Paragraph, Place, Row
from gongkai.documents.problems import DocumentError
from gongkai.documents.xlsx_sheets import Sheet, SheetRow

_LABEL_CHARACTERS = 40
"""A lone text up to this long may be a label of a table; a longer one is prose."""
_TOO_LARGE = "工作表中的表格过大，远超一份年度报告的篇幅。请删去无关的行列和工作表后再试。"


class _Kind(Enum):
    """What a row is to a table (行的作用)."""

    EMPTY = "empty"
    COVERED = "covered"
    FRAME = "frame"
    LONE = "lone"
    TABLE = "table"


def blocks_of(sheet: Sheet, *, tables_before: int) -> Iterator[Block]:
    """Cut a sheet into paragraphs and grids, tables counted on from ``tables_before`` (工作表转文本块).

    Raises DocumentError (``file.too_large``) for a table larger than any report has.
    """
    tables = tables_before
    for run in _runs(sheet):
        if len(run) == 1 and len(sheet.rows[run[0]].texts) == 1 and _kind(sheet, run[0]) is _Kind.LONE:
            yield from _paragraphs(sheet, run[0])
        else:
            tables += 1
            yield _grid(sheet, run, table=tables)


def _kind(sheet: Sheet, number: int) -> _Kind:
    row = sheet.rows.get(number)
    if row is None or not row.texts:
        if number in sheet.hanging:
            return _Kind.COVERED
        return _Kind.EMPTY if row is None else _Kind.FRAME
    if len(row.texts) > 1 or number in sheet.hanging:
        return _Kind.TABLE
    if number + 1 not in sheet.hanging:
        return _Kind.LONE
    below = sheet.rows.get(number + 1)
    # A label that spans down beside rows of its own heads them even where its own row is blank.
    return _Kind.TABLE if below and below.texts else _Kind.LONE


def _runs(sheet: Sheet) -> Iterator[list[int]]:
    """Group row numbers: the rows of one table together, a row of one text alone by itself."""
    run: list[int] = []
    for number in sorted({*sheet.rows, *sheet.hanging}):
        if run and number != run[-1] + 1:
            yield run
            run = []
        kind = _kind(sheet, number)
        if _belongs(sheet, number, kind, run):
            run.append(number)
            continue
        if run:
            yield run
        run = []
        if kind is _Kind.LONE:
            yield [number]
    if run:
        yield run


def _belongs(sheet: Sheet, number: int, kind: _Kind, run: list[int]) -> bool:
    """Tell whether a row belongs to the table whose rows so far are ``run``, or begins one."""
    if kind is _Kind.LONE:
        return _is_label(sheet, number, run)
    if kind is _Kind.FRAME:
        return bool(run) and run[-1] in sheet.rows and bool(sheet.rows[run[-1]].texts)
    return kind is _Kind.TABLE or (kind is _Kind.COVERED and bool(run))


def _is_label(sheet: Sheet, number: int, run: list[int]) -> bool:
    """Tell a label inside a table, its own row blank, from a heading or prose between tables."""
    row = sheet.rows[number]
    above = sheet.rows.get(number - 1) if run else None
    below = sheet.rows.get(number + 1)
    ((column, text),) = row.texts.items()
    if len(text) > _LABEL_CHARACTERS or not (above or below):
        return False
    if column in row.ruled and any(each and len(each.texts) > 1 and each.ruled for each in (above, below)):
        return True
    is_merged = (number, column) in sheet.corners
    return bool(not is_merged and above and below and len(below.texts) > 1 and _extent(above) == _extent(below))


def _extent(row: SheetRow) -> tuple[int, int]:
    return min(row.texts, default=0), max(row.texts, default=0)


def _paragraphs(sheet: Sheet, number: int) -> Iterator[Paragraph]:
    ((column, text),) = sheet.rows[number].texts.items()
    place = Place(sheet=sheet.name, row=number, column=column)
    yield from (Paragraph(line.strip(), place) for line in text.split("\n") if line.strip())


def _grid(sheet: Sheet, run: list[int], *, table: int) -> Grid:
    first, last = _width(sheet, run)
    if (last - first + 1) * len(run) > limits.MAX_CELLS:
        raise DocumentError("file.too_large", _TOO_LARGE)
    rows = tuple(_row(sheet, number, first, last) for number in run)
    return Grid(rows, place=Place(sheet=sheet.name, table=table, row=run[0], column=first))


def _width(sheet: Sheet, run: list[int]) -> tuple[int, int]:
    """Return the first and last column that some row of the run needs: one with text, or bordered in every row."""
    rows = [sheet.rows.get(number, SheetRow()) for number in run]
    columns = {column for row in rows for column in row.texts}
    columns |= set.intersection(*(row.ruled for row in rows))
    return min(columns), max(columns)


def _row(sheet: Sheet, number: int, first: int, last: int) -> Row:
    texts = sheet.rows.get(number, SheetRow()).texts
    covered: Collection[int] = sheet.covered.get(number, ())
    return tuple(None if column in covered else texts.get(column, "") for column in range(first, last + 1))
