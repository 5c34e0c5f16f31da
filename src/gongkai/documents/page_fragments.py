"""One ruled table on one page, with its text in its cells (页内表格)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.documents.page_lattice import Lattice, Region
from gongkai.documents.page_marks import PageMarks, Piece
from gongkai.documents.page_text import DIGITS, Line, cell_text, joined_lines, visual_lines

_CELL_PADDING = 14.0
_STACKED_ROW = 3


class Cell(NamedTuple):
    """A cell where it stands: rows ``top`` up to ``bottom``, and its left and right edge in points (单元格).

    ``full`` says that its last line leaves no room for another character, so that its text may go on elsewhere.
    """

    top: int
    bottom: int
    left: float
    right: float
    text: str
    full: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a table that stands on one page (表格片段).

    ``y_top`` and ``y_bottom`` are its edges on the page; see ``Lattice`` for the other flags.
    """

    page: int
    xs: tuple[float, ...]
    rows: int
    cells: tuple[Cell, ...]
    y_top: float
    y_bottom: float
    open_top: bool
    open_bottom: bool
    doubtful: bool

    @property
    def is_frame(self) -> bool:
        """Tell whether this is a single box, which may be a frame around text (单格)."""
        return len(self.cells) == 1


def fragment(lattice: Lattice, pieces: Iterable[Piece], *, page: PageMarks) -> Fragment:
    """Put the pieces that lie inside a lattice into its cells (文字入格)."""
    inside = _placed(lattice, pieces)
    lines = {region: visual_lines(own) for region, own in inside.items()}
    texts = {region: [cell_text(line) for line in own] for region, own in lines.items()}
    stacked = _rows_of_stacks(texts, lines, lattice)
    if page.recognised:
        # A line that was not seen in a picture would run the figures of two rows together.
        stacked = frozenset(range(len(lattice.ys)))
    return Fragment(
        page=page.number,
        xs=lattice.xs,
        rows=len(lattice.ys) - 1,
        cells=tuple(
            _cell(region, texts.get(region, ()), lines.get(region, ()), lattice, stacked) for region in lattice.regions
        ),
        y_top=lattice.ys[0],
        y_bottom=lattice.ys[-1],
        open_top=lattice.open_top,
        open_bottom=lattice.open_bottom,
        doubtful=lattice.doubtful or page.recognised,
    )


def _placed(lattice: Lattice, pieces: Iterable[Piece]) -> dict[Region, list[Piece]]:
    """Return the pieces of each cell that has any, by where their middle lies."""
    owner = {
        (row, column): region
        for region in lattice.regions
        for row in range(region.top, region.bottom)
        for column in range(region.left, region.right)
    }
    inside: dict[Region, list[Piece]] = defaultdict(list)
    for piece in pieces:
        row = _slot(lattice.ys, (piece.top + piece.bottom) / 2)
        column = _slot(lattice.xs, (piece.left + piece.right) / 2)
        inside[owner[row, column]].append(piece)
    return inside


def _slot(bounds: Sequence[float], position: float) -> int:
    return min(max(bisect_right(bounds, position) - 1, 0), len(bounds) - 2)


def _cell(
    region: Region, texts: Sequence[str], lines: Sequence[Line], lattice: Lattice, stacked: frozenset[int]
) -> Cell:
    left, right = lattice.xs[region.left], lattice.xs[region.right]
    if not texts:
        return Cell(region.top, region.bottom, left, right, "", full=False)
    text = "\n".join(texts) if region.top in stacked else joined_lines(texts)
    return Cell(region.top, region.bottom, left, right, text, full=not _has_room(lines[-1], right - left))


def _has_room(line: Line, width: float) -> bool:
    """Tell whether another character would have fitted beside a line, given a word processor's padding (有无余地)."""
    return width - (line.right - line.left) > line.em + _CELL_PADDING


def _rows_of_stacks(
    texts: dict[Region, list[str]], lines: dict[Region, tuple[Line, ...]], lattice: Lattice
) -> frozenset[int]:
    """Return the rows where every number stands in two lines with room beside it.

    Those are not wrapped numbers: a line between two rows was never drawn, and the figures must not run together.
    """
    stacks = {region.top for region, own in texts.items() if len(own) > 1 and own[0][-1].isdecimal()}
    numbers: dict[int, list[bool]] = defaultdict(list)
    for region, own in texts.items():
        if region.top in stacks and all(DIGITS.fullmatch(text) for text in own):
            width = lattice.xs[region.right] - lattice.xs[region.left]
            numbers[region.top].append(len(own) > 1 and _has_room(lines[region][0], width))
    return frozenset(row for row, apart in numbers.items() if len(apart) >= _STACKED_ROW and all(apart))
