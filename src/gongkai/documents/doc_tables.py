"""The paragraphs of a Word 97–2003 document as blocks: rows of cells laid on common columns (Word 97–2003 表格).

A row says where its cells begin and end on the page, not which column they are in; the columns of a table are the
positions that any of its rows uses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from gongkai.documents import limits
from gongkai.documents.blocks import Block, Evidence, Grid, Paragraph, Place, Row
from gongkai.documents.doc_paragraphs import DocParagraph, RowShape
from gongkai.documents.problems import DocumentError

_TOLERANCE = 60
"""Borders nearer than this, three points, are one border drawn a little askew."""
_TOO_LARGE = "文档的文字或表格过多，超出可读取的范围。请拆分文件，或只保留年度报告部分后再试。"


@dataclass(slots=True)
class _DocRow:
    """The texts of the cells of one row, and how the row is shaped (行)."""

    cells: list[str] = field(default_factory=list)
    shape: RowShape | None = None


def blocks_of(paragraphs: Iterable[DocParagraph]) -> Iterator[Block]:
    """Turn paragraphs into blocks; in a table that holds another, only the innermost is a grid (段落转文本块).

    Raises DocumentError (``file.too_large``) for more paragraphs and cells than any report has.
    """
    tables = units = 0
    for block in _blocks(paragraphs, 1):
        units += 1 if isinstance(block, Paragraph) else sum(map(len, block.rows))
        if units > limits.MAX_CELLS:
            raise DocumentError("file.too_large", _TOO_LARGE)
        if isinstance(block, Grid):
            tables += 1
            yield Grid(block.rows, block.evidence, Place(table=tables))
        else:
            yield block


def _blocks(paragraphs: Iterable[DocParagraph], depth: int) -> Iterator[Block]:
    for in_table, members in groupby(paragraphs, key=lambda paragraph: paragraph.depth >= depth):
        if not in_table:
            yield from _flow(members)
            continue
        table = list(members)
        if any(paragraph.depth > depth for paragraph in table):
            yield from _blocks(table, depth + 1)
        else:
            yield _grid(table)


def _flow(paragraphs: Iterable[DocParagraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        yield from (Paragraph(line.strip()) for line in paragraph.text.split("\n") if line.strip())


def _grid(paragraphs: list[DocParagraph]) -> Grid:
    if not all(paragraph.is_formatted for paragraph in paragraphs) or not paragraphs[-1].ends_row:
        return Grid(tuple(_guessed(paragraphs)), Evidence.GUESSED)
    rows = list(_rows(paragraphs))
    shapes = [row.shape for row in rows if row.shape and len(row.shape.edges) == len(row.cells) + 1]
    if len(shapes) < len(rows):
        return Grid(tuple(tuple(row.cells) for row in rows))
    return Grid(tuple(_laid_out(rows, shapes)))


def _rows(paragraphs: list[DocParagraph]) -> Iterator[_DocRow]:
    row = _DocRow()
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph.ends_row:
            row.shape = paragraph.shape
            yield row
            row, lines = _DocRow(), []
            continue
        lines.append(paragraph.text)
        if paragraph.ends_cell:
            row.cells.append("\n".join(lines).strip())
            lines = []


def _guessed(paragraphs: list[DocParagraph]) -> Iterator[Row]:
    """Cut rows at an empty cell that follows a cell: the row end is a cell mark with nothing before it.

    A blank cell looks the same, so each cell may as well begin a row; nothing here may be believed unconfirmed.
    """
    cells: list[str] = []
    for paragraph in paragraphs:
        if paragraph.text.strip() or not cells:
            cells.append(paragraph.text.strip())
        else:
            yield tuple(cells)
            cells = []
    if cells:
        yield tuple(cells)


def _laid_out(rows: list[_DocRow], shapes: list[RowShape]) -> Iterator[Row]:
    columns = _columns({edge for shape in shapes for edge in shape.edges})
    if len(columns) * len(rows) > limits.MAX_CELLS:
        raise DocumentError("file.too_large", _TOO_LARGE)
    above: frozenset[int] = frozenset()
    for row, shape in zip(rows, shapes, strict=True):
        lefts = [bisect_right(columns, edge) - 1 for edge in shape.edges]
        covered = _covered_across(shape.across) | {
            cell for cell in shape.continues if cell < len(row.cells) and lefts[cell] in above
        }
        yield _spread(row.cells, lefts, covered)
        above = frozenset(lefts[:-1])


def _columns(edges: set[int]) -> list[int]:
    columns: list[int] = []
    for edge in sorted(edges):
        if not columns or edge - columns[-1] > _TOLERANCE:
            columns.append(edge)
    return columns


def _covered_across(across: tuple[int, ...]) -> set[int]:
    """Return the cells that the cell to their left covers.

    Of a run of cells marked as merged, the first begins the run, and so does each that is marked like it.
    """
    covered: set[int] = set()
    begins = 0
    for cell, mark in enumerate(across):
        if mark and begins and mark != begins:
            covered.add(cell)
        else:
            begins = mark
    return covered


def _spread(cells: list[str], lefts: list[int], covered: set[int]) -> Row:
    row: list[str | None] = [""] * lefts[0]
    for cell, text in enumerate(cells):
        width = lefts[cell + 1] - lefts[cell]
        if width < 1 and not text:
            continue
        row.append(None if cell in covered else text)
        row.extend([None] * (width - 1))
    return tuple(row)
