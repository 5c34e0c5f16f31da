"""What a web page means by its tables: spans, layout tables and white space (网页表格)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from gongkai.documents import limits
from gongkai.documents.blocks import Block, Grid, Paragraph, Place, Row
from gongkai.documents.problems import DocumentError

Span: TypeAlias = tuple[int, int]
"""How many columns and rows a cell covers."""
Cell: TypeAlias = "tuple[str, Span | None]"
Group: TypeAlias = "list[list[Cell]]"

BLOCK_NAMES = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup "
        "option p pre search section summary table tbody td tfoot th thead tr ul",
    )
)
INVISIBLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
TOO_LARGE = "网页过大，超出可读取的范围。请只保存年度报告所在的页面后再试。"

_FOLDED_LINE = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*\r?\n\s*(?=[\u2e80-\uffef])")
"""A line end of the source between two Chinese characters, which is no space on the page."""
_MAX_COLUMN_SPAN = 1_000
_MAX_ROW_SPAN = 65_534
_LAYOUT_CELLS = 12
"""A table of figures has more cells than this, or no cell of prose."""
_PROSE_CHARACTERS = 200


def collapsed(text: str) -> str:
    """Return the text as a page shows it: one space for any white space, none at its ends (合并空白)."""
    stripped = text.strip()
    return " ".join((_FOLDED_LINE.sub("", stripped) if "\n" in stripped else stripped).split())


def may_lay_out(groups: Iterable[Group]) -> bool:
    """Say whether a table has so few cells that it may only place prose on the page (可能的布局表格)."""
    return sum(len(row) for group in groups for row in group) <= _LAYOUT_CELLS


def holds_prose(groups: Iterable[Group]) -> bool:
    """Say whether a cell holds more text than any label or figure (长文单元格)."""
    return any(len(text) > _PROSE_CHARACTERS for group in groups for row in group for text, _ in row)


@lru_cache(maxsize=256)
def span(colspan: str | None, rowspan: str | None) -> Span:
    """Return how many columns and rows a cell covers; rowspan 0 reaches to the end of its group (单元格跨度)."""
    columns, rows = _whole(colspan) or 1, _whole(rowspan)
    return min(columns, _MAX_COLUMN_SPAN), min(_MAX_ROW_SPAN if rows == 0 else rows or 1, _MAX_ROW_SPAN)


def _whole(value: str | None) -> int | None:
    digits = re.match(r"\s*\+?(\d{1,9})", value or "", re.ASCII)
    return int(digits.group(1)) if digits else None


class Tables:
    """Makes grids of cells and spans, counting tables and the cells of the whole page (表格)."""

    __slots__ = ("_cells_left", "_number")

    def __init__(self) -> None:
        self._cells_left = limits.MAX_CELLS
        self._number = 0

    def grid(self, groups: Iterable[Group]) -> Grid:
        """Return the table with its spans expanded; raises DocumentError where the spans are absurd (展开表格)."""
        self._number += 1
        rows = tuple(row for group in groups for row in self._expanded(group))
        return Grid(rows, place=Place(table=self._number))

    def _expanded(self, group: Group) -> Iterator[Row]:
        """Yield the rows of one row group, out of which no span reaches (展开行组)."""
        covered: dict[int, int] = {}
        for cells in group:
            if covered or any([span for _, span in cells]):
                row, covered = self._spanned_row(cells, covered)
            else:
                self._take(len(cells))
                row = tuple([text for text, _ in cells])
            if row:
                yield row

    def _spanned_row(self, cells: Sequence[Cell], covered: Mapping[int, int]) -> tuple[Row, dict[int, int]]:
        """Return the row, and how many rows further each of its columns is covered (展开一行)."""
        below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
        row: list[str | None] = []
        for text, reach in cells:
            while len(row) in covered:
                row.append(None)
            at = len(row)
            row.append(text)
            if reach:
                columns, rows = reach
                self._take(columns)
                row.extend([None] * (columns - 1))
                if rows > 1:
                    below.update(dict.fromkeys(range(at, at + columns), rows - 1))
        if covered:
            row.extend(None if column in covered else "" for column in range(len(row), max(covered) + 1))
        self._take(len(row))
        return tuple(row), below

    def _take(self, cells: int) -> None:
        self._cells_left -= cells
        if self._cells_left < 0:
            raise DocumentError("file.too_large", TOO_LARGE)


def refuse_length(blocks: Iterable[Block]) -> None:
    """Raise DocumentError when the text of all blocks exceeds the limit (篇幅检查)."""
    length = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            length += len(block.text)
        else:
            length += sum(len(text) for row in block.rows for text in row if text)
    if length > limits.MAX_TEXT_CHARACTERS:
        raise DocumentError("file.too_large", TOO_LARGE)
