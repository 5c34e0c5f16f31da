"""One sheet of an Excel workbook as sparse rows and merged ranges (Excel 工作表)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.documents import limits
from gongkai.documents.problems import DocumentError
from gongkai.documents.xlsx_values import Values, text_of

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_MAX_ROWS = 1_048_576
_MAX_COLUMNS = 16_384
_MAX_MERGES = 20_000
_BLANKS_PER_CELL = 3
_MAX_SPAN = 200
"""Rows that one merged cell of a table may cover; the form needs 22."""
_TOO_LARGE = "工作表中的单元格过多，远超一份年度报告的篇幅。请删去无关的行列和工作表后再试。"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows and columns counted from 1 and both ends within (合并单元格)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetRow:
    """The cells of one row that hold text, by column; ``ruled`` are the columns with borders (工作表行)."""

    texts: dict[int, str] = field(default_factory=dict)
    ruled: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows by number, and what is merged in it (工作表).

    ``corners`` are the (row, column) of the upper left cells of merged ranges, ``covered`` the columns that merged
    cells cover in each row, their corners left out, and ``hanging`` the rows into which a cell with text spans.
    """

    name: str
    rows: dict[int, SheetRow]
    corners: frozenset[tuple[int, int]]
    covered: dict[int, set[int]]
    hanging: frozenset[int]


class Allowance:
    """How much all sheets of a workbook together may still hold (余量)."""

    __slots__ = ("_cells", "_characters", "_elements")

    def __init__(self) -> None:
        """Begin with the limits of one file; blank cells that are only formatted count apart from those with text."""
        self._cells = limits.MAX_CELLS
        self._elements = _BLANKS_PER_CELL * limits.MAX_CELLS
        self._characters = limits.MAX_TEXT_CHARACTERS

    def take(self, row: SheetRow, *, elements: int) -> None:
        """Take one row off; raises DocumentError (``file.too_large``) when nothing is left (扣减)."""
        self._elements -= elements + 1
        self._cells -= len(row.texts)
        # One shared string may stand in any number of cells, so small files can hold endless text.
        self._characters -= sum(map(len, row.texts.values()))
        if min(self._cells, self._elements, self._characters) < 0:
            raise DocumentError("file.too_large", _TOO_LARGE)


def sheet_of(name: str, root: etree._Element, values: Values, *, allowance: Allowance) -> Sheet:
    """Take the cells and merged ranges out of one sheet part (读取工作表).

    Rows that the sheet hides are left out: nobody sees them on paper or on screen.
    Raises DocumentError (``file.too_large``) for more cells than any report has.
    """
    rows: dict[int, SheetRow] = {}
    number = 0
    for element in root.iterfind("{*}sheetData/{*}row"):
        number = _bounded(element.get("r"), number + 1)
        row = _row(element, values)
        allowance.take(row, elements=len(element))
        if (row.texts or len(row.ruled) > 1) and element.get("hidden") not in ("1", "true"):
            rows[number] = row
    merges = tuple(_merges(root))
    if len(merges) > _MAX_MERGES:
        raise DocumentError("file.too_large", _TOO_LARGE)
    hanging = frozenset(_hanging(rows, merges))
    corners = frozenset((merge.top, merge.left) for merge in merges)
    return Sheet(name, rows, corners, _covered(rows, merges, last_row=max((*rows, *hanging), default=0)), hanging)


def _row(element: etree._Element, values: Values) -> SheetRow:
    row = SheetRow()
    column = 0
    for cell in element.iterfind("{*}c"):
        place = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else column + 1
        text = text_of(cell, values) if len(cell) else ""
        if text:
            row.texts[column] = text
        style = cell.get("s", "0")
        if style.isdigit() and len(style) < 10 and int(style) in values.styles.bordered:
            row.ruled.add(column)
    return row


def _merges(root: etree._Element) -> Iterator[Merge]:
    for element in root.iterfind("{*}mergeCells/{*}mergeCell"):
        ends = [_REFERENCE.fullmatch(end) for end in element.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            yield Merge(int(ends[0][2]), _column(ends[0][1]), int(ends[1][2]), _column(ends[1][1]))


def _hanging(rows: dict[int, SheetRow], merges: tuple[Merge, ...]) -> Iterator[int]:
    for merge in merges:
        if merge.top in rows and merge.left in rows[merge.top].texts:
            yield from range(merge.top + 1, min(merge.bottom, merge.top + _MAX_SPAN) + 1)


def _covered(rows: dict[int, SheetRow], merges: tuple[Merge, ...], *, last_row: int) -> dict[int, set[int]]:
    covered: dict[int, set[int]] = {}
    last_column = max((column for row in rows.values() for column in (*row.texts, *row.ruled)), default=0)
    area = 0
    for merge in merges:
        bottom, right = min(merge.bottom, last_row), min(merge.right, last_column)
        area += max(bottom - merge.top + 1, 0) * max(right - merge.left + 1, 0)
        if area > limits.MAX_CELLS:
            raise DocumentError("file.too_large", _TOO_LARGE)
        for number in range(merge.top, bottom + 1):
            covered.setdefault(number, set()).update(range(merge.left, right + 1))
        covered.get(merge.top, set()).discard(merge.left)
    return covered


def _bounded(text: str | None, otherwise: int) -> int:
    if text and text.isascii() and text.isdigit() and len(text) < 8 and 0 < int(text) <= _MAX_ROWS:
        return int(text)
    return otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number, _MAX_COLUMNS)
